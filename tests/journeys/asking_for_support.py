"""Short words for journeys of members who ask for support."""

import asyncio
import re
from collections.abc import Awaitable
from datetime import timedelta

from messages.text import B
from simulator import Phone
from simulator.messages import visible
from simulator.pictures import png
from tests.journeys.chat import Chat
from tests.stage import Stage

ASK, MINE = B("📨 Ask for support"), B("📂 My requests")
AGREE, ALL, WITHOUT, SEND = B("✅ I agree"), B("✅ That is all"), B("⏭ Go on without files"), B("📨 Send it")
NO_CALL, LEAVE_OUT, FUNDING = B("💬 No, write to me here"), B("⏭ Leave it out"), B("💰 Funding")
TRAINING, OPEN = B("🎓 Training"), B("📂 Open my request")
REFERENCE = re.compile(r"TW-\d{4}-\d{4}")


class Member(Chat):
    """A member's chat."""

    async def sends(self, deed: Awaitable[object]) -> str:
        """Send files; the bot waits a moment for more of them before it says what it has."""
        await deed
        await self.phone.idle()
        async with asyncio.timeout(10):
            while await self.stage.rows("select 1 from inbox where state = 'waiting'"):  # noqa: ASYNC110 -- as in the stage
                await asyncio.sleep(0.005)
        self.stage.clock.move(timedelta(seconds=2))
        self.stage.program.delivery.wake()
        await self.stage.settled()
        return self.screen

    async def agrees(self) -> str:
        await self.after(self.phone.start())
        await self.taps(ASK)
        return await self.taps(AGREE)

    async def asks_for_training(self, words: str = "نريد تكوينا في التسويق") -> str:
        """The shortest request, and its number."""
        await self.agrees()
        await self.taps(TRAINING)
        await self.writes("تارودانت")
        await self.confirms()
        await self.writes("عسل")
        await self.confirms()
        await self.taps(LEAVE_OUT)
        await self.writes(words)
        await self.taps(WITHOUT)
        await self.taps(NO_CALL)
        await self.taps(SEND)
        return self.number()

    async def confirms(self) -> str:
        """Take the first thing that the bot proposes; a province as a whole."""
        screen = await self.taps(self.labels[0])
        whole = self.says(B("I'd rather not say which"))
        return await self.taps(whole) if whole in self.labels else screen

    def number(self) -> str:
        """The number of the request that was sent last, as the chat shows it."""
        found = REFERENCE.search("\n".join(visible(message.text) for message in reversed(self.phone.messages)))
        assert found is not None, self.phone.transcript()
        return found[0]


def member(stage: Stage, name: str = "مريم", language: str = "ar") -> Member:
    return Member(stage, stage.phone(name, language=language), language)


def shown(chat: Chat) -> str:
    """The message that the bot wrote or changed last, as it is read."""
    return visible(chat.last.text)


async def many_photos(phone: Phone, count: int) -> None:
    """So many different pictures, one after the other without a pause, as the phone sends an album."""
    for number in range(count):
        await phone.send_photo(png(8, 8, (number, 100, 200)))
