from hypothesis import given
from hypothesis import strategies as st

from domain.requests.life import OVER, State
from domain.requests.lists import List, list_of

STATES, CHATS = st.sampled_from(State), st.none() | st.integers(1, 3)
TIMES = st.integers(0, 1000)


@given(STATES, CHATS, st.none() | TIMES, st.sets(st.integers(1, 3)), TIMES)
def test_every_request_is_in_one_list_that_fits_its_state(
    state: State, taken_by: int | None, due: int | None, mine: set[int], now: int
) -> None:
    found = list_of(state, taken_by, due, mine, now)
    assert (found is List.DECIDED) == (state in OVER)
    assert (found is List.WAITING) == (state is State.CORRECTION_ASKED)
    if found is List.MINE:
        assert taken_by in mine
    if found is List.LATE:
        assert due is not None
        assert due < now
    if found is List.NEW:
        assert (state, taken_by) == (State.SUBMITTED, None)
