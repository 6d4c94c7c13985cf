"""One update being handled: who it is about, what time it is, and the three ways to say something.

A handler never talks to Telegram. What it says is written to the outbox, in the transaction of its effects, and
delivery sends it after the commit.
"""

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from telegram.ext import Application, CallbackContext, ExtBot

from messages.keyboard import Markup
from messages.screen import Screen, render
from messages.text import Text
from messages.voice import Voice
from storage.drafts import Draft
from storage.outbox import Outbox, Priority
from storage.people import Person
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Tapped:
    """A button that was tapped: the query to answer, and the message it stands under, if we may still edit it."""

    query_id: str
    message_id: int | None


@dataclass
class Turn:
    """What a handler works with. `person` is as stored, or as the update introduces her."""

    unit: Unit
    chat_id: int
    person: Person
    drafts: list[Draft]
    now: datetime
    tapped: Tapped | None
    new_run: Callable[[], str]
    error: Exception | None = None
    answered: bool = False

    @property
    def voice(self) -> Voice:
        return Voice.of(self.person.language or "ar")

    def say(self, screen: Screen, keyboard: Markup | None = None) -> None:
        """A new message, or several when it is long; `keyboard` is used where the screen has no buttons."""
        rendered = render(screen, self.voice)
        for text in rendered.texts[:-1]:
            self._queue("sendMessage", {"text": text})
        markup = rendered.markup or keyboard
        self._queue("sendMessage", {"text": rendered.texts[-1]} | ({"reply_markup": markup} if markup else {}))

    def show(self, screen: Screen) -> int | None:
        """The screen in place of the one that was tapped, or as a new message; its message id where it is known."""
        rendered = render(screen, self.voice)
        if self.tapped is None or self.tapped.message_id is None or len(rendered.texts) > 1:
            self.say(screen)
            return None
        changed = {"message_id": self.tapped.message_id, "text": rendered.texts[0]}
        self._queue("editMessageText", changed | ({"reply_markup": rendered.markup} if rendered.markup else {}))
        return self.tapped.message_id

    def answer(self, text: Text | None = None) -> None:
        """End the spinner on the tapped button, with a few words that pass by. Only the first answer counts."""
        if self.tapped is None or self.answered:
            return
        self.answered = True
        parameters = {"callback_query_id": self.tapped.query_id}
        if text is not None:
            parameters["text"] = self.voice.plain(text)
        Outbox(self.unit).queue(self.chat_id, "answerCallbackQuery", parameters, Priority.TAP)

    def _queue(self, method: str, parameters: Mapping[str, Any]) -> None:
        common: dict[str, Any] = {
            "chat_id": self.chat_id,
            "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
        }
        Outbox(self.unit).queue(self.chat_id, method, {**common, **parameters}, Priority.REPLY)


CURRENT: ContextVar[Turn] = ContextVar("turn")


class Context(CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """python-telegram-bot's context, which leads to the turn."""

    @property
    def turn(self) -> Turn:
        """The turn of the update that this task handles."""
        return CURRENT.get()


Bot = Application[ExtBot[None], Context, dict[Any, Any], dict[Any, Any], dict[Any, Any], None]
