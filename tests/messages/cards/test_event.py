import re
from datetime import date, time

import pytest

from catalogue.local import Local
from domain.events.answer import Answer, Reply, Standing
from domain.events.event import Event
from domain.events.life import Life
from domain.events.seating import WOMEN, YOUTH, Quota, Seating
from domain.events.seats import Party
from domain.events.when import Part, When
from domain.replacing import replace
from messages.bidi import bare
from messages.cards.event import event_card, event_line, event_list, outcome_card
from messages.cards.event_words import map_address
from messages.screen import Screen, render
from messages.text import Piece, T
from messages.voice import Voice
from tests.domain.events.seeds import COOPERATIVES_DAY, LAUNCH, SEEDS, SEMINAR, STUDY_DAY, WORKSHOP

AHEAD = replace(COOPERATIVES_DAY, life=Life.ANNOUNCED)


def said(paragraphs: tuple[Piece, ...], language: str = "ar") -> str:
    html = "\n\n".join(render(Screen(paragraphs), Voice.of(language)).texts)
    return bare(re.sub("<[^>]*>", "", html))


@pytest.mark.parametrize("language", ["ar", "fr"])
@pytest.mark.parametrize("event", SEEDS, ids=lambda event: str(event.id))
def test_each_seed_can_be_read_in_both_languages(event: Event, language: str) -> None:
    card = said(event_card(event), language)
    assert (event.title.ar if language == "ar" else event.title.fr) in card
    assert "None" not in card
    assert "\n\n\n" not in card


def test_the_day_and_the_hour_are_said_with_the_weekday_and_the_hour_in_words() -> None:
    card = said(event_card(AHEAD))
    assert "الأربعاء 9 يوليوز 2025 على الساعة 10:00 (العاشرة صباحا)" in card
    assert "mercredi 9 juillet 2025 à 10\u00a0h" in said(event_card(AHEAD), "fr")


@pytest.mark.parametrize(
    ("event", "when"),
    [
        (LAUNCH, "الاثنين 28 يونيو 2021، صباحا"),
        (WORKSHOP, "الجمعة 15 يناير 2021، صباحا"),
        (SEMINAR, "الخميس 22 ماي 2025"),
        (STUDY_DAY, "في مارس 2021 أو أبريل 2021. سيُحدد اليوم لاحقا"),
    ],
)
def test_when_is_as_precise_as_the_announcement_and_not_more(event: Event, when: str) -> None:
    assert when in said(event_card(event))
    assert "الساعة" not in said(event_card(event))


def test_the_card_says_where_who_presides_with_whom_and_what_is_on() -> None:
    card = said(event_card(AHEAD))
    for part in (
        "📍 دار الشباب حسنونة بطنجة (طنجة-أصيلة)",
        "بمناسبة: اليوم العالمي للتعاونيات",
        "تنظيم: عمالة طنجة أصيلة",
        "بشراكة مع: وكالة التنمية الاجتماعية",
        "• التمكين الاقتصادي للنساء (ممثلة وكالة التنمية الاجتماعية)",
    ):
        assert part in card


def test_seats_and_how_they_are_given_are_public() -> None:
    quotas = (Quota(WOMEN, 2), Quota(YOUTH, 11), Quota("01.511", 3))
    card = said(event_card(replace(AHEAD, seating=Seating(40, 2, quotas))))
    assert "40 مقعدا، حسب ترتيب الأجوبة" in card
    assert "مقعدان منها مخصصان للنساء" in card
    assert "11 مقعدا منها مخصصة للشباب" in card
    assert "3 مقاعد منها مخصصة لأهل: طنجة-أصيلة" in card
    assert "شخصان على الأكثر من كل تعاونية" in card


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (Answer(7, Reply.COMING, standing=Standing.SEATED), "✅ سجلنا أنك ستحضر."),
        (Answer(7, Reply.COMING, Party(guests=2), Standing.SEATED), "ومعك مرافقان"),
        (Answer(7, Reply.COMING, standing=Standing.WAITING), "ورقمك فيها 4"),
        (Answer(7, Reply.COMING, standing=Standing.OFFERED, offered_until=1_752_051_600_000), "الأربعاء 9 يوليوز 2025"),
        (Answer(7, Reply.MAYBE), "حضورك غير مؤكد بعد"),
        (Answer(7, Reply.NOT_COMING), "سجلنا أنك لن تحضر"),
        (Answer(7, Reply.COMING, asked_again=True), "تغير اليوم"),
    ],
)
def test_the_card_says_what_the_reader_answered(answer: Answer, says: str) -> None:
    assert says in said(event_card(AHEAD, answer, position=4))
    assert said(event_card(AHEAD, answer, position=4), "fr")


def test_a_cancelled_meeting_says_so_first_and_nothing_of_the_answer() -> None:
    card = said(event_card(replace(AHEAD, life=Life.CANCELLED), Answer(7, Reply.COMING)))
    assert card.startswith("❌ أُلغي هذا اللقاء.")
    assert "حضورك" not in card
    assert "سجلنا" not in card


def test_a_moved_meeting_says_that_it_changed() -> None:
    assert said(event_card(replace(AHEAD, life=Life.MOVED))).startswith("🔁 تغيّر شيء")


def test_an_estimated_number_is_said_to_be_one() -> None:
    assert "حوالي 60 شخصا" in said(outcome_card(COOPERATIVES_DAY.outcome))
    assert "حوالي" not in said(outcome_card(replace(COOPERATIVES_DAY.outcome, about=False)))
    assert outcome_card(STUDY_DAY.outcome) == ()


def test_a_result_names_who_carries_it_out_and_how_far_it_is() -> None:
    card = said(outcome_card(WORKSHOP.outcome))
    assert "الخطوة الموالية: تنظيم يوم دراسي في مارس أو أبريل (المجلس الإقليمي لتيزنيت): لم تبدأ بعد" in card


def test_a_list_is_numbered_and_says_what_is_not_fixed_and_what_is_cancelled() -> None:
    lines = said(event_list(T("Decision"), [AHEAD, STUDY_DAY])).split("\n")
    assert lines[-2].startswith("1. لقاء تواصلي")
    assert "الأربعاء 9 يوليوز 2025" in lines[-2]
    assert lines[-1].endswith("(سيُحدد اليوم لاحقا)")
    assert "(أُلغي)" in said((event_line(1, replace(AHEAD, life=Life.CANCELLED)),))


@pytest.mark.parametrize("part", [*Part, None])
def test_every_part_of_the_day_can_be_said(part: Part | None) -> None:
    event = replace(AHEAD, when=When(date(2026, 4, 16), part=part))
    assert "الخميس 16 أبريل 2026" in said(event_card(event))
    assert "jeudi 16 avril 2026" in said(event_card(event), "fr")


def test_an_end_and_a_single_month_can_be_said_too() -> None:
    ended = replace(AHEAD, when=When(date(2026, 4, 16), time(9), time(12, 30)))
    assert "إلى غاية 12:30" in said(event_card(ended))
    assert "في أبريل 2026" in said(event_card(replace(AHEAD, when=When(months=("2026-04",)))))
    assert "سيُحدد اليوم لاحقا" in said(event_card(replace(AHEAD, when=When())))


def test_a_title_with_signs_of_html_stays_words() -> None:
    html = render(Screen(event_card(replace(AHEAD, title=Local("<b>لقاء", "<b>")))), Voice.of("ar")).texts[0]
    assert "&lt;b&gt;لقاء" in html


def test_only_a_point_on_the_map_has_an_address() -> None:
    assert map_address(AHEAD.venue) is None
