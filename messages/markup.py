"""The two forms in which a text leaves the bot: Telegram's HTML, and plain text."""

import html
import re
from typing import Final, Protocol

from messages.bidi import isolate

TAGS: Final = ("b", "i", "u", "s", "code", "blockquote")
TAG = re.compile(r"<[^<>]*>")


class Markup(Protocol):
    """How the parts of a text are written in one form."""

    def template(self, literal: str) -> str:
        """A translator's literal, which may hold Telegram's tags."""
        ...

    def escape(self, text: str) -> str:
        """A value, in which nothing is a tag."""
        ...

    def link(self, url: str, label: str) -> str:
        """A link whose label is already written in this form."""
        ...

    def quote(self, text: str, *, folded: bool) -> str:
        """A block that stands apart, already written in this form."""
        ...


class _Html:
    def template(self, literal: str) -> str:
        return literal

    def escape(self, text: str) -> str:
        return html.escape(text, quote=False)

    def link(self, url: str, label: str) -> str:
        return f'<a href="{html.escape(url)}">{label}</a>'

    def quote(self, text: str, *, folded: bool) -> str:
        return f"<blockquote{' expandable' if folded else ''}>{text}</blockquote>"


class _Plain:
    def template(self, literal: str) -> str:
        return without_tags(literal)

    def escape(self, text: str) -> str:
        return text

    def link(self, url: str, label: str) -> str:
        return f"{label} ({isolate(url)})"

    def quote(self, text: str, *, folded: bool) -> str:  # noqa: ARG002 - plain text has nothing to fold
        return text


HTML: Final[Markup] = _Html()
PLAIN: Final[Markup] = _Plain()


def without_tags(text: str) -> str:
    """The text that a reader of this HTML sees."""
    return html.unescape(TAG.sub("", text))


def markup_problems(text: str) -> list[str]:
    """What Telegram would refuse in a translator's text: unknown, crossed or open tags, a bare `<` or `&`."""
    problems: list[str] = []
    open_tags: list[str] = []
    for tag in TAG.findall(text):
        name = tag.strip("</>")
        if name not in TAGS or tag not in {f"<{name}>", f"</{name}>"}:
            problems.append(f"{tag} is not one of the tags {', '.join(TAGS)}")
        elif not tag.startswith("</"):
            open_tags.append(name)
        elif not open_tags or open_tags.pop() != name:
            problems.append(f"{tag} closes what is not open")
    problems += [f"<{name}> is never closed" for name in open_tags]
    rest = re.sub(r"&(?:amp|lt|gt|quot);", "", TAG.sub("", text))
    problems += [f"{sign} must be written as an entity" for sign in "<>&" if sign in rest]
    return problems
