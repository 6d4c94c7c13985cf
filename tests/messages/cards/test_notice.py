import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.requests.change import Change
from domain.requests.life import INTERNAL, TABLE, Action, Actor
from domain.requests.request import OTHER, Wanted
from messages.cards.notice import to_person, to_staff
from messages.screen import Screen, render
from messages.voice import Voice
from simulator.messages import visible
from tests.messages.cards.requests import DAY, SENT, request

STAFF = (Actor.AGENT, Actor.LOCAL, Actor.COORDINATOR, Actor.ADMIN)
BY_STAFF = sorted({rule.action for rule in TABLE if set(rule.actors) & set(STAFF)})
SILENT = {Action.OPEN_FILE, Action.GIVE, Action.ANSWER}
"""What the person reads in the history and is not called for, and what comes as a message of a talk."""


def read(change: Change, role: Actor = Actor.AGENT, language: str = "ar", **changes: object) -> str:
    screen = Screen(to_person(request(**changes), change, role))
    return visible("\n\n".join(render(screen, Voice.of(language)).texts))


@pytest.mark.parametrize("language", ["ar", "fr"])
@pytest.mark.parametrize("action", [action for action in BY_STAFF if action not in INTERNAL | SILENT])
def test_the_person_is_told_of_all_that_staff_do_in_her_language(action: Action, language: str) -> None:
    change = Change(action, text="زوروا القسم", amount=5, corrections=(Wanted("statutes", "غير مقروءة", SENT + DAY),))
    said = read(change, language=language)
    assert "TW-4827-1633" in said


@given(words=st.text(min_size=1), role=st.sampled_from(STAFF))
def test_of_a_note_she_is_told_nothing(words: str, role: Actor) -> None:
    assert to_person(request(), Change(Action.NOTE, text=words), role) == ()


def test_a_correction_names_each_paper_its_fault_and_the_last_day() -> None:
    wanted = (Wanted("statutes", "غير مقروءة", SENT + 7 * DAY), Wanted(OTHER, "المبلغ غير واضح", SENT + 7 * DAY))
    said = read(Change(Action.ASK_CORRECTION, corrections=wanted))
    for part in ("النظام الأساسي: غير مقروءة", "المبلغ غير واضح", "الأحد 8 مارس 2026", "أرسل هذا فقط"):
        assert part in said


def test_an_acceptance_tells_the_amount_and_what_to_do() -> None:
    said = read(Change(Action.ACCEPT, text="زوروا القسم", amount=80_000), Actor.COORDINATOR, decided_amount=80_000)
    for part in ("قُبل طلبك", "80.000 درهم", "زوروا القسم"):
        assert part in said


def test_a_refusal_tells_its_reason_and_the_ways_that_stay_open() -> None:
    said = read(Change(Action.REFUSE, text="لم تكمل <السنة>"))
    for part in ("لم تكمل &lt;السنة&gt;", "60 يوما"):
        assert part in said


def test_staff_read_who_did_what() -> None:
    screen = Screen(to_staff(request(), Action.ASK, Actor.MEMBER, "متى الجواب؟"))
    said = visible("\n".join(render(screen, Voice.of("ar")).texts))
    assert "صاحب الطلب: طرح سؤال" in said
    assert "متى الجواب؟" in said
