from datetime import date
from pathlib import Path

import pytest

from catalogue.holidays import FILE, load_holidays
from catalogue.problem import CatalogueError

HOLIDAYS = load_holidays()


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 1, 14), "رأس السنة الأمازيغية"),
        (date(2030, 7, 30), "عيد العرش"),
        (date(2026, 10, 31), "عيد الوحدة"),
        (date(2026, 3, 21), "عيد الفطر"),
        (date(2027, 3, 10), "عيد الفطر"),
        (date(2027, 5, 17), "عيد الأضحى"),
    ],
)
def test_a_public_holiday_is_known_by_its_name(day: date, name: str) -> None:
    holiday = HOLIDAYS.holiday(day)
    assert holiday is not None
    assert holiday.ar == name


def test_an_ordinary_day_is_none() -> None:
    assert HOLIDAYS.holiday(date(2026, 11, 23)) is None


@pytest.mark.parametrize("year", range(2026, 2031))
def test_every_year_has_its_religious_days_and_a_ramadan(year: int) -> None:
    names = [each.name.fr for each in HOLIDAYS.dated if each.first.year == year]
    assert {"Aïd al-Fitr", "Aïd al-Adha", "1er Moharram", "Aïd al-Mawlid"} <= set(names)
    assert any(each.first.year == year for each in HOLIDAYS.ramadan)


def test_a_religious_day_that_nobody_announced_yet_is_marked_as_expected() -> None:
    assert not any(each.expected for each in HOLIDAYS.dated if each.first.year == 2026)
    assert all(each.expected for each in HOLIDAYS.dated if each.first.year > 2026)


def test_ramadan_evenings_begin_earlier() -> None:
    assert HOLIDAYS.night_of(date(2026, 3, 1)).start < HOLIDAYS.night_of(date(2026, 4, 1)).start


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("until = 09:00:00", "until = 22:00:00", "goes over midnight"),
        ("last = 2026-03-21", "last = 2026-03-19", "`last` is before `first`"),
        ('source = "yennayer"', 'source = "nobody"', "not listed: nobody"),
        ('date = "01-14"', 'date = "14 January"', "should match pattern"),
    ],
)
def test_a_file_that_is_wrong_does_not_load_and_says_why(tmp_path: Path, old: str, new: str, says: str) -> None:
    broken = tmp_path / "holidays.toml"
    broken.write_text(FILE.read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(CatalogueError, match=says):
        load_holidays(broken)
