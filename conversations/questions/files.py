"""Papers and photos, one or many at a time, beside the list of papers that are wanted."""

from collections import Counter
from collections.abc import Sequence
from typing import ClassVar, Final, NamedTuple

from conversations.given import Given
from conversations.question import Answered, Asked, Choice, Gathered, Question, Refused, Stale, Turned, Understood
from conversations.questions.attachment import FILES, attached, dump, load
from conversations.questions.reading import pressed
from conversations.questions.search import in_columns
from conversations.state import JSON
from domain.replacing import replace
from domain.requests.request import MOST_FILES, OTHER, NewFile
from messages.text import B, N, Piece, T, Text
from messages.values import Lines

DONE, LESS, FOR = "done", "less:", "for:"


class Paper(NamedTuple):
    """A paper that is wanted: the catalogue's code, and its name."""

    code: str
    name: Piece


class FilesQuestion(Question[tuple[NewFile, ...]], frozen=True):
    """The answer grows with every file, and "done" ends it. `so_far` is what is stored of it already.

    Its note is `{"for": code}` while the person sends one paper of the list; without it a file is `otherwise`, and
    where that is a paper itself no list is shown. With `least` = 1 it cannot end empty.
    """

    text: Text
    short: Text
    papers: tuple[Paper, ...] = ()
    heading: Text | None = None
    so_far: JSON = None
    least: int = 0
    most: int = MOST_FILES
    otherwise: str = OTHER
    help: Text | None = None
    skippable: ClassVar[bool] = False
    gathers: ClassVar[bool] = True

    def ask(self, note: JSON) -> Asked:
        kept = self._kept()
        paper = self._chosen(note)
        counted = _counted(kept) if kept else ()
        if paper is not None:
            heading = T("Now send this paper: <b>{paper}</b>", paper=paper.name)
            return Asked((heading, SEVERAL_PAGES, ANOTHER_PAPER, *counted), self._ends(kept))
        numbers = (Choice(_label(n, each, kept), FOR + each.code) for n, each in enumerate(self._listed, 1))
        return Asked((self.text, *self._list(kept), *counted), (*in_columns(numbers, columns=5), *self._ends(kept)))

    def read(self, given: Given, note: JSON) -> Understood:
        kept = self._kept()
        match pressed(given):
            case "done" if len(kept) >= self.least:
                return Answered([dump(each) for each in kept])
            case str(value) if value.startswith(LESS):
                tapped_again = value != _less(kept)  # it took one away already, or others have come since
                return Gathered([dump(each) for each in (kept if tapped_again else kept[:-1])])
            case str(value) if (code := value.removeprefix(FOR)) in {paper.code for paper in self.papers}:
                return Turned({"for": code})
        paper = self._chosen(note)
        file = attached(given, FILES, self.otherwise if paper is None else paper.code)
        if file is None:
            raise Refused(T("Send photos or files, please, or tap a button."))
        return Gathered([dump(each) for each in self._with(kept, file)])

    def load(self, stored: JSON) -> tuple[NewFile, ...]:
        if not isinstance(stored, list) or not self.least <= len(stored) <= self.most:
            raise Stale
        return tuple(load(each) for each in stored)

    def tell(self, stored: JSON) -> Piece:
        return N("{n} file", "{n} files", len(stored))

    @property
    def _listed(self) -> tuple[Paper, ...]:
        return self.papers if self.otherwise == OTHER else ()

    def _kept(self) -> list[NewFile]:
        try:
            return list(self.load(self.so_far)) if self.so_far else []
        except Stale:
            return []  # kept by rules that are no longer ours

    def _with(self, kept: list[NewFile], file: NewFile) -> list[NewFile]:
        """The same file is kept once; sent again for a paper of the list, it becomes that paper."""
        for at, each in enumerate(kept):
            if each.unique_id == file.unique_id:
                known = each if file.document == OTHER else replace(each, document=file.document)
                return [*kept[:at], known, *kept[at + 1 :]]
        if len(kept) >= self.most:
            raise Refused(FULL)
        return [*kept, file]

    def _chosen(self, note: JSON) -> Paper | None:
        code = note.get("for") if isinstance(note, dict) else None
        return next((paper for paper in self.papers if paper.code == code), None)

    def _list(self, kept: Sequence[NewFile]) -> tuple[Piece, ...]:
        if not self._listed:
            return ()
        lines = (_line(number, paper, kept) for number, paper in enumerate(self._listed, 1))
        heading = () if self.heading is None else (self.heading,)
        return (Lines((*heading, *lines)), TAP_A_NUMBER)

    def _ends(self, kept: Sequence[NewFile]) -> tuple[tuple[Choice, ...], ...]:
        if kept:
            return ((Choice(B("✅ That is all"), DONE),), (Choice(B("🗑 Take the last one away"), _less(kept)),))
        return () if self.least else ((Choice(B("⏭ Go on without files"), DONE),),)


def _less(kept: Sequence[NewFile]) -> str:
    return f"{LESS}{len(kept)}"


FULL: Final = T("I keep at most {most} files with one request. What came before is kept.", most=MOST_FILES)
TAP_A_NUMBER: Final = T("To say which paper you send, tap its number first.")
ANOTHER_PAPER: Final = T("For another paper of the list, tap «Back».")
SEVERAL_PAGES: Final = T("A clear photo is enough. Several pages are several photos.")


def _counted(kept: Sequence[NewFile]) -> tuple[Piece]:
    return (N("📎 Received so far: <b>{n} file</b>", "📎 Received so far: <b>{n} files</b>", len(kept)),)


def _line(number: int, paper: Paper, kept: Sequence[NewFile]) -> Text:
    count = Counter(each.document for each in kept)[paper.code]
    if count:
        return T("{number}. ✅ {paper}", number=number, paper=paper.name)
    return T("{number}. ▫️ {paper}", number=number, paper=paper.name)


def _label(number: int, paper: Paper, kept: Sequence[NewFile]) -> Piece:
    if any(each.document == paper.code for each in kept):
        return T("✅ {number}", number=number)
    return T("{number}", number=number)
