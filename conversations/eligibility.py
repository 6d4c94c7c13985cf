"""«May I get support?»: only what can still change a result is asked, then each call says yes, no or depends."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from catalogue.call import Call
from catalogue.vocabulary import Value
from conversations.engine import Talk
from conversations.facts import QUESTIONS
from conversations.questions.result import KEEP, ResultQuestion
from conversations.questions.review import Review
from domain.calls import INDH, elsewhere, relevant
from domain.eligibility import Verdict, assess, most_useful_fact, remaining_facts
from domain.facts import Profile
from domain.status import Status, status
from messages.text import B, T, Text

NAME, KEPT = "eligibility", "eligibility-kept"
REVIEW, RESULT = "review", "result"


@dataclass(frozen=True, slots=True)
class Checked:
    """The end of a check. `keep`: the person agreed that her answers are kept."""

    profile: Profile
    verdicts: tuple[Verdict, ...]
    keep: bool


async def eligibility(talk: Talk, calls: Sequence[Call], now: datetime, *, kept: bool = False) -> Checked:
    """Ask, show the answers for a check, show the results; `now` is an aware moment, which decides what is open.

    `kept` says that the answers were kept before, so that the end does not promise to erase them.
    """
    profile: dict[str, Value | None] = {}
    profile["place"] = await talk.ask("place", QUESTIONS["place"], _progress(profile, relevant(calls, None, now)))
    there = _where(profile)
    here = relevant(calls, there, now)
    guides = elsewhere(calls, there, now) if there else []
    deciding = [*_worth_asking_for(here, now), *guides]
    while fact := most_useful_fact(profile, deciding):
        profile[fact] = await talk.ask(fact, QUESTIONS[fact], _progress(profile, deciding))
    await talk.ask(REVIEW, Review(tuple(talk.told), B("👀 Show my result")))
    verdicts, lessons = assess(profile, here, now), assess(profile, guides, now)
    form = profile.get("legal_form")
    result = ResultQuestion(tuple(talk.told), verdicts, lessons, form if isinstance(form, str) else None, kept)
    end = await talk.ask(RESULT, result)
    return Checked(profile, verdicts, keep=end == KEEP)


def _worth_asking_for(calls: Sequence[Call], now: datetime) -> list[Call]:
    """What can still be answered; and past INDH calls where no other is known, for the next will be like them.

    Other past calls are shown with what is known by then: nobody should answer questions for what is over.
    """
    live = [call for call in calls if status(call, now) is not Status.CLOSED]
    if any(call.programme.id == INDH for call in live):
        return live
    return [*live, *(call for call in calls if call.programme.id == INDH)]


def _where(profile: Profile) -> str | None:
    place = profile["place"]
    return place if isinstance(place, str) else None


def _progress(profile: Profile, calls: Sequence[Call]) -> Text:
    asked = len(profile)
    about = asked + max(1, len(remaining_facts(profile, calls) - profile.keys()))
    if not profile:
        about += 1  # the place itself is no condition of any call
    return T("<i>Question {number} of about {total}</i>", number=asked + 1, total=about)
