"""How what was said is carried over to the other side: as calls of the Bot API, each a part that can be changed later.

Nothing is copied or forwarded by Telegram. A copy is made of what a message says at that moment, and by then it may
have been changed into a note; what we send is what we heard.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from msgspec import Struct

from domain.talk import CAPTIONED, Content, Medium
from handlers.letters import messages
from messages.keyboard import InlineButton, inline
from messages.screen import Screen, length, render
from messages.text import Piece
from messages.values import Quote, Verbatim
from messages.voice import Voice

CAPTION_LIMIT: Final = 1024
"""Telegram's limit for what stands under a file, counted as a message is."""
ALBUM: Final = "sendMediaGroup"
REPLACEABLE: Final = CAPTIONED - {Medium.VOICE}
"""Files that can be replaced where they arrived; of a voice note only the words under it can."""


class Letter(Struct, frozen=True):
    """A call, but for where it goes. Its results are copies of `parts`: of which message, and which part of it."""

    method: str
    parameters: dict[str, Any]
    parts: tuple[tuple[int, int], ...]


Rows = tuple[tuple[InlineButton, ...], ...]


def letters(said: Sequence[tuple[int, Content]], heading: Piece, voice: Voice, rows: Rows = ()) -> list[Letter]:
    """What was said, under a heading. `said` are the keys and contents of one message, or of an album in its order."""
    if len(said) > 1:
        return _album(said, heading, voice, rows)
    [(key, content)] = said
    if content.medium is Medium.TEXT:
        return _numbered(key, _texts(Screen((heading, Quote(Verbatim(content.words))), rows), voice))
    if content.medium in CAPTIONED and (caption := _caption(heading, content.words, voice)) is not None:
        under = {"caption": caption, "parse_mode": "HTML", **_markup(rows, voice)}
        return _numbered(key, [(method(content.medium), _file(content) | under)])
    about = (heading, *((Quote(Verbatim(content.words)),) if content.words else ()))
    return _numbered(
        key, [*_texts(Screen(about), voice), (method(content.medium), _file(content) | _markup(rows, voice))]
    )


def method(medium: Medium) -> str:
    """The method that sends it, such as `sendVideoNote`."""
    return "send" + "".join(word.capitalize() for word in medium.value.split("_"))


def change_of(content: Content, letter: Letter) -> tuple[str, dict[str, Any]] | None:
    """How a message that was sent as this letter is brought to what the letter says now; None: it cannot be."""
    if letter.method == "sendMessage":
        return "editMessageText", letter.parameters
    if letter.method != method(content.medium) or content.medium not in CAPTIONED:
        return None
    words = _only(letter.parameters, "caption", "parse_mode")
    markup = _only(letter.parameters, "reply_markup")
    if content.medium not in REPLACEABLE:
        return "editMessageCaption", {"caption": "", **words, **markup}
    return "editMessageMedia", {"media": {**_item(content), **words}, **markup}


def change_in_album(content: Content) -> tuple[str, dict[str, Any]]:
    """The same for a file of an album."""
    return "editMessageMedia", {"media": _item(content)}


def _album(said: Sequence[tuple[int, Content]], heading: Piece, voice: Voice, rows: Rows) -> list[Letter]:
    """A message that says whose the files are, and the files as one; words stay under the file they were under."""
    first = said[0][0]
    above = [Letter(name, values, ((first, 0),)) for name, values in _texts(Screen((heading,), rows), voice)]
    media = [_item(content) for _, content in said]
    parts = tuple((key, 1) for key, _ in said)
    return [*above, Letter(ALBUM, {"media": media}, parts)]


def _only(parameters: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: parameters[name] for name in names if name in parameters}


def _item(content: Content) -> dict[str, Any]:
    return {"type": content.medium.value, "media": content.file_id, "caption": content.words}


def _numbered(key: int, calls: Sequence[tuple[str, dict[str, Any]]]) -> list[Letter]:
    return [Letter(name, values, ((key, part),)) for part, (name, values) in enumerate(calls)]


def _texts(screen: Screen, voice: Voice) -> list[tuple[str, dict[str, Any]]]:
    return [("sendMessage", message) for message in messages(render(screen, voice))]


def _caption(heading: Piece, words: str, voice: Voice) -> str | None:
    """Heading and words as one caption; None: they do not fit."""
    pieces = [heading, *([Quote(Verbatim(words))] if words else [])]
    caption = "\n".join(voice.say(piece) for piece in pieces)
    return caption if length(caption) <= CAPTION_LIMIT else None


def _file(content: Content) -> dict[str, Any]:
    if content.medium is Medium.LOCATION:
        return {"latitude": content.latitude, "longitude": content.longitude}
    return {content.medium.value: content.file_id}


def _markup(rows: Rows, voice: Voice) -> dict[str, Any]:
    return {"reply_markup": inline(rows, voice)} if rows else {}
