from typing import Any

import pytest

from domain.replacing import replace
from domain.requests.delay import Usual
from domain.requests.life import INTERNAL, OPEN, TABLE, Action, Actor, State
from domain.requests.request import Correction, Event, Helped
from messages.cards.request import happened, list_card, request_card, sent_card, timeline
from messages.screen import Screen, render
from messages.text import Piece
from messages.voice import Voice
from simulator.messages import visible
from tests.messages.cards.requests import DAY, SENT, event, request

DEEDS = sorted({(rule.action, role) for rule in TABLE for role in rule.actors if rule.action not in INTERNAL})
USUAL = Usual(12, 34, 20)


def read(pieces: tuple[Piece, ...], language: str = "ar") -> str:
    return visible("\n\n".join(render(Screen(pieces), Voice.of(language)).texts)).replace("\xa0", " ")


@pytest.mark.parametrize("language", ["ar", "fr"])
@pytest.mark.parametrize(("action", "role"), DEEDS)
def test_everything_that_can_happen_has_its_line_in_the_history(action: Action, role: Actor, language: str) -> None:
    said = read((happened(event(action, role, "كلمات <b>", amount=80_000)),), language)
    assert said
    assert "{" not in said


@pytest.mark.parametrize("language", ["ar", "fr"])
@pytest.mark.parametrize("state", list(State))
def test_the_card_says_how_a_request_stands_in_each_state(state: State, language: str) -> None:
    shown = request(state=state, reason="سبب <واضح>", decided_amount=80_000, helped=Helped("السعدية", "x/1"))
    card = read(request_card(shown, [event(Action.SUBMIT, Actor.MEMBER)], [], USUAL, SENT), language)
    assert "TW-4827-1633" in card
    assert "السعدية" in card
    assert ("سبب &lt;واضح&gt;" in card) == (state in {State.ACCEPTED, State.REFUSED})


def test_a_correction_says_which_paper_why_and_until_when_and_only_while_it_is_open() -> None:
    wanted = Correction("statutes", "غير مقروءة", SENT + 7 * DAY, SENT)
    done = replace(wanted, document="members_list", done_at=SENT)
    card = read(request_card(request(state=State.CORRECTION_ASKED), [], [wanted, done], None, SENT))
    assert "النظام الأساسي" in card
    assert "غير مقروءة" in card
    assert "8 مارس 2026" in card
    assert "قائمة الأعضاء" not in card


def test_the_usual_delay_is_told_while_the_request_is_open_and_known() -> None:
    assert "خلال 12 يوما" in read(request_card(request(), [], [], USUAL, SENT))
    assert "خلال" not in read(request_card(request(), [], [], None, SENT))
    assert "خلال 12" not in read(request_card(request(state=State.ACCEPTED), [], [], USUAL, SENT))
    assert "خلال 34 يوما" in read(sent_card(request(), USUAL, received=True))


def test_where_nobody_receives_requests_yet_she_is_told_so_and_where_to_go() -> None:
    assert "قسم العمل الاجتماعي" in read(sent_card(request(), None, received=False))
    assert "قسم العمل الاجتماعي" not in read(sent_card(request(), None, received=True))


def test_where_nobody_receives_requests_the_card_promises_no_day() -> None:
    for state in OPEN:
        card = read(request_card(request(state=state), [], [], None, SENT, received=False))
        assert "يُنتظر" not in card
        assert "المرحلة الموالية" not in card
        assert "اذهب" in card
    over = read(request_card(request(state=State.REFUSED), [], [], None, SENT, received=False))
    assert "اذهب" not in over


def test_a_request_that_was_joined_with_another_says_where_it_goes_on() -> None:
    joined = Event(SENT, Action.MERGE, Actor.AGENT, State.WITHDRAWN, "", {"into": "TW-1111-2222"})
    card = read(request_card(request(state=State.WITHDRAWN, merged_into=9), [joined], [], None, SENT))
    assert "ضُم إلى طلب آخر لك" in card
    assert "TW-1111-2222" in card
    assert "سحبته" not in card
    assert "ضُم إلى طلب آخر لك" in read(list_card([request(state=State.WITHDRAWN, merged_into=9)]))


def test_the_history_tells_the_role_and_the_day_and_nothing_twice() -> None:
    opened = event(Action.OPEN_FILE, Actor.COORDINATOR)
    lines = [read((line,)) for line in timeline([event(Action.SUBMIT, Actor.MEMBER), opened, opened, opened])]
    assert len(lines) == 2
    assert "1 مارس 2026" in lines[1]
    assert "قسم العمل الاجتماعي" in lines[1]


def test_of_a_long_history_the_newest_lines_are_shown() -> None:
    events = [Event(SENT + n * DAY, Action.ASK, Actor.MEMBER, State.IN_REVIEW, f"سؤال {n}", {}) for n in range(60)]
    lines = timeline(events)
    assert len(lines) == 25
    assert "سؤال 59" in read(lines)


def test_what_she_wrote_is_shown_as_she_wrote_it() -> None:
    card = read(request_card(request(project="<b>معمل</b> & {x}", douar="\u202eدوار"), [], [], None, SENT))
    assert "&lt;b&gt;معمل&lt;/b&gt; &amp; {x}" in card
    assert "\u202e" not in card


def test_what_comes_next_is_said_with_the_day_and_so_is_that_it_is_late() -> None:
    def said(now: int, **changes: Any) -> str:
        return read(request_card(request(**changes), [], [], None, now))

    assert "يُنتظر ذلك قبل الاثنين 16 مارس 2026" in said(SENT)
    assert "تأخر" not in said(SENT)
    assert "تأخر" in said(SENT + 16 * DAY)
    waiting = said(SENT, state=State.CORRECTION_ASKED, deadline=None)
    assert "مارس" not in waiting.partition("المرحلة الموالية")[2]
    assert "أجلنا متوقف" in waiting
    both = said(SENT, state=State.SUBMITTED, decision_due=SENT + 30 * DAY)
    assert "القرار في أجل أقصاه الثلاثاء 31 مارس 2026" in both
    assert "المرحلة الموالية" not in said(SENT, state=State.REFUSED)


def test_a_request_of_a_cooperative_says_in_whose_name_it_is() -> None:
    named = request_card(request(), [], [], None, SENT, cooperative="تعاونية <الأمل>")
    assert "باسم: تعاونية &lt;الأمل&gt;" in read(named)
    assert "باسم" not in read(request_card(request(), [], [], None, SENT))


def test_the_list_numbers_each_request_with_how_it_stands() -> None:
    listed = read(list_card([request(), request(state=State.REFUSED)]))
    assert "1. TW-4827-1633" in listed.replace("<b>", "").replace("</b>", "")
    assert "لم يُقبل" in listed
