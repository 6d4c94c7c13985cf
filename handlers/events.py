"""Meetings for everybody: what is ahead near her, for her activity, everywhere; hers, and those that are past."""

from collections.abc import Sequence
from typing import Final

from domain.civil_time import wall_of
from domain.events.audience import Audience, Reader, concerns
from domain.events.event import Event
from handlers.event_card import CARD
from handlers.event_following import FOLLOW
from handlers.event_link import written
from handlers.event_scope import DESK
from handlers.menu import keys
from handlers.turn import Turn
from messages.cards.event import event_line
from messages.keyboard import Button
from messages.screen import Screen
from messages.text import B, Piece, T, Text
from messages.values import Lines
from storage.events import Events, Kept
from storage.saved_checks import SavedChecks
from storage.subscriptions import Subscriptions

LIST: Final = "e:list:"
PAGE: Final = 8
IN_A_ROW: Final = 4
MOST_DIGITS: Final = 3

HEADINGS: Final[dict[str, Text]] = {
    "near": T("📍 <b>Meetings near you</b>"),
    "mine": T("⭐ <b>Meetings that you go to, or may go to</b>"),
    "sector": T("🧵 <b>Meetings for your activity</b>"),
    "all": T("📅 <b>All meetings ahead</b>"),
    "past": T("🕓 <b>Past meetings</b>"),
}
LABELS: Final[dict[str, Text]] = {
    "near": B("📍 Near me"),
    "mine": B("⭐ Mine"),
    "sector": B("🧵 My activity"),
    "all": B("📅 All ahead"),
    "past": B("🕓 Past"),
}


async def meetings(turn: Turn) -> None:
    """What is ahead: near her where she said where that is, else everywhere."""
    reader = await whose(turn)
    await _show(turn, "near" if reader.places else "all", 0)


async def show_list(turn: Turn, which: str) -> None:
    """A page of a list: `list:page`."""
    name, _, page = which.partition(":")
    if name not in HEADINGS or not (page.isdecimal() and len(page) <= MOST_DIGITS):
        await meetings(turn)
        return
    await _show(turn, name, int(page))


async def _show(turn: Turn, which: str, page: int) -> None:
    reader = await whose(turn)
    found = [kept.event for kept in await _found(turn, which, reader)]
    first = page * PAGE
    shown = found[first : first + PAGE]
    lines = [event_line(number, event) for number, event in enumerate(shown, first + 1)]
    body: Piece = Lines(tuple(lines)) if lines else T("Nothing here yet.")
    rows = (*numbered(shown, first + 1, CARD), *_turning(which, page, len(found)), *_others(turn, which, reader))
    screen = Screen((HEADINGS[which], body, *([HOW] if lines else [])), rows)
    if turn.tapped is None:
        turn.say(screen, keys(turn))
    else:
        turn.show(screen)


async def _found(turn: Turn, which: str, reader: Reader) -> list[Kept]:
    events, today = Events(turn.unit), wall_of(turn.now).date()
    match which:
        case "mine":
            return await events.mine(turn.chat_id, today)
        case "past":
            return await events.past()
        case "near":
            return [kept for kept in await events.ahead(today) if is_near(kept.event, reader)]
        case "sector":
            return [kept for kept in await events.ahead(today) if is_for_her_work(kept.event, reader)]
        case _:
            return await events.ahead(today)


def is_near(event: Event, reader: Reader) -> bool:
    """Whether it takes place where she is, or is meant for people there while its place is not known."""
    place = event.venue.place
    places = event.audience.places if place is None else frozenset({place})
    return bool(places) and concerns(Audience(places=places), Reader(places=reader.places))


def is_for_her_work(event: Event, reader: Reader) -> bool:
    """Whether it is meant for her activity."""
    return bool(event.audience.sectors & reader.sectors)


async def whose(turn: Turn) -> Reader:
    """Where she is and what she does: what she follows; where she follows nothing, what she kept of a check."""
    follows = await Subscriptions(turn.unit).of(turn.chat_id)
    if follows is not None:
        return follows
    kept = await SavedChecks(turn.unit).newest(turn.chat_id)
    facts = {} if kept is None else kept.facts
    place, sector = facts.get("place"), facts.get("sector")
    return Reader(
        frozenset({place} if isinstance(place, str) else ()), frozenset({sector} if isinstance(sector, str) else ())
    )


def numbered(shown: Sequence[Event], first: int, data: str) -> list[tuple[Button, ...]]:
    """A button for each line of a list, by its number."""
    buttons = [Button(T("{number}", number=n), data + written(event.id)) for n, event in enumerate(shown, first)]
    return [tuple(buttons[at : at + IN_A_ROW]) for at in range(0, len(buttons), IN_A_ROW)]


def _turning(which: str, page: int, count: int) -> list[tuple[Button, ...]]:
    before = [Button(B("◀️ Before"), f"{LIST}{which}:{page - 1}")] if page else []
    after = [Button(B("▶️ After"), f"{LIST}{which}:{page + 1}")] if (page + 1) * PAGE < count else []
    return [(*before, *after)] if before or after else []


def _others(turn: Turn, which: str, reader: Reader) -> list[tuple[Button, ...]]:
    """The other lists, those only that can hold something for her; what she follows; and the desk for staff."""
    known = {"near": bool(reader.places), "sector": bool(reader.sectors)}
    others = [name for name in LABELS if name != which and known.get(name, True)]
    buttons = [Button(LABELS[name], f"{LIST}{name}:0") for name in others]
    rows = [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]
    rows.append((Button(B("🔔 What I follow"), FOLLOW),))
    if turn.person.staff:
        rows.append((Button(B("🛠 Meetings of the team"), f"{DESK}0"),))
    return rows


HOW: Final = T("Tap a number to read about it and to answer.")
