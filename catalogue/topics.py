"""What a meeting may be about, and what people may follow."""

from functools import cache
from pathlib import Path
from typing import Final

from catalogue.named import Named, read_record
from catalogue.record import Record

FILE: Final = Path(__file__).parent / "topics.toml"


class Topic(Named):
    """A topic. Its code is stored with meetings and with what people follow."""


class _Topics(Record):
    topics: tuple[Topic, ...]


@cache
def load_topics(path: Path = FILE) -> tuple[Topic, ...]:
    """All topics, in the order in which they are shown.

    Raises:
        CatalogueError: the file is not what it should be; the message names it.
    """
    return read_record(path, _Topics).topics
