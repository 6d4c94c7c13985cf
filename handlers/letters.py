"""From a screen to the messages that go out: the one place that knows how the Bot API takes what is said."""

from collections.abc import Iterable
from typing import Any, Final

from messages.keyboard import Markup
from messages.screen import Rendered, Screen, render
from messages.text import Text
from messages.voice import Voice
from storage.outbox import Outbox, Priority
from storage.unit import Unit

NO_PREVIEW: Final = {"is_disabled": True}
Message = dict[str, Any]
"""Parameters of sendMessage, but for whom it is."""


def messages(rendered: Rendered, keyboard: Markup | None = None) -> list[Message]:
    """One for each text; the buttons stand under the last, or `keyboard` where there are none."""
    all_: list[Message] = [
        {"text": text, "parse_mode": "HTML", "link_preview_options": NO_PREVIEW} for text in rendered.texts
    ]
    if markup := rendered.markup or keyboard:
        all_[-1]["reply_markup"] = markup
    return all_


def captioned(caption: Text | None, voice: Voice) -> Message:
    """The parameters of what is written under a file."""
    return {} if caption is None else {"caption": voice.say(caption), "parse_mode": "HTML"}


def send(
    unit: Unit,
    chat_id: int,
    all_: Iterable[Message],
    priority: Priority,
    *,
    not_before: int = 0,
    key: str | None = None,
) -> None:
    """Queue messages in their order; with a `key` they are said once, however often they are queued."""
    outbox = Outbox(unit)
    for number, message in enumerate(all_, 1):
        once = None if key is None else f"{key}:{number}"
        parameters = {"chat_id": chat_id, **message}
        outbox.queue(chat_id, "sendMessage", parameters, priority, not_before=not_before, dedupe_key=once)


def tell_once(
    unit: Unit, chat_id: int, language: str, screen: Screen, key: str, *, priority: Priority = Priority.BULK
) -> None:
    """Tell somebody something in her language, once for each `key`; for what a tick finds to tell."""
    send(unit, chat_id, messages(render(screen, Voice.of(language))), priority, key=key)
