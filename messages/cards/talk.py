"""What is said around the words of a talk: whose they are, and how a request stands in its topic."""

from collections.abc import Sequence
from typing import Final

from domain import places
from domain.replacing import replace
from domain.requests.life import Actor, State
from domain.requests.request import Request
from messages.bidi import bare
from messages.cards.desk import facts
from messages.desk_labels import ACTORS as STAFF_ACTORS
from messages.desk_labels import STATES
from messages.request_labels import ACTORS, KINDS
from messages.text import B, Piece, T, Text
from messages.values import Lines
from messages.voice import Voice

LONGEST_TITLE: Final = 100
"""Characters of a topic's name; Telegram takes 128."""
REPLY: Final = T("Reply to this message: your words go to the person.")
END: Final = B("✋ End the talk")


def from_staff(request: Request, role: Actor, name: str | None, *, busy: bool) -> Piece:
    """Above what staff said, for the person. Their name only where they want it; `busy`: another question is open."""
    heading = T("📬 <b>Your request {reference}</b>", reference=request.reference)
    if busy and name is not None:
        return Lines((heading, T("A message from {name}, {role}:", name=name, role=ACTORS[role])))
    if busy:
        return Lines((heading, T("A message from {role}:", role=ACTORS[role])))
    if name is None:
        return Lines((heading, T("A message from {role} (you can answer here):", role=ACTORS[role])))
    return Lines((heading, T("A message from {name}, {role} (you can answer here):", name=name, role=ACTORS[role])))


def from_person(request: Request, *, hint: bool) -> Piece:
    """Above what the person said, for staff; with a `hint` of how to answer."""
    heading = T("💬 <b>{reference}</b>: the person writes.", reference=request.reference)
    return Lines((heading, REPLY)) if hint else heading


def from_colleague(request: Request, role: Actor) -> Piece:
    """Above what a colleague answered the person, for the others who are in the talk."""
    name, who = request.reference, STAFF_ACTORS[role]
    return T("👥 <b>{reference}</b>: a colleague answered. {role}:", reference=name, role=who)


def summary(request: Request) -> tuple[Piece, ...]:
    """How a request stands, for its topic. A number to call is read in private, for a group has many eyes."""
    heading = Lines((T("<b>{reference}</b>", reference=request.reference), STATES[request.state]))
    return (heading, Lines(tuple(facts(replace(request, phone=None)))))


def how_to_answer(*, topics: bool) -> Text:
    """The last paragraph of a summary."""
    if topics:
        return T("What you write here goes to the person. What begins with /note, and replies to a colleague, do not.")
    return T("Reply to this message to write to the person. What begins with /note stays among you.")


def title(request: Request, voice: Voice) -> str:
    """The name of its topic, which begins with the sign of its state."""
    about = request.project or voice.plain(KINDS[request.kind])
    named = " ".join(bare(about).split())
    return f"{MARKS[request.state]} {request.reference} {named}"[:LONGEST_TITLE]


def linked(province: str, *, topics: bool) -> tuple[Piece, ...]:
    """This group works for a province from now on."""
    return (
        T("✅ <b>This group is linked to the desk of {province}.</b>", province=places.name(province)),
        EACH_TOPIC if topics else EACH_MESSAGE,
        SIGNS,
        ALL_READ,
    )


def rights_missing(missing: Sequence[str]) -> tuple[Piece, ...]:
    """What we must be allowed to do in a group before it can be linked."""
    lines = tuple(T("• {right}", right=WANTED[right]) for right in missing)
    told = T("Open the group, «Administrators», choose me, allow it, and send /desk again.")
    return (Lines((T("⚠️ I cannot work here yet. I need to be allowed:"), *lines)), told)


def moved_away(province: str) -> Piece:
    """For the group that worked for the province till now."""
    name = places.name(province)
    return T("ℹ️ Another group is linked to the desk of {province} now; nothing more comes here.", province=name)


def out_of_reach(province: str) -> Piece:
    """For whoever linked a group in which we can no longer write."""
    return T(
        "⚠️ I can no longer write in the group of {province}. News of requests comes to each of you in private again.",
        province=places.name(province),
    )


WANTED: Final = {
    "can_manage_chat": T("to be an administrator, so that I hear what you write"),
    "can_manage_topics": T("to manage topics, one for each request"),
    "can_pin_messages": T("to pin messages, so that each topic shows how its request stands"),
}
CLOSED: Final = T("📁 The request is over, and I have closed this topic. It opens again when the person writes.")
SIGNS: Final = Lines(
    (
        T("👌 it arrived · ✍ a note · 🙊 stays among you"),
        T("Reply /delete to an answer of yours: it is taken back."),
        T("/end ends the talk with the person."),
        T("/sign and a name, in private with me: people see that name."),
    )
)
ALL_READ: Final = T(
    "Everybody in this group reads what is written here. Let only staff in, and remove who leaves the team."
)
EACH_TOPIC: Final = T(
    "Each request gets a topic of its own. What you write in it goes to the person; what begins with /note, and "
    "replies to a colleague, stay among you."
)
EACH_MESSAGE: Final = T(
    "Each request gets a message. Reply to it, and your words go to the person; what begins with /note stays among you."
)
MARKS: Final = {
    State.SUBMITTED: "🆕",
    State.IN_REVIEW: "🔎",
    State.CORRECTION_ASKED: "⏳",
    State.WITH_LOCAL: "🏛",
    State.WITH_PROVINCIAL: "🏛",
    State.ACCEPTED: "✅",
    State.REFUSED: "❌",
    State.WITHDRAWN: "↩️",
}
"""As the words for the states begin."""
