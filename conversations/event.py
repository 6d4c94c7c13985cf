"""A meeting is made: its subject, whom it concerns, and whatever else is known already. The rest comes later.

The same conversation changes a meeting, or makes one like an earlier one: it then begins with `answers_of` that one.
"""

import re
from collections.abc import Mapping
from datetime import date, time
from typing import Any, Final

from catalogue.local import Local
from conversations.engine import Talk
from conversations.event_conditions import chosen, conditions
from conversations.event_fields import REACH, TITLE, TOPICS, end_question, fields, seats_questions
from conversations.event_review import REVIEW, EventReview
from conversations.questions import hour
from conversations.questions.reach import EVERYWHERE
from conversations.questions.text import Said
from conversations.state import JSON
from domain.events.audience import Audience
from domain.events.change import must_be_told
from domain.events.event import USUAL_REMINDERS, Event, Item
from domain.events.kind import Kind
from domain.events.seating import WOMEN, YOUTH, Quota, Seating
from domain.events.venue import Venue
from domain.events.when import When
from domain.replacing import replace

NAME: Final = "event"
KEPT: Final = ("women", "youth", "seat_places")
"""For whom seats can be kept, in the order in which they are given."""
_ITEM: Final = re.compile(r"(?:(\d{1,2})[:h](\d{2})\s+)?(.+?)(?:\s*\(\s*([^()\s](?:[^()]*[^()\s])?)\s*\))?")


async def event(talk: Talk, base: Event, today: date) -> Event:
    """The meeting as the answers make it; what no question asks for (its id, its life, …) is that of `base`."""
    told: dict[str, Any] = {"title": await talk.need("title", TITLE), "reach": await talk.need("reach", REACH)}
    for key, question in fields(today).items():
        told[key] = await talk.ask(key, question)
        if key == "when":
            told[key] = await _with_end(talk, told[key])
    told |= await _seats(talk)
    made = _event(base, told)
    await talk.ask(REVIEW, EventReview(made, tuple(talk.told), must_be_told(base, made)))
    return made


async def _with_end(talk: Talk, when: When | None) -> When:
    """When it is, with its end, which is asked only where the beginning is known."""
    if when is None or when.hour is None:
        return when or When()
    return replace(when, end=await talk.ask("end", end_question(when.hour)))


async def _seats(talk: Talk) -> dict[str, Any]:
    """What is known of the seats; how many are kept is asked only where seats are counted."""
    told: dict[str, Any] = {}
    for key in ("seats", "per_cooperative", *KEPT):
        if key in KEPT and told["seats"] is None:
            continue
        questions = seats_questions(told.get("seats"), told.get("women"), told.get("youth"))
        told[key] = await talk.ask(key, questions[key])
    return told


def answers_of(made: Event) -> dict[str, JSON]:
    """The answers that make this meeting again, to change it or to make one like it."""
    kept = {quota.group: quota.seats for quota in made.seating.quotas}
    kept_for_places: JSON = [[group, seats] for group, seats in kept.items() if group not in {WOMEN, YOUTH}]
    places = sorted(made.audience.places)
    return {
        "title": made.title.ar,
        "reach": places[0] if places else EVERYWHERE,
        "reach_more": list[JSON](places[1:]) or None,
        "title_fr": made.title.fr if made.title.fr != made.title.ar else None,
        "kind": made.kind.value,
        "when": _when_answer(made.when),
        "end": None if made.when.end is None else hour.stored(made.when.end),
        "hall": _words(made.venue.name),
        "place": made.venue.place,
        "pin": None if made.venue.pin is None else [made.venue.pin.latitude, made.venue.pin.longitude],
        "occasion": _words(made.occasion),
        "organiser": _words(made.organiser),
        "chair": _words(made.chair),
        "partners": "\n".join(partner.ar for partner in made.partners) or None,
        "agenda": "\n".join(map(_item_line, made.agenda)) or None,
        "public": _words(made.public),
        "contact": _words(made.contact),
        "poster": made.poster,
        "topics": [code for code, _ in TOPICS if code in made.audience.topics] or None,
        "sector": next(iter(sorted(made.audience.sectors)), None),
        "legal_form": next(iter(sorted(made.audience.legal_forms)), None),
        "language": next(iter(sorted(made.audience.languages)), None),
        "conditions": chosen(made.conditions) or None,
        "seats": made.seating.seats,
        "per_cooperative": made.seating.per_cooperative,
        "women": kept.get(WOMEN),
        "youth": kept.get(YOUTH),
        "seat_places": kept_for_places or None,
        "reminders": [str(minutes) for minutes in made.reminders],
    }


def _event(base: Event, told: Mapping[str, Any]) -> Event:
    return replace(
        base,
        title=_local(told["title"], base.title, told["title_fr"]) or base.title,
        kind=Kind(told["kind"] or base.kind),
        when=told["when"],
        venue=Venue(_local(told["hall"], base.venue.name), told["place"], told["pin"]),
        occasion=_local(told["occasion"], base.occasion),
        organiser=_local(told["organiser"], base.organiser),
        chair=_local(told["chair"], base.chair),
        partners=_partners(told["partners"], base),
        agenda=_agenda(told["agenda"], base),
        public=_local(told["public"], base.public),
        contact=_local(told["contact"], base.contact),
        poster=told["poster"],
        seating=_seating(told),
        conditions=conditions(told["conditions"] or (), base.conditions),
        audience=_audience(base.audience, told),
        reminders=tuple(int(minutes) for minutes in told["reminders"] or USUAL_REMINDERS),
    )


def _local(said: Said | None, before: Local | None, french: Said | None = None) -> Local | None:
    """What was written, for readers of both languages; words that did not change keep their translation."""
    if said is None or not said.words:
        return None
    if french is not None and french.words:
        return Local(said.words, french.words)
    return before if before is not None and before.ar == said.words else Local(said.words, said.words)


def _partners(said: Said | None, base: Event) -> tuple[Local, ...]:
    before = {partner.ar: partner for partner in base.partners}
    return tuple(before.get(line, Local(line, line)) for line in _lines(said))


def _agenda(said: Said | None, base: Event) -> tuple[Item, ...]:
    before = {_item_line(item): item for item in base.agenda}
    return tuple(before.get(line) or _item(line) for line in _lines(said))


def _lines(said: Said | None) -> list[str]:
    return [] if said is None else [line.strip() for line in said.words.splitlines() if line.strip()]


def _item(line: str) -> Item:
    """A point of the agenda from "10:30 Subject (speaker)"."""
    found = _ITEM.fullmatch(line)
    if found is None:
        return Item(Local(line, line))
    hours, minutes, subject, speaker = found.groups()
    at = None if hours is None else _time(int(hours), int(minutes))
    if hours is not None and at is None:
        return Item(Local(line, line))
    return Item(Local(subject, subject), None if speaker is None else Local(speaker, speaker), at)


def _time(hours: int, minutes: int) -> time | None:
    return time(hours, minutes) if hours < 24 and minutes < 60 else None  # noqa: PLR2004 - the clock


def _item_line(item: Item) -> str:
    at = "" if item.hour is None else f"{hour.stored(item.hour)} "
    return f"{at}{item.subject.ar}" + ("" if item.speaker is None else f" ({item.speaker.ar})")


def _seating(told: Mapping[str, Any]) -> Seating:
    wanted = ((WOMEN, told.get("women")), (YOUTH, told.get("youth")))
    quotas = tuple(Quota(group, seats) for group, seats in wanted if seats)
    return Seating(told["seats"], told["per_cooperative"], (*quotas, *(told.get("seat_places") or ())))


def _audience(before: Audience, told: Mapping[str, Any]) -> Audience:
    return replace(
        before,
        places=frozenset() if told["reach"] == EVERYWHERE else frozenset({told["reach"], *(told["reach_more"] or ())}),
        topics=frozenset(told["topics"] or ()),
        sectors=frozenset({told["sector"]} if told["sector"] else ()),
        legal_forms=frozenset({told["legal_form"]} if told["legal_form"] else ()),
        languages=frozenset({told["language"]} if told["language"] else ()),
    )


def _words(text: Local | None) -> str | None:
    return None if text is None else text.ar


def _when_answer(when: When) -> JSON:
    if when.months:
        return {"months": list(when.months)}
    if when.day is None:
        return None
    at = {} if when.hour is None else {"hour": hour.stored(when.hour)}
    part = {} if when.part is None else {"part": when.part.value}
    return {"day": when.day.isoformat(), **at, **part}
