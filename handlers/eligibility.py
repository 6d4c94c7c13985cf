"""«May I get support?»: the conversation, and what its end does."""

from datetime import UTC, datetime, timedelta

from conversations.eligibility import KEPT, NAME, RESULT, REVIEW, Checked, Kept, eligibility
from conversations.engine import Open, Talk
from conversations.questions import result
from conversations.questions.review import DONE
from domain.broadcasts.traits import traits
from domain.calls import load, rules_hash
from domain.civil_time import MOROCCO
from domain.news import glance
from domain.truth import Truth
from domain.turning import results
from handlers import from_check
from handlers.conversations import Flow, begin, with_keys
from handlers.result_page import order_page
from handlers.turn import Turn
from messages.cards.share import shared_result, shared_titles, whatsapp_address
from messages.keyboard import UrlButton
from messages.screen import Screen
from messages.text import B, T
from storage.saved_checks import SavedCheck, SavedChecks

DRAFT_KEPT = timedelta(days=14)
RESULT_KEPT = timedelta(days=1)
CONSENT = "keep-check/1"
"""The purpose and version of the text that a person agrees to before a result is kept."""
TELLING = "tell-news/2"
"""The same for being told of news."""
NO_NEWS = "n:off"
"""The button that ends that, under each of the news."""


async def _run(turn: Turn, talk: Talk) -> Checked:
    return await eligibility(talk, load().calls, turn.now)


async def _run_kept(turn: Turn, talk: Talk) -> Checked:
    return await eligibility(talk, load().calls, turn.now, kept=await _kept(turn))


async def _kept(turn: Turn) -> Kept | None:
    saved = await SavedChecks(turn.unit).newest(turn.chat_id)
    if saved is None:
        return None
    day = datetime.fromtimestamp(saved.saved_at / 1000, UTC).astimezone(MOROCCO).date()
    said = {call: Truth(truth) for call, truth in saved.results.items()}
    return Kept(day, saved.rules, said, telling=saved.telling is not None)


async def _finish(turn: Turn, checked: Checked) -> None:
    if checked.end == result.DONE:
        turn.show(Screen((T("Done. Your answers are erased. Come back whenever you like."),)))
    else:
        await _carry_out(turn, checked, FLOW)


async def _finish_kept(turn: Turn, checked: Checked) -> None:
    if checked.end == result.DONE:
        turn.show(Screen((T("Done. Your kept result stays as it was. You can erase it with /privacy."),)))
    else:
        await _carry_out(turn, checked, KEPT_FLOW)


async def _carry_out(turn: Turn, checked: Checked, flow: Flow[Checked]) -> None:
    """Keep the result, or give it away; after what leaves it as it is, it is shown again."""
    match checked.end:
        case result.KEEP:
            before = await SavedChecks(turn.unit).newest(turn.chat_id)
            _save(turn, checked, None if before is None else before.telling)
            turn.show(Screen((T("Kept. You find it again under «My kept result», and erase it with /privacy."),)))
        case result.TELL:
            _save(turn, checked, TELLING)
            turn.show(Screen((T("Agreed: I keep your answers and write to you when there is news for you."),)))
        case result.HUSH:
            await end_news(turn)
        case result.TEXT:
            _say_as_text(turn, checked)
            await _again(turn, checked, flow)
        case str(end) if end.startswith((result.ASK_FOR, result.PERSON)):
            if not await from_check.ask(turn, checked):
                await _again(turn, checked, flow)
        case _:
            order_page(turn, checked)
            await _again(turn, checked, flow)


async def end_news(turn: Turn) -> None:
    """No more news; the kept result stays."""
    SavedChecks(turn.unit).hush(turn.chat_id)
    turn.show(Screen((T("I will not write to you about news any more. Your kept result stays."),)))


def _save(turn: Turn, checked: Checked, telling: str | None) -> None:
    shown = (*checked.verdicts, *checked.lessons)
    rules = {verdict.call.id: rules_hash(verdict.call) for verdict in shown}
    said = {call: truth.value for call, truth in results(shown).items()}
    now = int(turn.now.timestamp() * 1000)
    seen = glance(checked.verdicts) if telling else {}
    check = SavedCheck(dict(checked.profile), rules, CONSENT, now, said, telling, seen)
    known = traits(checked.profile, checked.verdicts) if telling == TELLING else frozenset()
    SavedChecks(turn.unit).save(turn.chat_id, check, known)


async def _again(turn: Turn, checked: Checked, flow: Flow[Checked]) -> None:
    await begin(turn, flow, answers={**checked.profile, REVIEW: DONE})


def _say_as_text(turn: Turn, checked: Checked) -> None:
    """The text to forward; with a button to WhatsApp, which takes only a few words along."""
    today = turn.now.astimezone(MOROCCO).date()
    text = shared_result(checked.verdicts, checked.lessons, today)
    few_words = shared_titles(checked.verdicts, today)
    address = whatsapp_address(text, turn.voice) or whatsapp_address(few_words, turn.voice)
    turn.say(Screen(text, () if address is None else ((UrlButton(B("📲 WhatsApp"), address),),)))


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
