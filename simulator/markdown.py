"""Telegram's MarkdownV2 and the older Markdown style: https://core.telegram.org/bots/api#markdownv2-style."""

import re
from dataclasses import dataclass, field

from simulator.entities import utf16_length
from simulator.errors import ApiError, bad_request
from simulator.messages import Json

_MARKS = {
    "*": "bold",
    "_": "italic",
    "__": "underline",
    "~": "strikethrough",
    "||": "spoiler",
    "`": "code",
    "```": "pre",
    "[": "text_link",
}
_TOKEN = re.compile(r"\\.|```|__|\|\||[*_~`\[\]]|[>#+\-=|{}.!()]", re.DOTALL)
_LEGACY_TOKEN = re.compile(r"\\[_*`\[]|```|[*_`\[\]]")
_TARGET = re.compile(r"\((?P<url>(?:\\.|[^\\)])*)\)", re.DOTALL)
_LANGUAGE = re.compile(r"(?P<language>[\w+#-]+)\n")


def _refuse(text: str) -> ApiError:
    return bad_request(f"can't parse entities: {text}")


@dataclass
class _Open:
    mark: str
    offset: int
    at: int
    language: str = ""


@dataclass
class _Parser:
    source: str
    legacy: bool
    at: int = 0
    text: list[str] = field(default_factory=list)
    length: int = 0
    entities: list[Json] = field(default_factory=list)
    opened: list[_Open] = field(default_factory=list)

    def parse(self) -> tuple[str, list[Json]]:
        pattern = _LEGACY_TOKEN if self.legacy else _TOKEN
        while found := pattern.search(self.source, self.at):
            self._plain(self.source[self.at : found.start()])
            self.at = found.end()
            self._mark(found[0], found.start())
        self._plain(self.source[self.at :])
        if self.opened:
            last = self.opened[-1]
            kind = _MARKS[last.mark].title().replace("Text_Link", "TextUrl").replace("Pre", "PreCode")
            raise _refuse(f"Can't find end of {kind} entity at byte offset {self._byte(last.at)}")
        return "".join(self.text), sorted(self.entities, key=lambda entity: (entity["offset"], -entity["length"]))

    def _byte(self, at: int) -> int:
        return len(self.source[:at].encode())

    def _plain(self, text: str) -> None:
        self.text.append(text)
        self.length += utf16_length(text)

    def _mark(self, found: str, at: int) -> None:
        inside = self.opened[-1].mark if self.opened else ""
        if found.startswith("\\"):
            self._plain(found[1:])
        elif inside in ("`", "```") and found != inside:
            self._plain(found)
        elif inside and inside == ("[" if found == "]" else found) and found != "[":
            self._close(self.opened.pop())
        elif found in _MARKS:
            self._open(found, at)
        elif found == ">" and (at == 0 or self.source[at - 1] == "\n"):
            self._quote()
        elif self.legacy:
            self._plain(found)
        else:
            raise _refuse(f"Character '{found}' is reserved and must be escaped with the preceding '\\'")

    def _open(self, mark: str, at: int) -> None:
        opened = _Open(mark, self.length, at)
        if mark == "```" and (found := _LANGUAGE.match(self.source, self.at)):
            opened.language, self.at = found["language"], found.end()
        self.opened.append(opened)

    def _close(self, opened: _Open) -> None:
        entity: Json = {
            "type": _MARKS[opened.mark],
            "offset": opened.offset,
            "length": self.length - opened.offset,
        }
        if opened.mark == "[":
            target = _TARGET.match(self.source, self.at)
            if target is None:
                return
            self.at = target.end()
            entity["url"] = re.sub(r"\\(.)", r"\1", target["url"])
        if opened.language:
            entity["language"] = opened.language
        if entity["length"]:
            self.entities.append(entity)

    def _quote(self) -> None:
        """A quotation runs to the end of its last line; its inner marks are parsed for themselves."""
        lines = re.compile(r"[^\n]*(?:\n>[^\n]*)*").match(self.source, self.at)
        assert lines is not None
        inner = lines[0].replace("\n>", "\n")
        expandable = inner.endswith("||")
        text, entities = _Parser(inner.removesuffix("||") if expandable else inner, legacy=False).parse()
        kind = "expandable_blockquote" if expandable else "blockquote"
        self.entities.append({"type": kind, "offset": self.length, "length": utf16_length(text)})
        self.entities += [{**entity, "offset": entity["offset"] + self.length} for entity in entities]
        self._plain(text)
        self.at = lines.end()


def parse_markdown(source: str, *, legacy: bool) -> tuple[str, list[Json]]:
    """Text and entities of a Markdown text; `legacy` is the older style, without nesting and escapes.

    Raises:
        ApiError: 400 in Telegram's words.
    """
    return _Parser(source, legacy=legacy).parse()
