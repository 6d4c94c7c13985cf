import json
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from structlog.testing import capture_logs
from telegram import Update
from telegram.ext import TypeHandler

from bot import lanes
from bot.lanes import MOST_ATTEMPTS, Work
from handlers.turn import Context
from storage.drafts import Drafts
from storage.inbox import Inbox
from storage.people import People, Person
from storage.unit import Unit
from tests.bot.fakes import eventually
from tests.stage import Stage


class Poison:
    """Makes the handling of updates with a certain text fail, after it has written something."""

    def __init__(self, stage: Stage, word: str) -> None:
        self.stage = stage
        self.word = word
        self.attempts = 0
        self.handle = stage.program.lanes._handle
        stage.program.lanes._handle = self

    async def __call__(self, unit: Unit, work: Work) -> None:
        await self.handle(unit, work)
        if self.word in work.waiting.body:
            self.attempts += 1
            raise LookupError("a mistake")

    async def set_aside(self) -> None:
        async def enough() -> bool:
            self.stage.clock.move(timedelta(seconds=5))
            return self.attempts == MOST_ATTEMPTS

        await eventually(enough)


@pytest.fixture(autouse=True)
def _quick_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lanes, "BACKOFF", 0.01)


async def person(stage: Stage, chat_id: int) -> Person | None:
    async with stage.database.unit() as unit:
        [rows] = await unit.fetch(People.who_is(chat_id))
    return People.read(rows)


async def test_whoever_fails_is_told_once_and_the_conversation_is_left_with_its_answers(stage: Stage) -> None:
    phone = stage.phone()
    await phone.send("/check")
    await phone.sees("أين يوجد مشروعك")
    poison = Poison(stage, "سم")
    with capture_logs():
        await phone.send("سم")
        await poison.set_aside()
        await phone.sees("وقع خلل")
    async with stage.database.unit() as unit:
        [rows] = await unit.fetch(Drafts.of(phone.id))
    assert [draft.active for draft in Drafts.read(rows)] == [False]
    assert len(phone.screen) == 1


async def test_a_handler_that_fails_leaves_no_effect_and_is_tried_again(stage: Stage) -> None:
    trouble: list[Exception] = [LookupError("a mistake")]

    async def fail_once(_update: Update, _context: Context) -> None:
        if trouble:
            raise trouble.pop()

    stage.program.application.add_handler(TypeHandler(Update, fail_once), group=1)
    phone = stage.phone()
    with capture_logs() as logs:
        await phone.send("/check")
        await eventually(lambda: bool(logs))
        assert phone.screen == []
        stage.clock.move(timedelta(seconds=5))
        await phone.sees("أين يوجد مشروعك")
    assert len(phone.screen) == 1
    assert [entry["last"] for entry in logs] == [False]


async def test_a_tap_that_fails_is_answered_too(stage: Stage) -> None:
    phone = stage.phone()
    await phone.send("/check")
    await phone.sees("أين يوجد مشروعك")
    poison = Poison(stage, '"callback_query"')
    with capture_logs():
        await phone.press("سوس-ماسة")
        await poison.set_aside()
        await phone.answered()
        await phone.sees("وقع خلل")


async def test_in_a_group_nobody_is_told_of_a_failure(stage: Stage) -> None:
    group = stage.phone().create_group("Cooperatives", administrator=True)
    await group.sees("")
    poison = Poison(stage, "سم")
    with capture_logs():
        await group.send("/start سم")
        await poison.set_aside()
        await group.idle()
    assert group.screen == []


async def test_what_telegram_invents_tomorrow_is_handled_without_an_error(stage: Stage) -> None:
    phone = stage.phone()
    await phone.start()
    await phone.sees("")
    with capture_logs() as logs:
        news = {"update_id": 1, "hologram": {"chat": {"id": phone.id, "type": "private"}, "depth": 3}}
        await stage.program.intake.take([news])
        await phone.sees("")

        async def done() -> bool:
            async with stage.program.database.unit() as unit:
                return (await Inbox(unit).backlog()).count == 0

        await eventually(done)
    assert [entry for entry in logs if entry["log_level"] == "error"] == []


async def test_an_update_that_cannot_be_parsed_is_set_aside_and_answered(stage: Stage) -> None:
    phone = stage.phone()
    await phone.start()
    await phone.sees("")
    broken = {"update_id": 1, "message": {"chat": {"id": phone.id}, "date": "yesterday", "from": "nobody"}}
    with capture_logs() as logs:
        await stage.program.intake.take([broken])

        async def aside() -> bool:
            stage.clock.move(timedelta(seconds=5))
            return any(entry.get("last") for entry in logs)

        await eventually(aside)
        await phone.sees("وقع خلل")


@pytest.mark.parametrize(("language", "word"), [("ar", "مرحبا"), ("fr", "Bienvenue"), ("fr-MA", "Bienvenue")])
async def test_telegrams_own_language_is_spoken_where_we_speak_it(stage: Stage, language: str, word: str) -> None:
    phone = stage.phone(language=language)
    await phone.start()
    await phone.sees(word)
    known = await person(stage, phone.id)
    assert known is not None
    assert known.language == language[:2]


@pytest.mark.parametrize("language", ["es", None])
async def test_another_language_is_not_guessed(stage: Stage, language: str | None) -> None:
    phone = stage.phone(language=language)
    await phone.start()
    await phone.sees("")
    assert await person(stage, phone.id) is None


async def test_whoever_blocked_the_bot_and_writes_again_is_reached_again(stage: Stage) -> None:
    phone = stage.phone()
    await phone.start()
    await phone.sees("مرحبا")
    phone.block()

    async def blocked() -> bool:
        known = await person(stage, phone.id)
        return known is not None and known.blocked_at is not None

    await eventually(blocked)
    phone.unblock()
    await phone.send("/start")
    await phone.sees("مرحبا")
    assert not await blocked()


async def test_an_error_that_is_no_exception_is_an_error_all_the_same(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    application = stage.program.application
    [(remember, _)] = application.error_handlers.items()
    turn = SimpleNamespace(error=None)
    context = type("Context", (), {"turn": turn, "error": KeyboardInterrupt("odd")})()
    await remember(json.dumps({}), context)
    assert str(turn.error) == "odd"
    assert isinstance(turn.error, RuntimeError)
