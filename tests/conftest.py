"""What every test may ask for: a stage with a local Telegram and a running bot, over real HTTP."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.stage import Stage


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """A simulator and a bot on a new database, at the time of the tests."""
    async with Stage(tmp_path / "tiwizi.db") as made:
        yield made
