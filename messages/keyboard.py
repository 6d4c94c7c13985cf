"""Keyboards under a message and under the writing field. Rows are reversed here for right-to-left readers.

Telegram has no right-to-left layout for buttons: https://github.com/tdlib/telegram-bot-api/issues/882.
"""

from collections.abc import Sequence
from typing import Any, Final

from msgspec import Struct

from messages.text import Piece
from messages.values import check_address
from messages.voice import Voice

Markup = dict[str, Any]
"""A reply_markup of the Bot API, as JSON."""

DATA_BYTES: Final = 64
PLACEHOLDER_LENGTH: Final = 64


class Button(Struct, frozen=True):
    """A button under a message. Raises ValueError for data that is not 1-64 bytes long in UTF-8."""

    label: Piece
    data: str

    def __post_init__(self) -> None:
        if not 1 <= len(self.data.encode()) <= DATA_BYTES:
            raise ValueError(f"A button's data has 1 to {DATA_BYTES} bytes; this has not: {self.data!r}")


class UrlButton(Struct, frozen=True):
    """A button under a message that opens an address. Raises ValueError as check_address."""

    label: Piece
    url: str

    def __post_init__(self) -> None:
        check_address(self.url)


class ContactButton(Struct, frozen=True):
    """A key that sends the person's phone number, after Telegram has asked them."""

    label: Piece


class LocationButton(Struct, frozen=True):
    """A key that sends where the person is, after Telegram has asked them."""

    label: Piece


InlineButton = Button | UrlButton
Key = Piece | ContactButton | LocationButton


def inline(rows: Sequence[Sequence[InlineButton]], voice: Voice) -> Markup:
    """The buttons under a message."""
    return {"inline_keyboard": [_in_order([_button(each, voice) for each in row], voice) for row in rows]}


def reply(rows: Sequence[Sequence[Key]], voice: Voice, *, placeholder: Piece | None = None) -> Markup:
    """The keys in place of the phone's keyboard. They fold away when one is tapped, to leave room for what follows.

    `placeholder` is shown in the empty writing field. Raises ValueError when it is longer than Telegram takes.
    """
    keyboard = [_in_order([_key(each, voice) for each in row], voice) for row in rows]
    markup: Markup = {"keyboard": keyboard, "resize_keyboard": True, "one_time_keyboard": True}
    if placeholder is not None:
        hint = voice.plain(placeholder)
        if not 1 <= len(hint) <= PLACEHOLDER_LENGTH:
            raise ValueError(f"A writing field's hint has 1 to {PLACEHOLDER_LENGTH} characters: {hint!r}")
        markup["input_field_placeholder"] = hint
    return markup


def remove() -> Markup:
    """The phone's own keyboard again."""
    return {"remove_keyboard": True}


def _in_order(row: list[Markup], voice: Voice) -> list[Markup]:
    return row[::-1] if voice.rtl else row


def _button(button: InlineButton, voice: Voice) -> Markup:
    label = voice.plain(button.label)
    if isinstance(button, UrlButton):
        return {"text": label, "url": button.url}
    return {"text": label, "callback_data": button.data}


def _key(key: Key, voice: Voice) -> Markup:
    match key:
        case ContactButton(label):
            return {"text": voice.plain(label), "request_contact": True}
        case LocationButton(label):
            return {"text": voice.plain(label), "request_location": True}
        case _:
            return {"text": voice.plain(key)}
