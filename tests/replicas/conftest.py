import pytest

from bot import replicas


@pytest.fixture
def address(empty_postgres: str) -> str:
    """The address of an empty PostgreSQL database."""
    return empty_postgres


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Replicas notice within a second that one of them is dead."""
    monkeypatch.setattr(replicas, "BEAT", 0.05)
    monkeypatch.setattr(replicas, "DEAD_AFTER", 20)
