"""A notice on a stage: staff who write it, people who get it, and the ticks of the clock."""

from dataclasses import dataclass, field
from datetime import timedelta

from bot.broadcast_progress import Watch
from bot.freezing import freeze_audiences
from domain.requests.life import Actor
from handlers.broadcast_progress import screen
from messages.text import B
from simulator import Phone
from tests.journeys.chat import Chat
from tests.journeys.desks import TAROUDANT
from tests.journeys.meetings import Meetings
from tests.stage import Stage

ARABIC, FRENCH = "<b>المعرض</b> يوم الجمعة", "La <i>foire</i> est vendredi"
NEW, MARKETS, NOT_SENT = "➕ إعلان جديد", "المعارض والأسواق", "🚫 لا يُرسل بهذه اللغة"
GO_ON, KEEP, SEND, YES = "◀️ متابعة", "💾 احفظه ثم شاهده", "📣 أرسله", "📣 نعم، أرسله"
CHANGE, LOOK = B("✏️ Change it"), B("👁 See it as people will")
ASK, APPROVE = "📨 اطلب موافقة زميل", "✅ أوافق عليه"
MUTE, AGAIN = "🔕 أوقف: المعارض والأسواق", "🔔 من جديد: المعارض والأسواق"


@dataclass
class Notices:
    """A stage with staff of Taroudant, and those who follow what happens there."""

    stage: Stage
    meetings: Meetings = field(init=False)
    watch: Watch = field(init=False)

    def __post_init__(self) -> None:
        self.meetings = Meetings(self.stage)
        self.watch = Watch(self.stage.database, self.stage.clock, screen)

    async def agent(self, name: str = "سعيد", role: Actor = Actor.AGENT, province: str = TAROUDANT) -> Chat:
        return await self.meetings.agent(name, role, province)

    async def followers(self, *names: str) -> list[Chat]:
        """People of Taroudant; of those whose names are Latin, in French."""
        return [await self.meetings.follower(name, "fr" if name.isascii() else "ar") for name in names]

    async def tick(self) -> None:
        """All that the clock does for notices, until nothing more comes of it."""
        for _ in range(3):
            await freeze_audiences(self.stage.database, self.stage.clock)
            await self.stage.program.feeder.feed()
            self.stage.program.delivery.wake()
            await self.stage.settled()
        self.stage.clock.move(timedelta(seconds=2))
        await self.watch.look()
        self.stage.program.delivery.wake()
        await self.stage.settled()

    async def composed(self, by: Chat, french: str | None = FRENCH) -> str:
        """A notice about markets, kept as a draft and open on the desk."""
        await by.writes("/broadcast")
        await by.taps(NEW)
        await by.taps(MARKETS)
        await by.after(by.phone.send_marked(ARABIC))
        await (by.taps(NOT_SENT) if french is None else by.after(by.phone.send_marked(french)))
        await by.taps(GO_ON)
        return await by.taps(KEEP)

    async def sent(self, by: Chat, french: str | None = FRENCH) -> None:
        """The same, gone out."""
        await self.composed(by, french)
        await by.taps(SEND)
        await by.taps(YES)
        await self.tick()


def under(phone: Phone, text: str) -> list[str]:
    """The buttons under the newest message with this text."""
    message = next(each for each in reversed(phone.messages) if text in each.text)
    return [label for row in message.buttons for label in row]
