"""Requests as staff read them: the lists with their counts, a page of a list, one request, its papers, its history."""

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct

from domain import places
from domain.calls import load
from domain.requests.levels import Level
from domain.requests.life import OVER, Action, State
from domain.requests.lists import List
from domain.requests.request import OTHER, Correction, Event, Request, StoredFile
from messages.cards.request import day_of, document_name, sector_name, where
from messages.desk_labels import ACTORS, DONE, LISTS, STATES
from messages.request_labels import KINDS, MEDIA
from messages.text import N, Piece, T, Text
from messages.values import Day, Lines, Money, Quote, Verbatim

VOICE: Final = "voice"
FOLDED: Final = 300
"""Characters of a description above which it is folded."""

LEVELS: Final[Mapping[Level, Text]] = {
    Level.PLATFORM: T("The youth platform answers it."),
    Level.LOCAL: T("The local committee may decide it."),
    Level.PROVINCIAL: T("The provincial committee decides it."),
}


class Opened(Struct, frozen=True):
    """A request with all that its screen tells. `me` is the chat of the reader, `now` in milliseconds."""

    request: Request
    files: Sequence[StoredFile]
    corrections: Sequence[Correction]
    events: Sequence[Event]
    me: int
    now: int


def home(counts: Mapping[List, int], roles: Sequence[Text]) -> tuple[Piece, ...]:
    """The first screen of the desk: in which roles one is here."""
    mine = Lines(tuple(T("• {role}", role=role) for role in roles))
    if not any(count for which, count in counts.items() if which is not List.DECIDED):
        return (T("<b>The desk</b>"), mine, T("Nothing waits here now. New requests announce themselves in this chat."))
    return (T("<b>The desk</b>"), mine, T("Choose a list:"))


def page(which: List, requests: Sequence[Request], first: int) -> tuple[Piece, ...]:
    """A page of a list; its lines are numbered from `first` on, like their buttons."""
    heading = T("<b>{list}</b>", list=LISTS[which])
    if not requests:
        return (heading, T("This list is empty."))
    lines = [line for number, request in enumerate(requests, first) for line in _entry(number, request)]
    return (heading, Lines(tuple(lines)), T("Tap a number to open the request."))


def announced(request: Request) -> tuple[Piece, ...]:
    """A new request, as its card reaches the agents."""
    return (T("🆕 <b>A new request: {reference}</b>", reference=request.reference), Lines(tuple(facts(request))))


def card(opened: Opened) -> tuple[Piece, ...]:
    """One request in full, except its papers and its history, which have screens of their own."""
    request = opened.request
    paragraphs: list[Piece] = [
        Lines((T("<b>{reference}</b>", reference=request.reference), standing(request), *_care(opened))),
        Lines(tuple(facts(request))),
    ]
    if any(file.kind == VOICE for file in opened.files):
        paragraphs.append(T("🎤 There is a voice note of the person among the papers."))
    if request.description:
        words = Verbatim(request.description)
        paragraphs.append(Quote(words, folded=len(request.description) > FOLDED))
    paragraphs += _corrections(opened.corrections)
    paragraphs += _question(opened.events)
    paragraphs += _outcome(request)
    paragraphs.append(Lines(tuple(_times(opened))))
    return tuple(paragraphs)


def history(request: Request, events: Sequence[Event]) -> tuple[Piece, ...]:
    """All that happened, the oldest first, with what only staff may read."""
    heading = T("<b>History of {reference}</b>", reference=request.reference)
    return (heading, *(_event(event) for event in events))


def papers(request: Request, files: Sequence[StoredFile], first: int = 1) -> tuple[Piece, ...]:
    """The files, numbered from `first` on like the buttons that open them."""
    heading = T("<b>Papers of {reference}</b>", reference=request.reference)
    lines = tuple(_file(number, file) for number, file in enumerate(files, first))
    told = T("Tap a number and the paper comes here. The person can see that it was opened.")
    return (heading, Lines(lines), told) if files else (heading, T("No paper was sent."))


def wanted_name(code: str) -> Piece:
    """What a correction is about: a paper, or something that no list of papers names."""
    return T("Something else") if code == OTHER else document_name(code)


def _entry(number: int, request: Request) -> list[Piece]:
    since = Day(day_of(request.submitted_at))
    title = T("{number}. <b>{reference}</b>", number=number, reference=request.reference)
    about = T("{kind}, {place}, since {day}", kind=KINDS[request.kind], place=places.name(request.place), day=since)
    return [title, about, *([T("{project}", project=request.project)] if request.project else [])]


def facts(request: Request) -> list[Piece]:
    facts: list[Piece] = [KINDS[request.kind]]
    if request.project:
        facts.append(T("<b>Project</b>: {project}", project=request.project))
    if request.helped is not None:
        facts.append(T("<b>For</b>: {name} (an agent filled it in with her)", name=request.helped.name))
    facts.append(T("<b>Place</b>: {place}", place=where(request)))
    if request.sector is not None:
        facts.append(T("<b>Activity</b>: {sector}", sector=sector_name(request.sector)))
    call = next((call for call in load().calls if call.id == request.call_id), None)
    if call is not None:
        facts.append(T("<b>Call</b>: {title}", title=call.title))
    if request.total_cost is not None:
        facts.append(T("<b>Cost of the project</b>: {amount}", amount=Money(request.total_cost)))
    if request.amount is not None:
        facts.append(T("<b>Amount asked for</b>: {amount}", amount=Money(request.amount)))
    if request.phone is not None:
        facts.append(T("<b>Wants to be called</b>: {phone}", phone=request.phone))
    return facts


def standing(request: Request) -> Text:
    """How it stands, as staff read it."""
    return STATES[request.state] if request.merged_into is None else JOINED


JOINED: Final = T("🔗 Joined with another request of the person")


def _care(opened: Opened) -> list[Piece]:
    """Who follows it, and who may decide it."""
    request = opened.request
    care: list[Piece] = []
    if request.taken_by == opened.me:
        care.append(T("✋ You follow it."))
    elif request.taken_by is not None:
        care.append(T("👥 A colleague follows it."))
    return care if request.state in OVER else [*care, LEVELS[request.level]]


def _corrections(corrections: Sequence[Correction]) -> list[Piece]:
    still = [correction for correction in corrections if correction.done_at is None]
    if not still:
        return []
    lines = [T("• {paper}: {why}", paper=wanted_name(one.document), why=one.why) for one in still]
    until = max((one.until for one in still if one.until is not None), default=None)
    last = [] if until is None else [T("Until {day}", day=Day(day_of(until), weekday=True))]
    return [Lines((T("✏️ <b>Asked to correct</b>"), *lines, *last))]


def _question(events: Sequence[Event]) -> list[Piece]:
    """The person's last question, while nobody has answered it."""
    asked = [event for event in events if event.action in {Action.ASK, Action.ANSWER}]
    if not asked or asked[-1].action is Action.ANSWER:
        return []
    said = asked[-1].text or MEDIA[asked[-1].data["medium"]]
    return [T("❓ <b>A question without an answer</b>: {text}", text=said)]


def _outcome(request: Request) -> list[Piece]:
    lines: list[Piece] = []
    if request.decided_amount is not None:
        lines.append(T("<b>Amount granted</b>: {amount}", amount=Money(request.decided_amount)))
    if request.reason:
        said = T("<b>Reason</b>: {text}", text=request.reason)
        lines.append(said if request.state is State.REFUSED else T("<b>Next step</b>: {text}", text=request.reason))
    return [Lines(tuple(lines))] if lines else []


def _times(opened: Opened) -> list[Piece]:
    request = opened.request
    lines: list[Piece] = [T("<i>Sent on {day}</i>", day=Day(day_of(request.submitted_at), weekday=True))]
    if request.decided_at is not None:
        lines.append(T("<i>Over since {day}</i>", day=Day(day_of(request.decided_at), weekday=True)))
    elif request.deadline is not None:
        due = Day(day_of(request.deadline), weekday=True)
        late = request.deadline < opened.now
        lines.append(T("⏰ <b>It was due on {day}</b>", day=due) if late else T("<i>Due by {day}</i>", day=due))
    elif request.remaining is not None:
        lines.append(T("<i>⏸ Our time stands still while we wait for the person.</i>"))
    lines.append(N("<i>{n} paper</i>", "<i>{n} papers</i>", len(opened.files)))
    return lines


def _event(event: Event) -> Piece:
    lines: list[Piece] = [
        T("<i>{day}</i>", day=Day(day_of(event.at), weekday=True)),
        T("<b>{role}</b>: {done}", role=ACTORS[event.role], done=DONE[event.action]),
        *_data(event),
    ]
    if event.text:
        lines.append(Quote(Verbatim(event.text), folded=len(event.text) > FOLDED))
    return Lines((T("🔒 <b>Only for staff</b>"), *lines)) if event.internal else Lines(tuple(lines))


def _data(event: Event) -> list[Piece]:
    lines: list[Piece] = []
    if "amount" in event.data:
        lines.append(T("{amount}", amount=Money(int(event.data["amount"]))))
    if "medium" in event.data:
        lines.append(MEDIA[event.data["medium"]])
    asked = event.data.get("corrections", ())
    lines += [T("• {paper}: {why}", paper=wanted_name(one["document"]), why=one["why"]) for one in asked]
    lines += [T("• {paper}", paper=document_name(code)) for code in event.data.get("documents", ())]
    return lines


def _file(number: int, file: StoredFile) -> Piece:
    said = T("🎤 a voice note") if file.kind == VOICE else document_name(file.document)
    name = T("{number}. {paper}", number=number, paper=said)
    details: list[Piece] = [name]
    if file.name:
        details.append(T("{name}", name=file.name))
    if file.lost_at is not None:
        details.append(T("⚠️ Telegram no longer gives it: ask for it again."))
    return Lines(tuple(details))
