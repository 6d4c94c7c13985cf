import pytest

from domain.requests import levels
from domain.requests.kinds import Kind
from domain.requests.levels import Level, level_for

SMALL = "05.301"


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch) -> None:
    """One province has published an amount."""
    monkeypatch.setattr(levels, "local_limits", lambda: {SMALL: 50_000})


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize(
    ("kind", "amount", "province", "level"),
    [
        (Kind.FUNDING, 50_000, SMALL, Level.LOCAL),
        (Kind.FUNDING, 50_001, SMALL, Level.PROVINCIAL),
        (Kind.FUNDING, 1, "09.581", Level.PROVINCIAL),
        (Kind.FUNDING, None, SMALL, Level.PROVINCIAL),
        (Kind.MARKETING, 20_000, SMALL, Level.LOCAL),
        (Kind.MARKETING, None, SMALL, Level.PLATFORM),
        (Kind.TRAINING, None, "09.581", Level.PLATFORM),
        (Kind.APPOINTMENT, 0, SMALL, Level.PLATFORM),
    ],
)
def test_money_is_for_the_committee_that_the_province_named(
    kind: Kind, amount: int | None, province: str, level: Level
) -> None:
    assert level_for(kind, amount, province) is level


@pytest.mark.parametrize("province", ["05.301", "09.581", "01.511"])
def test_no_published_amount_is_known_so_that_the_provincial_committee_decides(province: str) -> None:
    assert level_for(Kind.FUNDING, 1000, province) is Level.PROVINCIAL
