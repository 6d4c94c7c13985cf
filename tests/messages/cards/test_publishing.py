import pytest

from catalogue.problem import Finding, P
from domain.calls import load
from domain.status import Status
from domain.truth import Truth
from messages.bidi import bare
from messages.cards.publishing import how, preview, refused
from messages.screen import Screen, render
from messages.text import Piece, T
from messages.values import Percent
from messages.voice import Voice

CALL = next(call for call in load().calls if call.id == "indh_taroudant_2026")
OTHER_RULES = CALL.model_copy(update={"year": 2027})
OTHER_WORDS = CALL.model_copy(update={"where": CALL.title})
PERSONS = [(Truth.NO, [(T("Share of women"), T("{share}", share=Percent(40)))])]


def said(card: tuple[Piece, ...], language: str = "fr") -> str:
    return bare("\n".join(render(Screen(card), Voice.of(language)).texts))


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (None, "C'est un nouvel appel"),
        (OTHER_WORDS, "Ses conditions restent les mêmes"),
        (OTHER_RULES, "avec d'autres conditions"),
    ],
)
def test_a_draft_says_what_it_does_to_the_call_that_stands(before: object, words: str) -> None:
    assert before is None or isinstance(before, type(CALL))
    text = said(preview(CALL, Status.OPEN, before, PERSONS))
    assert words in text
    assert CALL.title.fr in text


def test_each_example_person_is_told_with_her_result() -> None:
    text = said(preview(CALL, Status.OPEN, None, PERSONS), "ar")
    assert "1. ❌ نسبة النساء (40%)" in text


def test_every_problem_has_a_line_of_its_own_as_it_was_found() -> None:
    found = (
        Finding("examples.<1>", P("something else belongs here: compare with another call")),
        Finding("", P("this is not TOML: the text is not UTF-8")),
    )
    text = said(refused(found))
    assert "• <code>examples.&lt;1&gt;</code>\xa0: il faut autre chose ici" in text
    assert "• ce n'est pas du TOML" in text


def test_the_calls_that_stand_are_numbered_under_how_it_is_done() -> None:
    text = said(how([(Status.OPEN, CALL)]))
    assert text.startswith("<b>Publier ou corriger un appel</b>")
    assert f"1. {CALL.title.fr}" in text
