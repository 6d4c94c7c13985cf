"""What a person gives as an answer, freed of how Telegram wraps it."""

from msgspec import Struct

from messages.marks import Mark


class Typed(Struct, frozen=True):
    """Words, and what is marked in them."""

    text: str
    marks: tuple[Mark, ...] = ()


class Pressed(Struct, frozen=True):
    """A button of the current screen, by the value it carries."""

    value: str


class Placed(Struct, frozen=True):
    """A shared location, in degrees."""

    latitude: float
    longitude: float


class Contact(Struct, frozen=True):
    """A shared phone number, as Telegram writes it: with or without the leading plus."""

    phone: str


class File(Struct, frozen=True):
    """Where Telegram keeps a file. `unique_id` is the same for the same file, `file_id` is what opens it.

    `size` is in bytes; what Telegram does not tell is None.
    """

    file_id: str
    unique_id: str
    name: str | None = None
    mime: str | None = None
    size: int | None = None


class Asking(Struct, frozen=True):
    """A poll: its question, and the answers to choose from; `several` of them may be chosen."""

    question: str
    options: tuple[str, ...]
    several: bool = False


class Attached(Struct, frozen=True):
    """Something else: a sticker, photo, document, voice note …, by Telegram's name of the kind.

    `file` is None for what has none, such as a `poll`; `caption` is what was written under it, with its `marks`;
    photos and files that were sent together have a common `album`.
    """

    kind: str
    file: File | None = None
    caption: str = ""
    marks: tuple[Mark, ...] = ()
    poll: Asking | None = None
    album: str | None = None


Given = Typed | Pressed | Placed | Contact | Attached
