"""One update being handled: who it is about, what time it is, and the three ways to say something.

A handler never talks to Telegram. What it says is written to the outbox, in the transaction of its effects, and
delivery sends it after the commit.
"""

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from datetime import datetime
from typing import Any, Final

from msgspec import Struct
from telegram.ext import Application, CallbackContext, ExtBot

from domain.replacing import replace
from handlers.after import AFTER
from handlers.letters import Message, captioned, messages, send
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


NOBODY: Final = 0
"""In place of somebody's chat: who wrote cannot be known, and has no rights."""


class Tapped(Struct, frozen=True):
    """A button that was tapped: the query to answer, and the message it stands under, if we may still edit it."""

    query_id: str
    message_id: int | None


class Place(Struct, frozen=True):
    """Where to speak when it is not somebody's own chat: a group, perhaps a topic of it."""

    chat_id: int
    thread: int | None = None

    def parameters(self) -> dict[str, int]:
        """As every method that sends takes it."""
        return {"chat_id": self.chat_id} | ({} if self.thread is None else {"message_thread_id": self.thread})


class Turn(Struct):
    """What a handler works with. `person` is as stored, or as the update introduces her.

    `chat_id` is whoever acts, so that rights are always hers; in a group, what is said goes to the `place`.
    """

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
    place: Place | None = None
    """The group in which this happens; None in a private chat."""
    message_id: int | None = None
    """The message that is being handled, where one is."""

    @property
    def voice(self) -> Voice:
        return Voice.of(self.person.language or "ar")

    @property
    def here(self) -> Place:
        """Where what is said goes."""
        return self.place or Place(self.chat_id)

    def say(self, screen: Screen, keyboard: Markup | None = None) -> None:
        """A new message, or several when it is long; `keyboard` is used where the screen has no buttons.

        In a group nobody gets keys: they would stand on the phones of all.
        """
        self._send(self.here, render(screen, self.voice), None if self.place else keyboard)

    def reply(self, screen: Screen) -> None:
        """Say something as an answer to the very message that is handled, or by itself where that is gone."""
        all_ = messages(render(screen, self.voice))
        if self.message_id is not None:
            answered = {"message_id": self.message_id, "allow_sending_without_reply": True}
            all_[0] = {**all_[0], "reply_parameters": answered}
        self._send_all(self.here, all_)

    def say_to(self, chat_id: int, language: str, screen: Screen, keyboard: Markup | None = None) -> None:
        """Say something to somebody else, in her language."""
        self._send(Place(chat_id), render(screen, Voice.of(language)), keyboard)

    def say_soon(self, key: str, screen: Screen, seconds: float = 1.5) -> None:
        """Say something a moment later, in place of what is still to be said under the same `key`.

        For what many updates in a row change, such as the number of photos of an album; one message long.
        """
        rendered = render(screen, self.voice)
        later = int((self.now.timestamp() + seconds) * 1000)
        parameters = {**self.here.parameters(), **messages(rendered)[-1]}
        Outbox(self.unit).replace(key, self.here.chat_id, "sendMessage", parameters, Priority.REPLY, not_before=later)

    def show(self, screen: Screen) -> int | None:
        """The screen in place of the one that was tapped, or as a new message; its message id where it is known."""
        rendered = render(screen, self.voice)
        if self.tapped is None or self.tapped.message_id is None or len(rendered.texts) > 1:
            self._send(self.here, rendered)
            return None
        edited = {**messages(rendered)[0], "chat_id": self.here.chat_id, "message_id": self.tapped.message_id}
        Outbox(self.unit).queue(self.here.chat_id, "editMessageText", edited, Priority.REPLY)
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
        Outbox(self.unit).queue(self.chat_id, MAKE + maker, order.dump(), Priority.REPLY)

    def do_after(self, work: str, what: str, *, instead_of: str | None = None) -> None:
        """Have something done after the commit; `work` is its name in handlers/after.py, `what` says with what.

        It takes the place of what was asked for with the same `instead_of` and is not begun yet.
        """
        chat_id = self.here.chat_id
        order = Order(chat_id, self.person.language or "ar", self.username, self.now, what).dump()
        if instead_of is None:
            Outbox(self.unit).queue(chat_id, AFTER + work, order, Priority.REPLY)
            return
        key = f"{AFTER}{work}:{chat_id}:{instead_of}"
        Outbox(self.unit).replace(key, chat_id, AFTER + work, order, Priority.REPLY, not_before=0)

    def send_photo(self, name: str, content: bytes, caption: Text | None = None) -> None:
        """A picture that we made, such as a QR code."""
        self._queue("sendPhoto", {"photo": upload(name, content), **captioned(caption, self.voice)})

    def pass_on(self, kind: str, file_id: str, caption: Text | None = None) -> None:
        """A file that Telegram has, by its `kind` ("photo", "document", "voice", "video" …).

        Raises KeyError for a kind that cannot be passed on.
        """
        self._queue(SENDERS[kind], {kind: file_id, **captioned(caption, self.voice)})

    def tapped_below(self) -> None:
        """Let what the tap opens come below, so that the message with the button stays as it is."""
        if self.tapped is not None:
            self.tapped = replace(self.tapped, message_id=None)

    def answer(self, text: Text | None = None) -> None:
        """End the spinner on the tapped button, with a few words that pass by. Only the first answer counts."""
        if self.tapped is None or self.answered:
            return
        self.answered = True
        parameters = {"callback_query_id": self.tapped.query_id}
        if text is not None:
            parameters["text"] = self.voice.plain(text)
        Outbox(self.unit).queue(self.here.chat_id, "answerCallbackQuery", parameters, Priority.TAP)

    def _send(self, place: Place, rendered: Rendered, keyboard: Markup | None = None) -> None:
        self._send_all(place, messages(rendered, keyboard))

    def _send_all(self, place: Place, all_: list[Message]) -> None:
        where = place.parameters()
        send(self.unit, place.chat_id, [{**where, **message} for message in all_], Priority.REPLY)

    def _queue(self, method: str, parameters: Mapping[str, Any]) -> None:
        where = self.here
        Outbox(self.unit).queue(where.chat_id, method, {**where.parameters(), **parameters}, Priority.REPLY)


CURRENT: ContextVar[Turn] = ContextVar("turn")


class Context(CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """python-telegram-bot's context, which leads to the turn."""

    @property
    def turn(self) -> Turn:
        """The turn of the update that this task handles."""
        return CURRENT.get()


Bot = Application[ExtBot[None], Context, dict[Any, Any], dict[Any, Any], dict[Any, Any], None]
