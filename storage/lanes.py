"""The chats that replicas share among themselves (storage/replicas.py); with SQLite there are none."""

from storage.statements import statements
from storage.unit import Call, Unit

SQL = statements("lanes")


def erase_lane(unit: Unit, chat_id: int, now: int) -> None:
    """Forget a chat soon: while its last words are on their way, its row says who speaks them."""
    unit.write(Call(SQL["erase"], {"chat_id": chat_id, "now": now}))


def forget_lanes(unit: Unit, before: int) -> None:
    """Delete the rows of people who erased everything before that time."""
    unit.write(Call(SQL["forget"], {"before": before}))
