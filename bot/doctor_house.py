"""The house, examined: the database and what waits in it, the disk, the catalogue, the clock's rules, the staff."""

import asyncio
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from bot.clock import milliseconds
from bot.findings import Finding, fine, look, mend
from domain.civil_time import MOROCCO
from messages import checks
from messages.text import N, T
from storage.health import Health, Queues
from storage.staff import Staff
from storage.unit import Database, Unavailable

DATABASE, DISK, CATALOGUE = T("Database"), T("Disk"), T("Catalogue and texts")
RULES, INBOX, OUTBOX, STAFF = (
    T("Rules of the clock"),
    T("Messages that came"),
    T("Messages to send"),
    T("Administrators"),
)
LITTLE, TOO_LITTLE = 1_000_000_000, 200_000_000
"""Bytes free on the disk of the database."""
SLOW, STUCK = timedelta(minutes=1), timedelta(minutes=10)
LATEST_CHANGE: Final = datetime(2026, 12, 1, 12, tzinfo=UTC)
"""A moment after the last change of law: since 20 September 2026 Morocco is on UTC, see domain/civil_time.py."""


async def examine_house(database: Database, at: datetime, file: Path | None) -> list[Finding]:
    """`file` is where the database lies; None: on another machine."""
    return [
        *await _database(database, milliseconds(at)),
        *([] if file is None else [await asyncio.to_thread(_disk, file)]),
        await asyncio.to_thread(_catalogue, at),
        _rules(),
    ]


async def _database(database: Database, now: int) -> list[Finding]:
    try:
        async with database.unit() as unit:
            health = Health(unit)
            is_new, queues = await health.is_up_to_date(), await health.queues(now)
            administrators = await Staff(unit).administrators()
    except Unavailable as error:
        advice = T("See that its file or server can be reached, and that the disk is not full.")
        return [mend(DATABASE, T("It cannot be used: {error}", error=str(error)), advice)]
    schema = T("Stop the bot, run `python -m bot migrate`, and start it again.")
    nobody = T("Run `python -m bot invite admin` on the server, and open the link on your phone.")
    return [
        fine(DATABASE, T("It answers.")) if is_new else mend(DATABASE, T("Its schema is not the program's."), schema),
        _inbox(queues, now),
        _outbox(queues, now),
        fine(STAFF, T("Their number: {n}", n=len(administrators)))
        if administrators
        else mend(STAFF, T("There is none: nobody can invite staff."), nobody),
    ]


def _inbox(queues: Queues, now: int) -> Finding:
    waited = _age(queues.waiting_since, now)
    if waited >= SLOW:
        said = T("Waiting: {n}; the oldest for so many minutes: {minutes}", n=queues.waiting, minutes=_minutes(waited))
        advice = T("The bot does not run, or is too slow: look at its log, then start it again. Nothing is lost.")
        return (mend if waited >= STUCK else look)(INBOX, said, advice)
    if queues.aside:
        said = T("Could not be handled in the last days: {n}", n=queues.aside)
        return look(INBOX, said, T("The log says why. Send it to whoever maintains the program."))
    return fine(INBOX, T("None waits."))


def _outbox(queues: Queues, now: int) -> Finding:
    waited = _age(queues.due_since, now)
    if waited < SLOW:
        return fine(OUTBOX, T("None is late."))
    said = T("Waiting: {n}; the oldest for so many minutes: {minutes}", n=queues.due, minutes=_minutes(waited))
    advice = T("A large broadcast takes its time. Otherwise look at the log: Telegram may be away.")
    return (mend if waited >= STUCK else look)(OUTBOX, said, advice)


def _disk(file: Path) -> Finding:
    folder = next(parent for parent in (file.resolve().parent, *file.resolve().parents) if parent.exists())
    free = shutil.disk_usage(folder).free
    said = T("{megabytes} MB are free.", megabytes=free // 1_000_000)
    advice = T("Delete what is not needed, or move the database to a larger disk. A full disk stops the bot.")
    if free < TOO_LITTLE:
        return mend(DISK, said, advice)
    return look(DISK, said, advice) if free < LITTLE else fine(DISK, said)


def _catalogue(at: datetime) -> Finding:
    problems = checks.problems()
    if problems:
        advice = T("Run `python -m bot check` on the server: it names each of them.")
        return mend(CATALOGUE, N("{n} problem", "{n} problems", len(problems)), advice)
    overdue = checks.overdue(at.astimezone(MOROCCO).date())
    if overdue:
        said = N("{n} rule is overdue for its review.", "{n} rules are overdue for their review.", len(overdue))
        return look(CATALOGUE, said, T("Open /staff, then «🧭 Check of the rules»."))
    return fine(CATALOGUE, T("in order"))


def _rules() -> Finding:
    if LATEST_CHANGE.astimezone(MOROCCO).utcoffset() == timedelta():
        return fine(RULES, T("They know the change of 20 September 2026."))
    advice = T("Install the requirements again: the package tzdata is too old, and reminders would come an hour off.")
    return mend(RULES, T("They do not know the change of 20 September 2026."), advice)


def _age(since: int | None, now: int) -> timedelta:
    return timedelta() if since is None else timedelta(milliseconds=now - since)


def _minutes(waited: timedelta) -> int:
    return int(waited.total_seconds() // 60)
