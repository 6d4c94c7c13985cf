from hypothesis import given
from hypothesis import strategies as st

from domain.requests.life import OPEN, OVER, State
from domain.requests.lists import List, deadline, list_of

STATES, CHATS = st.sampled_from(State), st.none() | st.integers(1, 3)
TIMES = st.integers(0, 1000)


@given(STATES, CHATS, st.none() | TIMES, st.integers(1, 3), TIMES)
def test_every_request_is_in_one_list_that_fits_its_state(
    state: State, taken_by: int | None, due: int | None, staff: int, now: int
) -> None:
    found = list_of(state, taken_by, due, staff, now)
    assert (found is List.DECIDED) == (state in OVER)
    assert (found is List.WAITING) == (state is State.CORRECTION_ASKED)
    if found is List.MINE:
        assert taken_by == staff
    if found is List.LATE:
        assert due is not None
        assert due < now
    if found is List.NEW:
        assert state is State.SUBMITTED


def test_the_clock_runs_in_open_states_and_stands_while_we_wait_for_the_person() -> None:
    waits = {state for state in State if deadline(state, 1000) is None}
    assert waits == {*OVER, State.CORRECTION_ASKED}
    assert all(due > 1000 for state in OPEN if (due := deadline(state, 1000)) is not None)
