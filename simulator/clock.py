from collections.abc import Callable


class Clock:
    """The time Telegram shows, in seconds since 1970; it can be set, and then runs on from there."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._offset = 0.0

    def __call__(self) -> float:
        return self._now() + self._offset

    def set(self, when: float) -> None:
        self._offset = when - self._now()

    def advance(self, seconds: float) -> None:
        self._offset += seconds
