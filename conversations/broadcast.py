"""A notice to many people is composed: its topic, what it says in each language, whom it is for, and when it goes out.

The same conversation changes one, or makes one like an earlier one: it then begins with `answers_of` that one.
"""

import hashlib
import json
from collections.abc import Awaitable, Callable, Mapping
from datetime import date, datetime
from typing import Final

from msgspec import Struct

from conversations import broadcast_audience
from conversations.broadcast_audience import WHOLE, Known
from conversations.broadcast_review import APART, AUDIENCE, REVIEW, SAVED, UNTOLD, AudienceScreen, BroadcastReview
from conversations.engine import Talk
from conversations.invitation import ProvinceQuestion
from conversations.questions import hour, links, moment
from conversations.questions.choice import ChoiceQuestion
from conversations.questions.links import LinksQuestion
from conversations.questions.message import NOTHING, MessageQuestion
from conversations.questions.moment import MomentQuestion
from conversations.questions.numbered import NumberedQuestion
from conversations.questions.until import UntilQuestion
from conversations.questions.urgent import UrgentQuestion
from conversations.state import JSON
from domain import places
from domain.broadcasts import content as contents
from domain.broadcasts.audience import Audience
from domain.broadcasts.body import Body
from domain.broadcasts.content import Content
from domain.broadcasts.reach import Reach
from domain.broadcasts.schedule import Every, Repeat
from domain.broadcasts.topic import Topic
from messages.broadcast_labels import EVERY, TOPICS
from messages.cards.broadcast_words import described
from messages.languages import LANGUAGES
from messages.text import B, Piece, T

NAME: Final = "broadcast"
EVERYWHERE: Final = "*"
"""In place of a province: all of them."""
ALL: Final = "all"
ONCE: Final = "once"
BLANK: Final[Mapping[str, JSON]] = {**UNTOLD, **WHOLE}
"""The answers with which a new notice begins."""

Counting = Callable[[str, Topic, frozenset[str], Audience], Awaitable[Reach]]
"""How many people it would reach: in a province, about a topic, in these languages."""


class Composed(Struct, frozen=True):
    """`province` is a code, or EVERYWHERE."""

    province: str
    body: Body


class Desk(Struct, frozen=True):
    """What the conversation knows of the staff member who composes, and of the world at `now`, as the wall shows it.

    `provinces`: where her role counts, EVERYWHERE for all; `fixed` is the one of a notice that was kept already.
    `places`: where a button can lead. `saved`: audiences by number in text, with
    their names.
    """

    provinces: frozenset[str]
    now: datetime
    count: Counting
    fixed: str | None = None
    known: Known = Known()
    places: tuple[tuple[str, Piece], ...] = ()
    saved: Mapping[str, tuple[str, Audience]] = {}


async def broadcast(talk: Talk, desk: Desk) -> Composed:
    """The notice as the answers make it."""
    province = desk.fixed or await _province(talk, desk.provinces)
    topic = Topic(await talk.need("topic", TOPIC))
    said = await _contents(talk)
    await _take_saved(talk, desk)
    before = len(talk.told)
    wanted = await broadcast_audience.audience(talk, desk.known)

    async def reach() -> Reach:
        return await desk.count(province, topic, frozenset(said), wanted)

    mark = _mark(wanted)
    is_shown = talk.so_far(AUDIENCE) != mark or talk.state.reask == AUDIENCE
    counted = await reach() if is_shown else None
    await talk.need(AUDIENCE, AudienceScreen(tuple(talk.told[before:]), mark, counted, bool(desk.saved)))
    question = LinksQuestion(LINKS, T("Buttons"), desk.places, talk.so_far("links"))
    buttons = await talk.aside("links", question)
    starts, repeats = await _when(talk, desk.now)
    urgent = await talk.aside("urgent", UrgentQuestion())
    told = tuple(each for each in talk.told if each.key not in APART)
    body = Body(topic, said, buttons, wanted, starts, repeats, urgent or None)
    await talk.need(REVIEW, BroadcastReview(told, await reach()))
    return Composed(province, body)


def answers_of(province: str, body: Body) -> dict[str, JSON]:
    """The answers that make this notice again, up to its review. A time that is past is asked for anew."""
    one = {} if province == EVERYWHERE else {"province": province}
    return {
        **one,
        "where": ALL if province == EVERYWHERE else ONE,
        "topic": body.topic.value,
        **{code: _content_answer(body.contents.get(code)) for code in LANGUAGES},
        **broadcast_audience.answers_of(body.audience),
        "links": links.dump(body.links),
        "when": moment.NOW if body.starts is None else _moment_answer(body.starts),
        "every": ONCE if body.repeats is None else body.repeats.every.value,
        "until": _until_answer(body.repeats),
        "urgent": body.urgent or "",
        SAVED: "",
        AUDIENCE: _mark(body.audience),
    }


async def _province(talk: Talk, hers: frozenset[str]) -> str:
    """For which province she writes; who has only one is not asked."""
    if EVERYWHERE in hers:
        where = await talk.need("where", WHERE)
        return EVERYWHERE if where == ALL else await talk.need("province", PROVINCE)
    if len(hers) == 1:
        return next(iter(hers))
    named = tuple((code, T("{place}", place=places.name(code))) for code in sorted(hers))
    return await talk.need("province", ChoiceQuestion(PROVINCE.text, PROVINCE.short, named))


async def _contents(talk: Talk) -> dict[str, Content]:
    """What it says, by language; the second may be left out only where the first is not, so that something is said."""
    arabic = await talk.ask("ar", ARABIC)
    heading = None if arabic is None else T("In Arabic: {message}", message=described(arabic))
    question = FRENCH if arabic is not None else FRENCH_ALONE
    french = await talk.ask("fr", question, heading)
    return {code: said for code, said in (("ar", arabic), ("fr", french)) if said is not None}


async def _take_saved(talk: Talk, desk: Desk) -> None:
    """A saved audience takes the place of all lines, as if they had been answered one by one."""
    names = tuple((id_, T("{name}", name=name)) for id_, (name, _) in desk.saved.items())
    question = NumberedQuestion(T("Which saved audience?"), T("Saved audiences"), names, B("⬅️ None of them"))
    chosen = await talk.aside(SAVED, question)
    if chosen:
        talk.state.answers |= {**broadcast_audience.answers_of(desk.saved[chosen][1]), SAVED: ""}


async def _when(talk: Talk, now: datetime) -> tuple[datetime | None, Repeat | None]:
    question = MomentQuestion(WHEN, T("When"), now, B("⚡ As soon as it is approved"), WHEN_HELP)
    starts = await talk.aside("when", question)
    if not isinstance(starts, datetime):
        return None, None
    every = await talk.aside("every", REPEATS)
    if every == ONCE:
        return starts, None
    until = await talk.aside("until", UntilQuestion(T("Until which day?"), T("Until"), starts.date()))
    last = date.fromisoformat(until) if until else None
    return starts, Repeat(Every(every), starts.date(), starts.time(), last)


def _mark(wanted: Audience) -> str:
    """What tells audiences apart."""
    return hashlib.sha256(json.dumps(broadcast_audience.answers_of(wanted), sort_keys=True).encode()).hexdigest()[:16]


def _content_answer(content: Content | None) -> JSON:
    return NOTHING if content is None else contents.dump(content)


def _moment_answer(starts: datetime) -> JSON:
    return {"day": starts.date().isoformat(), "hour": hour.stored(starts.time())}


def _until_answer(repeats: Repeat | None) -> str:
    return "" if repeats is None or repeats.until is None else repeats.until.isoformat()


ONE: Final = "one"
WHERE: Final = ChoiceQuestion(
    T("For whom do you write?"), T("Where"), ((ONE, B("In one province")), (ALL, B("In all provinces")))
)
PROVINCE: Final = ProvinceQuestion(T("For which province do you write?"), T("Province"))
TOPIC: Final = ChoiceQuestion(
    T("What is it about?"),
    T("Topic"),
    tuple((topic.value, label) for topic, label in TOPICS.items()),
    T("Each person can end a topic for herself with one tap. So choose the one that it really is about."),
)
TAKES: Final = T(
    "You can send a text with bold words and links, a photo, a document, a voice note, a video or a poll. "
    "It arrives as you send it."
)
ARABIC: Final = MessageQuestion(
    T("Send me the message in <b>Arabic</b>, as people shall get it."), T("In Arabic"), TAKES, may_be_left_out=True
)
FRENCH: Final = MessageQuestion(
    T("And in <b>French</b>? Whoever reads French gets only this one."), T("In French"), TAKES, may_be_left_out=True
)
FRENCH_ALONE: Final = MessageQuestion(T("Then send me the message in <b>French</b>."), T("In French"), TAKES)
LINKS: Final = T("Which buttons shall stand under the message?")
WHEN: Final = T("When shall it go out? Tap the day, or write the day and the hour.")
WHEN_HELP: Final = T(
    "At night, on holidays and in the evenings of Ramadan it waits until morning, unless it is urgent."
)
REPEATS: Final = ChoiceQuestion(
    T("Does it come again? Each time the people are looked up anew."),
    T("How often"),
    tuple((ONCE if every is None else every.value, label) for every, label in EVERY.items()),
)
