"""Those who may approve a notice are asked: by who made it, or by the clock when it has become larger than planned."""

from dataclasses import replace

from domain.broadcasts.broadcast import Broadcast
from domain.broadcasts.life import Life
from handlers.broadcast_deeds import APPROVE, ONE, PREVIEW, RETURN
from handlers.letters import messages, send
from messages.cards.broadcast import composed
from messages.deep_links import written
from messages.keyboard import Button
from messages.screen import Screen, render
from messages.text import B, T
from messages.voice import Voice
from storage.broadcasts import Broadcasts
from storage.outbox import Priority
from storage.unit import Unit


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
