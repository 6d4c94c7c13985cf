"""A process from the nursery, with what tests need of `asyncio.subprocess.Process`."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
NURSERY = Path(__file__).with_name("nursery.py")


class Born:
    """A running program: its number, what it writes, and its end."""

    def __init__(self, pid: int, stdout: asyncio.StreamReader, stderr: asyncio.StreamReader) -> None:
        self.pid = pid
        self.stdout = stdout
        self.stderr = stderr
        self.returncode: int | None = None
        self._ended = asyncio.Event()

    def ended(self, returncode: int) -> None:
        self.returncode = returncode
        self._ended.set()

    async def wait(self) -> int:
        await self._ended.wait()
        assert self.returncode is not None
        return self.returncode

    def send_signal(self, number: signal.Signals) -> None:
        if self.returncode is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    async def communicate(self) -> tuple[bytes, bytes]:
        """All that is still unread, when it has ended."""
        out, err, _ = await asyncio.gather(self.stdout.read(), self.stderr.read(), self.wait())
        return out, err


async def born(words: Sequence[str], environment: Mapping[str, str], folder: Path) -> Born:
    """Start `python WORDS…`."""
    (stdout, out), (stderr, err), (report, told) = [await _pipe() for _ in range(3)]
    order = json.dumps({"words": list(words), "environment": dict(environment), "folder": str(folder)})
    socket.send_fds(_nursery(), [order.encode()], [out, err, told])
    for file in (out, err, told):
        os.close(file)
    process = Born(int(await report.readline()), stdout, stderr)
    watch = asyncio.create_task(_watch(process, report))
    _WATCHES.add(watch)
    watch.add_done_callback(_WATCHES.discard)
    return process


_WATCHES: set["asyncio.Task[None]"] = set()


async def _watch(process: Born, report: asyncio.StreamReader) -> None:
    returncode = int(await report.readline())
    await report.read()  # to its end, which closes the pipe
    process.ended(returncode)


async def _pipe() -> tuple[asyncio.StreamReader, int]:
    ours, theirs = os.pipe()
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(ours, "rb"))
    return reader, theirs


def _nursery() -> socket.socket:
    return _open_nursery()[0]


@cache
def _open_nursery() -> tuple[socket.socket, "subprocess.Popen[bytes]"]:
    """One for all tests of this process; it ends when our end of the socket does."""
    ours, theirs = socket.socketpair()
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    words = [sys.executable, str(NURSERY), str(theirs.fileno())]
    nursery = subprocess.Popen(words, env=environment, pass_fds=[theirs.fileno()])
    theirs.close()
    return ours, nursery
