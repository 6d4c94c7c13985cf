"""Reads the cells of a table that somebody sends: a spreadsheet (.xlsx), or text with separators (.csv).

The file comes from anywhere, so it is read with little trust: what it unpacks to is bounded, a document type (with
which a few lines of XML grow to gigabytes) is refused, and formulas are not computed: a cell has the value that was
saved with it. Only the first sheet is read.
"""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from itertools import islice
from typing import Final, Literal, NamedTuple, NoReturn
from xml.parsers import expat

from msgspec import Struct

LARGEST: Final = 1_000_000
"""Bytes of a file; a table of fifty meetings has some twenty thousand."""
UNPACKED: Final = 5_000_000
MOST_ROWS: Final = 200
MOST_COLUMNS: Final = 100
_CHUNK: Final = 65_536
_SEPARATORS: Final = (",", ";", "\t")
_TROUBLE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    csv.Error,
    EOFError,
    LookupError,
    NotImplementedError,  # a way of packing that is not known
    OverflowError,
    RuntimeError,  # locked with a password
    ValueError,
)


class NotATable(ValueError):
    """The file cannot be read as a table, or is too large to be one."""


def read_cells(content: bytes) -> list[list[str]]:
    """The rows of a file, each with its cells as text; days and hours as "2026-03-12 10:00".

    Rows beyond MOST_ROWS and columns beyond MOST_COLUMNS are left out. Raises NotATable.
    """
    if len(content) > LARGEST:
        raise NotATable("the file is too large")
    try:
        return _workbook(content) if content.startswith(b"PK") else _separated(content)
    except _TROUBLE as trouble:
        raise NotATable(str(trouble)) from trouble


def _separated(content: bytes) -> list[list[str]]:
    text = _decoded(content)
    if "\0" in text:
        raise NotATable("this is no text")
    between = max(_SEPARATORS, key=text.partition("\n")[0].count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=between)
    return [row[:MOST_COLUMNS] for row in islice(rows, MOST_ROWS)]


def _decoded(content: bytes) -> str:
    """Text as spreadsheet programs save it: in Unicode, or in the Arabic code page of Windows, where é is é as well."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1256")


class _Event(NamedTuple):
    """Something in an XML file: the beginning or the end of an element, or text."""

    kind: Literal["<", ">", "text"]
    name: str
    attributes: Mapping[str, str]


class _Archive(Struct):
    """The parts of a spreadsheet, as long as they do not grow beyond UNPACKED."""

    file: zipfile.ZipFile
    left: int = UNPACKED

    def events(self, part: str) -> Iterator[_Event]:
        """What stands in a part; nothing where there is no such part."""
        if part not in self.file.namelist():
            return
        found: list[_Event] = []
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse
        parser.StartElementHandler = lambda name, attributes: found.append(_Event("<", _local(name), attributes))
        parser.EndElementHandler = lambda name: found.append(_Event(">", _local(name), {}))
        parser.CharacterDataHandler = lambda text: found.append(_Event("text", text, {}))
        with self.file.open(part) as packed:
            while chunk := packed.read(_CHUNK):
                self.left -= len(chunk)
                if self.left < 0:
                    raise NotATable("it unpacks to too much")
                parser.Parse(chunk, False)
                yield from found
                found.clear()
            parser.Parse(b"", True)
            yield from found


def _refuse(*_declared: object) -> NoReturn:
    raise NotATable("a spreadsheet has no document type")


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _workbook(content: bytes) -> list[list[str]]:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        archive = _Archive(file)
        sheet, since = _first_sheet(archive)
        return _Sheet(_strings(archive), _dated_styles(archive), since).rows(archive, sheet)


def _first_sheet(archive: _Archive) -> tuple[str, datetime]:
    """The part that holds the first sheet, and the day from which its dates count."""
    first, since = "", datetime(1899, 12, 30)  # noqa: DTZ001 -- a day on the wall
    for kind, name, attributes in archive.events("xl/workbook.xml"):
        if (kind, name) == ("<", "workbookPr") and attributes.get("date1904") in {"1", "true"}:
            since = datetime(1904, 1, 1)  # noqa: DTZ001 -- as above
        if (kind, name) == ("<", "sheet") and not first:
            first = next(value for key, value in attributes.items() if _local(key) == "id" and " " in key)
    targets = {
        attributes["Id"]: attributes["Target"]
        for kind, name, attributes in archive.events("xl/_rels/workbook.xml.rels")
        if (kind, name) == ("<", "Relationship")
    }
    target = targets[first]
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}", since


def _strings(archive: _Archive) -> list[str]:
    """The texts that cells name by their number, without the reading aids of other scripts."""
    found: list[str] = []
    inside = aid = False
    for kind, name, _ in archive.events("xl/sharedStrings.xml"):
        if (kind, name) == ("<", "si"):
            found.append("")
        elif name == "rPh" and kind != "text":
            aid = kind == "<"
        elif name == "t" and kind != "text":
            inside = kind == "<"
        elif kind == "text" and inside and not aid:
            found[-1] += name
    return found


_DATES: Final = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
"""The built-in forms of numbers that show days and hours: ECMA-376, part 1, 18.8.30."""
_NOT_SHOWN: Final = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_SHOWS_TIME: Final = re.compile(r"[dmyhs]", re.IGNORECASE)


def _dated_styles(archive: _Archive) -> frozenset[int]:
    """The styles of cells, by number, whose numbers are days and hours."""
    dates, styles, inside = set(_DATES), list[int](), False
    for kind, name, attributes in archive.events("xl/styles.xml"):
        if (kind, name) == ("<", "numFmt") and _SHOWS_TIME.search(_NOT_SHOWN.sub("", attributes["formatCode"])):
            dates.add(int(attributes["numFmtId"]))
        elif name == "cellXfs" and kind != "text":
            inside = kind == "<"
        elif (kind, name) == ("<", "xf") and inside:
            styles.append(int(attributes.get("numFmtId", 0)))
    return frozenset(number for number, form in enumerate(styles) if form in dates)


class _Sheet(Struct, frozen=True):
    """How the cells of a sheet are read: their shared texts, the styles of dates, the day from which dates count."""

    strings: list[str]
    dated: frozenset[int]
    since: datetime

    def rows(self, archive: _Archive, part: str) -> list[list[str]]:
        rows: list[list[str]] = []
        cell: Mapping[str, str] = {}
        text, inside = "", False
        for kind, name, attributes in archive.events(part):
            if (kind, name) == ("<", "row"):
                if len(rows) == MOST_ROWS:
                    break
                rows.append([])
            elif (kind, name) == ("<", "c"):
                cell, text = attributes, ""
            elif kind != "text" and name in {"v", "t"}:
                inside = kind == "<"
            elif kind == "text" and inside:
                text += name
            elif (kind, name) == (">", "c"):
                _put(rows[-1], cell.get("r", ""), self._value(cell, text))
        return rows

    def _value(self, cell: Mapping[str, str], text: str) -> str:
        match cell.get("t", "n"):
            case "s":
                return self.strings[int(text)]
            case "n" if text:
                return self._number(float(text), dated=int(cell.get("s", 0)) in self.dated)
            case "e":
                return ""
            case _:
                return text

    def _number(self, number: float, *, dated: bool) -> str:
        if not dated:
            return str(int(number)) if number == int(number) else str(number)
        moment = self.since + timedelta(minutes=round(number * 24 * 60))
        if number < 1:
            return f"{moment:%H:%M}"
        return f"{moment:%Y-%m-%d %H:%M}" if number != int(number) else f"{moment:%Y-%m-%d}"


def _put(row: list[str], address: str, value: str) -> None:
    """Put a value where its address ("C5") says, or behind the last."""
    column = len(row)
    if letters := re.match(r"[A-Z]{1,3}", address):
        column = 0
        for letter in letters[0]:
            column = column * 26 + ord(letter) - ord("A") + 1
        column -= 1
    if column < MOST_COLUMNS:
        row += [""] * (column + 1 - len(row))
        row[column] = value
