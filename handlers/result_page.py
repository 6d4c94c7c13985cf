"""The result of a check on paper: ordered with her answers, and judged again from them when it is drawn."""

from typing import Final

from msgspec import json

from conversations.eligibility import RESULT, REVIEW, Checked, eligibility
from conversations.engine import Finished, replay
from conversations.questions.result import PDF_OF
from conversations.questions.review import DONE
from conversations.state import State
from documents.printing import render
from documents.result import result_page
from domain.calls import load
from domain.civil_time import MOROCCO
from domain.eligibility import Verdict
from domain.papers import checklist
from domain.truth import Truth
from handlers.making import Made, Order
from handlers.turn import Turn
from storage.unit import Unit

PAGE_MAKER: Final = "result"


def order_page(turn: Turn, checked: Checked) -> None:
    """Order the page of the call that she asked for, or of the one that promises most."""
    answers = {**checked.profile, REVIEW: DONE, RESULT: checked.end}
    turn.send_made(PAGE_MAKER, json.encode(answers).decode())


async def make_page(_unit: Unit, order: Order) -> Made | None:
    """The page as of the moment of the order; None where new rules ask for more than she had answered."""
    state = State(run="", answers=json.decode(order.what))
    here = await replay(lambda talk: eligibility(talk, load().calls, order.now), state)
    if not isinstance(here, Finished):
        return None
    checked = here.value
    chosen, form = _chosen(checked), checked.profile.get("legal_form")
    papers = checklist(chosen.call, form if isinstance(form, str) else None, load().documents.values())
    page = result_page(chosen, checked.answers, papers, order.now.astimezone(MOROCCO).date())
    return Made(f"tiwizi-{chosen.call.id}.pdf", lambda: render(page, order.voice, made=order.now))


def _chosen(checked: Checked) -> Verdict:
    shown = (*checked.verdicts, *checked.lessons)
    asked = next((verdict for verdict in shown if checked.end == PDF_OF + verdict.call.id), None)
    hopeful = (verdict for truth in (Truth.YES, Truth.UNKNOWN) for verdict in shown if verdict.truth is truth)
    return asked or next(hopeful, shown[0])
