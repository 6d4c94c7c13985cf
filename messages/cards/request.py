"""A request as its person sees it: what she asked for, how it stands, what is wanted of her, and what happened."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Final

from catalogue.sectors import load_sectors
from domain import places
from domain.calls import load
from domain.civil_time import wall_of
from domain.requests.change import REOPEN_WITHIN
from domain.requests.delay import Usual
from domain.requests.life import OPEN, Action, Actor, State
from domain.requests.request import OTHER, Correction, Event, Request
from messages.request_labels import ACTORS, KINDS, MEDIA, STATES
from messages.text import N, Piece, T, Text
from messages.values import Day, Lines, Moment, Money, Quote, Verbatim

MOST_LINES: Final = 25
"""Of a long history only the newest lines fit on the card."""


def request_card(
    request: Request,
    events: Sequence[Event],
    corrections: Sequence[Correction],
    usual: Usual | None,
    now: int,
    *,
    cooperative: str | None = None,
    received: bool = True,
) -> tuple[Piece, ...]:
    """Paragraphs. `events` hold nothing internal; `corrections` may hold some that are done; `now` is in milliseconds.

    `cooperative` is the name of the one to which the request belongs, if it belongs to one. `received`: somebody works
    on requests in its province; where nobody does, nothing is promised.
    """
    wanted = [correction for correction in corrections if correction.done_at is None]
    paragraphs: list[Piece] = [Lines((title(request), standing(request))), Lines(facts(request, cooperative))]
    if request.state is State.CORRECTION_ASKED and wanted:
        paragraphs.append(Lines((T("✏️ <b>Please send again:</b>"), *map(correction_line, wanted))))
    paragraphs += _outcome(request)
    paragraphs.append(Lines((T("🗓 <b>What happened</b>"), *timeline(events))))
    if request.state in OPEN and not received:
        paragraphs.append(NOBODY_YET)
    elif request.state in OPEN:
        paragraphs.append(Lines((NEXT[request.state], *promise(request, now))))
    if request.state in OPEN and usual is not None:
        paragraphs.append(usual_delay(usual))
    return tuple(paragraphs)


NEXT: Final[Mapping[State, Text]] = {
    State.SUBMITTED: T("🔜 <b>Next:</b> the youth platform or the social action division takes it up."),
    State.IN_REVIEW: T("🔜 <b>Next:</b> it is decided, or passed on to a committee."),
    State.CORRECTION_ASKED: T("🔜 <b>Next:</b> you send what was asked for, and it is read again."),
    State.WITH_LOCAL: T("🔜 <b>Next:</b> the local committee decides, or passes it on to the provincial one."),
    State.WITH_PROVINCIAL: T("🔜 <b>Next:</b> the provincial committee decides."),
}


def standing(request: Request) -> Text:
    """How it stands, as she reads it."""
    return STATES[request.state] if request.merged_into is None else THEIRS[Action.MERGE]


def promise(request: Request, now: int) -> list[Piece]:
    """By when we mean to take the next step, and to decide; once that has passed, that it is late, and what she can do.

    The days are those of the service level (docs/service-levels.md).
    """
    if request.deadline is None:
        return [WAITING_FOR_HER] if request.state is State.CORRECTION_ASKED else []
    day = Day(day_of(request.deadline), weekday=True)
    if request.deadline < now:
        return [T("⚠️ It was meant to be done by {day}. It is late: tap «Ask a question» to remind us.", day=day)]
    aim = T("It is meant to be done by {day}.", day=day)
    if request.decision_due is None or request.decision_due == request.deadline:
        return [aim]
    return [aim, T("The decision is meant to come by {day}.", day=Day(day_of(request.decision_due), weekday=True))]


WAITING_FOR_HER: Final = T("Our time stands still until you have sent it.")


def sent_card(request: Request, usual: Usual | None, *, received: bool) -> tuple[Piece, ...]:
    """What she reads when it was sent. `received`: somebody works on requests in her province."""
    paragraphs: list[Piece] = [T("✅ <b>Sent.</b> Your number: <b>{reference}</b>", reference=request.reference)]
    if not received:
        paragraphs.append(NOBODY_YET)
    elif request.deadline is not None:
        paragraphs.append(Lines((NEXT[request.state], *promise(request, request.submitted_at))))
    if usual is not None:
        paragraphs.append(usual_delay(usual))
    return tuple(paragraphs)


WHAT_COMES: Final = (
    T("Keep this number. Write it to me at any time, and I show you where your request stands."),
    T("I write to you here at every step. You need not go anywhere to ask."),
)
NOBODY_YET: Final = T(
    "⚠️ Nobody in your province receives requests here yet. Yours is kept, and they find it on the day they join. "
    "Until then, go to the social action division of your province as well."
)


def list_card(requests: Sequence[Request]) -> tuple[Piece, ...]:
    """Her requests, numbered like their buttons."""
    lines = (
        Lines((T("{number}. {title}", number=number, title=title(request)), standing(request)))
        for number, request in enumerate(requests, 1)
    )
    return (T("📂 <b>Your requests</b>"), *lines, T("Tap a number to open one."))


def title(request: Request) -> Text:
    return T("<b>{reference}</b> · {kind}", reference=request.reference, kind=KINDS[request.kind])


def facts(request: Request, cooperative: str | None) -> tuple[Piece, ...]:
    """What she asked for, one line a fact, only those that she gave."""
    lines: list[Piece] = []
    if cooperative is not None:
        lines.append(T("👥 In the name of: {name}", name=cooperative))
    if request.helped is not None:
        lines.append(T("👥 For: {name}", name=request.helped.name))
    if request.project:
        lines.append(T("🏷 {project}", project=request.project))
    lines.append(T("📍 {where}", where=where(request)))
    if request.sector is not None:
        lines.append(T("🧺 {sector}", sector=sector_name(request.sector)))
    if (call := call_title(request.call_id)) is not None:
        lines.append(T("📋 {call}", call=call))
    if request.amount is not None:
        lines.append(T("💰 Asked for: {amount}", amount=Money(request.amount)))
    return tuple(lines)


def where(request: Request) -> Piece:
    """The place, with its douar where that was told, and its province where the place is a commune."""
    name, province = places.name(request.place), places.name(request.province)
    place: Piece = (
        name if request.place == request.province else T("{place} ({province})", place=name, province=province)
    )
    return T("{douar}, {place}", douar=request.douar, place=place) if request.douar else place


def sector_name(code: str) -> Piece:
    """The name of a sector; the code itself when the taxonomy has lost it since."""
    return next((sector.name for sector in load_sectors() if sector.code == code), Verbatim(code))


def document_name(code: str) -> Piece:
    """The name of a paper, by the catalogue's code."""
    document = load().documents.get(code)
    return T("another paper or photo") if document is None else document.name


def correction_line(correction: Correction) -> Piece:
    """What is to be sent again, why, and until when."""
    paper, why = document_name(correction.document), correction.why
    is_paper = correction.document != OTHER  # it may also be something in the request itself
    named = T("▫️ <b>{paper}</b>: {why}", paper=paper, why=why) if is_paper else T("▫️ {why}", why=why)
    if correction.until is None:
        return named
    return Lines((named, T("Until: {day}", day=Day(day_of(correction.until), weekday=True))))


def timeline(events: Iterable[Event]) -> tuple[Piece, ...]:
    """The newest lines, the oldest first; the same thing done again on the same day is told once."""
    told: list[Piece] = []
    for event in events:
        line = T("{day} · {event}", day=Day(day_of(event.at)), event=happened(event))
        if not told or line != told[-1]:
            told.append(line)
    return tuple(told[-MOST_LINES:])


def happened(event: Event) -> Piece:
    """One line of the history, as the person reads it: the role of whoever did it, never a name."""
    if event.action in {Action.ERASE, Action.LOSE_FILE}:
        return HERS[event.action]
    return _with_words(_line(event), event)


def _line(event: Event) -> Text:
    role = ACTORS[event.role]
    match event.action:
        case Action.ACCEPT if event.data.get("amount"):
            return T("✅ Accepted: {amount} ({role})", amount=Money(event.data["amount"]), role=role)
        case Action.REOPEN if event.role is Actor.MEMBER:
            return T("🔄 You reopened it")
        case Action.MERGE if event.data.get("into"):
            return T("🔗 Joined with {reference}: it goes on there", reference=str(event.data["into"]))
        case Action.GIVE if event.role is Actor.SYSTEM:
            return T("📥 Somebody was chosen to receive it")
        case action if action in HERS:
            return HERS[action]
        case action:
            return T("{deed} ({role})", deed=THEIRS[action], role=role)


HERS: Final[Mapping[Action, Text]] = {
    Action.SUBMIT: T("📨 Sent"),
    Action.CORRECT: T("📎 You sent the correction"),
    Action.ADD_FILE: T("📎 You added papers"),
    Action.ASK: T("❓ You asked"),
    Action.WITHDRAW: T("↩️ You withdrew it"),
    Action.RATE: T("⭐ You told us how content you are"),
    Action.ERASE: T("🗑 The words were erased"),
    Action.LOSE_FILE: T("⚠️ Telegram no longer gives one of your papers; please send it again"),
}
THEIRS: Final[Mapping[Action, Text]] = {
    Action.TAKE: T("📥 Received"),
    Action.TAKE_OVER: T("📥 Passed on to a colleague"),
    Action.GIVE: T("📥 Passed on to a colleague"),
    Action.INVITE_EXPERT: T("🎓 An outside expert was asked"),
    Action.MERGE: T("🔗 Joined with another request of yours"),
    Action.ASK_CORRECTION: T("✏️ A correction was asked for"),
    Action.FORWARD_LOCAL: T("🏛 Passed on to the local committee"),
    Action.FORWARD_PROVINCIAL: T("🏛 Passed on to the provincial committee"),
    Action.ACCEPT: T("✅ Accepted"),
    Action.REFUSE: T("❌ Not accepted"),
    Action.ANSWER: T("💬 A message for you"),
    Action.OPEN_FILE: T("👁 Your papers were opened"),
    Action.REOPEN: T("🔄 Reopened"),
}


def _with_words(line: Text, event: Event) -> Piece:
    if not event.text and "medium" in event.data:
        return T("{event}: {medium}", event=line, medium=MEDIA[event.data["medium"]])
    if not event.text:
        return line
    return T("{event}: «{words}»", event=line, words=event.text)


def usual_delay(usual: Usual) -> Piece:
    half = N("within {n} day", "within {n} days", usual.median)
    most = N("within {n} day", "within {n} days", usual.most)
    return T(
        "⏱ Half of the requests like this one in your province are answered {half}, nine of ten {most}.",
        half=half,
        most=most,
    )


def day_of(at: int) -> date:
    """The day on which something happened in Morocco; `at` is in milliseconds, UTC."""
    return _wall(at).date()


def moment_of(at: int) -> Moment:
    """The same with the hour."""
    return Moment(_wall(at))


def _wall(at: int) -> datetime:
    return wall_of(datetime.fromtimestamp(at / 1000, UTC))


def _outcome(request: Request) -> list[Piece]:
    """The decision with its reason, and what may be done then."""
    match request.state:
        case State.ACCEPTED:
            amount = request.decided_amount
            decided = T("✅ <b>Accepted.</b>") if amount is None else _granted(amount)
            return [decided, *_quoted(request.reason)]
        case State.REFUSED:
            return [T("❌ <b>Not accepted.</b> The reason given:"), *_quoted(request.reason), REOPENING]
        case State.WITHDRAWN:
            return [REOPENING]
        case _:
            return []


def _granted(amount: int) -> Text:
    return T("✅ <b>Accepted: {amount}.</b>", amount=Money(amount))


def _quoted(words: str) -> list[Piece]:
    return [Quote(Verbatim(words))] if words else []


def call_title(id_: str | None) -> Piece | None:
    """The title of the call that a request names; None for none, or for one that the catalogue has lost since."""
    return next((call.title for call in load().calls if call.id == id_), None)


REOPENING: Final = T("You can reopen it within {n} days.", n=REOPEN_WITHIN.days)
