"""The clock jumps: what waits for a moment, in the inbox or in the outbox, is neither lost nor kept for ever."""

from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot import lanes
from bot.clock import milliseconds
from bot.lanes import Work
from simulator import Fault, Phone
from storage.unit import Unit
from tests.bot.fakes import eventually
from tests.stage import Stage

NEXT, HELP = "أين يوجد مشروعك", "منصة الشباب"
PAUSE = 30


def fail_once(stage: Stage, chat_id: int) -> None:
    """The next update of this chat fails, and succeeds when it is tried again."""
    handle, troubles = stage.program.lanes._handle, [LookupError("a mistake")]

    async def fail(unit: Unit, work: Work) -> None:
        if work.lane == chat_id and troubles:
            raise troubles.pop()
        await handle(unit, work)

    stage.program.lanes._handle = fail


def answers(phone: Phone) -> list[str]:
    return [message.text for message in phone.messages if message.sender_id != phone.id]


@pytest.mark.parametrize("jump", [timedelta(days=400), timedelta(hours=-1), timedelta(days=-400)])
async def test_retries_and_postponed_messages_come_through_a_jump_in_order_and_once(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, jump: timedelta
) -> None:
    monkeypatch.setattr(lanes, "BACKOFF", 1.0)
    told_to_wait, failing = stage.phone(), stage.phone("حسن")
    fail_once(stage, failing.id)
    stage.simulator.faults.add(Fault("too_many", "sendMessage", chat_id=told_to_wait.id, times=1, seconds=PAUSE))
    with capture_logs():
        await told_to_wait.send("/check")
        await told_to_wait.send("/help")
        await failing.send("/check")
        await eventually(lambda: postponed(stage))
        stage.clock.move(jump)
        stage.program.lanes.wake([failing.id])
        await failing.sees(NEXT)
        stage.program.delivery.wake()  # as a tick does
        await eventually(lambda: stage.program.delivery._latest == milliseconds(stage.clock.now()))
        stage.clock.move(timedelta(seconds=PAUSE + 1))
        stage.program.delivery.wake()
        await told_to_wait.sees(HELP)
        await stage.settled()
    assert [HELP in text for text in answers(told_to_wait)] == [False, True]
    assert len(answers(failing)) == 1


async def postponed(stage: Stage) -> bool:
    rows = await stage.rows(
        "select (select count(*) from outbox where paused_until > 0) as paused,"
        " (select count(*) from inbox where attempts > 0) as retried, (select count(*) from outbox) as queued"
    )
    return rows == [{"paused": 1, "retried": 1, "queued": 2}]
