from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.civil_time import moment_of
from domain.requests.kinds import Kind
from domain.requests.life import OPEN, OVER, State
from domain.service.clocks import STOPPED, Clocks, lateness, moved, question_due, started
from domain.service.working import working_time

KINDS = st.sampled_from(Kind)
MINUTE = 60 * 1000
FIRST = int(moment_of(datetime.fromisoformat("2026-01-01T00:00")).timestamp() * 1000)
TIMES = st.integers(0, 700 * 24 * 60).map(lambda minutes: FIRST + minutes * MINUTE)
PAUSE = st.integers(0, 200 * 24 * 60).map(lambda minutes: minutes * MINUTE)


def at(wall: str) -> int:
    return int(moment_of(datetime.fromisoformat(wall)).timestamp() * 1000)


def test_a_request_for_money_is_answered_in_three_working_days_and_decided_in_forty_five() -> None:
    clocks = started(Kind.FUNDING, at("2026-04-01T10:00"))
    assert clocks == Clocks(at("2026-04-06T10:00"), at("2026-06-08T10:00"))  # over three holidays
    assert question_due(at("2026-04-03T10:00")) == at("2026-04-07T10:00")


def test_what_is_taken_is_due_when_it_should_be_decided() -> None:
    begun = started(Kind.TRAINING, at("2026-04-01T10:00"))
    taken = moved(Kind.TRAINING, begun, State.SUBMITTED, State.IN_REVIEW, at("2026-04-02T10:00"))
    assert taken == Clocks(begun.decision_due, begun.decision_due)
    for state in (State.WITH_LOCAL, State.WITH_PROVINCIAL):
        assert moved(Kind.TRAINING, taken, State.IN_REVIEW, state, at("2026-04-08T10:00")) == taken


def test_a_weekend_of_waiting_for_the_person_costs_nothing_and_wins_nothing() -> None:
    taken = moved(Kind.OTHER, started(Kind.OTHER, at("2026-04-01T10:00")), State.SUBMITTED, State.IN_REVIEW, 0)
    friday, monday = at("2026-04-03T16:30"), at("2026-04-06T08:30")
    asked = moved(Kind.OTHER, taken, State.IN_REVIEW, State.CORRECTION_ASKED, friday)
    assert (asked.deadline, asked.decision_due) == (None, None)
    assert moved(Kind.OTHER, asked, State.CORRECTION_ASKED, State.IN_REVIEW, monday) == taken


def test_asking_again_while_waiting_changes_nothing() -> None:
    asked = Clocks(remaining=5)
    assert moved(Kind.OTHER, asked, State.CORRECTION_ASKED, State.CORRECTION_ASKED, FIRST) == asked


def test_what_was_late_before_we_waited_is_due_at_once_afterwards() -> None:
    sent = at("2026-04-01T10:00")
    late = at("2026-05-04T10:00")
    taken = moved(Kind.OTHER, started(Kind.OTHER, sent), State.SUBMITTED, State.IN_REVIEW, sent)
    asked = moved(Kind.OTHER, taken, State.IN_REVIEW, State.CORRECTION_ASKED, late)
    assert asked.remaining is not None
    assert asked.remaining < 0
    back = moved(Kind.OTHER, asked, State.CORRECTION_ASKED, State.IN_REVIEW, at("2026-05-06T10:00"))
    assert back.deadline == at("2026-05-06T10:00")


@settings(deadline=None, max_examples=60)
@given(KINDS, TIMES, st.lists(st.tuples(PAUSE, PAUSE), max_size=4))
def test_only_the_time_in_which_it_was_our_turn_counts(kind: Kind, sent: int, turns: list[tuple[int, int]]) -> None:
    """However often we wait, the working time that is ours until the decision is that of the level."""
    clocks, now, ours = moved(kind, started(kind, sent), State.SUBMITTED, State.IN_REVIEW, sent), sent, timedelta()
    for work, wait in turns:
        ours += lateness(now, now + work)
        now += work
        clocks = moved(kind, clocks, State.IN_REVIEW, State.CORRECTION_ASKED, now)
        now += wait
        clocks = moved(kind, clocks, State.CORRECTION_ASKED, State.IN_REVIEW, now)
    time = working_time()
    level = time.days(time.service.levels[kind].decision)
    assert clocks.deadline is not None
    if ours < level:
        assert lateness(now, clocks.deadline) == level - ours
    else:
        assert lateness(now, clocks.deadline) <= timedelta()


@settings(deadline=None, max_examples=60)
@given(KINDS, TIMES, st.sampled_from(OPEN), st.sampled_from(OVER))
def test_an_end_stops_all_clocks_and_reopening_starts_them_anew(kind: Kind, now: int, state: State, end: State) -> None:
    assert moved(kind, started(kind, now), state, end, now) == STOPPED
    anew = started(kind, now)
    assert moved(kind, STOPPED, end, State.SUBMITTED, now) == anew
    assert moved(kind, STOPPED, end, State.IN_REVIEW, now) == Clocks(anew.decision_due, anew.decision_due)


def test_clocks_that_never_began_begin_with_the_first_step() -> None:
    """Where nobody received requests when it was sent; and what an older version of the program had stored."""
    anew = started(Kind.OTHER, FIRST)
    taken = moved(Kind.OTHER, STOPPED, State.SUBMITTED, State.IN_REVIEW, FIRST)
    assert taken == Clocks(anew.decision_due, anew.decision_due)
    asked = moved(Kind.OTHER, STOPPED, State.IN_REVIEW, State.CORRECTION_ASKED, FIRST)
    assert asked.remaining is not None
    assert moved(Kind.OTHER, STOPPED, State.CORRECTION_ASKED, State.IN_REVIEW, FIRST) == taken
    assert moved(Kind.OTHER, STOPPED, State.SUBMITTED, State.SUBMITTED, FIRST) == STOPPED
