"""What a question is: how it asks, how it reads an answer, and how an answer is told back."""

from abc import abstractmethod
from typing import ClassVar, Generic, TypeVar

from msgspec import Struct

from conversations.given import Given
from conversations.state import JSON
from domain.words import Heard
from messages.text import Piece, Text

T_co = TypeVar("T_co", covariant=True)


class Refused(Exception):
    """What was given is no answer; `why` says so in one kind sentence, and nothing is lost."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.msgid)
        self.why = why


class Stale(Exception):
    """A stored answer that the question of today does not accept; it is asked again."""


class Choice(Struct, frozen=True):
    """A button of a question; `value` is at most 40 ASCII characters."""

    label: Piece
    value: str


class Asked(Struct, frozen=True):
    """How a question looks: its paragraphs, and rows of choices under them."""

    paragraphs: tuple[Piece, ...]
    choices: tuple[tuple[Choice, ...], ...] = ()


class Answered(Struct, frozen=True):
    """An answer to store."""

    stored: JSON


class Turned(Struct, frozen=True):
    """Not yet an answer, but the question now looks different: a region was opened, an amount must be confirmed."""

    note: JSON


class Gathered(Struct, frozen=True):
    """An answer so far, kept at once while the question stays open for more; its buttons mean what they meant."""

    stored: JSON


class Edit(Struct, frozen=True):
    """The person wants to change the answer called `key`; its question begins with `note`."""

    key: str
    note: JSON = None


Understood = Answered | Turned | Gathered | Edit


class Question(Struct, Generic[T_co], frozen=True):
    """A question whose answer the conversation sees as a `T_co`, and the database as JSON."""

    skippable: ClassVar[bool] = True
    """Whether "I don't know" is an answer; it is stored as null."""
    stoppable: ClassVar[bool] = True
    """Whether to offer "stop"; a last screen with its own way out does not."""
    gathers: ClassVar[bool] = False
    """Whether one answer comes in many messages, as an album does: what is said to each may wait for the next."""
    has_screens: ClassVar[bool] = True
    """Whether its note says on which of its screens the person is, so that "back" leads through them."""
    takes_contact: ClassVar[bool] = False
    """Whether a key is offered that shares the phone number."""

    @property
    @abstractmethod
    def short(self) -> Text:
        """What the summary calls it, for example "Your age"."""

    @property
    def help(self) -> Text | None:
        """Why it is asked and how it may be answered."""
        return None

    @abstractmethod
    def ask(self, note: JSON) -> Asked:
        """The screen, given where the person is inside the question."""

    @abstractmethod
    def read(self, given: Given, note: JSON) -> Understood:
        """Understand what was given. Raises `Refused`."""

    @abstractmethod
    def load(self, stored: JSON) -> T_co:
        """Turn what was stored into the value. Raises `Stale`."""

    @abstractmethod
    def tell(self, stored: JSON) -> Piece:
        """A stored answer (never null) in the words of the summary."""

    def again(self, stored: JSON) -> JSON:
        """The note with which a stored answer is changed; null begins anew."""
        del stored

    def hears(self, given: Given) -> Heard | None:
        """What is to be learnt from this attempt, once an answer is given; None: nothing."""
        del given
        return None

    def up(self, note: JSON) -> JSON:
        """Where "back" leads from `note` inside the question; null is its first screen."""
        del note
