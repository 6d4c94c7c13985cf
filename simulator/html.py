"""Telegram's HTML style, as strict as the original: https://core.telegram.org/bots/api#html-style."""

import html
import re
from dataclasses import dataclass, field
from functools import lru_cache

from simulator.entities import in_order, utf16_length
from simulator.errors import ApiError, bad_request
from simulator.messages import Json

_SIMPLE = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
}
_TAG_NAME = re.compile(r"[^\s>]*")
_ATTRIBUTE = re.compile(
    r"\s*(?P<name>[^\s=>]+)\s*(?:=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[\w.-]+)(?=[\s>])))?"
)
_ENTITY = re.compile(r"&(?:lt|gt|amp|quot|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")


def _refuse(text: str) -> ApiError:
    return bad_request(f"can't parse entities: {text}")


@dataclass(slots=True)
class _Open:
    tag: str
    offset: int
    attributes: dict[str, str]


@dataclass(slots=True)
class _Parser:
    source: str
    at: int = 0
    text: list[str] = field(default_factory=list)
    length: int = 0
    entities: list[Json] = field(default_factory=list)
    opened: list[_Open] = field(default_factory=list)
    has_code: bool = False

    def parse(self) -> tuple[str, list[Json]]:
        while (found := self.source.find("<", self.at)) >= 0:
            if found > self.at:
                self._plain(found)
            if self.source.startswith("/", found + 1):
                self._end()
            else:
                self._start()
        self._plain(len(self.source))
        if self.opened:
            raise _refuse(f'Can\'t find end tag corresponding to start tag "{self.opened[-1].tag}"')
        self.entities.sort(key=in_order)
        return "".join(self.text), _melted(self.entities) if self.has_code else self.entities

    def _plain(self, end: int) -> None:
        text = self.source[self.at : end]
        if "&" in text:
            text = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
        self.text.append(text)
        self.length += utf16_length(text)
        self.at = end

    def _byte(self, at: int) -> int:
        return len(self.source[:at].encode())

    def _start(self) -> None:
        begin = self.at
        name = _TAG_NAME.match(self.source, begin + 1)
        assert name is not None
        tag, self.at = name[0].lower(), name.end()
        if self.at >= len(self.source):
            raise _refuse(f"Unclosed start tag at byte offset {self._byte(begin)}")
        if tag not in _SIMPLE:
            raise _refuse(f'Unsupported start tag "{tag}" at byte offset {self._byte(begin)}')
        attributes = self._attributes(tag, begin)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise _refuse(f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(begin)}')
        self.opened.append(_Open(tag, self.length, attributes))

    def _attributes(self, tag: str, begin: int) -> dict[str, str]:
        attributes: dict[str, str] = {}
        while not self.source.startswith(">", self.at):
            self.at = len(self.source) - len(self.source[self.at :].lstrip())
            if self.at >= len(self.source):
                raise _refuse(f"Unclosed start tag at byte offset {self._byte(begin)}")
            if self.source[self.at] != ">":
                name, value = self._attribute(tag, begin)
                attributes[name] = value
        self.at += 1
        return attributes

    def _attribute(self, tag: str, begin: int) -> tuple[str, str]:
        found = _ATTRIBUTE.match(self.source, self.at)
        if found is None:
            raise _refuse(f'Empty attribute name in the tag "{tag}" at byte offset {self._byte(begin)}')
        name = found["name"].lower()
        value = next((found[part] for part in ("double", "single", "bare") if found[part] is not None), None)
        if value is None and self.source[found.end() :].lstrip().startswith("="):
            raise _refuse(f"Unclosed start tag at byte offset {self._byte(begin)}")
        if value is None and (tag, name) != ("blockquote", "expandable"):
            raise _refuse(
                f'Expected equal sign in declaration of an attribute of the tag "{tag}"'
                f" at byte offset {self._byte(begin)}"
            )
        self.at = found.end()
        return name, html.unescape(value or "")

    def _end(self) -> None:
        begin = self.at
        close = self.source.find(">", begin)
        if close < 0:
            raise _refuse(f"Unclosed end tag at byte offset {self._byte(begin)}")
        tag = self.source[begin + 2 : close].strip().lower()
        if not self.opened:
            raise _refuse(f"Unexpected end tag at byte offset {self._byte(begin)}")
        opened = self.opened.pop()
        if tag and tag != opened.tag:
            raise _refuse(
                f'Unmatched end tag at byte offset {self._byte(begin)}, expected "</{opened.tag}>", found "</{tag}>"'
            )
        self.at = close + 1
        if self.length > opened.offset:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        entity: Json = {
            "type": _SIMPLE[opened.tag],
            "offset": opened.offset,
            "length": self.length - opened.offset,
        }
        if opened.tag == "a":
            link = opened.attributes.get("href") or "".join(self.text)[-entity["length"] :]
            if "." not in link and "://" not in link:
                return
            entity["url"] = link if "://" in link else f"http://{link}"
        elif opened.tag == "tg-emoji":
            entity["custom_emoji_id"] = opened.attributes.get("emoji-id", "")
        elif opened.tag == "blockquote" and "expandable" in opened.attributes:
            entity["type"] = "expandable_blockquote"
        elif opened.tag == "code":
            self.has_code = True
            if opened.attributes.get("class", "").startswith("language-"):
                entity["language"] = opened.attributes["class"].removeprefix("language-")
        self.entities.append(entity)


@lru_cache(maxsize=1024)
def parse_html(source: str) -> tuple[str, list[Json]]:
    """Text and entities of an HTML text; they are nobody's to change.

    Bots say the same to thousands of people, and this is the dearest part of a call: so each sentence is parsed once.

    Raises:
        ApiError: 400 in Telegram's words, with the place of the mistake in bytes.
    """
    return _Parser(source).parse()


def _melted(entities: list[Json]) -> list[Json]:
    """The `code` that only gives the language of its `pre` is melted into it."""
    pres = {(entity["offset"], entity["length"]): entity for entity in entities if entity["type"] == "pre"}
    tidied: list[Json] = []
    for entity in entities:
        pre = pres.get((entity["offset"], entity["length"]))
        if entity["type"] == "code" and pre is not None:
            if "language" in entity:
                pre["language"] = entity["language"]
        else:
            entity.pop("language", None) if entity["type"] == "code" else None
            tidied.append(entity)
    return tidied
