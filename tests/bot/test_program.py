import asyncio
import os
import signal
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from structlog.testing import capture_logs

from bot import intake, lanes, program
from bot.budget import Budget
from bot.delivery import Delivery
from bot.intake import TokenRefused
from bot.lanes import Work
from bot.settings import Settings, WrongSettings
from simulator import Fault, Limits, Simulator, serving
from storage.outbox import Outbox, Priority
from storage.unit import Unavailable, Unit
from tests.bot.fakes import eventually
from tests.stage import Stage


@pytest.fixture(autouse=True)
def _quick_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (program, intake):
        monkeypatch.setattr(module, "FIRST_PAUSE", 0.01)
    monkeypatch.setattr(lanes, "BACKOFF", 0.01)


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def settings(path: Path, **given: Any) -> Settings:
    usual = {"database_url": f"sqlite:///{path}/tiwizi.db", "listen": f"127.0.0.1:{free_port()}"}
    return Settings(_env_file=None, **(usual | given))


@asynccontextmanager
async def running(chosen: Settings) -> AsyncIterator[str]:
    """The whole program, until SIGTERM; gives what it announced."""
    announced: asyncio.Queue[str] = asyncio.Queue()
    task = asyncio.create_task(program.run(chosen, announced.put_nowait))
    waiting = asyncio.create_task(announced.get())
    await asyncio.wait({task, waiting}, return_when=asyncio.FIRST_COMPLETED)
    if task.done():
        waiting.cancel()
        await task
    try:
        yield waiting.result()
    finally:
        os.kill(os.getpid(), signal.SIGTERM)
        async with asyncio.timeout(10):
            await task


async def get(url: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        return answer.status, await answer.text()


async def test_without_a_token_it_brings_a_local_telegram_and_says_where(tmp_path: Path) -> None:
    chosen = settings(tmp_path, now="2026-03-01T10:00")
    async with running(chosen) as where:
        assert where == f"http://{chosen.listen}/"
        assert await get(where + "healthz") == (200, '{"ok": true}')
        assert await get(where + "readyz") == (200, '{"ready": true, "reason": null}')
        assert (await get(where))[0] == 200
        assert "tiwizi_inbox_waiting" in (await get(where + "metrics"))[1]


@pytest.mark.parametrize("webhook", [False, True])
async def test_with_a_token_it_answers_by_polling_or_by_webhook(tmp_path: Path, *, webhook: bool) -> None:
    simulator = Simulator(limits=Limits.none())
    async with serving(simulator) as url:
        chosen = settings(tmp_path, bot_token=simulator.token, api_url=url)
        if webhook:
            door = {"webhook_url": f"http://{chosen.listen}", "webhook_secret": "s3cret"}
            chosen = Settings(_env_file=None, **(chosen.model_dump(exclude={"webhook_url", "webhook_secret"}) | door))
        phone = simulator.phone(language="fr")
        await phone.start()
        async with running(chosen) as who:
            assert who == "@tiwizi_bot"
            await phone.sees("Bienvenue")


async def test_a_token_that_telegram_does_not_know_is_said_at_once(tmp_path: Path) -> None:
    async with serving(Simulator()) as url:
        with pytest.raises(TokenRefused):
            await program.run(settings(tmp_path, bot_token="123456:wrong-token", api_url=url), print)


async def test_an_address_that_is_taken_is_said_at_once(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(OSError, match="address already in use"):
            await program.run(settings(tmp_path, listen=f"127.0.0.1:{taken.getsockname()[1]}"), print)


async def test_while_telegram_is_away_at_the_start_it_waits_and_can_be_stopped(tmp_path: Path) -> None:
    simulator = Simulator()
    async with serving(simulator) as url:
        simulator.faults.add(Fault("too_many", "getMe", times=1, seconds=1))
        simulator.faults.add(Fault("server_error", "getMe"))
        chosen = settings(tmp_path, bot_token=simulator.token, api_url=url)
        with capture_logs() as logs:
            task = asyncio.create_task(program.run(chosen, print))
            await eventually(lambda: len(logs) > 2)
            assert (await get(f"http://{chosen.listen}/readyz"))[1] == '{"ready": false, "reason": "starting"}'
            os.kill(os.getpid(), signal.SIGTERM)
            await task
    assert logs[0]["again_in"] == 1.0
    assert {entry["event"] for entry in logs} == {"Telegram cannot be reached."}


async def test_when_telegram_comes_back_it_starts(tmp_path: Path) -> None:
    simulator = Simulator()
    async with serving(simulator) as url:
        simulator.faults.add(Fault("drop_before", "getMe", times=2))
        with capture_logs():
            async with running(settings(tmp_path, bot_token=simulator.token, api_url=url)) as who:
                assert who == "@tiwizi_bot"


async def test_people_are_answered_though_the_bot_could_not_introduce_itself(tmp_path: Path) -> None:
    simulator = Simulator(limits=Limits.none())
    async with serving(simulator) as url:
        simulator.faults.add(Fault("too_many", "setMy*", seconds=3600))
        phone = simulator.phone()
        await phone.start()
        with capture_logs() as logs:
            async with running(settings(tmp_path, bot_token=simulator.token, api_url=url)):
                await phone.sees("تيويزي")
    assert logs[0]["event"] == "The bot could not introduce itself."


async def test_readiness_names_what_is_wrong_with_the_database(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    assert await stage.program.ready() is None

    async def fail() -> None:
        raise Unavailable("database is locked")

    monkeypatch.setattr(stage.program, "refresh", fail)
    assert await stage.program.ready() == "database: database is locked"


async def test_it_ends_with_what_ended_the_delivery_for_others_may_not_speak_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def mistake(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Delivery, "_send_lane", mistake)
    simulator = Simulator(limits=Limits.none())
    async with serving(simulator) as url:
        await simulator.phone().start()
        chosen = settings(tmp_path, bot_token=simulator.token, api_url=url)
        with pytest.raises(ExceptionGroup, match="TaskGroup"):
            await program.run(chosen, lambda _where: None)


async def test_it_is_not_ready_when_the_delivery_has_ended(stage: Stage) -> None:
    stage.program.delivery.stop()
    assert stage.program._sending is not None
    await stage.program._sending
    assert await stage.program.ready() == "nothing is sent any more"


async def test_a_webhook_that_telegram_refuses_is_said_at_once(tmp_path: Path) -> None:
    simulator = Simulator()
    async with serving(simulator) as url:
        door = {"webhook_url": "https://elsewhere.example", "webhook_secret": "s3cret"}
        with pytest.raises(WrongSettings, match="Telegram refuses TIWIZI_WEBHOOK_URL"):
            await program.run(settings(tmp_path, bot_token=simulator.token, api_url=url, **door), print)


async def test_after_a_stop_it_is_not_ready(stage: Stage) -> None:
    await stage.stop_bot()
    assert await stage.program.ready() == "stopping"


async def test_what_does_not_end_in_time_is_cut_off_and_goes_on_at_the_next_start(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program, "STOP_SECONDS", 0.05)
    hanging = asyncio.Event()

    async def hang(_unit: Unit, _work: Work) -> None:
        hanging.set()
        await asyncio.Event().wait()

    stage.program.lanes._handle = hang
    phone = stage.phone()
    await phone.start()
    await hanging.wait()
    await stage.restart()
    await phone.sees("تيويزي")


async def test_a_send_that_hangs_is_cut_off_and_repeated_at_the_next_start(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program, "STOP_SECONDS", 0.05)
    frozen = stage.simulator.faults.add(Fault("freeze", "sendMessage"))
    phone = stage.phone()
    await phone.start()
    await eventually(lambda: bool(stage.program.delivery._lanes))
    await stage.stop_bot()
    stage.simulator.faults.remove(frozen)
    await stage.start_bot()
    await phone.sees("تيويزي")


async def test_a_handler_that_hangs_at_the_stop_does_not_keep_messages_from_being_handed_back(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone, hanging = stage.phone(), asyncio.Event()
    await phone.start()
    await phone.sees("تيويزي")
    await stage.settled()

    async def hang(_unit: Unit, _work: Work) -> None:
        hanging.set()
        await asyncio.Event().wait()

    stage.program.lanes._handle = hang
    stage.program.delivery.budget = Budget(1, asyncio.get_running_loop().time)
    await stage.program.delivery.budget.slot(phone.id, Priority.REPLY)
    async with stage.database.unit() as unit:
        Outbox(unit).queue(phone.id, "sendMessage", {"chat_id": phone.id, "text": "to all"}, Priority.BULK)
    stage.program.delivery.wake()
    await eventually(lambda: bool(stage.program.delivery.budget._waiting))
    monkeypatch.setattr(program, "STOP_SECONDS", 0.05)
    await phone.send("/help")
    await hanging.wait()
    await stage.restart()
    await phone.sees("to all")
