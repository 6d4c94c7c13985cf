import pytest

from domain.events.life import Life
from domain.replacing import replace
from messages.bidi import bare
from messages.cards.event_desk import Answered, Delivered, Figures, Thought, figures_card
from messages.cards.event_thanks import MARKS, QUESTIONS, thanks
from messages.text import Piece
from messages.voice import Voice
from tests.domain.events.seeds import COOPERATIVES_DAY

HELD = replace(COOPERATIVES_DAY, life=Life.HELD)
NOTHING = Figures(0, Answered(), 0, Thought(), 0, 0)


def said(pieces: tuple[Piece, ...], language: str = "ar") -> str:
    return bare("\n".join(Voice.of(language).plain(piece) for piece in pieces))


def test_of_a_draft_it_is_said_that_nobody_knows() -> None:
    assert "لم يصل الخبر إلى أحد" in said(figures_card(replace(HELD, life=Life.DRAFT), NOTHING))


def test_what_is_nothing_is_not_said() -> None:
    text = said(figures_card(HELD, NOTHING))
    for words in ("وصلت:", "عدد من حضر", "تذكير", "مفيد"):
        assert words not in text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ar", ["وصلت: 8، في الطريق: 1، حظرونا: 2", "سيحضر: 5", "عدد من حضر: 4 أشخاص", "مفيد: 2,5", "تذكيران"]),
        ("fr", ["Arrivés : 8, en route : 1", "Viennent : 5", "4 personnes présentes", "Utile : 2,5", "2 rappels"]),
    ],
)
def test_all_figures_are_said_in_both_languages(language: str, words: list[str]) -> None:
    figures = Figures(11, Answered(5, 1, 2, 3), 4, Thought(2, 25, 30, 20), 1, 2, Delivered(8, 1, 2, 0))
    text = said(figures_card(HELD, figures), language).replace("\N{NO-BREAK SPACE}", " ")
    for each in words:
        assert each in text


def test_thanks_are_followed_by_three_questions_with_three_faces() -> None:
    assert HELD.title.fr in said(thanks(HELD), "fr")
    assert (len(QUESTIONS), sorted(MARKS)) == (3, [1, 2, 3])
