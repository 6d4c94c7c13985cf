import pytest

from conversations.given import Typed
from conversations.questions.grant import GrantQuestion
from messages.bidi import bare
from messages.text import T
from tests.conversations.asking import NONSENSE, answer, refused

ANY = GrantQuestion(T("Which amount is granted?"), T("Amount granted"), 1, 100_000_000)
SHARE = GrantQuestion(T("Which amount is granted?"), T("Amount granted"), 1, 100_000_000, total=200_000, limit=100_000)


def test_an_amount_is_granted_as_people_write_it() -> None:
    assert answer(ANY, "٨٠ ألف درهم") == 80_000
    assert answer(SHARE, "100000") == 100_000


def test_a_share_is_no_larger_than_its_total() -> None:
    assert "200.000" in bare(refused(SHARE, Typed("250000")))


def test_above_the_limit_of_the_decider_the_next_committee_is_named() -> None:
    assert "اللجنة الإقليمية" in refused(SHARE, Typed("150000"))


@pytest.mark.parametrize("nonsense", NONSENSE)
def test_what_is_no_amount_is_refused(nonsense: object) -> None:
    refused(SHARE, nonsense)  # type: ignore[arg-type] # parametrize knows no types
