from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.opening import open_database
from storage.unit import Database
from tests import sqlite


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await open_database(f"sqlite:///{sqlite.made(tmp_path / 'tiwizi.db')}")
    yield opened
    await opened.close()
