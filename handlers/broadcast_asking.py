"""Those who may approve a notice are asked: by who made it, or by the clock, which also tells the maker why."""

from typing import Final

from domain.broadcasts.approval import Why
from domain.broadcasts.broadcast import Broadcast
from domain.broadcasts.life import Life
from domain.replacing import replace
from handlers.broadcast_deeds import APPROVE, ONE, PREVIEW, RETURN
from handlers.letters import messages, send
from messages.cards.broadcast import composed
from messages.cards.broadcast_reach import WHY_SECOND
from messages.cards.broadcast_words import heading
from messages.deep_links import written
from messages.keyboard import Button
from messages.screen import Screen, render
from messages.text import B, T
from messages.voice import Voice
from storage.broadcasts import Broadcasts
from storage.outbox import Priority
from storage.people import People
from storage.unit import Unit

ALONE: Final = T(
    "There is no second person in this province yet who could approve it. An administrator can invite one."
)


async def ask_approvers(unit: Unit, broadcast: Broadcast) -> int:
    """Show it to everybody who may approve it, who made it excepted; how many they are."""
    name = written(broadcast.id)
    asked = T("🗳 A colleague asks you to approve this notice. Look at it as people will see it first.")
    decide = (Button(B("✅ I approve it"), APPROVE + name), Button(B("✋ Send it back"), RETURN + name))
    rows = ((Button(B("👁 See it as people will"), PREVIEW + name),), decide, (Button(B("📋 All of it"), ONE + name),))
    waiting = replace(broadcast, life=Life.WAITING)
    screen = Screen((asked, *composed(waiting, None)), rows)
    colleagues = await Broadcasts(unit).approvers(broadcast.id)
    for each in colleagues:
        send(unit, each.chat_id, messages(render(screen, Voice.of(each.language or "ar"))), Priority.REPLY)
    return len(colleagues)


async def tell_why(unit: Unit, broadcast: Broadcast, why: Why, asked: int) -> None:
    """Tell who made it that it waits although its time has come, and for what; `asked`: so many may approve it."""
    [rows] = await unit.fetch(People.who_is(broadcast.made_by))
    maker = People.read(rows)
    waits = T("🗳 The time of your notice has come, but it waits for a second person.")
    others = T("Your colleagues are asked.") if asked else ALONE
    open_ = (Button(B("👁 Open it"), ONE + written(broadcast.id)),)
    screen = Screen((waits, heading(broadcast), WHY_SECOND[why], others), (open_,))
    voice = Voice.of((maker and maker.language) or "ar")
    send(unit, broadcast.made_by, messages(render(screen, voice)), Priority.REPLY)
