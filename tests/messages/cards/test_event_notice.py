import re
from datetime import UTC, date, datetime, time

import pytest

from catalogue.local import Local
from domain.events.life import Life
from domain.events.reminders import Due
from domain.events.venue import Venue
from domain.events.when import When
from domain.replacing import replace
from messages.bidi import bare
from messages.cards.event_notice import cancelled, lead, moved, offer_lapsed, reminder, reminder_missed, seat_offered
from messages.screen import Screen, render
from messages.text import Piece
from messages.values import Moment
from messages.voice import Voice
from tests.domain.events.seeds import COOPERATIVES_DAY, STUDY_DAY

EVENT = replace(COOPERATIVES_DAY, life=Life.ANNOUNCED)


def said(paragraphs: tuple[Piece, ...], language: str = "ar") -> str:
    html = "\n\n".join(render(Screen(paragraphs), Voice.of(language)).texts)
    return bare(re.sub("<[^>]*>", "", html))


@pytest.mark.parametrize(
    ("today", "ar", "fr"),
    [
        (date(2025, 7, 9), "🔔 اليوم: ", "🔔 Aujourd'hui\u00a0: "),
        (date(2025, 7, 8), "🔔 غدا: ", "🔔 Demain\u00a0: "),
        (date(2025, 7, 7), "🔔 بعد يومين: ", "🔔 Dans 2 jours\u00a0: "),
        (date(2025, 7, 2), "🔔 بعد 7 أيام: ", "🔔 Dans 7 jours\u00a0: "),
        (date(2025, 7, 10), "🔔 لا تنس: ", "🔔 N'oubliez pas\u00a0: "),
    ],
)
def test_a_reminder_says_how_far_away_it_is_then_when_and_where(today: date, ar: str, fr: str) -> None:
    text = said(reminder(EVENT, today))
    assert text.startswith(ar)
    assert "الأربعاء 9 يوليوز 2025 على الساعة 10:00" in text
    assert "دار الشباب حسنونة" in text
    assert said(reminder(EVENT, today), "fr").startswith(fr)


def test_a_moved_day_is_told_with_the_old_one_and_people_are_asked_again() -> None:
    text = said(moved(EVENT, replace(EVENT, when=When(date(2025, 7, 10), time(15)))))
    assert "كان: 📅 الأربعاء 9 يوليوز 2025" in text
    assert "📅 الخميس 10 يوليوز 2025 على الساعة 15:00" in text
    assert "أجب من جديد" in text
    assert "📍" not in text


def test_another_hall_is_told_and_nobody_is_asked_again() -> None:
    text = said(moved(EVENT, replace(EVENT, venue=Venue(Local("قاعة أخرى", "Autre salle"), "01.511"))))
    assert "كان: 📍 دار الشباب حسنونة بطنجة" in text
    assert "📍 قاعة أخرى" in text
    assert "أجب من جديد" not in text


def test_a_day_that_is_fixed_at_last_is_good_news() -> None:
    text = said(moved(STUDY_DAY, replace(STUDY_DAY, when=When(date(2021, 3, 25), time(9)))))
    assert text.startswith("📣 حُدد يوم هذا اللقاء: ")
    assert "الخميس 25 مارس 2021" in text


def test_a_cancelled_meeting_says_why_in_the_words_of_the_staff() -> None:
    assert said(cancelled(EVENT, "تساقط الثلوج")).endswith("السبب: تساقط الثلوج")
    assert "السبب" not in said(cancelled(EVENT))
    assert said(cancelled(EVENT), "fr").startswith("❌ Cette rencontre est annulée")


def test_a_free_seat_is_offered_with_its_end_and_a_lapsed_offer_says_where_one_stands() -> None:
    until = Moment(datetime(2025, 7, 8, 12))  # noqa: DTZ001 - a wall
    assert "الثلاثاء 8 يوليوز 2025 على الساعة 12:00" in said(seat_offered(EVENT, until))
    assert "ورقمك فيها 3" in said(offer_lapsed(EVENT, 3))


def test_staff_learn_which_reminder_was_missed_and_for_how_many() -> None:
    due = Due(1440, "2025-07-09T10:00", datetime(2025, 7, 8, 9, tzinfo=UTC), missed=True)
    assert "كان موجها إلى 60 شخصا، قبل يوم واحد" in said(reminder_missed(EVENT, due, 60))


@pytest.mark.parametrize(
    ("minutes", "ar"), [(10080, "قبل 7 أيام"), (1440, "قبل يوم واحد"), (120, "قبل ساعتين"), (90, "قبل 90 دقيقة")]
)
def test_how_long_before_is_said_in_the_largest_whole_unit(minutes: int, ar: str) -> None:
    assert bare(Voice.of("ar").plain(lead(minutes))) == ar
