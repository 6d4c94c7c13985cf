"""The clock of the desk: clocks that may begin, requests given out in turn, reminders, a morning digest, closed topics.

Nothing is planned ahead: each tick reads what is due now. What staff were told is a row, written together with the
message, so a tick that runs twice, or beside another one, tells nobody twice. Reminders come in working hours only.
"""

from collections.abc import Awaitable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Final

from msgspec import json

from bot.clock import Clock, milliseconds
from domain.civil_time import wall_of
from domain.requests.life import State
from domain.requests.lists import List
from domain.requests.request import Request
from domain.service.receiving import Colleague, Team, responsible, superiors
from domain.service.working import WorkingTime, working_time
from domain.talk import CLOSED_AFTER
from handlers.after import AFTER, DESK_CLOSE
from handlers.desk import HOME, LIST, REQUEST
from handlers.letters import tell_once
from handlers.making import Order
from handlers.notices import below, new_request
from messages.cards import service as cards
from messages.cards.service import ANSWER, DECISION, QUESTION, Digest, Due
from messages.desk_labels import LISTS
from messages.keyboard import Button
from messages.screen import Screen
from messages.text import B, T
from storage.desk import DeskRequests
from storage.desk_groups import DeskGroups
from storage.outbox import Outbox, Priority
from storage.receiving import Receiving
from storage.rota import Rota
from storage.service import Service, Stage
from storage.staff import Reachable
from storage.unit import Database, Unit

PAGE: Final = 20
"""So many requests are looked at in one transaction."""
READERS: Final = 1
"""So many digests are written in one transaction: each counts all open requests that its reader sees."""
MORNING: Final = timedelta(hours=3)
"""How long after the offices have opened a digest is still sent: later it is no morning any more."""
IN_A_ROW: Final = 5
SHOWN: Final = (List.LATE, List.NEW, List.MINE, List.COMMITTEE, List.WAITING)
"""The lists to which a digest has buttons."""


async def look_after_the_desk(database: Database, clock: Clock) -> None:
    """Do all that is due now, in transactions so short that replies need not wait.

    Raises:
        ExceptionGroup: after everything was tried, with what failed: one duty does not stop the others.
    """
    now, offices = clock.now(), working_time()
    duties: list[Awaitable[None]] = [_begin(database, now)]
    if offices.is_open(now):
        duties += [_give_out(database, now), _remind(database, offices, now), _digest(database, offices, now)]
        duties.append(_close_topics(database, now))
    failures = [failure for duty in duties if (failure := await _failure(duty)) is not None]
    if failures:
        raise ExceptionGroup("Some of the desk was not looked after.", failures)


async def _failure(duty: Awaitable[None]) -> Exception | None:
    try:
        await duty
    except Exception as error:  # noqa: BLE001 -- whatever it is, it is raised when the others are done
        return error
    return None


async def _begin(database: Database, now: datetime) -> None:
    found = PAGE
    while found == PAGE:
        async with database.unit() as unit:
            found = await Service(unit).begin(milliseconds(now), PAGE)


async def _give_out(database: Database, now: datetime) -> None:
    """Give out what was left because nobody had room, or because somebody's role ended before she took it."""
    after, more = 0, True
    while more:
        async with database.unit() as unit:
            waiting = await Rota(unit).waiting(PAGE, after)
            for request in waiting:
                given = await Rota(unit).give(request, milliseconds(now))
                if given is not None:
                    _tell(unit, given[1], new_request(given[0]), f"turn:{request.id}:{given[0].revision}")
        more, after = len(waiting) == PAGE, waiting[-1].id if waiting else after


async def _remind(database: Database, offices: WorkingTime, now: datetime) -> None:
    """Remind whoever has to act before and when it is due, and the coordinators when nothing was done since."""
    reminders, never = offices.service.reminders, datetime.fromtimestamp(0, UTC)
    windows = {
        Stage.SOON: (now, offices.add(now, offices.days(reminders.before))),
        Stage.DUE: (never, now),
        Stage.COORDINATOR: (never, offices.back(now, offices.days(reminders.after))),
    }
    for stage, (after, before) in windows.items():
        for find in (Service.steps_due, Service.questions_due):
            found = PAGE
            while found == PAGE:
                async with database.unit() as unit:
                    service = Service(unit)
                    requests = await find(service, stage, milliseconds(after), milliseconds(before), PAGE)
                    dues = [_step(each) if find is Service.steps_due else _question(each) for each in requests]
                    await _tell_of(unit, stage, dues, milliseconds(now))
                found = len(requests)


def _step(request: Request) -> Due:
    assert request.deadline is not None  # it was found by it
    return Due(request, ANSWER if request.state is State.SUBMITTED else DECISION, request.deadline)


def _question(request: Request) -> Due:
    assert request.question_due is not None  # it was found by it
    return Due(request, QUESTION, request.question_due)


async def _tell_of(unit: Unit, stage: Stage, dues: Sequence[Due], now: int) -> None:
    """One message a reader, about all of a page that is hers."""
    teams = await Receiving(unit).teams([due.request.id for due in dues], now)
    told: dict[int, tuple[Colleague, list[Due]]] = {}
    for due in dues:
        if await Service(unit).remind(due.request.id, due.clock, due.due, stage, now):
            for reader in _whom(stage, due, teams[due.request.id]):
                told.setdefault(reader.chat_id, (reader, []))[1].append(due)
    for reader, hers in told.values():
        openers = [
            below(Button(T("{number}", number=number), f"{REQUEST}{due.request.reference}"))
            for number, due in enumerate(hers, 1)
        ]
        rows = tuple(tuple(openers[at : at + IN_A_ROW]) for at in range(0, len(openers), IN_A_ROW))
        first = hers[0]
        key = f"service:{stage}:{first.clock}:{reader.chat_id}:{first.request.id}:{first.due}"
        _tell(unit, reader, Screen(cards.reminder(stage, hers), rows), key)


def _whom(stage: Stage, due: Due, team: Team) -> list[Colleague]:
    """Whose step it is; a question is answered by whoever follows the request, wherever that lies."""
    state = State.IN_REVIEW if due.clock == QUESTION else due.request.state
    first = responsible(state, due.request.taken_by, team)
    return superiors(team, first) if stage is Stage.COORDINATOR else first


async def _digest(database: Database, offices: WorkingTime, now: datetime) -> None:
    """Say good morning to everybody who works at a desk where something waits, once a working day."""
    day = wall_of(now).date()
    hours = offices.hours(day)
    if hours is None or now >= hours[0] + MORNING:
        return
    evening, more = milliseconds(hours[1]), True
    while more:
        async with database.unit() as unit:
            readers = await Service(unit).digest_readers(day, milliseconds(now), READERS)
            for reader in readers or ():
                await _say_good_morning(unit, reader, day, now, evening)
            more = readers is not None and len(readers) == READERS
            if readers is not None:
                Service(unit).digested(day, readers[-1].chat_id if more else None)


async def _say_good_morning(unit: Unit, reader: Reachable, day: date, now: datetime, evening: int) -> None:
    morning = await DeskRequests(unit, reader.chat_id).morning(milliseconds(now), evening)
    digest = cards.digest(
        Digest(day, morning.lists, morning.late_mine, morning.today, morning.questions, morning.overdue)
    )
    if digest:
        shown = [which for which in SHOWN if morning.lists.get(which) and (which != List.WAITING or morning.overdue)]
        lists = [(Button(LISTS[which], f"{LIST}{which}:0"),) for which in shown]
        rows = tuple((below(button),) for (button,) in (*lists, (Button(B("🗂 The desk"), HOME),)))
        _tell(unit, reader, Screen(digest, rows), f"digest:{reader.chat_id}:{day}")


async def _close_topics(database: Database, now: datetime) -> None:
    """Order that topics be closed in which nothing was said any more since the request was over."""
    before = milliseconds(now - CLOSED_AFTER)
    async with database.unit() as unit:
        for topic in await DeskGroups(unit).silent(before, PAGE):
            what = json.encode({"request": topic.request_id, "before": before}).decode()
            order = Order(topic.chat_id, topic.language, "", now, what).dump()
            Outbox(unit).queue(topic.chat_id, AFTER + DESK_CLOSE, order, Priority.BULK, dedupe_key=topic.key)


def _tell(unit: Unit, reader: Colleague | Reachable, screen: Screen, key: str) -> None:
    tell_once(unit, reader.chat_id, reader.language or "ar", screen, key, priority=Priority.BULK)
