"""The clock of what all who are concerned by a meeting are told: page by page, until everybody knows it.

A page is a short transaction, so replies need not wait; see handlers/event_telling.py for what is told.
"""

from bot.clock import Clock, milliseconds
from handlers.event_telling import tell_page
from storage.event_tellings import EventTellings, Key
from storage.unit import Database


async def tell_of_meetings(database: Database, clock: Clock) -> None:
    """Go on with all that is being told and may be told now.

    Raises:
        ExceptionGroup: after everything was tried, with what failed: one meeting does not stop the others.
    """
    async with database.unit() as unit:
        due = await EventTellings(unit).due(milliseconds(clock.now()))
    failures = [failure for key in due if (failure := await _tell(database, clock, key)) is not None]
    if failures:
        raise ExceptionGroup("Some people were not told of a meeting.", failures)


async def _tell(database: Database, clock: Clock, key: Key) -> Exception | None:
    more = True
    try:
        while more:
            async with database.unit() as unit:
                _, more = await tell_page(unit, key, clock.now())
    except Exception as error:  # noqa: BLE001 -- whatever it is, it is raised when the others are done
        return error
    return None
