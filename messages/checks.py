"""What `python -m bot check` looks at: everything that would otherwise be found by a person on her phone."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Final

from catalogue.call import Call
from catalogue.deciding import load_deciding
from catalogue.faq import Frequent, load_faq
from catalogue.holidays import load_holidays
from catalogue.local import Local
from catalogue.problem import CatalogueError
from catalogue.service import load_service
from domain.calls import load
from domain.requests.kinds import Kind
from messages import catalogues
from messages.wording import arabic_problems

ANSWER_AGE: Final = timedelta(days=365)
"""After this long the answer to a frequent question is compared with its sources again."""


def problems() -> list[str]:
    """What must be mended, one sentence each: texts, broken references, examples that contradict their rules."""
    found = catalogues.check()
    try:
        calls, questions, service = load().calls, load_faq(), load_service()
        load_holidays()  # these are used much later, when somebody waits
        load_deciding()
    except CatalogueError as error:
        return [*found, str(error)]
    found += [f"service.toml: no level for {kind}." for kind in Kind if kind not in service.levels]
    found += [problem for call in calls for problem in _wording(call.id, _texts(call))]
    return found + [problem for one in questions for problem in _wording(f"faq.{one.id}", (one.question, *one.answer))]


def warnings() -> list[str]:
    """What should be looked at: rules whose date of review has passed, and answers that nobody has compared lately."""
    today = datetime.now(UTC).date()
    stale = [f"{call.id}: its rules were to be reviewed by {call.review_by.isoformat()}." for call in overdue(today)]
    old = [f"faq.{one.id}: its sources were last read on {read_on(one).isoformat()}." for one in unread(today)]
    return stale + old


def overdue(today: date) -> list[Call]:
    """The calls whose rules were to be reviewed by a day that has passed, the longest ago first."""
    return sorted((call for call in load().calls if call.review_by < today), key=lambda call: call.review_by)


def unread(today: date) -> list[Frequent]:
    """The frequent questions whose answers nobody has compared with their sources for a year."""
    return [one for one in load_faq() if read_on(one) < today - ANSWER_AGE]


def read_on(one: Frequent) -> date:
    """When somebody last read the sources of an answer: the oldest such day."""
    return min(source.checked for source in one.sources)


def _texts(call: Call) -> Iterable[Local]:
    return (call.title, call.summary, call.where, *call.notes, *(condition.text for condition in call.conditions))


def _wording(name: str, texts: Iterable[Local]) -> Iterator[str]:
    for text in texts:
        for problem in arabic_problems(text.ar):
            yield f"{name}: {problem}: {text.ar}"
