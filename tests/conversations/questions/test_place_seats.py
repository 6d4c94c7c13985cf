import pytest

from conversations.given import Given, Pressed, Typed
from conversations.question import Answered, Refused, Stale
from conversations.questions.place_seats import EXAMPLE, PlaceSeatsQuestion
from conversations.questions.places import MOST_PLACES
from domain.events.seating import Quota
from messages.text import T
from messages.voice import Voice

QUESTION = PlaceSeatsQuestion(T("For the people of which places are seats kept?"), T("For places"), 20)


@pytest.mark.parametrize(
    "written",
    [
        "تارودانت 10\nتيزنيت 5",
        "١٠ تارودانت؛ 5 تيزنيت",
        "Taroudant: 10\nTiznit = 5\n",
        "إقليم تارودانت: 10 مقاعد\nتيزنيت 5",
    ],
)
def test_places_and_numbers_are_written_as_people_write_them(written: str) -> None:
    answered = QUESTION.read(Typed(written), None)
    assert answered == Answered([["09.541", 10], ["09.581", 5]])
    assert QUESTION.load(answered.stored) == (Quota("09.541", 10), Quota("09.581", 5))
    assert Voice.of("ar").plain(QUESTION.tell(answered.stored)).count("تارودانت") == 1


@pytest.mark.parametrize(
    "given",
    [
        Typed("تارودانت"),
        Typed("تارودانت 10 أو 12"),
        Typed("بلاد بعيدة 10"),
        Typed("تارودانت 0"),
        Typed("تارودانت 21"),
        Typed("تارودانت 99999999999999999999"),
        Typed("تارودانت 10\nتيزنيت 11"),
        Pressed("x"),
    ],
)
def test_what_cannot_be_kept_is_refused_kindly(given: Given) -> None:
    with pytest.raises(Refused) as refused:
        QUESTION.read(given, None)
    for language in ("ar", "fr"):
        assert Voice.of(language).plain(refused.value.why)


def test_seats_are_kept_for_a_few_places_only() -> None:
    names = ("تارودانت", "تيزنيت", "خنيفرة", "مريرت", "بني ملال", "أزيلال", "بركان")
    assert len(names) > MOST_PLACES
    with pytest.raises(Refused):
        QUESTION.read(Typed("\n".join(f"{name} 1" for name in names)), None)


def test_the_example_itself_is_understood() -> None:
    for language in ("ar", "fr"):
        example = Voice.of(language).plain(EXAMPLE).rpartition(":")[2]
        assert QUESTION.read(Typed(example), None) == Answered([["09.541", 10]])


@pytest.mark.parametrize("stored", [None, 5, "x", [["99.9", 1]], [["09.541", 0]], [["09.541", 21]], [[1]]])
def test_a_stored_answer_is_checked_again(stored: object) -> None:
    with pytest.raises(Stale):
        QUESTION.load(stored)
