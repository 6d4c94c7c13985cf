from datetime import date, time

import pytest

from catalogue.local import Local
from conversations.engine import Finished, Talk, replay
from conversations.event import event
from conversations.event_row import columns, read_row
from conversations.state import State
from domain.events.event import DAY, Event
from domain.events.kind import Kind
from domain.events.venue import Pin
from domain.events.when import When
from domain.replacing import replace
from messages.voice import Voice

TODAY = date(2026, 3, 4)
ROW = {
    "الموضوع": "لقاء مع التعاونيات",
    "المعنيون": "تيزنيت",
    "النوع": "ندوة",
    "الموعد": "الخميس 12 مارس 2026 على الساعة العاشرة صباحا",
    "القاعة": "قاعة الاجتماعات",
    "الشركاء": "مكتب تنمية التعاون; وكالة التنمية الاجتماعية",
    "المقاعد": "40",
    "للنساء": "15",
    "لأماكن معينة": "تارودانت 5; تيزنيت 5",
    "المواضيع": "التكوين; الدعم والتمويل",
    "الخريطة": "29.698, -9.732",
    "التذكير": "قبل 3 أيام، قبل يوم واحد",
    "الشروط": "النساء والفتيات",
    "ملاحظات": "عمود لا نعرفه",
    "المنظم": " ",
}


async def made(answers: dict[str, object]) -> Event:
    async def run(talk: Talk) -> Event:
        return await event(talk, Event(1, Local("؟", "?")), TODAY)

    here = await replay(run, State(run="r1", answers={**answers, "review": "keep"}))
    assert isinstance(here, Finished), here
    return here.value


async def test_a_row_makes_a_meeting() -> None:
    row = read_row(ROW, TODAY)
    assert row.problems == ()
    read = await made(row.answers)
    assert (read.title.ar, read.kind) == ("لقاء مع التعاونيات", Kind.SEMINAR)
    assert read.when == When(date(2026, 3, 12), time(10))
    assert [partner.ar for partner in read.partners] == ["مكتب تنمية التعاون", "وكالة التنمية الاجتماعية"]
    assert (read.seating.seats, [quota.seats for quota in read.seating.quotas]) == (40, [15, 5, 5])
    assert read.audience.topics == {"training", "funding"}
    assert read.reminders == (3 * DAY, DAY)
    assert len(read.conditions) == 1
    assert read.venue.pin == Pin(29.698, -9.732)
    assert read.audience.places == {"09.581"}
    assert read.organiser is None


async def test_the_heads_of_the_columns_may_be_french_and_a_day_without_an_hour_is_enough() -> None:
    row = read_row({"SUJET": "لقاء", "Personnes concernées": "Tout le pays", "Date": "12/03/2026"}, TODAY)
    assert row.problems == ()
    read = await made(row.answers)
    assert read.when == When(date(2026, 3, 12))
    assert replace(read, when=When()) == Event(1, Local("لقاء", "لقاء"))


@pytest.mark.parametrize(
    ("column", "cell"),
    [("الموعد", "قريبا"), ("الموعد", "10h"), ("المكان", "لا أدري أين هذا"), ("النوع", "حفلة"), ("المقاعد", "كثيرة")],
)
def test_a_cell_that_is_not_understood_is_named_with_the_reason_and_stays_open(column: str, cell: str) -> None:
    row = read_row({"الموضوع": "لقاء", column: cell}, TODAY)
    assert [problem.column for problem in row.problems] == [column]
    assert Voice.of("ar").plain(row.problems[0].why)
    assert row.answers["title"] == "لقاء"


def test_more_kept_seats_than_seats_are_not_taken() -> None:
    row = read_row({"المقاعد": "10", "للنساء": "15"}, TODAY)
    assert [problem.column for problem in row.problems] == ["للنساء"]


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_every_column_has_its_own_head(language: str) -> None:
    heads = columns(language)
    assert len(set(heads)) == len(heads)
