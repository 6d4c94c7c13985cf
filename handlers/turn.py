"""One update being handled: who it is about, what time it is, and the three ways to say something.

A handler never talks to Telegram. What it says is written to the outbox, in the transaction of its effects, and
delivery sends it after the commit.
"""

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from telegram.ext import Application, CallbackContext, ExtBot

from handlers.after import AFTER
from handlers.letters import captioned, messages, send
from handlers.making import MAKE, Order
from messages.keyboard import InlineButton, Markup, inline
from messages.screen import Rendered, Screen, render
from messages.text import Text
from messages.voice import Voice
from storage.drafts import Draft
from storage.outbox import Outbox, Priority, upload
from storage.people import Person
from storage.unit import Unit

SENDERS: Final[Mapping[str, str]] = {
    "photo": "sendPhoto",
    "document": "sendDocument",
    "voice": "sendVoice",
    "video": "sendVideo",
    "audio": "sendAudio",
}
"""By which method a file of a kind is sent."""


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
    payload: str = ""
    """What the person brought along: the part of a deep link behind `?start=`."""
    username: str = ""
    """The bot's own name, without "@", for links that open it."""
    error: Exception | None = None
    answered: bool = False

    @property
    def voice(self) -> Voice:
        return Voice.of(self.person.language or "ar")

    def say(self, screen: Screen, keyboard: Markup | None = None) -> None:
        """A new message, or several when it is long; `keyboard` is used where the screen has no buttons."""
        self._send(self.chat_id, render(screen, self.voice), keyboard)

    def say_to(self, chat_id: int, language: str, screen: Screen, keyboard: Markup | None = None) -> None:
        """Say something to somebody else, in her language."""
        self._send(chat_id, render(screen, Voice.of(language)), keyboard)

    def say_soon(self, key: str, screen: Screen, seconds: float = 1.5) -> None:
        """Say something a moment later, in place of what is still to be said under the same `key`.

        For what many updates in a row change, such as the number of photos of an album; one message long.
        """
        rendered = render(screen, self.voice)
        later = int((self.now.timestamp() + seconds) * 1000)
        parameters = {"chat_id": self.chat_id, **messages(rendered)[-1]}
        Outbox(self.unit).replace(key, self.chat_id, "sendMessage", parameters, Priority.REPLY, not_before=later)

    def show(self, screen: Screen) -> int | None:
        """The screen in place of the one that was tapped, or as a new message; its message id where it is known."""
        rendered = render(screen, self.voice)
        if self.tapped is None or self.tapped.message_id is None or len(rendered.texts) > 1:
            self._send(self.chat_id, rendered)
            return None
        self._queue("editMessageText", {**messages(rendered)[0], "message_id": self.tapped.message_id})
        return self.tapped.message_id

    def show_buttons(self, rows: tuple[tuple[InlineButton, ...], ...]) -> None:
        """Other buttons under the message that was tapped, which stays as it is, be it a text or a photo."""
        if self.tapped is not None and self.tapped.message_id is not None:
            markup = inline(rows, self.voice)
            self._queue("editMessageReplyMarkup", {"message_id": self.tapped.message_id, "reply_markup": markup})

    def send_file(self, name: str, content: bytes, caption: Text | None = None) -> None:
        """A document that we made, such as a receipt; at most some hundred kilobytes, for it waits in the database."""
        self._queue("sendDocument", {"document": upload(name, content), **captioned(caption, self.voice)})

    def send_made(self, maker: str, what: str) -> None:
        """A document that takes long to make; `maker` is its name in handlers/makers.py, `what` says of what."""
        order = Order(self.chat_id, self.person.language or "ar", self.username, self.now, what)
        self._queue(MAKE + maker, order.dump())

    def do_after(self, work: str, what: str, *, instead_of: str | None = None) -> None:
        """Have something done after the commit; `work` is its name in handlers/after.py, `what` says with what.

        It takes the place of what was asked for with the same `instead_of` and is not begun yet.
        """
        order = Order(self.chat_id, self.person.language or "ar", self.username, self.now, what)
        if instead_of is None:
            self._queue(AFTER + work, order.dump())
            return
        key = f"{AFTER}{work}:{self.chat_id}:{instead_of}"
        parameters = {"chat_id": self.chat_id, **order.dump()}
        Outbox(self.unit).replace(key, self.chat_id, AFTER + work, parameters, Priority.REPLY, not_before=0)

    def send_photo(self, name: str, content: bytes, caption: Text | None = None) -> None:
        """A picture that we made, such as a QR code."""
        self._queue("sendPhoto", {"photo": upload(name, content), **captioned(caption, self.voice)})

    def pass_on(self, chat_id: int, kind: str, file_id: str, caption: Text | None = None) -> None:
        """A file that Telegram has, by its `kind` ("photo", "document", "voice", "video" …), to any chat.

        Raises KeyError for a kind that cannot be passed on.
        """
        parameters = {"chat_id": chat_id, kind: file_id, **captioned(caption, self.voice)}
        Outbox(self.unit).queue(chat_id, SENDERS[kind], parameters, Priority.REPLY)

    def answer(self, text: Text | None = None) -> None:
        """End the spinner on the tapped button, with a few words that pass by. Only the first answer counts."""
        if self.tapped is None or self.answered:
            return
        self.answered = True
        parameters = {"callback_query_id": self.tapped.query_id}
        if text is not None:
            parameters["text"] = self.voice.plain(text)
        Outbox(self.unit).queue(self.chat_id, "answerCallbackQuery", parameters, Priority.TAP)

    def _send(self, chat_id: int, rendered: Rendered, keyboard: Markup | None = None) -> None:
        send(self.unit, chat_id, messages(rendered, keyboard), Priority.REPLY)

    def _queue(self, method: str, parameters: Mapping[str, Any]) -> None:
        Outbox(self.unit).queue(self.chat_id, method, {"chat_id": self.chat_id, **parameters}, Priority.REPLY)


CURRENT: ContextVar[Turn] = ContextVar("turn")


class Context(CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """python-telegram-bot's context, which leads to the turn."""

    @property
    def turn(self) -> Turn:
        """The turn of the update that this task handles."""
        return CURRENT.get()


Bot = Application[ExtBot[None], Context, dict[Any, Any], dict[Any, Any], dict[Any, Any], None]
