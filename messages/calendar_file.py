"""A meeting as an .ics file for the phone's calendar: https://www.rfc-editor.org/rfc/rfc5545.

Times are «floating» (section 3.3.5, form 1): ten o'clock is ten on whatever clock the phone shows. Morocco has changed
its law of time with a few weeks' notice; a phone whose rules are older than the law would move an hour that is tied to
UTC or to a named zone, and its owner, who has set the clock by hand, would come an hour early or late.
"""

from datetime import UTC, datetime
from typing import Final

from domain.events.event import Event
from domain.events.life import Life
from messages.bidi import bare
from messages.cards.event_words import item_said, organisers_said, where_said
from messages.text import Piece
from messages.voice import Voice

OCTETS: Final = 75
"""A line is folded before it is longer, in UTF-8 (section 3.1)."""
_ESCAPED: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


def calendar_file(event: Event, voice: Voice, now: datetime, link: str | None = None) -> bytes | None:
    """The file, in the words of `voice`; None while the day is not fixed.

    Its UID is always the same and its SEQUENCE rises, so that a phone replaces what it has. A cancelled meeting gives
    a file that takes it out of the calendar. `link` leads back to the meeting.
    """
    if event.when.day is None:
        return None
    cancelled = event.life is Life.CANCELLED
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Tiwizi//Tiwizi//AR",
        f"METHOD:{'CANCEL' if cancelled else 'PUBLISH'}",
        "BEGIN:VEVENT",
        f"UID:event-{event.id}@tiwizi",
        f"SEQUENCE:{event.sequence}",
        f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        *_times(event),
        f"SUMMARY:{_said(event.title, voice)}",
        f"LOCATION:{_said(where_said(event.venue), voice).removeprefix('📍 ')}",
        *_description(event, voice),
        *([] if event.venue.pin is None else [f"GEO:{event.venue.pin.latitude};{event.venue.pin.longitude}"]),
        *([] if link is None else [f"URL:{link}"]),
        f"STATUS:{'CANCELLED' if cancelled else 'CONFIRMED'}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _times(event: Event) -> list[str]:
    when = event.when
    if when.hour is None:
        return [f"DTSTART;VALUE=DATE:{when.day:%Y%m%d}"]
    times = [f"DTSTART:{when.day:%Y%m%d}T{when.hour:%H%M%S}"]
    return times if when.end is None else [*times, f"DTEND:{when.day:%Y%m%d}T{when.end:%H%M%S}"]


def _description(event: Event, voice: Voice) -> list[str]:
    pieces = [*organisers_said(event), *map(item_said, event.agenda)]
    return ["DESCRIPTION:" + "\\n".join(_said(piece, voice) for piece in pieces)] if pieces else []


def _said(piece: Piece, voice: Voice) -> str:
    return bare(voice.plain(piece)).translate(_ESCAPED)


def _folded(line: str) -> str:
    """The line in pieces of at most OCTETS octets, none of which cuts a character; each but the first begins blank."""
    pieces, piece, octets = [], "", 0
    for character in line:
        size = len(character.encode())
        if octets + size > OCTETS:
            pieces.append(piece)
            piece, octets = " ", 1
        piece += character
        octets += size
    return "\r\n".join([*pieces, piece])
