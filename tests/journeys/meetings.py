"""A meeting on a stage: staff who call it, people who follow, and the ticks of the clock."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from bot.reminders import look_after_meetings
from bot.tellings import tell_of_meetings
from catalogue.local import Local
from domain.civil_time import moment_of
from domain.events.audience import Audience
from domain.events.event import Event
from domain.events.life import Life
from domain.events.seating import Seating
from domain.events.venue import Pin, Venue
from domain.events.when import When
from domain.replacing import replace
from domain.requests.life import Actor
from handlers.event_link import written
from storage.events import Events
from storage.people import People, Person
from storage.subscriptions import Subscriptions
from tests.journeys.chat import Chat
from tests.journeys.desks import TAROUDANT, Desk
from tests.stage import Stage

DAY = date(2026, 4, 2)
TITLE = "لقاء تواصلي مع التعاونيات"
MEETING = Event(
    id=4_000_000_001,
    title=Local(TITLE, "Rencontre avec les coopératives"),
    when=When(DAY, time(10), time(13)),
    venue=Venue(Local("دار الثقافة", "Maison de la culture"), TAROUDANT, Pin(30.47, -8.87)),
    audience=Audience(frozenset({TAROUDANT})),
)
NAME = written(MEETING.id)


@dataclass
class Meetings:
    """A stage with a desk, a meeting, and those who follow meetings in Taroudant."""

    stage: Stage
    desk: Desk = field(init=False)

    def __post_init__(self) -> None:
        self.desk = Desk(self.stage)
        self.stage.clock.move(timedelta(hours=2))  # in Ramadan people are left in peace longer in the morning

    async def agent(self, name: str = "سعيد", role: Actor = Actor.AGENT, province: str = TAROUDANT) -> Chat:
        return await self.desk.staff(name, role, province)

    async def follower(self, name: str = "مريم", language: str = "ar", *places: str) -> Chat:
        """Somebody who follows meetings, without having gone through the questions."""
        chat = await self.desk.member(name, language)
        async with self.stage.database.unit() as unit:
            People(unit).put(Person(chat.phone.id, language))
            for place in places or (TAROUDANT,):
                Subscriptions(unit).add(chat.phone.id, "place", place, self.desk.now)
        return chat

    async def keep(self, by: Chat, event: Event = MEETING, life: Life = Life.DRAFT) -> Event:
        """Store the meeting as it is; nobody is told."""
        announced = None if life is Life.DRAFT else self.stage.clock.now()
        made = replace(event, life=life, announced_at=announced)
        async with self.stage.database.unit() as unit:
            Events(unit).save(made, by.phone.id, "secret")
        return made

    async def announced(self, by: Chat, event: Event = MEETING) -> Event:
        """The meeting, announced through the desk of its staff."""
        await self.keep(by, event)
        await open_at_desk(by)
        await by.taps("📣 أعلن عنه")
        await by.taps("📣 نعم، أعلن عنه")
        return event

    async def tick(self) -> None:
        await look_after_meetings(self.stage.database, self.stage.clock)
        await tell_of_meetings(self.stage.database, self.stage.clock)
        self.stage.program.delivery.wake()
        await self.stage.settled()

    def goes_to(self, day: date, hour: time) -> None:
        """Let it be that hour in Morocco."""
        self.stage.clock.move(moment_of(datetime.combine(day, hour)) - self.stage.clock.now())

    async def opened(self, chat: Chat, event: Event = MEETING) -> str:
        return await chat.after(chat.phone.start(f"e_{written(event.id)}"))


async def open_at_desk(staff: Chat, number: str = "1") -> str:
    """The newest meeting of the team."""
    await staff.writes("/meetings")
    await staff.taps("🛠 لقاءات الفريق")
    return await staff.taps(number)


def counted(seats: int) -> Event:
    """The meeting with so many seats."""
    return replace(MEETING, seating=Seating(seats))
