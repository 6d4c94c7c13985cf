"""What `python -m bot check` looks at: everything that would otherwise be found by a person on her phone."""

from collections.abc import Iterator
from datetime import UTC, datetime

from catalogue.call import Call
from catalogue.loading import CatalogueError
from domain.calls import load
from messages import catalogues
from messages.wording import arabic_problems


def problems() -> list[str]:
    """What must be mended, one sentence each."""
    found = catalogues.check()
    try:
        calls = load().calls
    except CatalogueError as error:
        return [*found, str(error)]
    return [*found, *(problem for call in calls for problem in _wording(call))]


def warnings() -> list[str]:
    """What should be looked at: rules whose date of review has passed."""
    today = datetime.now(UTC).date()
    return [
        f"{call.id}: its rules were to be reviewed by {call.review_by.isoformat()}."
        for call in load().calls
        if call.review_by < today
    ]


def _wording(call: Call) -> Iterator[str]:
    texts = [call.title, call.summary, call.where, *call.notes, *(condition.text for condition in call.conditions)]
    for text in texts:
        for problem in arabic_problems(text.ar):
            yield f"{call.id}: {problem}: {text.ar}"
