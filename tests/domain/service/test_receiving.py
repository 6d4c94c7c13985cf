from hypothesis import given
from hypothesis import strategies as st

from domain.requests.life import Actor, State
from domain.service.receiving import Colleague, holders, present, receivers, responsible, superiors

CHATS = st.integers(1, 6)
ROLES = st.sets(st.sampled_from([Actor.AGENT, Actor.LOCAL, Actor.COORDINATOR, Actor.ADMIN]), min_size=1)


@st.composite
def teams(draw: st.DrawFn) -> dict[int, Colleague]:
    chats = draw(st.lists(CHATS, unique=True))
    others = st.none() | CHATS
    return {chat: Colleague(chat, "ar", frozenset(draw(ROLES)), draw(others)) for chat in chats}


def team(*colleagues: tuple[int, Actor, int | None]) -> dict[int, Colleague]:
    return {chat: Colleague(chat, None, frozenset({role}), stand_in) for chat, role, stand_in in colleagues}


@given(teams(), CHATS)
def test_who_is_present_is_of_the_team_and_not_away(all_: dict[int, Colleague], chat: int) -> None:
    found = present(chat, all_)
    assert found is None or (found is all_[found.chat_id] and found.stand_in is None)
    if chat in all_ and all_[chat].stand_in is None:
        assert found is all_[chat]


@given(teams(), st.sampled_from(State), st.none() | CHATS)
def test_somebody_is_responsible_wherever_somebody_receives_requests(
    all_: dict[int, Colleague], state: State, taken_by: int | None
) -> None:
    found = responsible(state, taken_by, all_)
    assert len(found) == len(set(found))
    assert all(each in all_.values() for each in found)
    receives = any(each.roles & {Actor.AGENT, Actor.COORDINATOR} for each in all_.values())
    assert found or not receives
    assert not set(superiors(all_, found)) & set(found)


def test_a_stand_in_of_a_stand_in_hears_of_it_and_a_circle_leads_back_to_all() -> None:
    chain = team((1, Actor.AGENT, 2), (2, Actor.AGENT, 3), (3, Actor.LOCAL, None))
    assert present(1, chain) is chain[3]
    assert receivers(chain) == [chain[3]]
    circle = team((1, Actor.AGENT, 2), (2, Actor.AGENT, 1))
    assert present(1, circle) is None
    assert receivers(circle) == [circle[1], circle[2]]


def test_a_stand_in_without_rights_hears_nothing() -> None:
    all_ = team((1, Actor.AGENT, 9), (2, Actor.AGENT, None))
    assert present(1, all_) is None
    assert responsible(State.IN_REVIEW, 1, all_) == [all_[2]]


def test_a_committee_takes_its_own_step_and_where_there_is_none_whoever_follows_does() -> None:
    all_ = team((1, Actor.AGENT, None), (2, Actor.LOCAL, None), (3, Actor.COORDINATOR, None))
    assert responsible(State.WITH_LOCAL, 1, all_) == [all_[2]]
    assert responsible(State.WITH_PROVINCIAL, 1, all_) == [all_[3]]
    assert responsible(State.IN_REVIEW, 1, all_) == [all_[1]]
    without = team((1, Actor.AGENT, None))
    assert responsible(State.WITH_LOCAL, 1, without) == [without[1]]


def test_above_a_coordinator_who_is_late_herself_stands_the_administrator() -> None:
    all_ = team((1, Actor.COORDINATOR, None), (2, Actor.ADMIN, None))
    assert superiors(all_, [all_[1]]) == [all_[2]]
    assert superiors(all_, []) == [all_[1]]
    assert holders({}, Actor.AGENT) == []
