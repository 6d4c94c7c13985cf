"""Buttons that nobody made: every beginning that the bot knows, with an end that it does not."""

from collections.abc import Awaitable, Callable
from contextlib import suppress

import pytest

from bot.dispatch import new_run
from domain.requests.life import Actor
from handlers import group_taps, taps
from handlers.turn import Place, Tapped, Turn
from storage.people import Person
from storage.unit import Call
from tests.journeys.desks import Desk
from tests.stage import Stage

LARGE = "9" * 19
"""More than the database keeps in a number."""
GROUP = Place(-100_200, 7)
MOST_BYTES = 64
"""Of what a button carries: https://core.telegram.org/bots/api#inlinekeyboardbutton."""


class _TakenBack(Exception):
    """Ends a transaction without a trace."""


async def press(stage: Stage, chat_id: int, data: str, place: Place | None) -> None:
    """Handle the tap with all that it writes, and take it back, so that each comes upon the same desk."""
    tapped: Callable[[Turn, str], Awaitable[None]] = taps.tapped if place is None else group_taps.tapped
    with suppress(_TakenBack):
        async with stage.database.unit() as unit:
            person, now = Person(chat_id, "ar", staff=True), stage.clock.now()
            turn = Turn(unit, chat_id, person, [], now, Tapped("1", 5), new_run, username="tiwizi_bot", place=place)
            await tapped(turn, data)
            await unit.fetch(Call("select 1 as written", {}))  # after all that was only noted
            raise _TakenBack


@pytest.mark.parametrize("place", [None, GROUP])
async def test_a_forged_button_is_no_trouble_whatever_it_carries(stage: Stage, place: Place | None) -> None:
    desk = Desk(stage)
    coordinator = await desk.staff("ليلى", Actor.COORDINATOR)
    stranger = await desk.member("حسن")
    reference = await desk.sent(stranger)
    ends = ("", ":", LARGE, "٣", f"{reference}:{LARGE}", f"{LARGE}:{LARGE}")
    beginnings = [*taps.ACTIONS, group_taps.TAKE]
    for chat in (coordinator, stranger):
        for beginning in beginnings:
            for end in ends:
                if len((beginning + end).encode()) <= MOST_BYTES:
                    await press(stage, chat.phone.id, beginning + end, place)
