"""Debian's Chromium, as the tests start it: nothing of it reaches beyond this machine."""

from pathlib import Path

import pytest
from playwright.async_api import expect

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
