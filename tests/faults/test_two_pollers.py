"""Two programs with one token: the second says so and stops, the first goes on."""

from pathlib import Path

import pytest

from bot import intake
from simulator import Limits, Simulator, serving
from tests.faults.process import Bot, end_of
from tests.stage import Stage


async def test_the_second_poller_says_so_and_stops_and_the_first_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "NEWCOMER_SECONDS", 0.0)  # the bot on the stage is an old one
    async with Stage(tmp_path / "first.db") as stage:
        phone = stage.phone()
        await phone.start()
        await phone.sees("تيويزي")
        second = Bot(tmp_path, stage.simulator, stage.url)
        async with second.running() as process:
            assert await end_of(process) == 2
            assert process.stderr is not None
            written = (await process.stderr.read()).decode()
        assert written.startswith("Another program is fetching updates with the same token.")
        assert written.count("\n") == 1
        await phone.send("/start")
        await phone.sees("تيويزي", within=15)


async def test_a_wrong_token_is_one_sentence_without_the_token(tmp_path: Path) -> None:
    simulator = Simulator(limits=Limits.none())
    async with serving(Simulator(token="654321:ANOTHER-token")) as url:
        bot = Bot(tmp_path, simulator, url)
        async with bot.running() as process:
            assert await end_of(process) == 2
            assert process.stderr is not None
            assert await process.stderr.read() == b"Telegram does not know this token. Check TIWIZI_BOT_TOKEN.\n"
