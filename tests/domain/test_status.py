from datetime import UTC, date, datetime

import pytest

from catalogue.call import Window
from domain.calls import load
from domain.civil_time import MOROCCO
from domain.status import Status, status

REAL = {call.id: call for call in load().calls}


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=MOROCCO)


def test_chtouka_is_open_to_the_minute_of_its_closing_hour() -> None:
    chtouka = REAL["indh_chtouka_2026"]
    assert status(chtouka, at(2026, 2, 9, 23, 59)) is Status.UPCOMING
    assert status(chtouka, at(2026, 2, 10)) is Status.OPEN
    assert status(chtouka, at(2026, 3, 1, 12)) is Status.OPEN
    assert status(chtouka, at(2026, 3, 10, 16, 30)) is Status.OPEN
    assert status(chtouka, at(2026, 3, 10, 16, 31)) is Status.CLOSED


def test_the_hour_is_moroccan_also_in_ramadan_when_it_is_utc() -> None:
    chtouka = REAL["indh_chtouka_2026"]
    assert status(chtouka, datetime(2026, 3, 10, 16, 30, tzinfo=UTC)) is Status.OPEN
    assert status(chtouka, datetime(2026, 3, 10, 16, 31, tzinfo=UTC)) is Status.CLOSED


def test_a_day_without_hour_is_open_until_it_ends() -> None:
    agadir = REAL["indh_agadir_2023"]
    assert status(agadir, at(2023, 9, 1, 23, 59)) is Status.OPEN
    assert status(agadir, at(2023, 9, 2)) is Status.CLOSED


def test_a_window_without_a_known_end_is_upcoming_then_undated() -> None:
    chtouka = REAL["indh_chtouka_2026"]
    endless = chtouka.model_copy(update={"window": Window(opens=date(2026, 2, 10), source="i18")})
    assert status(endless, at(2026, 2, 9)) is Status.UPCOMING
    assert status(endless, at(2026, 2, 10)) is Status.UNDATED


def test_a_call_of_this_year_without_a_known_closing_date_is_undated_never_open() -> None:
    assert status(REAL["indh_taroudant_2026"], at(2026, 3, 1)) is Status.UNDATED
    assert status(REAL["indh_taroudant_2026"], at(2027, 1, 1)) is Status.CLOSED


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("forsa_2023", Status.CLOSED),
        ("moazara_2025", Status.CLOSED),
        ("intelaka", Status.UNCONFIRMED),
        ("jisr", Status.UNCONFIRMED),
        ("generation_green", Status.STANDING),
        ("indh_chtouka_2026", Status.CLOSED),
    ],
)
def test_what_stands_on_22_november_2026(call: str, expected: Status) -> None:
    assert status(REAL[call], at(2026, 11, 22, 12)) is expected


def test_no_call_is_open_on_22_november_2026() -> None:
    assert Status.OPEN not in {status(call, at(2026, 11, 22, 12)) for call in REAL.values()}


def test_what_can_be_answered_ranks_before_what_is_over() -> None:
    assert min(Status, key=lambda one: one.rank) is Status.OPEN
    assert max(Status, key=lambda one: one.rank) is Status.CLOSED
