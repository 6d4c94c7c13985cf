from typing import Any

import pytest

from simulator import Phone, Simulator
from simulator.actions import Impossible
from tests.simulator.client import Bot


async def test_votes_are_counted_and_can_be_taken_back(bot: Bot, phone: Phone) -> None:
    sent = await bot(
        "sendPoll",
        chat_id=phone.id,
        question="متى؟",
        options=["السبت", {"text": "<b>الأحد</b>", "text_parse_mode": "HTML"}],
        is_anonymous=False,
        allows_multiple_answers=True,
    )
    assert sent["poll"]["options"][1]["text_entities"][0]["type"] == "bold"
    await phone.vote(sent["message_id"], 0, 1)
    answer, poll = await bot.take()
    assert answer["poll_answer"]["option_ids"] == [0, 1]
    assert answer["poll_answer"]["user"]["id"] == phone.id
    assert [option["voter_count"] for option in poll["poll"]["options"]] == [1, 1]
    await phone.vote(sent["message_id"])
    assert phone.messages[-1].body["poll"]["total_voter_count"] == 0


async def test_an_anonymous_poll_names_nobody(bot: Bot, phone: Phone) -> None:
    sent = await bot("sendPoll", chat_id=phone.id, question="متى؟", options=["أ", "ب"])
    await phone.vote(sent["message_id"], 1)
    (update,) = await bot.take()
    assert update["poll"]["total_voter_count"] == 1


async def test_a_stopped_poll_keeps_its_figures(bot: Bot, phone: Phone) -> None:
    sent = await bot("sendPoll", chat_id=phone.id, question="متى؟", options=["أ"])
    where = {"chat_id": phone.id, "message_id": sent["message_id"]}
    await phone.vote(sent["message_id"], 0)
    stopped = await bot("stopPoll", **where)
    assert (stopped["is_closed"], stopped["total_voter_count"]) == (True, 1)
    assert await bot.refused("stopPoll", **where) == "Bad Request: poll has already been closed"
    with pytest.raises(Impossible, match="closed"):
        await phone.vote(sent["message_id"], 0)


async def test_a_poll_closes_when_its_time_is_over(bot: Bot, phone: Phone, simulator: Simulator) -> None:
    sent = await bot("sendPoll", chat_id=phone.id, question="متى؟", options=["أ"], open_period=60)
    simulator.clock.advance(61)
    with pytest.raises(Impossible, match="closed"):
        await phone.vote(sent["message_id"], 0)
    assert (await bot.take())[0]["poll"]["is_closed"] is True


async def test_a_quiz_has_an_answer_and_takes_one_vote(bot: Bot, phone: Phone) -> None:
    sent = await bot(
        "sendPoll",
        chat_id=phone.id,
        question="<i>كم؟</i>",
        question_parse_mode="HTML",
        options=["5", "6"],
        type="quiz",
        correct_option_id=1,
        explanation="<b>ستة</b>",
        explanation_parse_mode="HTML",
        close_date=4102444800,
    )
    assert sent["poll"]["explanation"] == "ستة"
    assert sent["poll"]["question_entities"][0]["type"] == "italic"
    await phone.vote(sent["message_id"], 1)
    for options, reason in (([0], "final"), ([0, 1], "one answer"), ([7], "no such option")):
        with pytest.raises(Impossible, match=reason):
            await phone.vote(sent["message_id"], *options)


async def test_votes_of_a_deleted_poll_still_count(bot: Bot, phone: Phone, simulator: Simulator) -> None:
    sent = await bot("sendPoll", chat_id=phone.id, question="متى؟", options=["أ"], open_period=60)
    await phone.delete(sent["message_id"])
    simulator.clock.advance(61)
    with pytest.raises(Impossible, match="there is no message"):
        await phone.vote(sent["message_id"], 0)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"options": []}, "poll must have 1-12 answer options"),
        ({"options": [7]}, "can't parse options JSON object"),
        ({"options": [""]}, "poll options must be non-empty"),
        ({"options": ["x" * 101]}, "poll options length must not exceed 100"),
        ({"question": ""}, "poll question must be non-empty"),
        ({"type": "x"}, "wrong poll type specified"),
        ({"correct_option_id": 0}, "correct option can be specified only for quizzes"),
        ({"type": "quiz"}, "wrong correct option ID specified"),
        ({"type": "quiz", "correct_option_ids": [3]}, "wrong correct option ID specified"),
    ],
)
async def test_wrong_polls_are_refused(bot: Bot, phone: Phone, values: dict[str, Any], expected: str) -> None:
    arguments = {"chat_id": phone.id, "question": "؟", "options": ["أ"], **values}
    assert await bot.refused("sendPoll", **arguments) == f"Bad Request: {expected}"


async def test_only_polls_are_stopped_and_voted_in(bot: Bot, phone: Phone) -> None:
    sent = await bot("sendMessage", chat_id=phone.id, text="x")
    where = {"chat_id": phone.id, "message_id": sent["message_id"]}
    assert await bot.refused("stopPoll", **where) == "Bad Request: message with poll to stop not found"
    with pytest.raises(Impossible, match="no poll"):
        await phone.vote(sent["message_id"], 0)
