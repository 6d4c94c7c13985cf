"""Whole chats on PostgreSQL: what people see does not depend on the database."""

from collections.abc import AsyncIterator

import pytest

from tests.stage import Stage


@pytest.fixture
async def stage(address: str) -> AsyncIterator[Stage]:
    async with Stage(address) as made:
        yield made


async def test_she_is_welcomed_and_begins_a_check(stage: Stage) -> None:
    phone = stage.phone()
    await phone.start()
    await phone.sees("تيويزي")
    await phone.send("/check")
    await phone.sees("أين يوجد مشروعك")
    await stage.settled()
    assert await stage.rows("select sender from lane") == await stage.rows("select id as sender from replica")
