"""What can be said of a meeting, one question a field. Only the title and whom it concerns must be known."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any, ClassVar, Final

from catalogue.topics import load_topics
from conversations.event_conditions import CHOICES
from conversations.question import Question
from conversations.questions.appointment import AppointmentQuestion
from conversations.questions.choice import ChoiceQuestion
from conversations.questions.hour import HourQuestion
from conversations.questions.number import NumberQuestion
from conversations.questions.pin import PinQuestion
from conversations.questions.place import PlaceQuestion
from conversations.questions.place_seats import PlaceSeatsQuestion
from conversations.questions.places import PlacesQuestion
from conversations.questions.poster import PosterQuestion
from conversations.questions.reach import ReachQuestion
from conversations.questions.sector import SectorQuestion
from conversations.questions.several import SeveralOrNoneQuestion
from conversations.questions.text import TextQuestion
from conversations.state import JSON
from domain.events.event import DAY
from messages.cards.event_notice import lead
from messages.cards.event_words import KINDS
from messages.labels import LEGAL_FORMS
from messages.languages import LANGUAGES
from messages.text import B, T, Text
from messages.values import Verbatim

LINE: Final = 200
PARAGRAPH: Final = 1500
MOST_SEATS: Final = 5000
REMINDERS: Final = (14 * DAY, 7 * DAY, 3 * DAY, 2 * DAY, DAY, 5 * 60, 2 * 60, 60)
LATER: Final = (
    "title_fr",
    "reach_more",
    "kind",
    "when",
    "end",
    "hall",
    "place",
    "pin",
    "occasion",
    "organiser",
    "chair",
    "partners",
    "agenda",
    "public",
    "contact",
    "poster",
    "topics",
    "sector",
    "legal_form",
    "language",
    "conditions",
    "seats",
    "per_cooperative",
    "women",
    "youth",
    "seat_places",
    "reminders",
)
"""The fields that may come later. A new meeting begins with none of them known, so that none of them is asked."""
BLANK: Final[Mapping[str, JSON]] = dict.fromkeys(LATER)
"""The answers with which a new meeting begins."""

TITLE = TextQuestion(
    T("What is the meeting about? Write its subject in Arabic."),
    T("Subject"),
    LINE,
    T("People see these words first. Everything else may come later, except whom it concerns."),
    name=True,
)
REACH = ReachQuestion(
    T("Whom does it concern? Choose where the people are who should hear of it."),
    T("Invited"),
    T("People who follow this place are told. The others find it in the list."),
)


class _Later(TextQuestion, frozen=True):
    """Words that may come later, and then are not known."""

    skippable: ClassVar[bool] = True


def _line(text: Text, short: Text) -> TextQuestion:
    return _Later(text, short, LINE, name=True)


def _lines(text: Text, short: Text, help_: Text) -> TextQuestion:
    return _Later(text, short, PARAGRAPH, help_)


def fields(today: date) -> Mapping[str, Question[Any]]:
    """The questions for what may come later; `today` is the first day that the calendar offers."""
    return {
        "title_fr": _line(T("And the subject in French?"), T("Subject in French")),
        "reach_more": PlacesQuestion(
            T("Whom else does it concern? Write the names of other places, one on each line."), T("Invited as well")
        ),
        "kind": ChoiceQuestion(T("What kind of meeting is it?"), T("Kind"), tuple(KINDS.items()), columns=2),
        "when": AppointmentQuestion(
            T("When is it? Tap the day, or write the day and the hour."),
            T("When"),
            today,
            T("If it is not fixed yet, write only the month, or tap «I don't know». People are told when it is fixed."),
        ),
        "hall": _line(T("In which hall or building?"), T("Hall")),
        "place": PlaceQuestion(T("In which province or commune does it take place?"), T("Place")),
        "pin": PinQuestion(T("Where is it on the map?"), T("Map")),
        "occasion": _line(T("On what occasion?"), T("Occasion")),
        "organiser": _line(T("Who organises it?"), T("Organiser")),
        "chair": _line(T("Who presides over it?"), T("Chair")),
        "partners": _lines(T("With which partners? One on each line."), T("Partners"), ONE_A_LINE),
        "agenda": _lines(
            T("What is on the programme? One point on each line."),
            T("Programme of the day"),
            T("For example: 10:30 Presentation of the programme (the head of the division)"),
        ),
        "public": _line(T("For whom is it?"), T("Public")),
        "contact": _line(T("Whom can people call or write to?"), T("Contact")),
        "poster": PosterQuestion(T("Send the poster as a photo."), T("Poster")),
        "topics": SeveralOrNoneQuestion(
            T("What is it about? Mark the topics."), T("Topics"), TOPICS, TOPICS_HELP, on_buttons=True
        ),
        "sector": SectorQuestion(T("For which activity?"), T("Activity")),
        "legal_form": ChoiceQuestion(T("For which legal form?"), T("Legal form"), tuple(LEGAL_FORMS.items())),
        "language": ChoiceQuestion(
            T("For readers of which language only?"),
            T("Language"),
            tuple((each.code, B("{language}", language=Verbatim(each.own_name))) for each in LANGUAGES.values()),
        ),
        "conditions": SeveralOrNoneQuestion(
            T("Who may come? Mark the conditions."),
            T("Conditions"),
            tuple((code, words) for code, (words, _) in CHOICES.items()),
        ),
        "reminders": SeveralOrNoneQuestion(
            T("When shall I remind people?"), T("Reminders"), tuple((str(each), lead(each)) for each in REMINDERS)
        ),
    }


def end_question(begins: time) -> HourQuestion:
    """The question for the end of a meeting whose beginning is known."""
    return HourQuestion(T("At what hour does it end?"), T("End"), after=begins)


def seats_questions(
    seats: int | None, women: int | None = None, youth: int | None = None
) -> Mapping[str, Question[Any]]:
    """The questions about seats; those kept for a group cannot be more than there are."""
    room = seats or 0
    return {
        "seats": NumberQuestion(T("How many seats are there?"), T("Seats"), 1, MOST_SEATS),
        "per_cooperative": NumberQuestion(
            T("How many people may a cooperative send at most?"), T("A cooperative"), 1, MOST_SEATS
        ),
        "women": NumberQuestion(T("How many seats are kept for women?"), T("For women"), 0, room),
        "youth": NumberQuestion(
            T("How many seats are kept for young people?"), T("For young people"), 0, room - (women or 0)
        ),
        "seat_places": PlaceSeatsQuestion(
            T("For the people of which places are seats kept?"), T("For places"), room - (women or 0) - (youth or 0)
        ),
    }


TOPICS: Final = tuple((topic.code, T("{topic}", topic=topic.name)) for topic in load_topics())
"""The topics by code, as people are offered them."""
TOPICS_HELP: Final = T("Who follows other topics only is not told. Without a mark, all who follow the place are told.")
ONE_A_LINE: Final = T("Write each on a line of its own.")
