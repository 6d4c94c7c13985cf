"""A database of many people, as after years: what it costs to have them."""

import sqlite3
from contextlib import closing
from pathlib import Path

from bot import loop
from conversations.state import State
from storage.opening import open_database

PEOPLE, DRAFTS = 1_000_000, 100_000
FIRST_CHAT = 10_000_000  # none of those who talk to the bot in a run
LATER = 2**52


def fill(folder: Path) -> None:
    """Make the bot's database in `folder`, with people who are not there now."""
    path = folder / "tiwizi.db"
    loop.run(_make(path))
    state = State(run="abcdef", answers={"place": "081", "age": 32, "form": "cooperative"}).dump()
    people = ((FIRST_CHAT + number, "ar", None) for number in range(PEOPLE))
    drafts = ((FIRST_CHAT + number, "eligibility", state, 0, LATER) for number in range(DRAFTS))
    with closing(sqlite3.connect(path)) as db, db:
        db.executemany("insert into person (chat_id, language, blocked_at) values (?, ?, ?)", people)
        db.executemany(
            "insert into draft (chat_id, conversation, state, active, expires_at) values (?, ?, ?, ?, ?)", drafts
        )


async def _make(path: Path) -> None:
    database = await open_database(f"sqlite:///{path}")
    await database.close()
