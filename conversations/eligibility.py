"""«May I get support?»: only what can still change a result is asked, then each call says yes, no or depends."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from msgspec import Struct

from catalogue.call import Call
from catalogue.vocabulary import Value
from conversations.engine import Talk, Told
from conversations.facts import QUESTIONS
from conversations.questions.result import DONE, ResultQuestion, answers_of
from conversations.questions.review import Review
from conversations.whatif import difference
from domain.calls import INDH, elsewhere, relevant, rules_hash
from domain.eligibility import Verdict, assess, most_useful_fact, remaining_facts
from domain.facts import Profile
from domain.status import Status, status
from domain.truth import Truth
from domain.turning import Turned
from messages.cards.call import Answers
from messages.cards.difference import Since
from messages.text import B, T, Text

NAME, KEPT = "eligibility", "eligibility-kept"
REVIEW, RESULT = "review", "result"


class Kept(Struct, frozen=True):
    """A result that was kept: on which day, and then by call the hash of its rules and the result.

    `telling`: its person wants to hear of news.
    """

    day: date
    rules: Mapping[str, str]
    results: Mapping[str, Truth]
    telling: bool


class Checked(Struct, frozen=True):
    """The end of a check. `end` says what the person wants now, see `conversations.questions.result`."""

    profile: Profile
    told: tuple[Told, ...]
    verdicts: tuple[Verdict, ...]
    lessons: tuple[Verdict, ...]
    end: str

    @property
    def answers(self) -> Answers:
        """The answers as cards and the trace take them."""
        return answers_of(self.told)


async def eligibility(talk: Talk, calls: Sequence[Call], now: datetime, *, kept: Kept | None = None) -> Checked:
    """Ask, show the answers for a check, show the results; `now` is an aware moment, which decides what is open.

    `kept` is the earlier result whose answers these are: what changed since is said beside the result of today.
    """
    profile: dict[str, Value | None] = {}
    national = relevant(calls, None, now)
    profile["place"] = await talk.ask("place", QUESTIONS["place"], _progress(talk, "place", profile, national))
    here, guides = _calls_for(profile, calls, now)
    deciding = [*_worth_asking_for(here, now), *guides]
    while fact := most_useful_fact(profile, deciding):
        profile[fact] = await talk.ask(fact, QUESTIONS[fact], _progress(talk, fact, profile, deciding))
    for fact in _volunteered(talk, profile):
        profile[fact] = await talk.ask(fact, QUESTIONS[fact])
    told = tuple(talk.told)
    await talk.ask(REVIEW, Review(told, B("👀 Show my result")))
    verdicts, lessons = assess(profile, here, now), assess(profile, guides, now)
    shown = (*verdicts, *lessons)
    before = talk.state.before or {}
    changed = difference(before, told, shown, profile) if REVIEW in before else None
    since = None if kept is None else _since(kept, shown, calls)
    telling = kept is not None and kept.telling
    result = ResultQuestion(told, verdicts, lessons, profile, changed, since, telling)
    end = await talk.ask(RESULT, result)
    return Checked(profile, told, verdicts, lessons, end or DONE)


def _calls_for(profile: Profile, calls: Sequence[Call], now: datetime) -> tuple[list[Call], list[Call]]:
    """The calls of the place, and those of other provinces that serve as guides where it has none."""
    there = profile["place"]
    place = there if isinstance(there, str) else None
    return relevant(calls, place, now), elsewhere(calls, place, now) if place else []


def _worth_asking_for(calls: Sequence[Call], now: datetime) -> list[Call]:
    """What can still be answered; and past INDH calls where no other is known, for the next will be like them.

    Other past calls are shown with what is known by then: nobody should answer questions for what is over.
    """
    live = [call for call in calls if status(call, now) is not Status.CLOSED]
    if any(call.programme.id == INDH for call in live):
        return live
    return [*live, *(call for call in calls if call.programme.id == INDH)]


def _volunteered(talk: Talk, profile: Profile) -> list[str]:
    """What was not worth asking, and the person told all the same: from the card of a past call, or earlier."""
    known = {*talk.state.answers, talk.state.reask}
    return [fact for fact in QUESTIONS if fact in known and fact not in profile]


def _since(kept: Kept, shown: Sequence[Verdict], calls: Sequence[Call]) -> Since:
    """What happened to the rules since the result was kept."""
    changed = [verdict for verdict in shown if kept.rules.get(verdict.call.id, "") != rules_hash(verdict.call)]
    today = {verdict.call.id for verdict in shown}
    gone = tuple((call, kept.results[call.id]) for call in calls if call.id in kept.results.keys() - today)
    known = tuple(Turned(one, kept.results[one.call.id]) for one in changed if one.call.id in kept.results)
    return Since(kept.day, known, tuple(one for one in changed if one.call.id not in kept.rules), gone)


def _progress(talk: Talk, key: str, profile: Profile, calls: Sequence[Call]) -> Text | None:
    """Where the person is on her way; not counted for what she has answered, where nobody would see it."""
    if key in talk.state.answers and key != talk.state.reask:
        return None
    asked = len(profile)
    about = asked + max(1, len(remaining_facts(profile, calls) - profile.keys()))
    if not profile:
        about += 1  # the place itself is no condition of any call
    return T("<i>Question {number} of about {total}</i>", number=asked + 1, total=about)
