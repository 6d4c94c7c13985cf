"""A file that a person sends with an answer: which kinds are taken, how large, and how it is stored."""

import re
from collections.abc import Collection
from typing import Final

import msgspec

from conversations.given import Attached, Given
from conversations.question import Refused, Stale
from conversations.state import JSON
from domain.plain import plain
from domain.requests.identity import looks_like_cin
from domain.requests.request import NewFile
from messages.bidi import clean, shows
from messages.text import T

LARGEST: Final = 20_000_000
"""Bytes that a bot can fetch from Telegram: https://core.telegram.org/bots/api#getfile."""
LONGEST_NAME: Final = 100
FILES: Final = frozenset({"photo", "document", "voice", "video"})
VOICE: Final = frozenset({"voice"})

# Pictures, PDF and what the common office programs write; an archive or a program is no paper.
_KINDS: Final = (
    "image/",
    "application/pdf",
    "application/msword",
    "application/rtf",
    "application/vnd.ms-excel",
    "application/vnd.ms-powerpoint",
    "application/vnd.oasis.opendocument.",
    "application/vnd.openxmlformats-officedocument.",
)
_ENDINGS: Final = frozenset(
    {".pdf", ".jpg", ".jpeg", ".png", ".heic", ".heif", ".webp", ".gif", ".bmp", ".tif", ".tiff"}
    | {".doc", ".docx", ".rtf", ".xls", ".xlsx", ".ppt", ".pptx", ".odt", ".ods", ".odp"}
)
_ENDING: Final = re.compile(r"\.(?=\d*[a-z])[a-z0-9]{1,6}$")
_GLUE: Final = re.compile(r"[_./]+|(?P<card>cnie|cin)", re.IGNORECASE)
"""What joins the words of a file's name: `cin_AB123456.jpg` names a card, too."""
_UNTOLD: Final = frozenset({None, "", "application/octet-stream", "binary/octet-stream"})


def dump(file: NewFile) -> JSON:
    """A file as an answer to be stored."""
    return plain(file)


def load(stored: JSON) -> NewFile:
    """A stored file. Raises `Stale`."""
    try:
        return msgspec.convert(stored, NewFile)
    except msgspec.ValidationError:
        raise Stale from None


def attached(given: Given, kinds: Collection[str], document: str) -> NewFile | None:
    """The file that was sent; None when none was. Raises `Refused` for one that cannot be taken."""
    if not isinstance(given, Attached):
        return None
    file = given.file
    if file is None or given.kind not in kinds:
        raise Refused(T("I cannot take this kind of file here."))
    if file.size is not None and file.size > LARGEST:
        raise Refused(T("This file is too large for me: at most 20 megabytes. Photos of the pages are enough."))
    if given.kind == "document" and not _is_paper(file.name, file.mime):
        raise Refused(T("I take photos, PDF and office files. I cannot take this one; a photo of it is enough."))
    name = _harmless(file.name) or _harmless(given.caption)
    return NewFile(document, given.kind, file.file_id, file.unique_id, name, file.size)


def _is_paper(name: str | None, mime: str | None) -> bool:
    """By what is said of its content, and by the ending of its name: whoever sends a file can say both as she likes.

    A name without an ending is believed only where something is said of the content.
    """
    ending = _ENDING.search(clean(name or "").strip().lower())
    if ending is not None and ending[0] not in _ENDINGS:
        return False
    return ending is not None if mime in _UNTOLD else (mime or "").startswith(_KINDS)


def _harmless(name: str | None) -> str | None:
    """The name of a file or what is written under it, cut; none when it is empty, or names an identity card."""
    line = " ".join(clean(name or "").split())[:LONGEST_NAME]
    return None if not shows(line) or looks_like_cin(_GLUE.sub(r" \g<card> ", line)) else line
