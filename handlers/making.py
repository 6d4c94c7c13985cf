"""Files that take long to make: ordered in the transaction, made after it, when their turn to be sent has come.

To draw a page takes longer than to answer ten people, and a transaction keeps the database from everybody. An order is
an outbox row like any other, so it survives whatever happens, and its file arrives in its place among the messages.
"""

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from typing import Any, Final, Literal

from msgspec import Struct, json

from handlers.letters import captioned
from messages.text import Text
from messages.voice import Voice
from storage.outbox import upload
from storage.unit import Unit

MAKE: Final = "make:"
"""How the method of such a row begins; the name of the maker follows."""


class Order(Struct, frozen=True):
    """For whom a file is made, in which language, when it was asked for, and the rest of what its maker must know."""

    chat_id: int
    language: str
    username: str
    now: datetime
    what: str

    @property
    def voice(self) -> Voice:
        return Voice.of(self.language)

    def dump(self) -> dict[str, Any]:
        """As parameters of an outbox row."""
        return {
            "chat_id": self.chat_id,
            "language": self.language,
            "username": self.username,
            "now": self.now.timestamp(),
            "what": self.what,
        }

    @classmethod
    def parse(cls, body: str) -> "Order":
        known = json.decode(body)
        return cls(**{**known, "now": datetime.fromtimestamp(known["now"], UTC)})


class Made(Struct, frozen=True):
    """A file with its name and caption; `draw` makes its content, and may take its time."""

    name: str
    draw: Callable[[], bytes]
    caption: Text | None = None
    kind: Literal["document", "photo"] = "document"


class Packed(Struct, frozen=True):
    """A file that is made of others, which are in Telegram's care: `pack` is given those that could be had, by id.

    They are fetched one by one, and no more of them than fit into what a bot may send.
    """

    name: str
    wanted: tuple[str, ...]
    pack: Callable[[Mapping[str, bytes]], bytes]
    caption: Text | None = None


Maker = Callable[[Unit, Order], Awaitable[Made | Packed | None]]
"""Reads what the file is to say; None when the person may not have it any more."""


def parameters(order: Order, made: Made, content: bytes) -> Mapping[str, Any]:
    """The parameters of sendDocument, or of sendPhoto."""
    caption = captioned(made.caption, order.voice)
    return {"chat_id": order.chat_id, made.kind: upload(made.name, content), **caption}
