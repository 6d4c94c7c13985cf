import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.events.life import AHEAD, TABLE, Deed, Life, NotAllowed, after, allowed


@pytest.mark.parametrize(
    ("deeds", "life"),
    [
        ([Deed.ANNOUNCE], Life.ANNOUNCED),
        ([Deed.ANNOUNCE, Deed.MOVE, Deed.MOVE], Life.MOVED),
        ([Deed.ANNOUNCE, Deed.MOVE, Deed.HOLD, Deed.REPORT, Deed.CLOSE], Life.CLOSED),
        ([Deed.ANNOUNCE, Deed.CANCEL], Life.CANCELLED),
        ([Deed.CANCEL], Life.CANCELLED),
    ],
)
def test_a_meeting_lives_as_the_table_says(deeds: list[Deed], life: Life) -> None:
    here = Life.DRAFT
    for deed in deeds:
        here = after(here, deed)
    assert here is life


@pytest.mark.parametrize("life", [Life.CANCELLED, Life.HELD, Life.CLOSED])
@pytest.mark.parametrize("deed", [Deed.ANNOUNCE, Deed.MOVE, Deed.CANCEL, Deed.HOLD])
def test_what_is_over_is_not_announced_moved_or_cancelled(life: Life, deed: Deed) -> None:
    with pytest.raises(NotAllowed, match=f"{deed} is not possible: the meeting is {life}"):
        after(life, deed)


@given(st.lists(st.sampled_from(Deed), max_size=12))
def test_no_way_leads_out_of_the_table_or_back_from_the_end(deeds: list[Deed]) -> None:
    here = Life.DRAFT
    for deed in deeds:
        if deed in allowed(here):
            there = after(here, deed)
            assert there is not Life.DRAFT or here is Life.DRAFT
            here = there
    assert here in TABLE
    assert (here in AHEAD) == (Deed.MOVE in allowed(here))
