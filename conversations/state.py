"""Where a conversation stands: the answers by name, and what is needed to show the open question again."""

from typing import Any

from msgspec import Struct, json

JSON = Any  # a value that survives JSON: what is stored is what came back from it; a whole number has 64 bits


class State(Struct):
    """One conversation of one person. All of it is JSON; nothing else of a conversation exists.

    `run` and `revision` are carried by every button, so that an old one is known. `note` says where the person is
    inside the open question (which region she opened, which amounts are in doubt). `came_from` is the question from
    which she went to change an answer, and where "back" leads; `before` are all answers as they were then. `shown_on`
    is the message that shows the current screen, where that is known. `typed` are the words, each with its kind, that
    were tried for the open question and may be learnt; once it is answered they are `learnt`, with the answer, until
    the handler has recorded them.
    """

    run: str
    revision: int = 0
    answers: dict[str, JSON] = {}
    trail: list[str] = []
    reask: str | None = None
    came_from: str | None = None
    note: JSON = None
    shown_on: int | None = None
    typed: list[list[str]] = []
    learnt: list[list[JSON]] = []
    before: dict[str, JSON] | None = None

    def dump(self) -> str:
        return json.encode(self).decode()

    @classmethod
    def parse(cls, text: str) -> "State":
        """Read a stored state; fields that this version does not know are left aside."""
        return json.decode(text, type=cls)
