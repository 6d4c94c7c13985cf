from itertools import product

import pytest

from domain.requests.levels import Level
from domain.requests.life import (
    DECIDED,
    INTERNAL,
    NEEDS,
    OPEN,
    OVER,
    TABLE,
    Action,
    Actor,
    NotAllowed,
    State,
    acting,
    after,
    allowed,
    keeps_state,
    may_decide_here,
)

# The expected table, written a second time in another way: who, from where, to where ("=": it stays).
EXPECTED = """
submit              member                         (new)                                      submitted
take                coordinator agent              submitted                                  in_review
take_over           coordinator agent              in_review                                  in_review
correct             member                         correction_asked                           in_review
accept              coordinator agent              in_review                                  accepted
accept              coordinator local              with_local                                 accepted
accept              coordinator                    with_provincial                            accepted
refuse              coordinator agent              in_review                                  refused
refuse              coordinator local              with_local                                 refused
refuse              coordinator                    with_provincial                            refused
ask_correction      coordinator agent              in_review correction_asked                 correction_asked
ask_correction      coordinator local              with_local                                 correction_asked
ask_correction      coordinator                    with_provincial                            correction_asked
forward_local       coordinator agent              in_review                                  with_local
forward_local       coordinator                    with_provincial                            with_local
forward_provincial  coordinator agent              in_review                                  with_provincial
forward_provincial  coordinator local              with_local                                 with_provincial
answer              coordinator local agent admin  open over                                  =
give                coordinator agent system       open                                       =
note                coordinator local agent admin  open over                                  =
note                expert                         open                                       =
invite_expert       coordinator agent              open                                       =
merge               coordinator agent              open                                       withdrawn
open_file           coordinator local agent        open over                                  =
open_file           expert                         open                                       =
add_file            member                         open                                       =
ask                 member                         open over                                  =
rate                member                         accepted refused                           =
reopen              member                         refused withdrawn                          submitted
reopen              coordinator                    accepted refused                           in_review
withdraw            member                         open                                       withdrawn
lose_file           system                         open over                                  =
erase               member                         open                                       withdrawn
erase               member                         over                                       =
"""

GROUPS: dict[str, list[State | None]] = {
    "(new)": [None],
    "open": [
        State.SUBMITTED,
        State.IN_REVIEW,
        State.CORRECTION_ASKED,
        State.WITH_LOCAL,
        State.WITH_PROVINCIAL,
    ],
    "over": [State.ACCEPTED, State.REFUSED, State.WITHDRAWN],
}


def expected() -> dict[tuple[Action, Actor, State | None], State]:
    steps: dict[tuple[Action, Actor, State | None], State] = {}
    for line in EXPECTED.strip().splitlines():
        action, actors, starts, to = (part.strip() for part in line.split("  ") if part.strip())
        for actor, start in product(actors.split(), starts.split()):
            for state in GROUPS.get(start) or [State(start)]:
                steps[Action(action), Actor(actor), state] = state if state and to == "=" else State(to)
    return steps


STEPS = expected()


@pytest.mark.parametrize(("action", "actor", "state"), list(product(Action, Actor, (None, *State))))
def test_every_action_of_every_role_in_every_state_leads_where_it_should(
    action: Action, actor: Actor, state: State | None
) -> None:
    if (action, actor, state) in STEPS:
        assert after(state, action, actor) is STEPS[action, actor, state]
    else:
        with pytest.raises(NotAllowed) as caught:
            after(state, action, actor)
        assert (caught.value.state, caught.value.action) == (state, action)


@pytest.mark.parametrize(("state", "actor"), list(product(State, Actor)))
def test_offered_is_exactly_what_the_table_allows(state: State, actor: Actor) -> None:
    possible = [action for action in Action if (action, actor, state) in STEPS]
    decisions = {Action.ACCEPT, Action.REFUSE}
    assert allowed(state, actor) == possible
    assert [action for action in allowed(state, actor, level=Level.PROVINCIAL) if action not in decisions] == [
        action for action in possible if action not in decisions
    ]


def test_no_row_of_the_table_covers_another() -> None:
    rows = [(rule.action, actor, state) for rule in TABLE for actor in rule.actors for state in rule.start]
    assert len(rows) == len(set(rows))


def test_every_action_and_every_role_is_in_the_table() -> None:
    assert {rule.action for rule in TABLE} == set(Action)
    assert {actor for rule in TABLE for actor in rule.actors} == set(Actor)


def test_states_are_open_or_over_and_decided_ones_are_over() -> None:
    assert sorted((*OPEN, *OVER)) == sorted(State)
    assert set(DECIDED) < set(OVER)


def test_the_person_can_end_every_open_request_and_a_committee_can_decide_it() -> None:
    reachable = {state: {to for (_, _, start), to in STEPS.items() if start is state} for state in State}
    for state in OPEN:
        assert State.WITHDRAWN in reachable[state]
        seen, edge = {state}, {state}
        while edge := {to for one in edge for to in reachable[one]} - seen:
            seen |= edge
        assert set(DECIDED) <= seen


def test_of_several_roles_the_highest_that_may_acts() -> None:
    assert acting(State.IN_REVIEW, Action.REFUSE, (Actor.AGENT, Actor.COORDINATOR)) is Actor.COORDINATOR
    assert acting(State.WITH_LOCAL, Action.ACCEPT, (Actor.AGENT, Actor.LOCAL)) is Actor.LOCAL
    assert acting(State.WITH_PROVINCIAL, Action.ACCEPT, (Actor.AGENT, Actor.LOCAL)) is None


@pytest.mark.parametrize(
    ("level", "where"),
    [
        (Level.PLATFORM, {State.IN_REVIEW, State.WITH_LOCAL, State.WITH_PROVINCIAL}),
        (Level.LOCAL, {State.WITH_LOCAL, State.WITH_PROVINCIAL}),
        (Level.PROVINCIAL, {State.WITH_PROVINCIAL}),
    ],
)
def test_a_decision_is_offered_only_at_its_level_or_above(level: Level, where: set[State]) -> None:
    for action in (Action.ACCEPT, Action.REFUSE):
        assert {state for state in State if action in allowed(state, Actor.COORDINATOR, level=level)} == where
    assert may_decide_here(State.SUBMITTED, Action.TAKE, Level.PROVINCIAL)


def test_an_administrator_decides_nothing_and_opens_no_file() -> None:
    assert {action for action, actor, _ in STEPS if actor is Actor.ADMIN} == {Action.ANSWER, Action.NOTE}


def test_a_refusal_a_correction_and_every_word_need_what_they_say() -> None:
    assert {action for action in Action if action not in NEEDS} == {
        Action.SUBMIT,
        Action.TAKE,
        Action.TAKE_OVER,
        Action.CORRECT,
        Action.FORWARD_LOCAL,
        Action.FORWARD_PROVINCIAL,
        Action.RATE,
        Action.REOPEN,
        Action.WITHDRAW,
        Action.ERASE,
        Action.INVITE_EXPERT,
    }
    assert {Action.NOTE} == INTERNAL


def test_what_keeps_the_state_moves_it_from_nowhere() -> None:
    for action in Action:
        moves = {(start, to) for (one, _, start), to in STEPS.items() if one is action and start is not to}
        if keeps_state(action):
            assert not moves
        else:
            assert moves or action in {Action.TAKE_OVER, Action.GIVE}
