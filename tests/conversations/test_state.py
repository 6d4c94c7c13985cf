from hypothesis import given
from hypothesis import strategies as st

from conversations.state import State

JSONS = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(
    answers=st.dictionaries(st.text(), JSONS, max_size=4),
    note=JSONS,
    trail=st.lists(st.text(), max_size=3),
    reask=st.none() | st.text(),
    shown_on=st.none() | st.integers(0, 2**63 - 1),
)
def test_a_state_survives_json(
    answers: dict[str, object], note: object, trail: list[str], reask: str | None, shown_on: int | None
) -> None:
    state = State("r1", 3, answers, trail, reask, None, note, shown_on, before=dict(answers))
    assert State.parse(state.dump()) == state


def test_a_field_of_another_version_is_left_aside() -> None:
    assert State.parse('{"run": "r1", "revision": 2, "mood": "merry"}') == State("r1", 2)
