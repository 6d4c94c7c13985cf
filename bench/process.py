"""A bot as a process of its own, and what it uses."""

import os
import subprocess
import sys
from pathlib import Path

from bench.telegram import TOKEN

BOT_CORE, LOAD_CORE = 0, 1
TICKS = os.sysconf("SC_CLK_TCK")


def start(bot: str, address: str, folder: str, *more: str, **settings: str) -> "subprocess.Popen[bytes]":
    """A bot on its own core; what it is given in `more` it answers on its standard output."""
    environment = {**os.environ, "TIWIZI_BOT_TOKEN": TOKEN, "TIWIZI_API_URL": address, "BENCH_FOLDER": folder}
    environment |= settings
    command = ["taskset", "-c", str(BOT_CORE), sys.executable, "-m", f"bench.{bot}", *more]
    output = subprocess.PIPE if more else None
    return subprocess.Popen(command, env=environment, stdout=output)  # noqa: S603 -- our own program


def cpu(pid: int) -> float:
    """Seconds that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def stolen() -> float:
    """Seconds of the bot's core that the host has given to other machines: https://man7.org/linux/man-pages/man5/proc_stat.5.html."""
    lines = Path("/proc/stat").read_text().splitlines()
    return next(int(line.split()[8]) / TICKS for line in lines if line.startswith(f"cpu{BOT_CORE} "))


def memory(pid: int) -> float:
    """Megabytes that it has."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))
