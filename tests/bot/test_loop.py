import asyncio

import pytest

from bot import loop


async def double(number: int) -> int:
    await asyncio.sleep(0)
    return 2 * number


def test_work_is_run_to_its_end_and_its_result_handed_back() -> None:
    assert loop.run(double(21)) == 42


def test_where_there_is_no_faster_loop_the_standard_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loop, "FACTORY", None)
    assert loop.run(double(21)) == 42
