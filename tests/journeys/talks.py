"""A request that a person and staff talk about: in private, in a group with topics, or in one without."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta

from domain.requests.life import Actor
from messages.text import B, Text
from simulator import Phone
from simulator.messages import Message, visible
from tests.journeys.chat import Chat
from tests.journeys.desks import Desk
from tests.stage import Stage

ASK, END = B("❓ Ask a question"), B("✋ End the talk")
READY = B("📋 Ready answers")
ARRIVED, BLOCKED, NOTED, STAYS = "👌", "💔", "✍", "🙊"


@dataclass
class Talk:
    """One person, one request of hers, and the staff who handle it; `room` is a group or one of its topics."""

    desk: Desk
    member: Chat
    reference: str
    coordinator: Chat
    room: Chat

    @property
    def stage(self) -> Stage:
        return self.desk.stage

    async def asks(self, words: str) -> None:
        """She opens the talk from her request, and asks."""
        await self.opens()
        await self.member.writes(words)
        await self.stage.settled()

    async def opens(self) -> None:
        await self.member.writes("📂 طلباتي")
        await self.member.taps("1")
        await self.member.taps(ASK)

    def in_room(self, chat: Chat) -> Chat:
        """A member of staff in the room."""
        inside = chat.phone.inside(self.room.phone.chat)
        inside.thread = self.room.phone.thread
        return Chat(self.stage, inside)

    def mark(self, message: Message, room: Phone | None = None) -> list[str]:
        """The bot's reactions on a message."""
        given = (room or self.room.phone).chat.reactions.get(message.id, {})
        return [
            emoji for user, all_ in given.items() if user not in self.stage.simulator.world.people for emoji in all_
        ]

    async def heard(self) -> str:
        """All that the person has on her phone."""
        await self.stage.settled()
        return visible(self.member.phone.transcript())


async def linked(stage: Stage, *, forum: bool = True, basic: bool = False) -> tuple[Desk, Chat, Chat]:
    """A coordinator, and the group that she has linked."""
    desk = Desk(stage)
    coordinator = await desk.staff("ليلى", Actor.COORDINATOR)
    group = coordinator.phone.create_group("المكتب", forum=forum, basic=basic, administrator=True)
    room = Chat(stage, group)
    await room.writes("/desk")
    room.reads("ارتبطت هذه المجموعة")
    return desk, coordinator, room


async def talking(stage: Stage, *, forum: bool = True) -> Talk:
    """A person has asked something, and it stands in the group."""
    desk, coordinator, room = await linked(stage, forum=forum)
    member = await desk.member()
    talk = Talk(desk, member, await desk.sent(member), coordinator, room)
    await talk.asks("متى يبدأ التكوين؟")
    if forum:
        talk.room = Chat(stage, room.phone.in_topic(talk.reference))
    return talk


def newest(chat: Chat, words: str | Text) -> Message:
    """The newest message of a chat that holds these words."""
    wanted = words if isinstance(words, str) else chat.says(words)
    return next(each for each in reversed(chat.phone.messages) if wanted in visible(each.text))


async def sends_an_album(
    talk: Talk, writer: Chat, count: int = 3, *, caption: str = "", captioned: int = 0, reply_to: int | None = None
) -> None:
    """Send photos as one, and wait until the bot takes them for whole."""
    await writer.phone.send_album(count, caption=caption, captioned=captioned, reply_to=reply_to)
    await writer.phone.idle()
    await handled(talk.stage)
    talk.stage.clock.move(timedelta(seconds=2))
    await talk.stage.settled()


async def handled(stage: Stage) -> None:
    """Wait until every update that the bot took is handled, whatever is still to be said."""
    while await stage.rows("select 1 from inbox where state = 'waiting'"):  # noqa: ASYNC110 -- as Stage.settled
        await asyncio.sleep(0.005)
