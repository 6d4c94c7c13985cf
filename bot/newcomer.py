"""Whom a newcomer meets on the page of `make run`: a member of a cooperative, and somebody of the desk beside her."""

from bot.clock import Clock
from bot.invite import invitation
from domain.requests.life import Actor
from messages.text import T
from messages.voice import Voice
from simulator import Simulator
from storage.staff import EVERYWHERE
from storage.unit import Database

MEMBER, COLLEAGUE = 1_000_000_001, 1_000_000_002
"""The same two at every start, so that what they began is still there when the database is kept."""

MEMBER_OF, STAFF = T("of a cooperative"), T("staff")


async def two_phones(simulator: Simulator, database: Database, clock: Clock) -> None:
    """Put both on the page. The colleague has already opened the link that gives her role, as she would in Telegram."""
    voice = Voice.of("ar")
    simulator.phone(voice.plain(T("Fatima")), last_name=f"({voice.plain(MEMBER_OF)})", person_id=MEMBER)
    colleague = simulator.phone(voice.plain(T("Said")), last_name=f"({voice.plain(STAFF)})", person_id=COLLEAGUE)
    await colleague.start(await invitation(database, clock, Actor.COORDINATOR, EVERYWHERE))
