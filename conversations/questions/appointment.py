"""When something will be: a day of the calendar and then an hour, by button; or typed as people announce it."""

from datetime import date, time, timedelta
from typing import Any, Final

from conversations.given import Given
from conversations.question import Answered, Asked, Choice, Question, Refused, Stale, Turned, Understood
from conversations.questions import hour
from conversations.questions.calendar import DAY, MONTH, NOTHING, calendar, month_of, named
from conversations.questions.reading import pressed, words
from conversations.state import JSON
from domain.appointments import NotAnAppointment, Reading, read_appointment
from domain.dates import NoSuchDay, WrongWeekday
from domain.events.when import Part, When
from messages.cards.event_words import when_said
from messages.text import B, Piece, T, Text
from messages.values import Day

LATER: Final = "later"
MOST_DAYS: Final = 366
"""Nothing is announced for a day farther away."""


class AppointmentQuestion(Question[When], frozen=True):
    """From `today` on. Stored as `{"day", "hour", "part"}` or `{"months"}`.

    Its note is `{"month"}` while that month is shown, and holds the `day` while its hour is asked.
    """

    text: Text
    short: Text
    today: date
    help: Text | None = None

    def ask(self, note: JSON) -> Asked:
        where = note if isinstance(note, dict) else {}
        if "day" in where:
            day = T("{day}", day=Day(date.fromisoformat(where["day"]), weekday=True))
            asked = hour.ask_hour(AT_WHAT_HOUR, where)
            later = () if "at" in where or "doubt" in where else ((Choice(B("🕓 The hour later"), LATER),),)
            return Asked((day, *asked.paragraphs), (*asked.choices, *later))
        month = where.get("month", month_of(self.today))
        return Asked((self.text, named(month)), calendar(month, self.today, self._last()))

    def read(self, given: Given, note: JSON) -> Understood:
        where = note if isinstance(note, dict) else {}
        if (button := pressed(given)) is not None:
            return self._tapped(button, given, where)
        try:
            reading = read_appointment(words(given), self.today)
        except WrongWeekday as wrong:
            raise Refused(
                T("{day} is not the weekday that you wrote. Please write it again.", day=Day(wrong.day, weekday=True))
            ) from None
        except NoSuchDay:
            raise Refused(T("No calendar has this day. Look at it again, please.")) from None
        except NotAnAppointment:
            raise Refused(EXAMPLES) from None
        return self._understood(reading, where)

    def load(self, stored: JSON) -> When:
        try:
            return _when(stored)
        except (AttributeError, KeyError, TypeError, ValueError):
            raise Stale from None

    def tell(self, stored: JSON) -> Piece:
        return when_said(self.load(stored))

    def up(self, note: JSON) -> JSON:
        """From the minutes back to the hours, from there to the month of the day."""
        if not isinstance(note, dict) or "day" not in note:
            return None
        return {"day": note["day"]} if len(note) > 1 else {"month": note["day"][:7]}

    def _tapped(self, button: str, given: Given, where: dict[str, Any]) -> Understood:
        if button == NOTHING:
            return Turned(where or None)
        if button.startswith(MONTH):
            return Turned({"month": self._month(button.removeprefix(MONTH))})
        if button.startswith(DAY):
            return Turned({"day": self._checked(button.removeprefix(DAY)).isoformat()})
        if "day" not in where:
            raise Refused(EXAMPLES)
        return Answered({"day": where["day"]}) if button == LATER else _at(where["day"], hour.read_answer(given))

    def _understood(self, reading: Reading, where: dict[str, Any]) -> Understood:
        if reading.months:
            return Answered({"months": list(reading.months)})
        day = where.get("day") if reading.day is None else self._checked(reading.day.isoformat()).isoformat()
        if day is None:
            raise Refused(T("And on which day? Write the day and the hour, or tap the day."))
        if reading.hours:
            return _at(day, hour.certain(reading.hours))
        if reading.part is not None:
            return Answered({"day": day, "part": reading.part.value})
        return Turned({"day": day})

    def _checked(self, day: str) -> date:
        try:
            found = date.fromisoformat(day)
        except ValueError:
            raise Refused(EXAMPLES) from None
        if not self.today <= found <= self._last():
            raise Refused(T("Please give a day from today to {last}.", last=Day(self._last())))
        return found

    def _month(self, month: str) -> str:
        try:
            date.fromisoformat(f"{month}-01")
        except ValueError:
            raise Refused(EXAMPLES) from None
        return min(max(month, month_of(self.today)), month_of(self._last()))

    def _last(self) -> date:
        return self.today + timedelta(days=MOST_DAYS)


AT_WHAT_HOUR: Final = T("At what hour?")
EXAMPLES: Final = T("Write for example: Thursday 12 March at 10:00. Or tap the day in the calendar.")


def _at(day: str, answer: time | JSON) -> Understood:
    if isinstance(answer, time):
        return Answered({"day": day, "hour": hour.stored(answer)})
    return Turned({"day": day, **answer})


def _when(stored: JSON) -> When:
    if "months" in stored:
        return When(months=tuple(stored["months"]))
    at, part = stored.get("hour"), stored.get("part")
    return When(
        day=date.fromisoformat(stored["day"]),
        hour=None if at is None else time.fromisoformat(at),
        part=None if part is None else Part(part),
    )
