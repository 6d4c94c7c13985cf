"""What became of a call to Telegram, and what follows: one table of decisions, without side effects."""

import logging
from typing import ClassVar

from msgspec import Struct, json
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.transport import NotSent, patience
from handlers.after import AFTER
from storage.keys import is_storable
from storage.outbox import GONE, Outgoing, Priority

MOST_ATTEMPTS = 200  # with the longest pause of a minute: about three hours without Telegram

LONGEST_REASON = 500
BLOCKED = "blocked"
UNCHANGED = "message is not modified"
TOO_LATE = ("query is too old", "query id is invalid")
LOST = ("wrong file identifier", "wrong remote file", "wrong file_id")
NOTHING_TO_EDIT = ("message to edit not found", "message can't be edited", "message to delete not found")
EDITS = {"editMessageText": "sendMessage"}
NOBODY = ("user is deactivated", "chat not found", "user not found", "peer_id_invalid")
"""What is said of an account that no longer exists; some of it comes as 400, some as 403."""


class Delivered(Struct, frozen=True):
    """It arrived; `message_id` where the method makes a message."""

    end: ClassVar[str] = "sent"
    message_id: int | None


class Refused(Struct, frozen=True):
    """It did not arrive and will not: `failed`, `blocked`, `expired`, or nobody can say: `unknown`."""

    state: str
    error: str

    @property
    def end(self) -> str:
        return self.state

    @property
    def level(self) -> int:
        return logging.WARNING if self.state in {"failed", "unknown"} else logging.DEBUG


class FileGone(Refused, frozen=True):
    """Telegram no longer gives the file that was to be passed on."""


class Retry(Struct, frozen=True):
    """Try again a little later."""

    end: ClassVar[str] = "retry"
    error: str


class PauseChat(Struct, frozen=True):
    """Telegram asks for patience in this chat."""

    end: ClassVar[str] = "429"
    seconds: float


class PauseAll(Struct, frozen=True):
    """Telegram asks for patience everywhere."""

    end: ClassVar[str] = "429"
    seconds: float


class Rewritten(Struct, frozen=True):
    """The same content can go another way: an edit of a message that is gone becomes a new message."""

    end: ClassVar[str] = "rewritten"
    method: str
    body: str


class Moved(Struct, frozen=True):
    """The group has become a supergroup, with another id, where the same can be said."""

    end: ClassVar[str] = "moved"
    chat_id: int
    method: str
    body: str


class HandedBack(Struct, frozen=True):
    """It did not leave: the program stops, or Telegram asked everybody for patience while it waited for its slot."""

    end: ClassVar[str] = "back"


Outcome = Delivered | Refused | FileGone | Retry | PauseChat | PauseAll | Rewritten | Moved | HandedBack


def judge(message: Outgoing, error: TelegramError) -> Outcome:  # noqa: PLR0911 -- a table has a line a case
    """Decide what follows from an error. `BadRequest` and `TimedOut` are kinds of `NetworkError`: order matters."""
    reason = _storable(error)
    match error:
        case RetryAfter():
            return PauseChat(patience(error))
        case ChatMigrated() if is_storable(error.new_chat_id):
            return _moved(message, error.new_chat_id, reason)
        case Forbidden():
            return Refused(BLOCKED, GONE if _is_nobody(reason) else reason)
        case BadRequest():
            return _bad_request(message, reason)
        case InvalidToken():
            return Refused("failed", reason)
        case NotSent():
            return _again(message, reason)
        case _:
            # A time-out, a broken connection or a server error: it may have arrived.
            return Refused("unknown", reason) if message.priority is Priority.BULK else _again(message, reason)


def _storable(error: TelegramError) -> str:
    """What Telegram said. It may repeat a whole file, and hold half a surrogate pair, which no database takes."""
    return str(error)[:LONGEST_REASON].encode(errors="replace").decode()


def is_lost(reason: str) -> bool:
    """Whether a call failed because Telegram no longer has the file."""
    return any(sign in reason.lower() for sign in LOST)


def _bad_request(message: Outgoing, reason: str) -> Outcome:
    lower = reason.lower()
    if UNCHANGED in lower:
        return Delivered(None)
    if _is_nobody(reason):
        return Refused(BLOCKED, GONE)
    if any(sign in lower for sign in TOO_LATE):
        return Refused("expired", reason)
    if is_lost(reason):
        return FileGone("failed", reason)
    if message.method in EDITS and message.priority is not Priority.BULK and _has_nothing_to_edit(lower):
        parameters = json.decode(message.body)
        parameters.pop("message_id", None)
        return Rewritten(EDITS[message.method], json.encode(parameters).decode())
    return Refused("failed", reason)


def _is_nobody(reason: str) -> bool:
    return any(sign in reason.lower() for sign in NOBODY)


def _has_nothing_to_edit(reason: str) -> bool:
    """An answer then comes as a new message. What was told to many does not: she has deleted it."""
    return any(sign in reason for sign in NOTHING_TO_EDIT)


def _moved(message: Outgoing, chat_id: int, reason: str) -> Outcome:
    """Say it in the new group, where no message of the former one is: under its number stands another, or none."""
    parameters = json.decode(message.body)
    method = EDITS.get(message.method, message.method)
    of_a_message = {"message_id", "message_ids"} & parameters.keys()
    if of_a_message and method == message.method:
        return Refused("expired", reason)
    named = {"chat_id", "message_id", "reply_parameters"}
    kept = {name: value for name, value in parameters.items() if name not in named}
    return Moved(chat_id, method, json.encode({"chat_id": chat_id, **kept}).decode())


def _again(message: Outgoing, reason: str) -> Outcome:
    # Work after a commit is not late news: what a person said to staff is worth carrying over after a day, too.
    lasting = message.attempts < MOST_ATTEMPTS or message.method.startswith(AFTER)
    return Retry(reason) if lasting else Refused("failed", reason)
