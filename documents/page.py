"""A page as data: what stands on it, without how it is drawn."""

from enum import Enum, auto

from msgspec import Struct

from messages.text import Piece


class Heading(Struct, frozen=True):
    """The words over a part of the page."""

    words: Piece


class Paragraph(Struct, frozen=True):
    """Running text; a small one is for sources and remarks, a centred one for a certificate."""

    words: Piece
    small: bool = False
    centred: bool = False


class Banner(Struct, frozen=True):
    """One large line in the middle: the reference of a request, the name on a certificate."""

    words: Piece


class Facts(Struct, frozen=True):
    """Labels and what belongs to each."""

    rows: tuple[tuple[Piece, Piece], ...]


class Mark(Enum):
    """What stands before an item. Each has its own shape, because paper is often printed without colours."""

    DOT = auto()
    BOX = auto()
    YES = auto()
    NO = auto()
    UNKNOWN = auto()


class Item(Struct, frozen=True):
    """A line of a list, with a remark in small letters under it."""

    words: Piece
    mark: Mark = Mark.DOT
    remark: Piece | None = None


class Items(Struct, frozen=True):
    """A list: bullets, papers to tick with a pen, or conditions met and not met."""

    items: tuple[Item, ...]


class Column(Struct, frozen=True):
    """A column of a table; its width is its share of the sum of all shares."""

    label: Piece
    share: int = 1


class Table(Struct, frozen=True):
    """Rows under labels, which every new page repeats. None is a cell to fill in with a pen; `tall` has room to sign.

    Raises ValueError when a row has not as many cells as there are columns.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Piece | None, ...], ...]
    tall: bool = False

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"Every row of this table has {len(self.columns)} cells.")


class Step(Struct, frozen=True):
    """Something that happened, and when."""

    when: Piece
    words: Piece
    remark: Piece | None = None


class Timeline(Struct, frozen=True):
    """What happened, in the order in which it is given."""

    steps: tuple[Step, ...]


class Signatures(Struct, frozen=True):
    """Places to sign and stamp, side by side."""

    labels: tuple[Piece, ...]


class Space(Struct, frozen=True):
    """Empty paper, in millimetres."""

    height: float


Block = Heading | Paragraph | Banner | Facts | Items | Table | Timeline | Signatures | Space


class Code(Struct, frozen=True):
    """An address as a QR code, and the words under it that say what it opens."""

    address: str
    caption: Piece


class Page(Struct, frozen=True):
    """A document: one page of A4 where everything fits on it, else as many as it takes, each with the footer."""

    title: Piece
    blocks: tuple[Block, ...]
    footer: Piece
    code: Code | None = None
