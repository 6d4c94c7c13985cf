"""`kill -9` while a request is sent, while its receipt is made, while staff take it: each happens once, and is told."""

import signal
from datetime import UTC, datetime
from pathlib import Path

import pytest

from domain.requests.life import Actor
from messages.text import B
from simulator.messages import visible
from tests.faults.process import PATIENCE, Bot, end_of, rows
from tests.journeys.asking_for_support import AGREE, ASK, LEAVE_OUT, NO_CALL, SEND, Member, member
from tests.journeys.chat import Chat
from tests.journeys.desks import Desk
from tests.journeys.test_cooperatives import APPOINTMENT
from tests.journeys.test_desk import TAKE
from tests.stage import Stage

AT_WORK = str(Path(__file__).with_name("kill_at_work.py"))
POINTS = ("handled", "committed", "sent")
RECEIPT = B("📄 Receipt to print")


async def about_to_send(stage: Stage) -> Member:
    """A member whose request waits for its last tap. It is today, as it will be for the program that dies."""
    stage.clock.move(datetime.now(UTC) - stage.clock.now())
    chat = member(stage)
    await chat.after(chat.phone.start())
    for label in (ASK, AGREE, APPOINTMENT):
        await chat.taps(label)
    await chat.writes("تارودانت")
    await chat.confirms()
    await chat.taps(LEAVE_OUT)
    await chat.writes("موعد لتقديم المشروع")
    await chat.taps(NO_CALL)
    return chat


async def dies_at(bot: Bot, point: str, chat: Chat, label: str) -> None:
    """She taps, and the program dies at that point."""
    async with bot.running(AT_WORK, point) as process:
        await chat.phone.press(label, within=PATIENCE)
        assert await end_of(process) == -signal.SIGKILL, point


async def goes_on(bot: Bot, text: str, *chats: Chat) -> None:
    """The next start says what was still to be said."""
    async with bot.running() as process:
        await bot.ready(process)
        for chat in chats:
            await chat.phone.sees(text, within=PATIENCE)
            await chat.phone.idle(PATIENCE)
        process.send_signal(signal.SIGTERM)
        assert await end_of(process) == 0


@pytest.mark.parametrize("point", POINTS)
async def test_a_request_that_is_sent_when_it_dies_is_there_once_with_its_receipt(tmp_path: Path, point: str) -> None:
    async with Stage(tmp_path / "tiwizi.db") as stage:
        agent = await Desk(stage).staff("سعيد", Actor.AGENT)
        chat = await about_to_send(stage)
        await stage.stop_bot()
        bot = Bot(tmp_path, stage.simulator, stage.url)
        await dies_at(bot, point, chat, chat.says(SEND))
        await goes_on(bot, "TW-", chat, agent)
        [(reference,)] = rows(bot.database, "select reference from request")
        assert rows(bot.database, "select action from request_event") == [("submit",)]
        assert rows(bot.database, "select * from draft") == []
        told = [visible(message.text) for message in agent.phone.messages if reference in message.text]
        assert 1 <= len(told) <= 2


@pytest.mark.parametrize("point", ["committed", "made"])
async def test_a_receipt_that_is_made_when_it_dies_still_comes(tmp_path: Path, point: str) -> None:
    async with Stage(tmp_path / "tiwizi.db") as stage:
        chat = await about_to_send(stage)
        await chat.taps(SEND)
        await stage.stop_bot()
        bot = Bot(tmp_path, stage.simulator, stage.url)
        await dies_at(bot, point, chat, chat.says(RECEIPT))
        async with bot.running() as process:
            await bot.ready(process)
            assert await stage.simulator.world.events.until(lambda: receipts(chat) > 0, PATIENCE)
            process.send_signal(signal.SIGTERM)
            assert await end_of(process) == 0
        assert 1 <= receipts(chat) <= 2
        assert rows(bot.database, "select * from outbox where state in ('queued', 'inflight')") == []


def receipts(chat: Chat) -> int:
    return sum(message.kind == "document" for message in chat.phone.messages)


@pytest.mark.parametrize("point", POINTS)
async def test_a_request_that_is_taken_when_it_dies_is_taken_once_and_the_person_is_told(
    tmp_path: Path, point: str
) -> None:
    async with Stage(tmp_path / "tiwizi.db") as stage:
        agent = await Desk(stage).staff("سعيد", Actor.AGENT)
        chat = await about_to_send(stage)
        await chat.taps(SEND)
        await stage.settled()
        await stage.stop_bot()
        bot = Bot(tmp_path, stage.simulator, stage.url)
        await dies_at(bot, point, agent, TAKE)
        await goes_on(bot, "وصل طلبك إلى", chat)
        assert rows(bot.database, "select state, revision from request") == [("in_review", 2)]
        assert rows(bot.database, "select action from request_event order by id") == [("submit",), ("take",)]
