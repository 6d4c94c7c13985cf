"""Whom a notice is for: one question a line, all of them known from the beginning as "everybody"."""

from collections.abc import Mapping
from typing import Any, Final

from msgspec import Struct

from conversations.engine import Talk
from conversations.question import Question
from conversations.questions.choice import ChoiceQuestion
from conversations.questions.numbered import NumberedQuestion
from conversations.questions.reach import EVERYWHERE, ReachQuestion
from conversations.questions.sector import SectorQuestion
from conversations.questions.several import SeveralQuestion
from conversations.questions.some import SomeOf
from conversations.state import JSON, State
from domain.broadcasts.audience import Audience, Eligible, Invited, Reply, Result, Role
from messages.broadcast_labels import REPLIES, RESULTS, ROLES
from messages.labels import LEGAL_FORMS
from messages.languages import LANGUAGES
from messages.text import B, N, Piece, T, Text
from messages.values import Verbatim

ANY: Final = "0"
"""No limit, where the answer is a number of days."""
ACTIVE: Final = (30, 90, 180, 365)
LATELY: Final = (1, 3, 7, 14, 30)
WHOLE: Final[Mapping[str, JSON]] = {
    "places": [],
    "sectors": [],
    "legal_forms": [],
    "languages": [],
    "roles": [],
    "calls": [],
    "event": "",
    "replies": [],
    "fits": "",
    "results": [],
    "active": ANY,
    "contacted": ANY,
    "waiting": "keep",
}
"""The answers that mean everybody: with them a new notice begins, so that none of these is asked unless one wants."""
FOLLOW: Final[Mapping[str, str]] = {"replies": "event", "results": "fits"}
"""What is asked only where something else is answered."""


class Known(Struct, frozen=True):
    """What can be chosen from: meetings of the team by number in text, and calls, by id; both with their titles."""

    events: tuple[tuple[str, Piece], ...] = ()
    calls: tuple[tuple[str, Piece], ...] = ()


async def audience(talk: Talk, known: Known) -> Audience:
    """Whom the answers describe."""
    given: dict[str, Any] = {}
    for key, question in questions(talk, known).items():
        if key in FOLLOW and not given.get(FOLLOW[key]):
            continue
        if key == "event" and not known.events:
            continue
        given[key] = await talk.aside(key, question)
    return _audience(given)


def answers_of(wanted: Audience) -> dict[str, JSON]:
    """The answers that describe this audience again."""
    invited, eligible = wanted.invited, wanted.eligible
    return {
        "places": sorted(wanted.places),
        "sectors": sorted(wanted.sectors),
        "legal_forms": _in_order(LEGAL_FORMS, wanted.legal_forms),
        "languages": _in_order(LANGUAGES, wanted.languages),
        "roles": _in_order(ROLES, wanted.roles),
        "calls": sorted(wanted.calls),
        "event": "" if invited is None else str(invited.event_id),
        "replies": [] if invited is None else _in_order(REPLIES, invited.replies),
        "fits": "" if eligible is None else eligible.call_id,
        "results": [] if eligible is None else _in_order(RESULTS, eligible.results),
        "active": ANY if wanted.active_days is None else str(wanted.active_days),
        "contacted": ANY if wanted.contacted_days is None else str(wanted.contacted_days),
        "waiting": "leave" if wanted.open_request else "keep",
    }


def told(wanted: Audience, known: Known) -> list[tuple[Text, Piece]]:
    """The lines that narrow this audience: what each asks for, and its answer."""
    answers = answers_of(wanted)
    asked = questions(Talk(State(run="", answers=answers)), known)
    return [(asked[key].short, asked[key].tell(answers[key])) for key in asked if answers[key] != WHOLE[key]]


def questions(talk: Talk, known: Known) -> Mapping[str, Question[Any]]:
    """The questions in the order of the screen."""
    legal = tuple((code, label) for code, label in LEGAL_FORMS.items())
    spoken = tuple((code, Verbatim(each.own_name)) for code, each in LANGUAGES.items())
    return {
        "places": SomeOf(
            ReachQuestion(T("Where are the people? Choose one place or several."), PLACE),
            PLACE,
            talk.so_far("places"),
            whole=EVERYWHERE,
            help=T("A region or province holds all that lies in it. People are reached in your provinces only."),
        ),
        "sectors": SomeOf(
            SectorQuestion(T("What do the people do? Write it, or choose from the list."), SECTOR),
            SECTOR,
            talk.so_far("sectors"),
            everything=B("✅ Every activity"),
        ),
        "legal_forms": _several(T("Which legal form do they have?"), T("Legal form"), legal),
        "languages": _several(T("Which language do they read?"), T("Their language"), spoken),
        "roles": _several(T("Which role do they have?"), T("Role (president, member)"), tuple(ROLES.items())),
        "calls": _several(T("Who sent a request for one of these calls?"), T("Sent a request"), known.calls),
        "event": NumberedQuestion(
            T("Who was invited to which meeting?"), T("An earlier meeting"), known.events, B("✅ No matter")
        ),
        "replies": _several(T("And of these, who?"), T("What they answered"), tuple(REPLIES.items())),
        "fits": NumberedQuestion(
            T("For which call did they check whether they may get support?"),
            T("Checked a call"),
            known.calls,
            B("✅ No matter"),
            help=T("Only people who kept their result and asked to be told of news are found by it."),
        ),
        "results": _several(T("And of these, who?"), T("Meet its conditions"), tuple(RESULTS.items())),
        "active": ChoiceQuestion(
            T("Who did something here lately?"),
            T("Active lately"),
            (*_days(ACTIVE), (ANY, B("✅ No matter"))),
            columns=2,
        ),
        "contacted": ChoiceQuestion(
            T("Leave out people who got a notice lately? Few messages are read, many are not."),
            T("Not written to lately"),
            (*_days(LATELY), (ANY, B("✅ Leave nobody out"))),
            columns=2,
        ),
        "waiting": ChoiceQuestion(
            T("Leave out people who wait for a decision on a request? They might take this for it."),
            T("Without open request"),
            (("leave", B("Leave them out")), ("keep", B("✅ Leave nobody out"))),
        ),
    }


PLACE: Final = T("Places")
SECTOR: Final = T("Activities")


def _several(text: Text, short: Text, options: tuple[tuple[str, Piece], ...]) -> SeveralQuestion:
    return SeveralQuestion(text, short, options, everything=B("✅ No matter"))


def _days(offered: tuple[int, ...]) -> tuple[tuple[str, Text], ...]:
    return tuple((str(days), N("In the last {n} day", "In the last {n} days", days)) for days in offered)


def _in_order(known: Mapping[Any, object], chosen: frozenset[Any]) -> list[str]:
    return [str(each) for each in known if each in chosen]


def _audience(given: Mapping[str, Any]) -> Audience:
    event, call = given.get("event"), given["fits"]
    replies = frozenset(map(Reply, given.get("replies") or Reply))
    results = frozenset(map(Result, given.get("results") or Result))
    return Audience(
        places=frozenset(given["places"]),
        sectors=frozenset(given["sectors"]),
        legal_forms=frozenset(given["legal_forms"]),
        languages=frozenset(given["languages"]),
        roles=frozenset(map(Role, given["roles"])),
        calls=frozenset(given["calls"]),
        invited=Invited(int(event), replies) if event else None,
        eligible=Eligible(call, results) if call else None,
        active_days=int(given["active"]) or None,
        contacted_days=int(given["contacted"]) or None,
        open_request=given["waiting"] == "leave",
    )
