"""Time travel: a tick looks every few minutes over every change of the Moroccan clock, and what it does is compared."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.holidays import load_holidays
from catalogue.local import Local
from domain.civil_time import MOROCCO, moment_of, wall_of
from domain.events.event import DAY, USUAL_REMINDERS, Event
from domain.events.life import Life
from domain.events.reminders import LATEST, Due, due_reminders, notice_of, planned
from domain.events.series import Series, Weekly
from domain.events.when import Part, When
from domain.quiet import is_quiet
from domain.replacing import replace
from tests.domain.clock_changes import DECIDED, EXPECTED, Clock, moments
from tests.domain.events.seeds import STUDY_DAY

CALENDAR = load_holidays()
BEFORE_THE_DECISION = Clock(EXPECTED)
TICK = timedelta(minutes=10)
A_WEEK, A_DAY, TWO_HOURS = USUAL_REMINDERS
EVERY_CHANGE = [
    *(pytest.param(MOROCCO, change, id=f"decided-{change:%Y-%m-%d}") for change in moments(DECIDED)),
    *(
        pytest.param(BEFORE_THE_DECISION, change, id=f"expected-{change:%Y-%m-%d}")
        for change in moments(EXPECTED)
        if change not in moments(DECIDED)
    ),
]


def meeting(when: When, announced: datetime | None = None) -> Event:
    early = datetime(2025, 1, 1, tzinfo=UTC)
    return Event(1, Local("لقاء", "Rencontre"), when=when, life=Life.ANNOUNCED, announced_at=announced or early)


APRIL = meeting(When(date(2026, 4, 16), time(10)), datetime(2026, 4, 1, 9, tzinfo=UTC))
"""A Thursday without clock changes, nights or holidays around it."""


@dataclass
class Bot:
    """A bot that looks now and then. `told` is its ledger: what was sent, and when the clock said so."""

    zone: tzinfo = MOROCCO
    told: dict[str, datetime] = field(default_factory=dict)
    missed: list[Due] = field(default_factory=list)

    def look(self, event: Event, now: datetime) -> None:
        settled = self.told.keys() | {due.notice for due in self.missed}
        for due in due_reminders(event, now, settled, CALENDAR, zone=self.zone):
            if due.missed:
                self.missed.append(due)
            else:
                assert due.notice not in self.told
                self.told[due.notice] = now

    def live(self, event: Event, start: datetime, end: datetime, tick: timedelta = TICK) -> None:
        now = start
        while now <= end:
            self.look(event, now)
            now += tick

    def shown(self) -> list[str]:
        return [f"{wall_of(moment, self.zone):%m-%d %H:%M}" for moment in sorted(self.told.values())]


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_people_are_reminded_a_week_a_day_and_two_hours_before() -> None:
    bot = Bot()
    bot.live(APRIL, utc("2026-04-08T00:00"), utc("2026-04-17T00:00"))
    assert bot.shown() == ["04-09 10:00", "04-15 10:00", "04-16 09:00"], "eight in the morning is quiet"
    assert bot.missed == []


@pytest.mark.parametrize("hour", [time(9, 30), time(16)])
@pytest.mark.parametrize("days", [-1, 0, 7])
@pytest.mark.parametrize(("zone", "change"), EVERY_CHANGE)
def test_around_every_clock_change_each_reminder_comes_once_and_at_the_right_hour(
    zone: tzinfo, change: datetime, days: int, hour: time
) -> None:
    event = meeting(When(wall_of(change, zone).date() + timedelta(days=days), hour))
    begins = event.when.begins(zone)
    assert begins is not None
    bot = Bot(zone)
    bot.live(event, begins - timedelta(days=11), begins, timedelta(minutes=25))
    starts = event.when.starts
    assert starts is not None
    assert bot.missed == []
    assert bot.told.keys() == {notice_of(minutes, starts.isoformat(timespec="minutes")) for minutes in USUAL_REMINDERS}
    for minutes in USUAL_REMINDERS:
        at = bot.told[notice_of(minutes, starts.isoformat(timespec="minutes"))]
        assert at < begins
        assert not is_quiet(at, CALENDAR, zone)
        own = planned(event.when, minutes, CALENDAR, zone)
        assert own is not None
        assert timedelta(0) <= at - own < timedelta(minutes=25)
        wanted = starts - timedelta(minutes=minutes)
        if minutes >= DAY and not is_quiet(moment_of(wanted, zone), CALENDAR, zone):
            assert wall_of(own, zone) == wanted, "a whole day is counted on the wall"


@pytest.mark.parametrize("zone", [MOROCCO, BEFORE_THE_DECISION])
@given(st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2030, 12, 31)), st.integers(1, 30 * DAY))  # noqa: DTZ001 - walls
def test_a_reminder_is_never_planned_into_quiet_hours_and_always_before_the_meeting(
    zone: tzinfo, wall: datetime, minutes: int
) -> None:
    when = When(wall.date(), wall.time().replace(second=0, microsecond=0))
    at, begins = planned(when, minutes, CALENDAR, zone), when.begins(zone)
    assert at is not None
    assert begins is not None
    assert not is_quiet(at, CALENDAR, zone)
    assert at < begins


def test_what_falls_on_a_holiday_waits_for_the_next_day_when_there_is_time() -> None:
    the_throne = When(date(2026, 8, 6), time(10))
    assert planned(the_throne, A_WEEK, CALENDAR) == moment_of(datetime(2026, 7, 31, 9))  # noqa: DTZ001 - a wall
    the_day_after = When(date(2026, 7, 31), time(10))
    assert planned(the_day_after, A_DAY, CALENDAR) == moment_of(datetime(2026, 7, 29, 20))  # noqa: DTZ001 - a wall


def test_in_ramadan_nobody_is_disturbed_in_the_evening() -> None:
    night = When(date(2026, 3, 5), time(21, 30))
    assert planned(night, TWO_HOURS, CALENDAR) == moment_of(datetime(2026, 3, 5, 16))  # noqa: DTZ001 - a wall


def test_a_restart_in_the_minute_of_a_reminder_neither_loses_nor_doubles_it() -> None:
    bot, at = Bot(), planned(APRIL.when, A_DAY, CALENDAR)
    assert at is not None
    for seconds in (-1, 0, 1, 2, 3, 600):
        bot.look(APRIL, at + timedelta(seconds=seconds))
    assert [when for notice, when in bot.told.items() if notice.startswith(f"reminder:{A_DAY}:")] == [at]


@pytest.mark.parametrize("tick", [timedelta(minutes=2), TICK, timedelta(minutes=25)])
def test_however_seldom_one_looks_each_reminder_comes_once(tick: timedelta) -> None:
    bot = Bot()
    bot.live(APRIL, utc("2026-04-08T00:07"), utc("2026-04-16T12:00"), tick)
    assert len(bot.told) == len(USUAL_REMINDERS)
    assert bot.missed == []


def test_after_a_day_of_downtime_a_reminder_is_missed_and_not_sent_late() -> None:
    bot = Bot()
    bot.live(APRIL, utc("2026-04-08T00:00"), utc("2026-04-14T18:00"))
    bot.live(APRIL, utc("2026-04-15T18:00"), utc("2026-04-16T12:00"))
    assert [due.minutes for due in bot.missed] == [A_DAY]
    assert bot.shown() == ["04-09 10:00", "04-16 09:00"]


def test_a_short_pause_only_delays_a_reminder() -> None:
    bot, at = Bot(), planned(APRIL.when, A_DAY, CALENDAR)
    assert at is not None
    bot.look(APRIL, at + LATEST)
    assert list(bot.told.values()) == [at + LATEST]
    late = Bot()
    late.look(APRIL, at + LATEST + timedelta(seconds=1))
    assert late.told == {}


def test_when_the_bot_comes_back_at_night_it_waits_for_the_morning_before_it_judges() -> None:
    evening = meeting(When(date(2026, 4, 16), time(20, 30)), utc("2026-04-01T09:00"))
    bot = Bot()
    bot.look(evening, moment_of(datetime(2026, 4, 15, 21, 30)))  # noqa: DTZ001 - a wall
    assert bot.told == {}


def test_a_clock_that_jumps_back_says_nothing_twice() -> None:
    bot = Bot()
    bot.live(APRIL, utc("2026-04-08T00:00"), utc("2026-04-15T12:00"))
    told = dict(bot.told)
    bot.live(APRIL, utc("2026-04-01T00:00"), utc("2026-04-15T12:00"))
    assert bot.told == told


def test_a_clock_that_starts_in_1970_says_nothing_until_it_is_right() -> None:
    bot = Bot()
    bot.live(APRIL, utc("1970-01-01T00:00"), utc("1970-01-02T00:00"))
    assert bot.told == {}
    assert bot.missed == []


def test_a_moved_meeting_moves_its_reminders_and_repeats_those_that_were_for_the_old_day() -> None:
    bot = Bot()
    bot.live(APRIL, utc("2026-04-08T00:00"), utc("2026-04-15T12:00"))
    moved = replace(APRIL, when=When(date(2026, 4, 23), time(15)), life=Life.MOVED, timed_at=utc("2026-04-15T12:05"))
    bot.live(moved, utc("2026-04-15T12:10"), utc("2026-04-23T16:00"))
    assert bot.shown() == ["04-09 10:00", "04-15 10:00", "04-16 15:00", "04-22 15:00", "04-23 13:00"]


@pytest.mark.parametrize("life", [Life.DRAFT, Life.CANCELLED, Life.HELD, Life.CLOSED])
def test_a_meeting_that_is_cancelled_or_over_reminds_nobody(life: Life) -> None:
    bot = Bot()
    bot.live(replace(APRIL, life=life), utc("2026-04-08T00:00"), utc("2026-04-17T00:00"))
    assert bot.told == {}
    assert bot.missed == []


def test_reminders_from_before_the_announcement_are_nobodys_failure() -> None:
    bot = Bot()
    late = replace(APRIL, announced_at=utc("2026-04-14T12:00"))
    bot.live(late, utc("2026-04-14T12:00"), utc("2026-04-16T12:00"))
    assert bot.shown() == ["04-15 10:00", "04-16 09:00"]
    assert bot.missed == []


def test_reminders_from_before_the_move_are_nobodys_failure() -> None:
    bot = Bot()
    bot.live(APRIL, utc("2026-04-08T00:00"), utc("2026-04-09T12:00"))
    sooner = replace(APRIL, when=When(date(2026, 4, 13), time(10)), life=Life.MOVED, timed_at=utc("2026-04-12T11:00"))
    bot.live(sooner, utc("2026-04-12T11:00"), utc("2026-04-13T12:00"))
    assert bot.shown() == ["04-09 10:00", "04-13 09:00"]
    assert bot.missed == []


def test_without_a_day_there_are_no_reminders_and_without_an_hour_only_those_in_days() -> None:
    assert planned(STUDY_DAY.when, A_WEEK, CALENDAR) is None
    morning = When(date(2026, 4, 16), part=Part.MORNING)
    assert planned(morning, A_DAY, CALENDAR) == moment_of(datetime(2026, 4, 15, 9))  # noqa: DTZ001 - a wall
    assert planned(morning, TWO_HOURS, CALENDAR) is None


def test_the_organisers_choose_other_reminders_and_a_person_one_of_her_own() -> None:
    event = replace(APRIL, reminders=(3 * DAY,))
    found = due_reminders(event, utc("2026-04-13T09:05"), (), CALENDAR, own=(3 * DAY, 30))
    assert [due.minutes for due in found] == [3 * DAY]
    soon = due_reminders(event, utc("2026-04-16T08:30"), {found[0].notice}, CALENDAR, own=(30,))
    assert [(due.minutes, due.missed) for due in soon] == [(30, False)]


def test_when_the_law_of_time_changes_the_reminder_follows_the_clock_on_the_wall() -> None:
    """The decision of 2026: who had computed in UTC would come an hour early to every meeting after September."""
    when = When(date(2026, 10, 15), time(10))
    before, now = planned(when, A_DAY, CALENDAR, BEFORE_THE_DECISION), planned(when, A_DAY, CALENDAR)
    assert before is not None
    assert now is not None
    assert now - before == timedelta(hours=1)
    assert wall_of(now) == wall_of(before, BEFORE_THE_DECISION)


def test_meetings_that_come_again_are_reminded_at_the_same_hour_on_the_wall_whatever_clocks_do() -> None:
    weekly = Series(Weekly(date(2026, 2, 5)), date(2026, 4, 9), left_out=frozenset({date(2026, 2, 19)}))
    walls = []
    for day in weekly.days():
        at = planned(When(day, time(11)), A_DAY, CALENDAR)
        assert at is not None
        walls.append(wall_of(at))
    assert {wall.time() for wall in walls} == {time(11)}
    assert len(walls) == 9, "ten Thursdays around two changes of the clock, and one is left out"
