"""The event loop: uvloop where it exists, at half the CPU of the standard one."""

import asyncio
import gc
from collections.abc import Coroutine
from typing import Any, TypeVar

try:
    import uvloop
except ImportError:  # it does not run on Windows
    FACTORY = None
else:
    FACTORY = uvloop.new_event_loop

T = TypeVar("T")


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run `work` to its end, as `asyncio.run` does."""
    with asyncio.Runner(loop_factory=FACTORY) as runner:
        return runner.run(work)


def settle() -> None:
    """Say that what is loaded by now stays: the garbage collector then no longer looks through it, again and again."""
    gc.collect()
    gc.freeze()
