"""Gives birth to bots: `nursery.py FD` loads the program once and then forks, for loading it takes most of a start.

What is born is a process like any other, with its own number, environment, folder and pipes; `born.py`
asks for it over the socket FD.
"""

import json
import os
import runpy
import signal
import socket
import sys
from typing import Any

import bot.__main__
import bot.newcomer  # noqa: F401 -- loaded late in a real start
import tests.faults.kill_at  # noqa: F401 -- and so has what the scripts of the tests need
from domain.calls import load
from messages.languages import LANGUAGES
from messages.voice import Voice

LONGEST = 64 * 1024


def live(order: dict[str, Any], out: int, err: int) -> None:
    """Be `python WORDS…` in the given environment and folder. Does not return."""
    os.dup2(out, 1)
    os.dup2(err, 2)
    os.closerange(3, 64)
    os.environ.clear()
    os.environ.update(order["environment"])
    os.chdir(order["folder"])
    del sys.modules["bot.__main__"]  # it is run anew, as the main module
    first, *sys.argv = order["words"]
    if first == "-m":
        runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
    else:
        sys.argv.insert(0, first)
        runpy.run_path(first, run_name="__main__")


def guard(order: dict[str, Any], out: int, err: int, told: int) -> None:
    """Give birth, say the number, wait for the end and say the exit status."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    pid = os.fork()
    if pid == 0:
        live(order, out, err)
        sys.exit()
    os.close(out)
    os.close(err)
    os.write(told, f"{pid}\n".encode())
    _, status = os.waitpid(pid, 0)
    os.write(told, f"{os.waitstatus_to_exitcode(status)}\n".encode())
    os._exit(0)


def main() -> None:
    """Serve until the other end is gone."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the guards
    load()  # what a start reads from files, those who are born know already
    for language in LANGUAGES:
        Voice.of(language)
    orders = socket.socket(fileno=int(sys.argv[1]))
    while True:
        order, files, _, _ = socket.recv_fds(orders, LONGEST, 3)
        if not order:
            return
        if os.fork() == 0:
            orders.detach()
            guard(json.loads(order), *files)
        for file in files:
            os.close(file)


if __name__ == "__main__":
    main()
