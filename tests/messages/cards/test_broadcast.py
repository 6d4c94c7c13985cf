"""What staff and people read of a notice, in both languages."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from catalogue.local import Local
from domain.broadcasts.account import State
from domain.broadcasts.audience import Skipped
from domain.broadcasts.body import Body
from domain.broadcasts.broadcast import Broadcast, Work
from domain.broadcasts.content import Content, Kind, Link, Poll
from domain.broadcasts.life import Life
from domain.broadcasts.progress import Progress
from domain.broadcasts.reach import Reach
from domain.broadcasts.schedule import Every, Repeat
from domain.broadcasts.topic import Topic
from domain.replacing import replace
from messages.bidi import bare
from messages.cards.broadcast import composed, line, progress_card
from messages.cards.broadcast_below import label
from messages.cards.broadcast_reach import reach_card
from messages.cards.broadcast_report import Account, Line, report
from messages.cards.broadcast_share import plain_text
from messages.cards.broadcast_words import SHOWN, described, timing
from messages.languages import LANGUAGES
from messages.text import BUTTON_LIMIT, Piece
from messages.values import Lines
from messages.voice import Voice

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
BODY = Body(Topic.MARKETS, {"ar": Content(Kind.TEXT, "<b>المعرض</b> يوم الجمعة")}, (Link("check"),))
NOTICE = Broadcast(7, Life.RUNNING, Work.SEND, "09.541", 1, NOW, BODY, started_at=NOW)
COUNTS = dict.fromkeys(State, 0) | {State.SENT: 50, State.QUEUED: 40, State.BLOCKED: 10}


def said(*pieces: Piece, language: str = "ar") -> str:
    return bare(Voice.of(language).plain(Lines(pieces)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("life", Life)
@pytest.mark.parametrize("work", Work)
def test_every_notice_can_be_told_however_it_stands(language: str, life: Life, work: Work) -> None:
    notice = replace(NOTICE, life=life, work=work)
    progress = Progress(COUNTS, 25.4, timedelta(minutes=3), NOW)
    account = Account([Line("ar", state, "", 3) for state in State], {"l0": 2})
    for card in (composed(notice, ()), progress_card(notice, progress), report(notice, account), (line(1, notice),)):
        assert said(*card, language=language)


def test_progress_shows_share_speed_and_time_left() -> None:
    text = said(*progress_card(NOTICE, Progress(COUNTS, 25.4, timedelta(minutes=3))))
    assert "▓▓▓▓▓▓░░░░ 60%" in text
    assert "60 من 100" in text
    assert "25 رسالة في الثانية" in text
    assert "3 دقائق" in text
    assert "حظر الخدمة: 10" in text


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(seconds=20), "أقل من دقيقة"),
        (timedelta(minutes=1), "دقيقة تقريبا"),
        (timedelta(minutes=90), "90 دقيقة"),
        (timedelta(hours=9, minutes=10), "9 ساعات"),
    ],
)
def test_time_left_is_told_roughly(left: timedelta, words: str) -> None:
    assert words in said(*progress_card(NOTICE, Progress(COUNTS, 1.0, left)))


def test_in_quiet_hours_it_says_when_it_goes_on_and_no_speed() -> None:
    text = said(
        *progress_card(NOTICE, Progress(COUNTS, 25.0, timedelta(minutes=3), datetime(2026, 3, 2, 9, tzinfo=UTC)))
    )
    assert "سيتابع الإرسال وحده" in text
    assert "في الثانية" not in text


def test_before_anybody_is_written_down_there_is_no_bar() -> None:
    assert "▓" not in said(*progress_card(replace(NOTICE, life=Life.FREEZING), Progress(dict.fromkeys(State, 0))))


def test_the_reach_says_who_is_left_out_and_why() -> None:
    left_out = {Skipped.OPTED_OUT: 2, Skipped.CONTACTED: 1, Skipped.LANGUAGE: 0}
    text = said(*reach_card(Reach(12, {"ar": 8, "fr": 4}, left_out)))
    assert "12 شخصا يصلهم" in text
    assert "العربية: 8 وFrançais: 4" in text
    assert "لا يريد هذا الموضوع: 2" in text
    assert "لا يُرسل بها" not in text
    assert "لن يصل الآن إلى أحد" in said(*reach_card(Reach(0)))


def test_a_report_counts_by_state_language_reason_and_button() -> None:
    lines = [
        Line("ar", State.SENT, "", 6),
        Line("fr", State.SENT, "", 2),
        Line("ar", State.SKIPPED, Skipped.OPTED_OUT, 1),
        Line("fr", State.FAILED, "Bad Request", 1),
    ]
    text = said(*report(NOTICE, Account(lines, {"l0": 3})))
    assert "المجموع: 10 أشخاص" in text
    assert "وصل: 8 (80%)" in text
    assert "العربية: 6" in text
    assert "لا يريد هذا الموضوع: 1" in text
    assert "هل أستفيد من الدعم؟: 3" in text


def test_an_empty_account_is_told_too() -> None:
    assert "لا أحد" in said(*report(NOTICE, Account([])))


def test_a_long_message_is_cut_and_a_file_without_words_is_named() -> None:
    text = said(described(Content(Kind.TEXT, "ط" * 1000)))
    assert text.endswith("…»")
    assert len(text) < SHOWN + 20
    assert said(described(Content(Kind.VOICE, "", "file"))) == "🎤 رسالة صوتية"


def test_time_repetition_and_urgency_stand_only_where_they_are() -> None:
    assert timing(NOTICE) == ()
    starts = datetime(2026, 3, 5, 9)  # noqa: DTZ001 -- what the clock on the wall shows
    rule = Repeat(Every.WEEK, starts.date(), time(9), date(2026, 6, 1))
    body = replace(BODY, starts=starts, repeats=rule, urgent="الطريق مقطوعة")
    text = said(*timing(replace(NOTICE, body=body, starts_at=datetime(2026, 3, 12, 10, tzinfo=UTC))))
    assert "12 مارس 2026" in text
    assert "كل أسبوع، إلى 1 يونيو 2026" in text
    assert "مستعجل: الطريق مقطوعة" in text


def test_plain_text_has_no_markup_the_addresses_and_the_link() -> None:
    content = Content(Kind.TEXT, '<b>المعرض</b> <a href="https://example.org/map">هنا</a> &lt;3')
    links = (Link("check"), Link("https://example.org/form", Local("التسجيل", "Inscription")))
    text = said(*plain_text(content, links, "https://t.me/tiwizi_bot?start=b_7"))
    assert "المعرض هنا (https://example.org/map) <3" in text
    assert "التسجيل\nhttps://example.org/form" in text
    assert text.endswith("\nhttps://t.me/tiwizi_bot?start=b_7")
    assert "هل أستفيد" not in text


def test_a_poll_is_printed_with_its_answers() -> None:
    text = said(*plain_text(Content(Kind.POLL, poll=Poll("متى؟", ("السبت", "الأحد"))), (), "https://t.me/x?start=b_7"))
    assert "متى؟" in text
    assert "▫️ السبت" in text


def test_a_button_shows_as_much_of_a_title_as_fits() -> None:
    name = label(Link("call:indh-taroudant-2026"))
    for language in LANGUAGES:
        assert len(said(name, language=language)) <= BUTTON_LIMIT
    assert said(label(Link("call:gone")))
    assert said(label(Link("event:abc")))
