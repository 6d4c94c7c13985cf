from typing import Any

import pytest

from domain.requests.kinds import Kind
from domain.requests.life import Action, Actor, State
from domain.requests.lists import List
from domain.requests.request import OTHER, Correction, Event, Helped, Request, StoredFile
from messages.cards import desk as cards
from messages.cards.desk import Opened
from messages.cards.staff import role_in
from messages.screen import Screen, render
from messages.text import Piece
from messages.voice import Voice
from simulator.messages import visible
from tests.messages.cards.requests import DAY, SENT, event, request

ME, COLLEAGUE = 3, 4
PAPER = StoredFile(1, "statutes", "photo", "f", "u", "عقد.jpg", 5, SENT)


def read(paragraphs: tuple[Piece, ...], language: str = "ar") -> str:
    return visible("\n\n".join(render(Screen(paragraphs), Voice.of(language)).texts))


def card(
    shown: Request, *, events: tuple[Event, ...] = (), corrections: tuple[Correction, ...] = (), **more: Any
) -> str:
    opened = Opened(shown, (PAPER,), corrections, events, ME, more.pop("now", SENT + DAY))
    return read(cards.card(opened), **more)


@pytest.mark.parametrize("language", ["ar", "fr"])
@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("kind", Kind)
def test_every_request_can_be_read_in_every_state(state: State, kind: Kind, language: str) -> None:
    said = card(request(state=state, kind=kind), language=language)
    assert "TW-4827-1633" in said
    assert "&lt;النور&gt;" in said


def test_the_card_tells_what_is_asked_for_and_by_when_the_next_step_is_due() -> None:
    said = card(request())
    for part in ("80.000 درهم", "200.000 درهم", "تربية النحل", "دوار آيت علي", "+212661234567", "تارودانت لسنة 2026"):
        assert part in said
    assert "الاثنين 16 مارس 2026" in said
    assert "وثيقة واحدة" in said


def test_the_card_says_who_follows_it_without_a_name() -> None:
    assert "أنت من يتتبعه" in card(request(taken_by=ME))
    assert "يتتبعه أحد الزملاء" in card(request(taken_by=COLLEAGUE))
    assert "يتتبعه" not in card(request(taken_by=None))


def test_a_late_request_is_said_to_be_late() -> None:
    assert "تأخر" in card(request(), now=SENT + 16 * DAY)


def test_a_question_is_shown_until_it_is_answered() -> None:
    asked = event(Action.ASK, Actor.MEMBER, "متى الجواب؟")
    assert "متى الجواب؟" in card(request(), events=(asked,))
    assert "متى الجواب؟" not in card(request(), events=(asked, event(Action.ANSWER, text="غدا")))


def test_open_corrections_are_shown_and_done_ones_are_not() -> None:
    still = Correction("statutes", "غير مقروءة", SENT + DAY, SENT)
    done = Correction(OTHER, "المبلغ غير واضح", SENT + DAY, SENT, SENT)
    said = card(request(state=State.CORRECTION_ASKED), corrections=(still, done))
    assert "غير مقروءة" in said
    assert "المبلغ غير واضح" not in said


def test_a_decision_is_shown_with_its_amount_and_its_reason() -> None:
    accepted = card(request(state=State.ACCEPTED, decided_amount=80_000, reason="زوروا القسم", decided_at=SENT))
    assert "المبلغ الممنوح: 80.000 درهم" in accepted.replace("<b>", "").replace("</b>", "")
    assert "الخطوة الموالية" in accepted
    assert "السبب" in card(request(state=State.REFUSED, reason="لم تكمل السنة", decided_at=SENT))


def test_a_request_that_an_agent_filled_in_says_for_whom() -> None:
    assert "السعدية" in card(request(helped=Helped("السعدية", "1")))


def test_a_long_description_is_folded_and_a_short_one_is_not() -> None:
    assert "expandable" in card(request(description="كلمة " * 100))
    assert "expandable" not in card(request())


@pytest.mark.parametrize("language", ["ar", "fr"])
@pytest.mark.parametrize("role", Actor)
@pytest.mark.parametrize("action", Action)
def test_every_line_of_a_history_can_be_read(action: Action, role: Actor, language: str) -> None:
    told = event(action, role, "كلمات", amount=5, documents=["statutes"], corrections=[{"document": OTHER, "why": "ل"}])
    assert "كلمات" in read(cards.history(request(), (told,)), language)


def test_a_note_is_marked_as_one_for_staff() -> None:
    assert "للموظفين فقط" in read(cards.history(request(), (event(Action.NOTE, text="سر"),)))
    assert "للموظفين فقط" not in read(cards.history(request(), (event(Action.ANSWER, text="سر"),)))


def test_a_voice_note_is_named_on_the_card_and_among_the_papers() -> None:
    voice = StoredFile(2, OTHER, "voice", "f", "v", None, None, SENT)
    opened = Opened(request(description=""), (voice,), (), (), ME, SENT)
    assert "رسالة صوتية" in read(cards.card(opened))
    assert "1. 🎤 رسالة صوتية" in read(cards.papers(request(), (voice,)))
    assert "رسالة صوتية" not in card(request())


def test_papers_are_numbered_and_a_lost_one_says_so() -> None:
    lost = StoredFile(2, OTHER, "photo", "f", "v", None, None, SENT, SENT)
    said = read(cards.papers(request(), (PAPER, lost)))
    assert "1. النظام الأساسي" in said
    assert "عقد.jpg" in said
    assert "اطلبها من جديد" in said
    assert "لم تُرسل أي وثيقة" in read(cards.papers(request(), ()))


@pytest.mark.parametrize("language", ["ar", "fr"])
@pytest.mark.parametrize("which", List)
def test_a_page_of_each_list_numbers_its_requests(which: List, language: str) -> None:
    assert "9. <b>TW-4827-1633</b>" in read(cards.page(which, [request()], 9), language)
    assert read(cards.page(which, [], 1), language)


def test_an_empty_desk_says_that_nothing_waits() -> None:
    nothing = dict.fromkeys(List, 0)
    roles = [role_in(Actor.AGENT, "09.541"), role_in(Actor.ADMIN, None)]
    assert "لا شيء ينتظرك" in read(cards.home(nothing, roles))
    assert "لا شيء ينتظرك" in read(cards.home(nothing | {List.DECIDED: 3}, roles))
    assert "اختر لائحة" in read(cards.home(nothing | {List.NEW: 1}, roles))
