from datetime import date

from domain.truth import Truth
from domain.turning import Turned, results, turned
from messages.cards.difference import AnswerChanged, Difference, Since, difference_paragraph, since_paragraph
from messages.text import T
from messages.values import Percent
from messages.voice import Voice
from simulator.messages import visible
from tests.messages.cards.test_call import CALLS, PERSON, TAROUDANT, verdict

NOW = verdict(TAROUDANT, **PERSON)
CHANGED = AnswerChanged(T("Share of women"), T("{share}", share=Percent(40)), T("{share}", share=Percent(100)))


def plain(piece: object) -> str:
    return visible(Voice.of("ar").plain(piece))  # type: ignore[arg-type] # the pieces of a test


def test_only_results_that_differ_have_turned() -> None:
    assert turned(results([NOW]), [NOW]) == ()
    assert turned({TAROUDANT: Truth.NO}, [NOW]) == (Turned(NOW, Truth.NO),)
    assert turned({}, [NOW]) == (Turned(NOW, None),)


def test_a_difference_names_the_answer_and_each_call_that_turned() -> None:
    said = plain(difference_paragraph(Difference((CHANGED,), (Turned(NOW, Truth.NO), Turned(NOW, None)))))
    assert "كان الجواب «40%»، وهو الآن «100%»" in said
    assert "من قبل ❌، والآن ✅" in said
    assert "الآن ✅" in said.splitlines()[-1]
    assert "لم تتغير أي نتيجة" in plain(difference_paragraph(Difference((CHANGED,), ())))


def test_what_happened_since_is_told_under_its_own_headings() -> None:
    day = date(2026, 2, 1)
    said = plain(since_paragraph(Since(day, (Turned(NOW, Truth.NO),), (NOW,), ((CALLS[TAROUDANT], Truth.YES),))))
    assert len(said.splitlines()) == 7
    assert "لم تتغير الشروط" in plain(since_paragraph(Since(day, (), (), ())))
