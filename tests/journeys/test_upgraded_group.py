"""A basic group becomes a supergroup, with another id, while words are under way in both directions.

The bot hears of it three times, in any order: by the last message of the old group, by the first of the new one, and by
the refusal of whatever it sends to the old one.
"""

import asyncio
from itertools import permutations
from typing import Any

import pytest

from bot.api import Api
from domain.requests.life import Actor
from simulator.messages import visible
from storage.outbox import Priority
from tests.journeys.chat import Chat
from tests.journeys.talks import STAYS, Talk, handled, linked, newest
from tests.journeys.test_desk import TAKE
from tests.stage import Stage

FIRST, SECOND, ANSWER = "السؤال الأول", "السؤال الثاني", "الجواب الأول"
ANSWERED, LAST, NEW, SENT = "staff's answer", "last of the old", "first of the new", "question is sent"
ORDERS = [
    order
    for order in permutations((ANSWERED, LAST, NEW, SENT))
    if order.index(ANSWERED) < order.index(LAST)  # the lane of the old group keeps that order
]


class Held:
    """What comes from Telegram is brought when the test says so, and what is for one chat is sent when it says so."""

    def __init__(self, stage: Stage, chat_id: int, monkeypatch: pytest.MonkeyPatch) -> None:
        self._stage = stage
        self._may_send = asyncio.Event()
        self._updates: list[tuple[str, dict[str, Any], int]] = []
        self._push = stage.simulator.world.updates.push
        self._slot = stage.program.delivery.budget.slot
        self._chat_id = chat_id
        monkeypatch.setattr(stage.simulator.world.updates, "push", lambda *update: self._updates.append(update))
        monkeypatch.setattr(stage.program.delivery.budget, "slot", self._wait)

    async def _wait(self, chat_id: int, priority: Priority) -> bool:
        if chat_id == self._chat_id:
            await self._may_send.wait()
        return await self._slot(chat_id, priority)

    async def send(self) -> None:
        self._may_send.set()
        await self._stage.settled()

    async def bring(self, kind: str) -> None:
        """The one update whose message has this, and all that was written in its chat before it."""
        at = next(number for number, update in enumerate(self._updates) if kind in update[1])
        lane = self._updates[at][2]
        due = [update for update in self._updates[: at + 1] if update[2] == lane]
        for update in due:
            self._updates.remove(update)
            self._push(*update)
        while self._stage.simulator.world.updates.pending:  # noqa: ASYNC110 -- as Stage.settled
            await asyncio.sleep(0.005)
        await handled(self._stage)


async def asked(stage: Stage, words: str = FIRST) -> Talk:
    """A person has asked, and it stands in a basic group."""
    desk, coordinator, room = await linked(stage, forum=False, basic=True)
    member = await desk.member()
    talk = Talk(desk, member, await desk.sent(member), coordinator, room)
    await talk.asks(words)
    return talk


def count(chat: Chat, words: str) -> int:
    return sum(words in visible(message.text) for message in chat.phone.messages)


@pytest.mark.parametrize("order", ORDERS, ids=" - ".join)
async def test_in_whatever_order_the_bot_learns_of_it_every_word_arrives_once(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, order: tuple[str, ...]
) -> None:
    talk = await asked(stage)
    old = talk.room.phone
    asked_there = newest(talk.room, FIRST).id
    held = Held(stage, old.chat.id, monkeypatch)
    await talk.member.phone.send(SECOND)
    await held.bring("text")
    await old.send(ANSWER, reply_to=asked_there)
    talk.room = Chat(stage, old.upgrade())
    for step in order:
        if step == SENT:
            await held.send()
        else:
            await held.bring({ANSWERED: "text", LAST: "migrate_to_chat_id", NEW: "migrate_from_chat_id"}[step])
    await stage.settled()
    assert count(talk.room, SECOND) == 1
    assert SECOND not in talk.coordinator.phone.transcript()
    assert count(talk.member, ANSWER) == 1
    assert await stage.rows("select chat_id from desk_group") == [{"chat_id": talk.room.phone.chat.id}]
    await talk.room.phone.send("الجواب الثاني", reply_to=newest(talk.room, SECOND).id)
    await held.bring("text")
    assert "الجواب الثاني" in await talk.heard()


async def test_what_was_asked_before_is_shown_anew_when_it_is_changed(stage: Stage) -> None:
    talk = await asked(stage)
    talk.room = Chat(stage, talk.room.phone.upgrade())
    await talk.room.phone.idle()
    asked_as = next(each for each in talk.member.phone.messages if each.text == FIRST)
    await talk.member.after(talk.member.phone.edit(asked_as.id, SECOND))
    assert count(talk.room, SECOND) == 1
    await talk.member.after(talk.member.phone.edit(asked_as.id, "السؤال الثالث"))
    assert (count(talk.room, SECOND), count(talk.room, "السؤال الثالث")) == (0, 1)
    await talk.room.after(talk.room.phone.send("الجواب الثالث", reply_to=newest(talk.room, "السؤال الثالث").id))
    assert "الجواب الثالث" in await talk.heard()


async def test_a_long_question_that_is_cut_by_it_comes_whole(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    talk = await asked(stage)
    old, call = talk.room.phone, Api.call

    async def cut(api: Api, method: str, parameters: dict[str, Any], **named: Any) -> Any:
        result = await call(api, method, parameters, **named)
        if parameters.get("chat_id") == old.chat.id:
            talk.room = Chat(stage, old.upgrade())
        return result

    monkeypatch.setattr(Api, "call", cut)
    await talk.member.writes("سؤال طويل " * 408)
    await stage.settled()
    heading = "كتب صاحب الطلب"
    assert (count(Chat(stage, old), heading), count(Chat(stage, old), "سؤال طويل")) == (2, 0), "it was cut"
    assert (count(talk.room, heading), count(talk.room, "سؤال طويل")) == (1, 1)
    assert "سؤال طويل" not in talk.coordinator.phone.transcript()


async def test_a_group_that_is_upgraded_because_topics_were_turned_on_gets_them(stage: Stage) -> None:
    talk = await asked(stage)
    room = talk.room.phone.upgrade()
    room.set_forum(forum=True)
    await talk.member.writes(SECOND)
    await stage.settled()
    in_general = newest(Chat(stage, room), SECOND)
    assert "message_thread_id" not in in_general.body, "nothing has told of the topics yet"
    await Chat(stage, room).after(room.send(ANSWER, reply_to=in_general.id))
    assert ANSWER in await talk.heard()
    await talk.member.writes("السؤال الثالث")
    await stage.settled()
    topic = room.in_topic(talk.reference)
    outside = next(each for each in room.messages if "أجب عن هذه الرسالة" in visible(each.text))
    await Chat(stage, room).after(room.send("لا يصل", reply_to=outside.id))
    assert "لا يصل" not in await talk.heard()
    assert talk.mark(newest(Chat(stage, room), "لا يصل"), room) == [STAYS], "its summary is in the topic now"
    assert newest(Chat(stage, topic), "السؤال الثالث").body["message_thread_id"] == topic.thread
    await Chat(stage, room).after(room.send("الجواب الثاني", reply_to=in_general.id))
    assert "الجواب الثاني" in await talk.heard()


async def test_news_for_the_old_group_come_into_the_new_one(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    talk = await asked(stage)
    agent = await talk.desk.staff("سعيد", Actor.AGENT)
    await agent.writes(talk.reference)
    held = Held(stage, talk.room.phone.chat.id, monkeypatch)
    await agent.phone.press(TAKE)
    await held.bring("data")
    talk.room = Chat(stage, talk.room.phone.upgrade())
    await held.bring("migrate_to_chat_id")
    await held.send()
    assert count(talk.room, "التكفل بالطلب") == 1
