"""Keeps the messages up to date in which staff see how far a broadcast is; only while something changes."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from bot.broadcasts import has_to_wait
from bot.clock import Clock
from catalogue.holidays import load_holidays
from domain.broadcasts.account import State
from domain.broadcasts.broadcast import Broadcast
from domain.broadcasts.life import Life
from domain.broadcasts.progress import Pace, Progress
from domain.quiet import next_open
from handlers.letters import messages
from messages.screen import Screen, render
from messages.voice import Voice
from storage.broadcast_recipients import Recipients, read_counts
from storage.broadcasts import Broadcasts, Watcher, watch_key
from storage.outbox import Outbox, Priority
from storage.unit import Database, Unit

Show = Callable[[Broadcast, Progress], Screen]
WAITED_FOR: Final = timedelta(minutes=1)
"""So long after its end a message that is on its way to a watcher is waited for, to show the end in it."""


class Watch:
    """What watchers were last shown is in memory: after a restart they are shown it once more."""

    def __init__(self, database: Database, clock: Clock, show: Show) -> None:
        self._database = database
        self._clock = clock
        self._show = show
        self._paces: dict[int, Pace] = {}
        self._shown: dict[int, tuple[Life, dict[State, int]]] = {}
        self._restless = False

    async def tick(self, *, unshown: bool) -> bool:
        """Look, when something was under way, and until the last of it was shown."""
        return (unshown or self._restless) and await self.look()

    async def look(self) -> bool:
        """Show what has changed; whether delivery has something new."""
        async with self._database.unit() as unit:
            watched = await Broadcasts(unit).watched()
        self._restless = False
        if not watched:
            self._paces, self._shown = {}, {}
            return False
        for broadcast, counts in zip(watched, await self._count(watched), strict=True):
            self._restless |= await self._look_at(broadcast, counts)
        return self._restless

    async def _count(self, watched: list[Broadcast]) -> list[dict[State, int]]:
        async with self._database.snapshot() as snapshot:
            found = await snapshot.fetch(*(Recipients.counting(broadcast.id) for broadcast in watched))
        return [read_counts(rows) for rows in found]

    async def _look_at(self, broadcast: Broadcast, counts: dict[State, int]) -> bool:
        now = self._clock.now()
        progress = self._paces.setdefault(broadcast.id, Pace()).progress(counts, now, _quiet_until(broadcast, now))
        # The end is always shown: it may be the same as before somebody had it tried again, a moment ago.
        changed = broadcast.finished_at is not None or self._shown.get(broadcast.id) != (broadcast.life, counts)
        async with self._database.unit() as unit:
            watchers = await Broadcasts(unit).watchers(broadcast.id)
            told = [each for each in watchers if changed or each.message_id is None]
            for watcher in told:
                self._tell(unit, broadcast, progress, watcher)
            if broadcast.finished_at is not None and _is_shown(watchers, broadcast.finished_at, now):
                Broadcasts(unit).unwatch(broadcast.id)
        self._shown[broadcast.id] = (broadcast.life, counts)
        return bool(told)

    def _tell(self, unit: Unit, broadcast: Broadcast, progress: Progress, watcher: Watcher) -> None:
        [message, *_] = messages(render(self._show(broadcast, progress), Voice.of(watcher.language)))
        parameters = {"chat_id": watcher.chat_id, **message}
        outbox = Outbox(unit)
        if watcher.message_id is None:
            key = watch_key(broadcast.id, watcher.chat_id)
            outbox.queue(watcher.chat_id, "sendMessage", parameters, Priority.REPLY, dedupe_key=key)
            return
        Broadcasts(unit).watch(broadcast.id, watcher.chat_id, watcher.message_id)
        key = f"broadcast:{broadcast.id}:progress:{watcher.chat_id}"
        parameters["message_id"] = watcher.message_id
        outbox.replace(key, watcher.chat_id, "editMessageText", parameters, Priority.REPLY, not_before=0)


def _quiet_until(broadcast: Broadcast, now: datetime) -> datetime | None:
    goes_out = broadcast.life in {Life.SCHEDULED, Life.RUNNING}
    return next_open(now, load_holidays()) if goes_out and has_to_wait(broadcast, now) else None


def _is_shown(watchers: list[Watcher], finished_at: datetime, now: datetime) -> bool:
    """Whether all have seen the end; one to whom nothing can be sent is not waited for for ever."""
    return all(each.message_id is not None for each in watchers) or abs(now - finished_at) > WAITED_FOR
