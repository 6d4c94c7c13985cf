from hypothesis import given
from hypothesis import strategies as st

from domain.service.rota import Load, next_in_turn

LOADS = st.lists(
    st.builds(Load, st.integers(1, 20), st.integers(0, 12), st.integers(0, 5)), unique_by=lambda load: load.chat_id
)


@given(LOADS, st.integers(1, 12))
def test_it_is_the_turn_of_whoever_has_room_and_waited_longest(loads: list[Load], most: int) -> None:
    chosen = next_in_turn(loads, most)
    free = [load for load in loads if load.in_hand < most]
    assert (chosen is None) == (not free)
    if chosen is not None:
        [load] = [load for load in free if load.chat_id == chosen]
        assert load.last == min(each.last for each in free)


def test_among_three_who_are_equal_everybody_gets_her_share() -> None:
    loads = {chat: Load(chat, 0, 0) for chat in (1, 2, 3)}
    given_: list[int] = []
    for moment in range(1, 10):
        chosen = next_in_turn(loads.values(), 3)
        assert chosen is not None
        given_.append(chosen)
        loads[chosen] = Load(chosen, loads[chosen].in_hand + 1, moment)
    assert given_ == [1, 2, 3] * 3
    assert next_in_turn(loads.values(), 3) is None
