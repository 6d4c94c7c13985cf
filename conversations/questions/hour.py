"""An hour of the day: by button, the hour and then the quarter; or typed as people say it."""

from collections.abc import Iterable
from datetime import time
from typing import Final

from conversations.given import Given
from conversations.question import Answered, Asked, Choice, Question, Refused, Stale, Turned, Understood
from conversations.questions.reading import pressed, words
from conversations.questions.search import in_columns
from conversations.state import JSON
from domain.hours import NotAnHour, read_hour
from messages.text import Piece, T, Text
from messages.values import Hour, Verbatim

AT, EXACTLY = "at:", "="
OFFERED: Final = range(8, 21)
QUARTERS: Final = (0, 15, 30, 45)
EXAMPLES: Final = T("I was expecting an hour, for example: {first}, or {second}.", first=Hour(time(10)), second="16h30")
WHICH: Final = T("Which of these hours do you mean?")
QUARTER: Final = T("At which minute?")


class HourQuestion(Question[time], frozen=True):
    """Stored as "16:30". Its note is `{"at": hour}` while the quarter is chosen, and `{"doubt": [hours]}` in doubt."""

    text: Text
    short: Text
    help: Text | None = None
    after: time | None = None
    """The answer is later in the day than this."""

    def ask(self, note: JSON) -> Asked:
        return ask_hour(self.text, note)

    def read(self, given: Given, note: JSON) -> Understood:
        del note
        match read_answer(given):
            case time() as hour if self.after is not None and hour <= self.after:
                raise Refused(T("It must be later than {hour}.", hour=Hour(self.after)))
            case time() as hour:
                return Answered(stored(hour))
            case turned:
                return Turned(turned)

    def load(self, stored: JSON) -> time:
        hour = load(stored)
        if self.after is not None and hour <= self.after:
            raise Stale
        return hour

    def tell(self, stored: JSON) -> Piece:
        return T("{hour}", hour=Hour(load(stored)))


def ask_hour(text: Text, note: JSON) -> Asked:
    """The screen of an hour: the hours of the day, the quarters of one, or the two that were meant."""
    at = note.get("at") if isinstance(note, dict) else None
    doubt = note.get("doubt") if isinstance(note, dict) else None
    if isinstance(at, int):
        quarters = [time(at, minute) for minute in QUARTERS]
        return Asked((text, QUARTER), in_columns(_digits(quarters), columns=4))
    if doubt:
        hours = [load(each) for each in doubt]
        return Asked(
            (WHICH,), tuple((Choice(T("{hour}", hour=Hour(each)), f"{EXACTLY}{stored(each)}"),) for each in hours)
        )
    offered = (Choice(Verbatim(f"{each:02}"), f"{AT}{each}") for each in OFFERED)
    return Asked((text,), in_columns(offered, columns=4))


def read_answer(given: Given) -> time | JSON:
    """The hour that was tapped or typed; or the note of the next screen. Raises `Refused`."""
    if (button := pressed(given, AT)) is not None and button.isdecimal() and int(button) in OFFERED:
        return {"at": int(button)}
    if (button := pressed(given, EXACTLY)) is not None:
        return _tapped(button)
    try:
        return certain(read_hour(words(given)))
    except NotAnHour:
        raise Refused(EXAMPLES) from None


def certain(hours: tuple[time, ...]) -> time | JSON:
    """The one hour that is meant, or the note that asks which of two."""
    return hours[0] if len(hours) == 1 else {"doubt": [stored(hour) for hour in hours]}


def stored(hour: time) -> str:
    return hour.isoformat(timespec="minutes")


def load(value: JSON) -> time:
    """A stored hour. Raises `Stale`."""
    try:
        return time.fromisoformat(value)
    except (TypeError, ValueError):
        raise Stale from None


def _tapped(button: str) -> time:
    try:
        return load(button)
    except Stale:
        raise Refused(EXAMPLES) from None


def _digits(hours: Iterable[time]) -> Iterable[Choice]:
    return (Choice(Verbatim(stored(hour)), f"{EXACTLY}{stored(hour)}") for hour in hours)
