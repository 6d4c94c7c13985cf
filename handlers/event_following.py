"""What somebody follows: she hears of meetings there and for her work, until one tap ends it."""

from datetime import timedelta
from typing import Final, get_args

from catalogue.sectors import load_sectors
from catalogue.topics import load_topics
from conversations.engine import Open, Talk
from conversations.questions.reach import EVERYBODY, EVERYWHERE
from conversations.subscription import NAME, Wish, subscription
from domain.civil_time import wall_of
from domain.events.audience import Reader, concerns
from domain.places import is_place, regions
from domain.places import name as place_name
from domain.replacing import replace
from handlers.conversations import Flow, begin, with_keys
from handlers.event_card import CARD, MEETINGS
from handlers.event_link import written
from handlers.moment import milliseconds
from handlers.turn import Turn
from messages.cards.event import event_list
from messages.keyboard import Button
from messages.screen import Screen
from messages.text import B, Piece, T
from storage.consents import Consents
from storage.event_notices import EventNotices
from storage.event_visits import came_to
from storage.events import Events
from storage.people import People
from storage.subscriptions import Kind, Subscriptions

FOLLOW, MORE, END, END_ALL = "e:follow", "e:more", "e:end:", "e:none"
CONSENT: Final = ("follow-meetings", "2")
IN_A_ROW: Final = 4
MOST_SHOWN: Final = 8
MOST_LISTED: Final = 40
"""Of what she follows; a message holds a hundred buttons. When some are ended, the others are listed."""


async def follows(turn: Turn) -> None:
    """What she follows, each with the tap that ends it; who follows nothing is asked what she wants to hear of."""
    reader = await Subscriptions(turn.unit).of(turn.chat_id)
    if reader is None:
        await begin(turn, FLOW)
        return
    heading = T("🔔 <b>I tell you of meetings for these.</b> Tap one to end it.")
    rows = [(Button(T("🔕 {what}", what=what), END + data),) for data, what in _listed(reader)[:MOST_LISTED]]
    if len(rows) > 1:
        rows.append((Button(B("🔕 End them all"), END_ALL),))
    rows.append((Button(B("➕ Another one"), MORE),))
    rows.append((Button(B("📅 All meetings"), MEETINGS),))
    turn.show(Screen((heading,), tuple(rows)))


async def follow_more(turn: Turn) -> None:
    await begin(turn, FLOW)


async def end(turn: Turn, which: str) -> None:
    """End one: `kind:code`."""
    kind, _, code = which.partition(":")
    subscriptions = Subscriptions(turn.unit)
    if which == EVERYWHERE:
        for region in regions():
            subscriptions.remove(turn.chat_id, "place", region.code)
    for known in get_args(Kind):
        if kind == known:
            subscriptions.remove(turn.chat_id, known, code)
    turn.answer(T("Ended."))
    if await subscriptions.of(turn.chat_id) is None:
        _over(turn)
    else:
        await follows(turn)


async def end_all(turn: Turn) -> None:
    Subscriptions(turn.unit).erase(turn.chat_id)
    _over(turn)


def _over(turn: Turn) -> None:
    row = (Button(B("🔔 Follow again"), MORE),)
    turn.show(Screen((T("I no longer write to you about new meetings. Those that you go to stay."),), (row,)))


def _listed(reader: Reader) -> list[tuple[str, Piece]]:
    """What can be ended, with the end of its button's data; all regions together are the whole country."""
    sectors = {sector.code: sector.name for sector in load_sectors()}
    everywhere = {region.code for region in regions()}
    whole: list[tuple[str, Piece]] = [(EVERYWHERE, EVERYBODY)] if reader.places >= everywhere else []
    places = reader.places - everywhere if whole else reader.places
    return [
        *whole,
        *((f"place:{code}", place_name(code)) for code in sorted(places) if is_place(code)),
        *((f"sector:{code}", sectors[code]) for code in sorted(reader.sectors) if code in sectors),
        *((f"topic:{topic.code}", topic.name) for topic in load_topics() if topic.code in reader.topics),
    ]


async def _run(_turn: Turn, talk: Talk) -> Wish:
    return await subscription(talk)


async def _finish(turn: Turn, wish: Wish) -> None:
    """Keep the wish, and offer at once what is ahead already: who joins later misses nothing."""
    now = milliseconds(turn)
    People(turn.unit).put(turn.person)
    Consents(turn.unit).give(turn.chat_id, *CONSENT, now)
    subscriptions = Subscriptions(turn.unit)
    for place in wish.places:
        subscriptions.add(turn.chat_id, "place", place, now)
    if wish.sector is not None:
        subscriptions.add(turn.chat_id, "sector", wish.sector, now)
    for topic in wish.topics:
        subscriptions.add(turn.chat_id, "topic", topic, now)
    wished = await subscriptions.of(turn.chat_id) or Reader()
    reader = replace(wished, came_to=await came_to(turn.unit, turn.chat_id))
    await _offer_what_is_ahead(turn, reader)


async def _offer_what_is_ahead(turn: Turn, reader: Reader) -> None:
    ahead = [kept.event for kept in await Events(turn.unit).ahead(wall_of(turn.now).date())]
    for_her = [event for event in ahead if concerns(event.audience, reader)]
    with_keys(turn, Screen((T("✅ Agreed: I tell you when a meeting for you is announced."),)))
    if not for_her:
        return
    for event in for_her:
        EventNotices(turn.unit, event.id).told("announced", turn.chat_id, milliseconds(turn))
    shown = for_her[:MOST_SHOWN]
    buttons = [Button(T("{number}", number=n), CARD + written(event.id)) for n, event in enumerate(shown, 1)]
    rows = tuple(tuple(buttons[at : at + IN_A_ROW]) for at in range(0, len(buttons), IN_A_ROW))
    heading = T("Announced already, and still ahead:")
    turn.say(Screen(event_list(heading, shown), rows))


def _kept_for(_here: Open) -> timedelta:
    return timedelta(days=1)


FLOW: Final = Flow(NAME, _run, _finish, _kept_for)
