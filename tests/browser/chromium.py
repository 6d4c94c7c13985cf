"""Debian's Chromium, as the tests start it: nothing of it reaches beyond this machine."""

import os
from pathlib import Path

import pytest
from playwright.async_api import Browser, Playwright, expect

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
needed = pytest.mark.skipif(not CHROMIUM.exists(), reason="there is no Chromium on this machine; .ci/run installs it")

# The bot paces its messages as Telegram wants it, and a busy machine takes its time.
expect.set_options(timeout=20_000)


async def launch(playwright: Playwright) -> Browser:
    """A new Chromium, which can open files with Arabic names also where the machine's own language is not set."""
    environment: dict[str, str | float | bool] = {**os.environ, "LC_ALL": "C.UTF-8"}
    return await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS, env=environment)
