"""All that staff compose: what is said in each language, to whom, and when."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec
from msgspec import Struct

from domain.broadcasts.audience import Audience
from domain.broadcasts.content import Content, Link
from domain.broadcasts.schedule import Repeat
from domain.broadcasts.topic import Topic
from domain.plain import plain


class Body(Struct, frozen=True, forbid_unknown_fields=True):
    """A language that `contents` lacks is not sent: who reads only that is left out.

    `starts` is a time on the Moroccan wall; None: as soon as it is allowed. `urgent` is the reason for which it may
    pass quiet hours; None: it may not.
    """

    topic: Topic
    contents: Mapping[str, Content] = {}
    links: tuple[Link, ...] = ()
    audience: Audience = Audience()
    starts: datetime | None = None
    repeats: Repeat | None = None
    urgent: str | None = None


def dump(body: Body) -> dict[str, Any]:
    """As JSON takes it."""
    dumped: dict[str, Any] = plain(body)
    return dumped


def load(stored: object) -> Body:
    """What `dump` gave. Raises ValueError for anything else."""
    return msgspec.convert(stored, Body)
