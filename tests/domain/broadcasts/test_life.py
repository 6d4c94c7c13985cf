import pytest

from domain.broadcasts.life import MACHINE, TABLE, Deed, Life, NotAllowed, after, allowed


def test_nothing_can_happen_to_what_is_stopped_and_everything_can_come_to_an_end() -> None:
    assert allowed(Life.STOPPED) == ()
    for life in Life:
        reached = {life}
        for _ in Life:
            reached |= {then for now in reached for then in TABLE[now].values()}
        assert reached & {Life.STOPPED, Life.DONE}, life


def test_nobody_is_sent_anything_without_an_audience_that_was_frozen() -> None:
    before = {life for life in Life if Life.RUNNING in TABLE[life].values()}
    assert before == {Life.FREEZING, Life.PAUSED, Life.DONE}
    assert {life for life in Life if Life.FREEZING in TABLE[life].values()} == {Life.SCHEDULED}


def test_staff_are_not_offered_what_the_clock_does() -> None:
    assert not {deed for life in Life for deed in allowed(life)} & MACHINE
    assert allowed(Life.RUNNING) == (Deed.PAUSE, Deed.STOP)


def test_what_is_not_in_the_table_is_refused() -> None:
    assert after(Life.RUNNING, Deed.PAUSE) is Life.PAUSED
    with pytest.raises(NotAllowed, match="pause is not possible: the notice is freezing"):
        after(Life.FREEZING, Deed.PAUSE)
