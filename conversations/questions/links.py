"""Buttons under a notice: to places in this bot, which are offered, and to addresses, which are written."""

import re
from collections.abc import Iterable
from typing import ClassVar, Final

import msgspec

from catalogue.local import Local
from conversations.given import Given
from conversations.question import Answered, Asked, Choice, Gathered, Question, Refused, Stale, Understood
from conversations.questions.reading import pressed, words
from conversations.questions.search import in_columns
from conversations.state import JSON
from domain.broadcasts.content import MOST_LINKS, Link
from domain.plain import plain
from messages.bidi import clean, shows, visible_length
from messages.text import BUTTON_LIMIT, B, Piece, T, Text
from messages.values import Listing

DONE, ADD, LESS = "!done", "+", "-"
LONGEST_ADDRESS: Final = 500
ADDRESS: Final = re.compile(r"(?P<label>.*?)\s*(?P<url>https?://[^\s<>\"]+\.[^\s<>\"]+)\s*", re.DOTALL | re.IGNORECASE)


class LinksQuestion(Question[tuple[Link, ...]], frozen=True):
    """At most MOST_LINKS buttons. `offered` are places of the bot with their names; `so_far` is what is chosen."""

    text: Text
    short: Text
    offered: tuple[tuple[str, Piece], ...]
    so_far: JSON = None
    help: Text | None = None
    skippable: ClassVar[bool] = False

    def ask(self, note: JSON) -> Asked:
        del note
        kept = self._kept()
        chosen = {link.opens for link in kept}
        less = ((Choice(T("🗑 {name}", name=self._named(link)), f"{LESS}{at}"),) for at, link in enumerate(kept))
        more = (
            Choice(T("➕ {name}", name=name), f"{ADD}{at}")
            for at, (opens, name) in enumerate(self.offered)
            if opens not in chosen
        )
        told = (self._all(kept),) if kept else ()
        done = Choice(B("✅ That is all") if kept else B("⏭ Without buttons"), DONE)
        return Asked((self.text, HOW, *told), ((done,), *less, *in_columns(more, columns=1)))

    def read(self, given: Given, note: JSON) -> Understood:
        del note
        kept = self._kept()
        if pressed(given) == DONE:
            return Answered(dump(kept))
        if (number := _number(pressed(given, LESS), len(kept))) is not None:
            return Gathered(dump(link for at, link in enumerate(kept) if at != number))
        if (number := _number(pressed(given, ADD), len(self.offered))) is not None:
            link = Link(self.offered[number][0])
        else:
            link = _written(words(given))
        if any(each.opens == link.opens for each in kept):
            return Gathered(dump(link if each.opens == link.opens else each for each in kept))
        if len(kept) >= MOST_LINKS:
            raise Refused(T("At most {most} buttons. Take one away first.", most=MOST_LINKS))
        return Gathered(dump((*kept, link)))

    def load(self, stored: JSON) -> tuple[Link, ...]:
        if not isinstance(stored, list) or len(stored) > MOST_LINKS:
            raise Stale
        try:
            return msgspec.convert(stored, tuple[Link, ...])
        except ValueError:
            raise Stale from None

    def tell(self, stored: JSON) -> Piece:
        links = self.load(stored)
        return self._all(links) if links else T("none")

    def _all(self, links: tuple[Link, ...]) -> Text:
        return T("🔘 {names}", names=Listing(tuple(map(self._named, links))))

    def _named(self, link: Link) -> Piece:
        return link.label or dict(self.offered).get(link.opens, T("{address}", address=link.opens))

    def _kept(self) -> tuple[Link, ...]:
        try:
            return self.load(self.so_far) if self.so_far else ()
        except Stale:
            return ()  # kept by rules that are no longer ours


def dump(links: Iterable[Link]) -> JSON:
    """Buttons as an answer to be stored."""
    return plain(tuple(links))


def _number(text: str | None, count: int) -> int | None:
    """The number that a button carries, if it is one of so many."""
    short = text is not None and text.isdecimal() and len(text) <= len(str(count))
    return int(text) if short and text is not None and int(text) < count else None


def _written(text: str) -> Link:
    """A button from "label address", with a label in both languages where a stroke parts them. Raises `Refused`."""
    found = ADDRESS.fullmatch(clean(text).strip())
    if found is None or len(found["url"]) > LONGEST_ADDRESS:
        raise Refused(EXAMPLE)
    labels = [" ".join(part.split()) for part in found["label"].strip(" :-–").split("/", 1)]
    if not all(map(shows, labels)):
        raise Refused(EXAMPLE)
    if any(visible_length(label) > BUTTON_LIMIT for label in labels):
        raise Refused(T("The words of a button have at most {most} characters.", most=BUTTON_LIMIT))
    return Link(found["url"], Local(labels[0], labels[-1]))


HOW: Final = T(
    "Tap what a button shall open. For a page of the web write the words of the button and its address. "
    "A stroke parts Arabic from French: {example}",
    example="… / Inscription https://example.org",
)
EXAMPLE: Final = T("Write the words of the button and then the address, which begins with https://")
