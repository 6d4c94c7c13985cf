"""The examination: every thing that is wrong is named, with what to do about it, in the languages of the bot."""

import shutil
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner
from msgspec import json
from telegram.error import BadRequest, InvalidToken, NetworkError, TimedOut

from bot import __main__ as command
from bot import doctor, doctor_house
from bot.clock import SystemClock
from bot.doctor_house import examine_house
from bot.doctor_telegram import examine_groups, examine_telegram
from bot.findings import Finding, Level, fine, look, mend, told
from bot.web import WEBHOOK_PATH
from domain.requests.life import Actor
from handlers.making import Order
from messages import checks
from messages.text import T
from messages.voice import Voice
from storage.desk_groups import Group
from storage.health import Health
from storage.inbox import Arrival, Inbox
from storage.outbox import Outbox, Priority
from storage.staff import EVERYWHERE, Staff
from storage.unit import Call, Database, Unavailable
from tests.bot.fakes import Telegram

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ME = {"id": 1, "username": "tiwizi_bot"}
GROUP = Group("05.301", -100, True, "ar", 7)
RIGHTS = {"status": "administrator", "can_manage_chat": True, "can_manage_topics": True, "can_pin_messages": True}


def lines(findings: list[Finding]) -> dict[str, tuple[Level, str]]:
    """What was said of each thing, in French."""
    voice = Voice.of("fr")
    return {
        voice.plain(each.what): (each.level, " ".join(voice.plain(part) for part in (each.said, each.advice) if part))
        for each in findings
    }


def telegram(**answers: Any) -> Telegram:
    """A Telegram that gives these answers by method, or raises them."""
    made = Telegram()
    known: Mapping[str, Any] = {"getMe": ME, "getWebhookInfo": {"url": ""}, **answers}

    def behave(method: str, _parameters: Any) -> Any:
        answer = known[method]
        if isinstance(answer, Exception):
            raise answer
        return answer

    made.behave = behave
    made._bot_user = SimpleNamespace(id=1, username="tiwizi_bot")  # type: ignore[assignment] # what `initialize` learns
    return made


def says_it_is(api: Telegram, moment: datetime) -> None:
    api._transport.answered_on = f"{moment:%a, %d %b %Y %H:%M:%S} GMT"


@pytest.mark.parametrize(
    ("error", "words"),
    [(InvalidToken("no"), "@BotFather"), (NetworkError("no route"), "pare-feu"), (TimedOut(), "pare-feu")],
)
async def test_without_a_token_that_works_nothing_else_is_asked(error: Exception, words: str) -> None:
    found = lines(await examine_telegram(telegram(getMe=error), NOW, None))
    assert list(found) == ["Jeton"]
    assert found["Jeton"][0] is Level.MEND
    assert words in found["Jeton"][1]


@pytest.mark.parametrize(
    ("info", "url", "level", "words"),
    [
        ({"url": ""}, None, Level.FINE, "interrogation"),
        ({"url": "https://x.ma" + WEBHOOK_PATH}, "https://x.ma", Level.FINE, "webhook"),
        ({"url": "https://other.ma"}, "https://x.ma", Level.MEND, "arrêtez-en un"),
        ({"url": "https://x.ma" + WEBHOOK_PATH}, None, Level.MEND, "arrêtez-en un"),
        ({"url": "", "pending_update_count": 500}, None, Level.LOOK, "500"),
        (
            {
                "url": "https://x.ma" + WEBHOOK_PATH,
                "last_error_message": "SSL",
                "last_error_date": NOW.timestamp() - 60,
            },
            "https://x.ma",
            Level.MEND,
            "SSL",
        ),
        (
            {"url": "https://x.ma" + WEBHOOK_PATH, "last_error_message": "SSL", "last_error_date": 1_700_000_000},
            "https://x.ma",
            Level.FINE,
            "webhook",
        ),
    ],
)
async def test_the_way_in_is_compared_with_the_settings(
    info: dict[str, Any], url: str | None, level: Level, words: str
) -> None:
    found = lines(await examine_telegram(telegram(getWebhookInfo=info), NOW, url))
    assert found["Réception"][0] is level
    assert words in found["Réception"][1]


@pytest.mark.parametrize(("off", "level"), [(0, Level.FINE), (20, Level.LOOK), (-20, Level.LOOK), (3600, Level.MEND)])
async def test_the_clock_is_compared_with_telegrams(off: int, level: Level) -> None:
    api = telegram()
    says_it_is(api, SystemClock().now() + timedelta(seconds=off))
    assert lines(await examine_telegram(api, NOW, None))["Horloge"][0] is level


async def test_a_telegram_that_does_not_say_what_time_it_is_says_nothing_of_the_clock() -> None:
    assert "Horloge" not in lines(await examine_telegram(telegram(), NOW, None))


@pytest.mark.parametrize(
    ("chat", "member", "level", "words"),
    [
        ({"is_forum": True}, RIGHTS, Level.FINE, "un sujet par demande"),
        ({"is_forum": True}, {"status": "creator"}, Level.FINE, "un sujet par demande"),
        ({"is_forum": True}, RIGHTS | {"can_manage_topics": False}, Level.MEND, "gérer les sujets"),
        ({"is_forum": True}, {"status": "member"}, Level.MEND, "être administrateur"),
        ({}, RIGHTS, Level.LOOK, "/desk"),
        (BadRequest("chat not found"), RIGHTS, Level.MEND, "/desk"),
        (TimedOut(), RIGHTS, Level.LOOK, "Redemandez"),
    ],
)
async def test_a_group_is_asked_what_the_bot_may_do_there(chat: Any, member: Any, level: Level, words: str) -> None:
    [found] = lines(await examine_groups(telegram(getChat=chat, getChatMember=member), [GROUP])).values()
    assert found[0] is level
    assert words in found[1]


async def house(database: Database, at: datetime = NOW, file: Path | None = None) -> dict[str, tuple[Level, str]]:
    return lines(await examine_house(database, at, file))


@pytest.fixture
def in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "problems", list)
    monkeypatch.setattr(checks, "overdue", lambda _today: [])


async def test_a_house_in_order(database: Database, in_order: None, tmp_path: Path) -> None:
    async with database.unit() as unit:
        Staff(unit).grant(7, Actor.ADMIN, EVERYWHERE, None, 1)
    found = await house(database, file=tmp_path / "deep" / "down" / "tiwizi.db")
    assert list(found) == [
        "Base de données", "Messages reçus", "Messages à envoyer", "Administration de Tiwizi", "Disque",
        "Catalogue et textes", "Règles de l'heure",
    ]  # fmt: skip
    found.pop("Disque")  # of this machine
    assert {level for level, _ in found.values()} == {Level.FINE}


async def test_what_is_wrong_in_the_house_is_named_with_what_to_do(
    database: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(checks, "problems", lambda: ["a", "b"])
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: SimpleNamespace(free=100_000_000))
    monkeypatch.setattr(doctor_house, "LATEST_CHANGE", datetime(2026, 8, 1, tzinfo=UTC))
    async with database.unit() as unit:
        Inbox(unit).store([Arrival(1, 5, "{}")], int((NOW - timedelta(minutes=3)).timestamp() * 1000))
        Outbox(unit).queue(5, "sendMessage", {}, Priority.REPLY)
        unit.write(Call("delete from schema_migration where version > 9", {}))
    found = await house(database, NOW + timedelta(days=4000), tmp_path / "tiwizi.db")
    assert {what for what, (level, _) in found.items() if level is Level.MEND} == set(found)
    invite = ("invite admin", "Administration de Tiwizi")
    for words, what in (invite, ("100", "Disque"), ("bot check", "Catalogue et textes")):
        assert words in found[what][1]
    found = await house(database)
    assert (found["Messages reçus"][0], "3" in found["Messages reçus"][1]) == (Level.LOOK, True)


async def test_rules_that_are_overdue_and_messages_that_were_given_up_are_to_be_looked_at(
    database: Database, monkeypatch: pytest.MonkeyPatch, in_order: None
) -> None:
    monkeypatch.setattr(checks, "overdue", lambda _today: ["one"])
    async with database.unit() as unit:
        Inbox(unit).store([Arrival(1, 5, "{}")], 1)
        Inbox(unit).set_aside(1, "broken")
    found = await house(database)
    assert found["Catalogue et textes"][0] is found["Messages reçus"][0] is Level.LOOK


async def test_what_is_to_be_said_later_is_not_late(database: Database) -> None:
    async with database.unit() as unit:
        Outbox(unit).queue(5, "sendMessage", {}, Priority.BULK, not_before=2**60)
        queues = await Health(unit).queues(2**50)
    assert (queues.due, queues.due_since, queues.waiting, queues.waiting_since) == (0, None, 0, None)


async def test_a_database_that_is_away_is_one_finding(database: Database, in_order: None) -> None:
    class Away:
        def unit(self) -> Any:
            raise Unavailable("the disk is full")

    found = lines(await examine_house(Away(), NOW, None))  # type: ignore[arg-type] # only what is asked of it
    assert "the disk is full" in found["Base de données"][1]


def test_the_worst_is_told_first_and_in_both_languages() -> None:
    found = [fine(T("Token"), T("in order")), look(T("Disk"), T("in order"), T("in order"))]
    for language in ("ar", "fr"):
        voice = Voice.of(language)
        said = [voice.plain(piece) for piece in told([*found, mend(T("Clock"), T("in order"), T("in order"))])]
        assert [next(sign for sign in Level if sign in line) for line in said[1:4]] == list(Level)[::-1]
    endings = {Voice.of("fr").plain(told(some)[-1]) for some in (found, found[:1])}
    assert endings == {"Le bot fonctionne. Regardez ce qui est signalé.", "Tout fonctionne."}


def test_the_command_says_the_same_and_fails_when_something_does_not_work(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TIWIZI_DATABASE_URL", f"sqlite:///{tmp_path}/tiwizi.db")
    monkeypatch.delenv("TIWIZI_BOT_TOKEN", raising=False)
    result = CliRunner().invoke(command.main, ["doctor"])
    assert result.exit_code == 1, result.output
    assert "invite admin" in result.output
    assert "TIWIZI_BOT_TOKEN" in result.output
    monkeypatch.setattr(doctor, "examine_house", _all_well)
    result = CliRunner().invoke(command.main, ["doctor", "--language", "ar"])
    assert (result.exit_code, "حالة البوت" in result.output) == (0, True)
    monkeypatch.setenv("TIWIZI_BOT_TOKEN", "123456:AAE-example_token")
    monkeypatch.setenv("TIWIZI_API_URL", "http://127.0.0.1:9")
    result = CliRunner().invoke(command.main, ["doctor"])
    assert result.exit_code == 1
    assert "pare-feu" in result.output
    assert "AAE-example" not in result.output


async def _all_well(*_: Any) -> list[Finding]:
    return []


async def test_in_the_chat_wrong_settings_are_a_finding_and_who_is_no_administrator_any_more_hears_nothing(
    database: Database, monkeypatch: pytest.MonkeyPatch, in_order: None
) -> None:
    monkeypatch.setenv("TIWIZI_LISTEN", "nowhere")
    order = Order(7, "fr", "tiwizi_bot", NOW, "")
    await doctor.examine(database, telegram(), order)
    async with database.unit() as unit:
        assert await Outbox(unit).due(2**62, 5) == []
        Staff(unit).grant(7, Actor.ADMIN, EVERYWHERE, None, 1)
    await doctor.examine(database, telegram(), order)
    async with database.unit() as unit:
        [message] = await Outbox(unit).due(2**62, 5)
    text = json.decode(message.body)["text"]
    assert "TIWIZI_LISTEN" in text
    assert "@tiwizi_bot" in text
