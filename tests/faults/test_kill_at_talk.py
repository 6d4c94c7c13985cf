"""`kill -9` while a person and staff talk: nothing is lost, the order is kept, and what was noted comes only once."""

import signal
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

import pytest

from simulator import Phone
from simulator.messages import visible
from tests.faults.process import PATIENCE, Bot, end_of, rows
from tests.journeys.chat import Chat
from tests.journeys.talks import Talk, linked, talking
from tests.stage import Stage

AT_TALK = str(Path(__file__).with_name("kill_at_talk.py"))
SAID = ("الكلمة الأولى", "الكلمة الثانية", "الكلمة الثالثة")
LAST = "الكلمة الأخيرة"
REPEATED = {"handled": 0, "committed": 0, "arrived": 1, "noted": 0}
"""Where it dies, and how often what it was about to note is said again."""


async def today(stage: Stage) -> None:
    """The program that dies lives by the real clock."""
    stage.clock.move(datetime.now(UTC) - stage.clock.now())


async def dies_at(bot: Bot, point: str, phone: Phone, *words: str) -> None:
    async with bot.running(AT_TALK, point) as process:
        for said in words:
            await phone.send(said)
        assert await end_of(process) == -signal.SIGKILL, point


async def goes_on(bot: Bot, writer: Phone, reader: Phone) -> None:
    """The next start says what was still to be said, and what is said then comes after it."""
    async with bot.running() as process:
        await bot.ready(process)
        await writer.send(LAST)
        await reader.sees(LAST, within=PATIENCE)
        process.send_signal(signal.SIGTERM)
        assert await end_of(process) == 0


def came(reader: Phone) -> list[str]:
    """What of all that was said stands there, in its order."""
    texts = [visible(message.text) for message in reader.messages if message.sender_id != reader.id]
    return [words for text in texts for words in (*SAID, LAST) if words in text]


@pytest.mark.parametrize(
    ("point", "staff"), [("handled", False), ("committed", True), *product(("arrived", "noted"), (False, True))]
)
async def test_what_is_said_when_it_dies_comes_to_the_other_side_in_order(
    tmp_path: Path, point: str, *, staff: bool
) -> None:
    async with Stage(tmp_path / "tiwizi.db") as stage:
        await today(stage)
        talk = await talking(stage)
        await stage.stop_bot()
        writer, reader = (talk.room.phone, talk.member.phone) if staff else (talk.member.phone, talk.room.phone)
        bot = Bot(tmp_path, stage.simulator, stage.url)
        await dies_at(bot, point, writer, *SAID)
        await goes_on(bot, writer, reader)
        assert list(dict.fromkeys(came(reader))) == [*SAID, LAST]
        assert len(came(reader)) == len(SAID) + 1 + REPEATED[point]
        assert rows(bot.database, "select state from talk_message where state <> 'arrived'") == []
        assert rows(bot.database, "select count(*) from request_event where talk is not null") == [(len(SAID) + 2,)]


@pytest.mark.parametrize("point", ["topic", "summary"])
async def test_when_it_dies_while_a_topic_is_made_the_words_come_into_one_that_has_its_summary(
    tmp_path: Path, point: str
) -> None:
    async with Stage(tmp_path / "tiwizi.db") as stage:
        await today(stage)
        desk, coordinator, room = await linked(stage)
        member = await desk.member()
        talk = Talk(desk, member, await desk.sent(member), coordinator, room)
        await talk.opens()
        await stage.stop_bot()
        bot = Bot(tmp_path, stage.simulator, stage.url)
        await dies_at(bot, point, member.phone, SAID[0])
        async with bot.running() as process:
            await bot.ready(process)
            await room.phone.sees(SAID[0], within=PATIENCE)
            process.send_signal(signal.SIGTERM)
            assert await end_of(process) == 0
        topic = Chat(stage, room.phone.in_topic(talk.reference)).phone
        inside = [each for each in topic.messages if each.body.get("message_thread_id") == topic.thread]
        assert sum(SAID[0] in visible(each.text) for each in inside) == 1
        assert sum("ما تكتبونه هنا" in visible(each.text) for each in inside) == 1
        made = sum(talk.reference in visible(each.name) for each in topic.chat.topics.values())
        assert made == (2 if point == "topic" else 1), "Telegram makes none twice on request"
