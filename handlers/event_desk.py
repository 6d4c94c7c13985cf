"""The meetings of the team: the list, and one of them with its figures and all that can be done with it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from domain.audit import Deed as Noted
from domain.civil_time import wall_of
from domain.events.event import Event
from domain.events.life import AHEAD, Deed, Life, allowed
from domain.places import name as place_name
from handlers.event_card import Row
from handlers.event_link import written
from handlers.event_notices import awake
from handlers.event_scope import DESK, ONE, at_desk, may_invite, provinces
from handlers.event_telling import ANNOUNCED, announce, announced_from, counted, invitation
from handlers.menu import keys
from handlers.register import note_meeting
from handlers.turn import Turn
from messages.cards.event import event_card, event_line
from messages.cards.event_desk import Answered, Delivered, Figures, Telling, Thought, figures_card
from messages.keyboard import Button
from messages.languages import LANGUAGES
from messages.screen import Screen
from messages.text import B, N, Piece, T, Text
from messages.values import Lines, Listing
from storage.event_answers import EventAnswers
from storage.event_feedback import EventFeedback
from storage.event_notices import EventNotices
from storage.event_questions import EventQuestions
from storage.event_tellings import EventTellings
from storage.event_tellings import Telling as Told
from storage.event_visits import EventVisits
from storage.events import Events, Kept

NEW, CHANGE, LIKE, CANCEL = "e:new", "e:edit:", "e:like:", "e:stop:"
REPEAT, TABLE, GUESTS = "e:again:", "e:table", "e:came:"
PREVIEW, ANNOUNCE, SURE = "e:look:", "e:tell:", "e:sure:"
QUESTIONS, DOOR, SHEET, PAPER = "e:quest:", "e:door:", "e:xlsx:", "e:pdf:"
RESULTS, SEND, VOICES = "e:outc:", "e:close:", "e:voices:"
PAGE: Final = 8
IN_A_ROW: Final = 4
MOST_DIGITS: Final = 3
NO_ROLE: Final = T("Meetings are called by staff. A role begins with an invitation link.")


async def desk(turn: Turn, page: str = "0") -> None:
    """A page of the meetings that she may work on, the newest first."""
    if not await provinces(turn):
        turn.say(Screen((NO_ROLE,)), keys(turn))
        return
    number = int(page) if page.isdecimal() and len(page) <= MOST_DIGITS else 0
    found = [kept.event for kept in await Events(turn.unit).of_staff(turn.chat_id)]
    first = number * PAGE
    shown = found[first : first + PAGE]
    lines = [
        T("{line}: {state}", line=event_line(at, event), state=LIVES[event.life])
        for at, event in enumerate(shown, first + 1)
    ]
    buttons = [Button(T("{number}", number=at), ONE + written(event.id)) for at, event in enumerate(shown, first + 1)]
    listed = [tuple(buttons[at : at + IN_A_ROW]) for at in range(0, len(buttons), IN_A_ROW)]
    before = [Button(B("◀️ Before"), f"{DESK}{number - 1}")] if number else []
    later = [Button(B("▶️ After"), f"{DESK}{number + 1}")] if first + PAGE < len(found) else []
    turning = [(*before, *later)] if before or later else []
    body: Piece = Lines(tuple(lines)) if lines else T("No meeting yet.")
    heading = T("🛠 <b>Meetings of your team</b>")
    making = (Button(B("➕ A new meeting"), NEW), Button(B("📥 From a spreadsheet"), TABLE))
    turn.show(Screen((heading, body), (*listed, *turning, making)))


LIVES: Final[dict[Life, Text]] = {
    Life.DRAFT: T("draft"),
    Life.ANNOUNCED: T("announced"),
    Life.MOVED: T("moved"),
    Life.CANCELLED: T("cancelled"),
    Life.HELD: T("held"),
    Life.CLOSED: T("results sent"),
}


async def one(turn: Turn, name: str) -> None:
    kept = await at_desk(turn, name)
    if kept is not None:
        await show(turn, kept)


async def show(turn: Turn, kept: Kept, *first: Piece) -> None:
    """One meeting as its staff see it, under what is to be said `first`."""
    figures = await _figures(turn, kept)
    paragraphs = (*first, *event_card(kept.event), *figures_card(kept.event, figures))
    turn.show(Screen(paragraphs, (*_deeds(kept, figures), (Button(B("⬅️ Meetings of the team"), f"{DESK}0"),))))


async def _figures(turn: Turn, kept: Kept) -> Figures:
    event_id = kept.event.id
    notices, feedback = EventNotices(turn.unit, event_id), EventFeedback(turn.unit, event_id)
    asked = await EventQuestions(turn.unit, event_id).all()
    counts = await EventAnswers(turn.unit, event_id).counts()
    opinion, voices = await feedback.opinion(), await feedback.voices()
    useful, clear, again = (
        sum_ * 10 // max(opinion.said, 1) for sum_ in (opinion.useful, opinion.clear, opinion.again)
    )
    became = await notices.delivered(ANNOUNCED)
    return Figures(
        told=await notices.count_told(ANNOUNCED),
        counts=Answered(counts.coming, counts.maybe, counts.not_coming, counts.waiting),
        present=(await EventVisits(turn.unit, event_id).count()).people,
        opinion=Thought(opinion.said, useful, clear, again, len(voices)),
        questions=sum(1 for each in asked if each.answer is None),
        delivered=Delivered(
            sent=became.get("sent", 0),
            waiting=became.get("queued", 0) + became.get("inflight", 0),
            blocked=became.get("blocked", 0),
            failed=sum(became.get(state, 0) for state in ("failed", "expired", "unknown")),
        ),
        missed=sum(1 for each in await notices.settled() if each.outcome == "missed"),
        telling=_telling(await EventTellings(turn.unit).of(event_id), turn.now),
    )


def _telling(tellings: Sequence[Told], now: datetime) -> Telling | None:
    """What is still being told, the next first."""
    if not tellings:
        return None
    begins = datetime.fromtimestamp(tellings[0].not_before / 1000, UTC)
    return Telling(wall_of(begins) if begins > now else None)


def _deeds(kept: Kept, figures: Figures) -> tuple[Row, ...]:
    """What can be done with the meeting as it stands; nothing else is shown."""
    event, name = kept.event, written(kept.event.id)
    may = allowed(event.life)
    ahead = event.life in AHEAD
    found: list[Row] = []
    if Deed.ANNOUNCE in may:
        found.append((Button(B("📣 Announce it"), ANNOUNCE + name),))
        found.append((Button(B("👁 See it as people will"), PREVIEW + name),))
    if ahead:
        asked = B("❓ Questions ({count})", count=figures.questions)
        found.append((Button(B("🚪 At the door"), DOOR + name), Button(asked, QUESTIONS + name)))
    if event.life is Life.DRAFT or ahead:
        found.append((Button(B("✏️ Change it"), CHANGE + name), Button(B("❌ Cancel it"), CANCEL + name)))
    if Deed.REPORT in may:
        found.append((Button(B("📝 What came of it"), RESULTS + name), Button(B("🚪 At the door"), DOOR + name)))
    if Deed.CLOSE in may and event.outcome.results:
        found.append((Button(B("📣 Send the results"), SEND + name),))
    if figures.opinion.voices:
        found.append((Button(B("🎤 Voice notes"), VOICES + name),))
    if event.life not in {Life.DRAFT, Life.CANCELLED}:
        found.append((Button(B("🖨 Sheet to sign"), PAPER + name), Button(B("📊 Spreadsheet"), SHEET + name)))
    if event.life in {Life.HELD, Life.CLOSED}:
        found.append((Button(B("📋 For those who came"), GUESTS + name),))
    again = (Button(B("🔁 Repeat it"), REPEAT + name),) if event.when.day is not None else ()
    found.append((Button(B("📋 Another like it"), LIKE + name), *again))
    return tuple(found)


async def preview(turn: Turn, name: str) -> None:
    """The card exactly as people will see it, once in each language."""
    kept = await at_desk(turn, name)
    if kept is None:
        return
    turn.answer()
    for language in LANGUAGES:
        turn.say_to(turn.chat_id, language, invitation(kept.event, turn.now))


async def ask_to_announce(turn: Turn, name: str) -> None:
    """Say who would be told, how many they are, and when; then ask."""
    kept = await at_desk(turn, name)
    if kept is None or not await _announceable(turn, kept):
        return
    people, all_ = await counted(turn.unit, kept.event)
    count = N("It is told to {n} person who follows this.", "It is told to {n} people who follow this.", people)
    if not all_:
        count = T("So many people follow something that I count them while I tell them. The card shows how many.")
    others = T("The others find it in the list of meetings, and those who join later are offered it.")
    places = sorted(kept.event.audience.places)
    where = [T("Invited: {places}", places=Listing(tuple(place_name(code) for code in places)))] if places else []
    came = [T("Of these, only those who came to the earlier meeting.")] if kept.event.audience.came_to else []
    night = _night(kept.event, turn.now)
    yes = (Button(B("📣 Yes, announce it"), SURE + name),)
    back = (Button(B("⬅️ Back"), ONE + name),)
    turn.show(Screen((T("Shall I announce it now?"), *where, *came, count, others, *night), (yes, back)))


async def sure(turn: Turn, name: str) -> None:
    """Announce it. A second tap finds it announced."""
    kept = await at_desk(turn, name)
    if kept is None or not await _announceable(turn, kept):
        return
    begun = await announce(turn.unit, kept, turn.now)
    note_meeting(turn, Noted.MEETING_ANNOUNCED, kept.event, begun.people)
    done = N("📣 Announced: {n} person is told.", "📣 Announced: {n} people are told.", begun.people)
    told = begun.said(T("📣 The meeting is announced."), done)
    turn.answer(T("📣 The meeting is announced."))
    await show(turn, await Events(turn.unit).get(kept.event.id) or kept, *told)


def _night(event: Event, now: datetime) -> list[Text]:
    """What quiet hours mean for the announcement, when it is quiet."""
    if awake(now) is None:
        return []
    if announced_from(event, now) is None:
        return [T("It is quiet time now, but the meeting begins soon: people get it at once.")]
    return [T("It is quiet time now: people get it when that is over.")]


async def _announceable(turn: Turn, kept: Kept) -> bool:
    """Whether it can be announced by her, now; if not she is told why."""
    if kept.event.life is not Life.DRAFT:
        await show(turn, kept, T("This is done already."))
    elif kept.event.when.is_over(turn.now):
        await show(turn, kept, T("⚠️ Its day is past. Change the day first."))
    elif not await may_invite(turn, kept.event):
        await show(turn, kept, T("⚠️ You can invite people of your provinces only. Change whom it concerns."))
    else:
        return True
    return False
