import pytest

from conversations.facts import QUESTIONS
from conversations.given import Pressed, Typed
from conversations.question import Stale
from tests.conversations.asking import answer, labels, plain, refused, turned, values

COST, OWN = QUESTIONS["project_cost"], QUESTIONS["own_amount"]


@pytest.mark.parametrize(
    "written",
    [
        "200000",
        "200.000",
        "200 000",
        "٢٠٠٠٠٠",
        "۲۰۰۰۰۰",
        "200 ألف",
        "200000 درهم",
        "200 mille dh",
        "20 مليون سنتيم",
    ],
)
def test_an_amount_is_read_as_people_write_it(written: str) -> None:
    assert answer(COST, written) == 200_000


def test_ten_millions_are_in_doubt_and_confirmed_in_dirhams() -> None:
    assert turned(COST, "10 مليون") == [100_000, 10_000_000]
    asked = COST.ask([100_000, 10_000_000])
    assert "100.000" in labels(asked)[0]
    assert [answer(COST, Pressed(value), [100_000, 10_000_000]) for value in values(asked)] == [100_000, 10_000_000]


def test_only_the_amounts_in_doubt_can_be_tapped() -> None:
    refused(COST, Pressed("=5000"), [100_000, 10_000_000])
    refused(COST, Pressed("=100000"))


def test_an_amount_in_doubt_can_be_written_again() -> None:
    assert answer(COST, "90000 درهم", [100_000, 10_000_000]) == 90_000


def test_only_the_possible_amounts_are_offered() -> None:
    assert turned(COST, "500 مليون") == [5_000_000]
    refused(COST, Typed("50000 مليون"))


@pytest.mark.parametrize("written", ["0", "100000001 درهم", "999999999999 درهم"])
def test_an_amount_out_of_range_is_told_the_range(written: str) -> None:
    refused(COST, Typed(written))


@pytest.mark.parametrize("written", ["-500", "-500 درهم", "بزاف", "100 200 300 400 5", "1000 أو 2000"])
def test_what_is_no_amount_is_told_an_example(written: str) -> None:
    assert "100.000" in refused(COST, Typed(written))


def test_nothing_is_an_amount_where_it_may_be() -> None:
    assert answer(OWN, "0") == 0
    assert answer(OWN, "صفر") == 0


def test_decimals_are_rounded_down() -> None:
    assert answer(COST, "1500,75 درهم") == 1500


@pytest.mark.parametrize("stored", ["5", 0, -1, 10**12, True, 2.5, None])
def test_a_stored_amount_is_checked_again(stored: object) -> None:
    with pytest.raises(Stale):
        COST.load(stored)


def test_an_amount_is_told_with_its_currency() -> None:
    assert "200.000" in plain(COST.tell(200_000))
