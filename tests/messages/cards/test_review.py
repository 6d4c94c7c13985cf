from datetime import date, timedelta

from catalogue.faq import load_faq
from domain.calls import load
from messages.bidi import bare
from messages.cards.review import MOST, next_review, passed, review
from messages.screen import Screen, render
from messages.text import Piece
from messages.voice import Voice

CALLS = sorted(load().calls, key=lambda call: call.review_by)


def said(card: tuple[Piece, ...], language: str = "ar") -> str:
    return bare("\n".join(render(Screen(card), Voice.of(language)).texts))


def test_what_is_overdue_comes_first_and_a_long_list_is_cut() -> None:
    card = review(CALLS[: MOST + 3], load_faq()[:1], CALLS[-1])
    text = said(card)
    assert text.index("فات موعد مراجعتها") < text.index(load_faq()[0].question.ar) < text.index("المراجعة القادمة")
    assert text.count("(الموعد:") == MOST
    assert "و3 أخرى" in text
    assert "et 3 autres" in said(card, "fr")


def test_where_nothing_is_overdue_it_says_so_with_the_next_one() -> None:
    text = said(review([], [], CALLS[0]), "fr")
    assert "Aucune condition ni réponse n'est en retard" in text
    assert CALLS[0].title.fr in text


def test_the_news_name_the_rules_and_what_to_do() -> None:
    text = said(passed(CALLS[:2]))
    assert CALLS[1].title.ar in text
    assert "اقرأ المصادر من جديد" in text


def test_the_next_review_is_the_earliest_that_has_not_passed() -> None:
    first = CALLS[0].review_by
    assert next_review(CALLS, first) == CALLS[0]
    following = next_review(CALLS, first + timedelta(days=1))
    assert following is None or following.review_by > first
    assert next_review(CALLS, date.max) is None
