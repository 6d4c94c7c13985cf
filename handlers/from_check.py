"""From a check to a request: what she has told and what was found is carried over, and nothing is asked twice."""

from collections.abc import Sequence
from typing import Final

from conversations.eligibility import Checked
from conversations.questions.result import ASK_FOR
from conversations.request import CHECK, LEGAL_FORM
from conversations.state import JSON, State
from domain.civil_time import MOROCCO
from domain.eligibility import Verdict
from domain.requests.kinds import Kind
from handlers.conversations import draft_of
from handlers.drafts import erase_answers, go_on
from handlers.requests import ACTS, FLOW, begin_request
from handlers.turn import Turn
from messages.cards.trace import trace_of
from messages.screen import Screen
from messages.text import T
from storage.cooperatives import Cooperatives


async def ask(turn: Turn, checked: Checked) -> bool:
    """Begin the request that the end of the check asks for; False: another is not sent yet, and she was told."""
    begun = draft_of(turn, FLOW.name)
    if begun is not None and State.parse(begun.state).answers:
        turn.say(Screen((WAITING,), ((go_on(begun), erase_answers(begun)),)))
        return False
    end, _, call = checked.end.partition(":")
    verdicts = [each for each in (*checked.verdicts, *checked.lessons) if call in {"", each.call.id}]
    funding = f"{end}:" == ASK_FOR
    known = {**_in_common(turn, checked, verdicts), **(_of_funding(checked, verdicts[0]) if funding else {})}
    known |= {"kind": (Kind.FUNDING if funding else Kind.OTHER).value, "whose": await _whose(turn, checked)}
    await begin_request(turn, {key: value for key, value in known.items() if value is not None})
    return True


def _in_common(turn: Turn, checked: Checked, verdicts: Sequence[Verdict]) -> dict[str, JSON]:
    told, today = checked.profile, turn.now.astimezone(MOROCCO).date()
    trace = trace_of(verdicts, checked.answers, today, turn.voice)
    return {"place": told.get("place"), CHECK: trace, LEGAL_FORM: told.get("legal_form")}


def _of_funding(checked: Checked, verdict: Verdict) -> dict[str, JSON]:
    """What the call may give for her project stands in for the amount, until she says another."""
    told, worked = checked.profile, verdict.support
    amount = None if worked is None else worked.given
    known = {"call": verdict.call.id, "sector": told.get("sector"), "cost": told.get("project_cost")}
    return {**known, "amount": amount or None}


async def _whose(turn: Turn, checked: Checked) -> str | None:
    """The cooperative that she acts for, where the check was about one and she acts for no other."""
    if checked.profile.get("legal_form") != "cooperative":
        return None
    acting = [each for each in await Cooperatives(turn.unit).of(turn.chat_id) if each.role in ACTS]
    return str(acting[0].id) if len(acting) == 1 else None


WAITING: Final = T(
    "📝 Another request of yours is <b>not sent yet</b>. Send it or erase it first; your result stays here."
)
