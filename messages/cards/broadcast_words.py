"""A notice in a line: what is said, for whom it is written, when it goes out."""

from typing import Final

from domain import places
from domain.broadcasts.broadcast import Broadcast, Work
from domain.broadcasts.content import Content, Kind
from domain.civil_time import wall_of
from messages.broadcast_labels import EVERY, TOPICS
from messages.marks import as_plain
from messages.text import Piece, T, Text
from messages.values import Day, Moment, Verbatim

EVERYWHERE: Final = "*"
SHOWN: Final = 160
"""Characters of a message that a summary shows."""
SIGNS: Final = {
    Kind.TEXT: T("📝 Text"),
    Kind.PHOTO: T("🖼 Photo"),
    Kind.DOCUMENT: T("📎 Document"),
    Kind.VOICE: T("🎤 Voice note"),
    Kind.VIDEO: T("🎬 Video"),
    Kind.POLL: T("📊 Poll"),
}


def described(content: Content) -> Text:
    """What a message is, and how it begins."""
    sign = SIGNS[content.kind]
    words = content.poll.question if content.poll is not None else as_plain(content.html)
    if not words:
        return sign
    line = " ".join(words.split())
    return T("{sign} «{words}»", sign=sign, words=line if len(line) <= SHOWN else f"{line[:SHOWN]}…")


def where(province: str) -> Piece:
    """For which province it is written."""
    return T("all provinces") if province == EVERYWHERE else places.name(province)


def heading(broadcast: Broadcast) -> Text:
    """What it is about and for whom."""
    topic, place = TOPICS[broadcast.body.topic], where(broadcast.province)
    match broadcast.work:
        case Work.SEND:
            return T("📣 <b>{topic}</b> ({place})", topic=topic, place=place)
        case Work.CORRECT:
            return T("✏️ <b>Correction: {topic}</b> ({place})", topic=topic, place=place)
        case Work.DELETE:
            return T("🗑 <b>Deletion: {topic}</b> ({place})", topic=topic, place=place)


def timing(broadcast: Broadcast) -> tuple[Text, ...]:
    """When it goes out, how often, and why it cannot wait; nothing of what is as usual."""
    lines: list[Text] = []
    body = broadcast.body
    if broadcast.starts_at is not None:  # of a series not the first time, which is that of the body
        lines.append(T("🕓 {when}", when=Moment(wall_of(broadcast.starts_at))))
    if body.repeats is not None:
        every = EVERY[body.repeats.every]
        until = body.repeats.until
        last = (
            T("🔁 {every}", every=every) if until is None else T("🔁 {every}, until {day}", every=every, day=Day(until))
        )
        lines.append(last)
    if body.urgent is not None:
        lines.append(T("⚡ Urgent: {reason}", reason=Verbatim(body.urgent)))
    return tuple(lines)
