import asyncio
import gc
import signal
import sys

import aiohttp
import pytest

from simulator import __main__ as program


def test_the_defaults_are_loopback_and_one_known_token() -> None:
    options = program.arguments([])
    assert (options.port, options.token) == (8081, "123456:TIWIZI-SIMULATOR")


async def test_it_prints_its_addresses_and_serves(capsys: pytest.CaptureFixture[str]) -> None:
    serving = asyncio.create_task(program.serve(program.arguments(["--port", "0"])))
    while not (printed := capsys.readouterr().out):  # noqa: ASYNC110 - there is nothing else to wait on
        await asyncio.sleep(0.01)
    address = printed.split()[1]
    async with aiohttp.ClientSession() as session, session.get(address) as answer:
        assert answer.status == 200
    serving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await serving


async def test_control_c_ends_it_quietly() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "simulator", "--port", "0", stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    assert (await process.stdout.readline()).startswith(b"Phones:")
    process.send_signal(signal.SIGINT)
    _, errors = await process.communicate()
    assert (process.returncode, errors) == (0, b"")


def test_an_interrupted_program_prints_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(program, "serve", interrupted)
    monkeypatch.setattr(sys, "argv", ["simulator"])
    usual = gc.get_threshold()
    try:
        program.main()
        assert gc.get_threshold()[0] > usual[0]
    finally:
        gc.set_threshold(*usual)
    assert capsys.readouterr().out == "\n"
