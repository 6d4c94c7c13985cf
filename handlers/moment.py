"""The time of a turn, as requests keep it."""

from handlers.turn import Turn


def milliseconds(turn: Turn) -> int:
    """Milliseconds since 1970, UTC."""
    return int(turn.now.timestamp() * 1000)
