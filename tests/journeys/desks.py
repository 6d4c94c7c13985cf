"""A desk on a stage: staff with roles, and requests that were sent, so that a journey begins where it matters."""

from dataclasses import dataclass, field

from domain.requests.kinds import Kind
from domain.requests.life import Actor
from domain.requests.request import NewFile, NewRequest
from storage.invitations import Invitations, StaffInvitation
from storage.people import People, Person
from storage.requests import OwnRequests
from tests.journeys.chat import Chat
from tests.stage import Stage

TAROUDANT, KHENIFRA = "09.541", "05.301"
NEVER = 2**62


@dataclass
class Desk:
    """People of a desk, each with a phone of her own."""

    stage: Stage
    chats: dict[str, Chat] = field(default_factory=dict)

    @property
    def now(self) -> int:
        return int(self.stage.clock.now().timestamp() * 1000)

    async def invitation(self, role: Actor, province: str, by: int | None = None) -> str:
        """The payload of a link for one use."""
        async with self.stage.database.unit() as unit:
            return "s_" + Invitations(unit).make(StaffInvitation(role, province, by), NEVER, self.now)

    async def staff(self, name: str, role: Actor, province: str = TAROUDANT, language: str = "ar") -> Chat:
        """Somebody who has come through an invitation."""
        chat = self.chats.get(name) or Chat(self.stage, self.stage.phone(name, language=language), language)
        self.chats[name] = chat
        await chat.after(chat.phone.start(await self.invitation(role, province)))
        return chat

    async def member(self, name: str = "مريم", language: str = "ar") -> Chat:
        """Somebody who has started the bot."""
        chat = Chat(self.stage, self.stage.phone(name, language=language), language)
        await chat.after(chat.phone.start())
        return chat

    async def sent(
        self,
        by: Chat,
        kind: Kind = Kind.TRAINING,
        *,
        place: str = TAROUDANT,
        amount: int | None = None,
        cost: int | None = None,
        files: tuple[NewFile, ...] = (),
        cooperative: int | None = None,
    ) -> str:
        """The reference of a request that was just stored; nobody was told of it."""
        new = NewRequest(
            kind,
            place,
            "نريد تكوينا في التسويق لعشر نساء <b>& بناتهن</b>",
            by.language,
            "request/1",
            project="تعاونية النور",
            sector="beekeeping",
            douar="دوار آيت علي",
            amount=amount,
            total_cost=cost,
            phone="+212661234567",
            files=files,
            cooperative_id=cooperative,
        )
        async with self.stage.database.unit() as unit:
            People(unit).put(Person(by.phone.id, by.language))
            return await OwnRequests(unit, by.phone.id).submit(new, self.now)

    async def states(self) -> list[str]:
        return [row["state"] for row in await self.stage.rows("select state from request order by id")]


async def read(chat: Chat) -> str:
    """What came to a phone without a deed of hers."""
    await chat.stage.settled()
    return chat.screen
