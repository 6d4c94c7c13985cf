import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner
from pydantic import SecretStr

from bot.__main__ import main
from bot.invite import NoProvince, invite
from bot.settings import Settings
from domain.requests.life import Actor
from messages.deep_links import PAYLOAD
from tests.journeys.chat import Chat
from tests.stage import Stage


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(_env_file=None, database_url=f"sqlite:///{tmp_path / 'tiwizi.db'}")


def payload(lines: list[str]) -> str:
    carried = next(line for line in lines if "?start=" in line).partition("?start=")[2]
    assert PAYLOAD.fullmatch(carried)
    return carried


async def test_it_prints_a_link_to_the_local_bot_and_stores_only_its_hash(settings: Settings, tmp_path: Path) -> None:
    link, works = await invite(settings, Actor.ADMIN, None)
    assert link.startswith("https://t.me/tiwizi_bot?start=s_")
    assert "once" in works
    with sqlite3.connect(tmp_path / "tiwizi.db") as database:
        [(role, province, stored)] = database.execute("select role, province, token_hash from invitation")
    database.close()
    assert (role, province) == ("admin", "*")
    assert payload([link]).removeprefix("s_") not in stored


async def test_the_link_gives_the_role_in_the_chat(stage: Stage) -> None:
    token = SecretStr(stage.simulator.token)
    there = Settings(_env_file=None, bot_token=token, api_url=stage.url, database_url=f"sqlite:///{stage.path}")
    lines = await invite(there, Actor.AGENT, "05.301")
    assert lines[0].startswith(f"https://t.me/{stage.simulator.world.profile.username}?start=")
    chat = Chat(stage, stage.phone("سعيد"))
    await chat.after(chat.phone.open_link(lines[0]))
    chat.reads("منصة الشباب، خنيفرة")


async def test_without_telegram_it_says_how_to_make_the_link(settings: Settings, tmp_path: Path) -> None:
    away = Settings(
        _env_file=None,
        bot_token=SecretStr("123456789:AAE-example_token"),
        api_url="http://127.0.0.1:9",
        database_url=f"sqlite:///{tmp_path / 'tiwizi.db'}",
    )
    lines = await invite(away, Actor.AGENT, None)
    assert "NAME" in lines[0]
    assert payload(lines).startswith("s_")


@pytest.mark.parametrize("code", ["taroudant", "09.541.01", "09", "", "تارودانت"])
async def test_what_is_no_province_is_refused(settings: Settings, code: str) -> None:
    with pytest.raises(NoProvince, match=r"05\.301"):
        await invite(settings, Actor.AGENT, code)


async def test_a_province_written_by_name_is_answered_with_its_code(settings: Settings) -> None:
    with pytest.raises(NoProvince, match=r"09\.541"):
        await invite(settings, Actor.AGENT, "taroudant")


def test_the_command_line_prints_it_and_knows_the_roles(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TIWIZI_DATABASE_URL", f"sqlite:///{tmp_path / 'tiwizi.db'}")
    printed = CliRunner().invoke(main, ["invite", "coordinator", "--province", "05.301"])
    assert printed.exit_code == 0, printed.output
    assert payload(printed.output.splitlines())
    refused = CliRunner().invoke(main, ["invite", "governor"])
    assert refused.exit_code == 2
    assert "coordinator" in refused.output
