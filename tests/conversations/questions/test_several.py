import pytest

from conversations.given import Pressed
from conversations.question import Stale
from conversations.questions.several import ALL, DONE, SeveralQuestion
from domain.replacing import replace
from messages.bidi import bare
from messages.text import B, T
from messages.values import Verbatim
from tests.conversations.asking import NONSENSE, answer, labels, plain, refused, text, turned, values

PAPERS = SeveralQuestion(
    T("What must the person correct?"),
    T("To correct"),
    (("statutes", Verbatim("النظام الأساسي")), ("plan", Verbatim("بطاقة تقنية")), ("other", Verbatim("شيء آخر"))),
)


def test_a_tap_marks_a_line_and_another_takes_the_mark_away() -> None:
    note = turned(PAPERS, Pressed("=2"))
    assert note == ["plan"]
    assert "2. ✅ بطاقة تقنية" in bare(text(PAPERS.ask(note)))
    note = turned(PAPERS, Pressed("=1"), note)
    assert note == ["statutes", "plan"]
    assert turned(PAPERS, Pressed("=2"), note) == ["statutes"]
    assert turned(PAPERS, Pressed("=2"), ["plan"]) is None


def test_numbers_can_be_typed_in_any_digits() -> None:
    assert turned(PAPERS, "1 و ٣") == ["statutes", "other"]


def test_to_go_on_is_offered_once_something_is_marked() -> None:
    assert DONE not in values(PAPERS.ask(None))
    assert DONE in values(PAPERS.ask(["plan"]))
    refused(PAPERS, Pressed(DONE))
    assert PAPERS.read(Pressed(DONE), ["plan"]).stored == ["plan"]  # type: ignore[union-attr] # an answer it is


def test_the_answer_is_told_as_one_sentence() -> None:
    assert "النظام الأساسي" in plain(PAPERS.tell(["statutes", "plan"]))
    assert len(labels(PAPERS.ask(["plan"]), "fr")) == 4


@pytest.mark.parametrize("nonsense", NONSENSE)
def test_what_names_no_line_is_refused(nonsense: object) -> None:
    refused(PAPERS, nonsense)  # type: ignore[arg-type] # parametrize knows no types


@pytest.mark.parametrize("stored", [None, [], "plan", ["gone"], ["plan", "statutes"], 3])
def test_a_stored_answer_with_an_unknown_line_is_asked_again(stored: object) -> None:
    with pytest.raises(Stale):
        PAPERS.load(stored)


def test_an_answer_is_read_back() -> None:
    assert PAPERS.load(["statutes", "plan"]) == ("statutes", "plan")


def test_where_all_may_be_meant_none_needs_a_mark() -> None:
    anybody = replace(PAPERS, everything=B("✅ Yes"))
    assert ALL in values(anybody.ask(None))
    assert answer(anybody, Pressed(ALL), ["plan"]) == []
    assert plain(anybody.tell([])) == plain(B("✅ Yes"))
    refused(PAPERS, Pressed(ALL))
