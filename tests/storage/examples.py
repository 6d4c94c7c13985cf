"""Requests and people for the tests of the storage of requests."""

from typing import Any

from domain.replacing import replace
from domain.requests.change import Change
from domain.requests.kinds import Kind
from domain.requests.life import Action, Actor
from domain.requests.request import NewFile, NewRequest, Request
from storage.desk import DeskRequests
from storage.requests import OwnRequests
from storage.staff import Staff
from storage.unit import Database, Unit

KHENIFRA, TIZNIT = "05.301", "09.581"
FATIMA, ZAHRA = 7_005_550_700, 7_005_550_701
HASSAN, SAID, NADIA, KARIM = 800, 801, 802, 803
NOW = 1_780_000_000_000
DAY = 24 * 60 * 60 * 1000

NEW = NewRequest(
    Kind.TRAINING, KHENIFRA, "نريد تكوينا في التسويق", "ar", "requests-1", project="زربية أجدير", douar="أيت عيسى"
)


def paper(name: str, document: str = "statutes") -> NewFile:
    return NewFile(document, "photo", f"file-{name}", f"unique-{name}", size=1000)


async def sent(unit: Unit, chat_id: int = FATIMA, now: int = NOW, **fields: Any) -> Request:
    """A request that this person has just sent."""
    own = OwnRequests(unit, chat_id)
    found = await own.by_reference(await own.submit(replace(NEW, **fields), now), now)
    assert found is not None
    return found


async def at_desk(unit: Unit, staff: int, reference: str) -> Request:
    """The same request as a staff member sees it."""
    found = await DeskRequests(unit, staff).by_reference(reference, NOW)
    assert found is not None
    return found


async def taken(unit: Unit, staff: int, reference: str) -> Request:
    """The request after this staff member has taken it."""
    seen = await at_desk(unit, staff, reference)
    return await DeskRequests(unit, staff).change(seen, Change(Action.TAKE), NOW)


async def employ(database: Database) -> None:
    """An agent, two secretaries of committees and an administrator in Khénifra, and another agent in Tiznit."""
    roles = ((HASSAN, Actor.AGENT), (SAID, Actor.LOCAL), (NADIA, Actor.COORDINATOR))
    async with database.unit() as unit:
        for chat_id, role in roles:
            Staff(unit).grant(chat_id, role, KHENIFRA, None, NOW)
        Staff(unit).grant(KARIM, Actor.AGENT, TIZNIT, None, NOW)
