import pytest

from simulator.errors import ApiError
from simulator.limits import Limits


class Time:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def sent(limits: Limits, chats: range, *, group: bool = False, paid: bool = False) -> int:
    """How many messages, one to each chat, pass until one is refused."""
    for number, chat in enumerate(chats):
        try:
            limits.take(chat, group=group, paid=paid)
        except ApiError:
            return number
    return len(chats)


def test_thirty_a_second_pass_to_different_chats_and_no_more() -> None:
    time = Time()
    limits = Limits(time)
    assert sent(limits, range(100)) == 30
    time.now += 1
    assert sent(limits, range(100, 200)) == 30


def test_one_chat_takes_a_small_burst_and_then_one_a_second() -> None:
    time = Time()
    limits = Limits(time)
    for _ in range(5):
        limits.take(7, group=False)
    with pytest.raises(ApiError) as caught:
        limits.take(7, group=False)
    assert caught.value.code == 429
    assert caught.value.parameters == {"retry_after": 1}
    assert caught.value.description == "Too Many Requests: retry after 1"
    time.now += 1
    limits.take(7, group=False)


def test_a_refused_message_is_not_counted() -> None:
    time = Time()
    limits = Limits(time)
    sent(limits, range(100))
    for _ in range(50):
        with pytest.raises(ApiError):
            limits.take(1, group=False)
    time.now += 1
    assert sent(limits, range(100, 200)) == 30


def test_a_group_takes_twenty_a_minute() -> None:
    time = Time()
    limits = Limits(time, per_chat=None)
    for _ in range(20):
        limits.take(-100, group=True)
    time.now += 10
    with pytest.raises(ApiError) as caught:
        limits.take(-100, group=True)
    assert caught.value.parameters == {"retry_after": 50}
    time.now += 50
    limits.take(-100, group=True)


def test_paid_messages_pass_a_thousand_a_second() -> None:
    limits = Limits(Time())
    assert sent(limits, range(2000), paid=True) == 1000
    assert sent(limits, range(5000, 6000)) == 30


def test_without_limits_everything_passes() -> None:
    limits = Limits.none()
    assert sent(limits, range(3000)) == 3000
    assert sent(limits, range(100), group=True, paid=True) == 100
