"""A replica for tests: `replica.py PER_SECOND DEAD_AFTER run`, hurried, with the handler of tests/faults/kill_at.py."""

import sys

from bot import budget, delivery, replicas
from bot.__main__ import start
from bot.dispatch import Dispatcher
from tests.faults.kill_at import repeat

BEAT = 0.2

if __name__ == "__main__":
    changes = {
        (delivery, "FREE_PER_SECOND"): int(sys.argv.pop(1)),
        (replicas, "DEAD_AFTER"): round(float(sys.argv.pop(1)) / BEAT),
        (replicas, "BEAT"): BEAT,
        (budget, "CHAT_BURST"): 10**6,
        (Dispatcher, "handle"): repeat,
    }
    for (owner, name), value in changes.items():
        setattr(owner, name, value)
    start()
