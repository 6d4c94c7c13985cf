"""«May I get support?»: the conversation, and what its end does."""

from datetime import timedelta

from conversations.eligibility import KEPT, NAME, RESULT, REVIEW, Checked, eligibility
from conversations.engine import Open, Talk
from conversations.questions.review import DONE
from domain.calls import load, rules_hash
from handlers.conversations import Flow, begin, with_keys
from handlers.turn import Turn
from messages.screen import Screen
from messages.text import T
from storage.saved_checks import SavedCheck, SavedChecks

DRAFT_KEPT = timedelta(days=14)
RESULT_KEPT = timedelta(days=1)
CONSENT = "keep-check/1"
"""The purpose and version of the text that a person agrees to before a result is kept."""


async def _run(turn: Turn, talk: Talk) -> Checked:
    return await eligibility(talk, load().calls, turn.now)


async def _run_kept(turn: Turn, talk: Talk) -> Checked:
    return await eligibility(talk, load().calls, turn.now, kept=True)


async def _finish(turn: Turn, checked: Checked) -> None:
    if not checked.keep:
        turn.show(Screen((T("Done. Your answers are erased. Come back whenever you like."),)))
        return
    _save(turn, checked)


async def _finish_kept(turn: Turn, checked: Checked) -> None:
    if not checked.keep:
        turn.show(Screen((T("Done. Your kept result stays as it was. You can erase it with /privacy."),)))
        return
    _save(turn, checked)


def _save(turn: Turn, checked: Checked) -> None:
    rules = {verdict.call.id: rules_hash(verdict.call) for verdict in checked.verdicts}
    kept = SavedCheck(dict(checked.profile), rules, CONSENT, int(turn.now.timestamp() * 1000))
    SavedChecks(turn.unit).save(turn.chat_id, kept)
    turn.show(Screen((T("Kept. You find it again under «My kept result», and erase it with /privacy."),)))


def _kept_for(here: Open) -> timedelta:
    return RESULT_KEPT if here.key == RESULT else DRAFT_KEPT


FLOW = Flow(NAME, _run, _finish, _kept_for)
KEPT_FLOW = Flow(KEPT, _run_kept, _finish_kept, _kept_for)
"""A look at the kept result. It is a conversation of its own, so that an unfinished check stays as it is."""


async def show_kept(turn: Turn) -> None:
    """Open the kept answers again, judged by the rules and the clock of today."""
    kept = await SavedChecks(turn.unit).newest(turn.chat_id)
    if kept is None:
        with_keys(turn, Screen((T("You have not kept a result. Check first whether you may get support."),)))
        return
    await begin(turn, KEPT_FLOW, answers={**kept.facts, REVIEW: DONE})
