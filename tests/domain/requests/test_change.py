import pytest

from domain.replacing import replace
from domain.requests import levels
from domain.requests.amounts import ShareAboveTotal
from domain.requests.change import REOPEN_WITHIN, Change, Incomplete, NotTheLevel, TooLate, judge
from domain.requests.kinds import Kind
from domain.requests.levels import Level
from domain.requests.life import NEEDS, OVER, Action, Actor, Need, NotAllowed, State
from domain.requests.request import NewFile, Request, Wanted
from domain.service.clocks import STOPPED, Clocks, started

HASSAN, NADIA, NOW = 800, 802, 1_780_000_000_000
SIXTY_DAYS = int(REOPEN_WITHIN.total_seconds() * 1000)
REQUEST = Request(
    id=1,
    reference="TW-0000-0000",
    chat_id=700,
    cooperative_id=None,
    kind=Kind.FUNDING,
    call_id=None,
    state=State.IN_REVIEW,
    revision=2,
    project="",
    sector=None,
    province="05.301",
    place="05.301",
    douar="",
    amount=60_000,
    total_cost=100_000,
    description="",
    phone=None,
    language="ar",
    taken_by=HASSAN,
    helped=None,
    decided_amount=None,
    reason="",
    submitted_at=NOW,
    changed_at=NOW,
    decided_at=None,
    deadline=NOW + 5,
    decision_due=NOW + 5,
    acting=(Actor.COORDINATOR,),
)
AT_PROVINCE = replace(REQUEST, state=State.WITH_PROVINCIAL)
FULL = {
    Need.TEXT: {"text": "كلمة"},
    Need.AMOUNT: {"amount": 50_000},
    Need.CORRECTIONS: {"corrections": (Wanted("statutes", "غير واضح"),)},
    Need.FILES: {"files": (NewFile("statutes", "photo", "f", "u"),)},
    Need.FILE: {"file": 1},
    Need.COLLEAGUE: {"to": 9},
    Need.REQUEST: {"into": "TW-0000-1111"},
}


@pytest.mark.parametrize(("action", "need"), [(action, need) for action in NEEDS for need in NEEDS[action]])
def test_an_action_without_what_it_needs_is_incomplete_and_with_it_complete(action: Action, need: Need) -> None:
    roles = (Actor.MEMBER,) if action in {Action.ASK, Action.ADD_FILE} else tuple(Actor)
    request = replace(AT_PROVINCE, acting=roles)
    with pytest.raises(Incomplete) as caught:
        judge(request, Change(action), NADIA, NOW)
    assert caught.value.need is need
    assert judge(request, Change(action, **FULL[need]), NADIA, NOW).change.action is action  # type: ignore[arg-type] # one field of its type


def test_a_correction_without_a_reason_and_blank_words_are_incomplete() -> None:
    for change in (
        Change(Action.ASK_CORRECTION, corrections=(Wanted("statutes", " "),)),
        Change(Action.NOTE, " \n"),
    ):
        with pytest.raises(Incomplete):
            judge(REQUEST, change, HASSAN, NOW)


def test_what_costs_the_committees_nothing_is_accepted_without_an_amount() -> None:
    training = replace(REQUEST, kind=Kind.TRAINING, amount=None, total_cost=None, acting=(Actor.AGENT,))
    step = judge(training, Change(Action.ACCEPT, "مرحبا"), HASSAN, NOW)
    assert (step.state, step.reason, step.decided_at, step.clocks) == (State.ACCEPTED, "مرحبا", NOW, STOPPED)


def test_a_local_committee_evades_its_limit_neither_by_the_asked_nor_by_the_granted_amount(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(levels, "local_limits", lambda: {"05.301": 50_000})
    local = replace(REQUEST, state=State.WITH_LOCAL, acting=(Actor.LOCAL,))
    for asked, granted in ((60_000, 40_000), (40_000, 60_000), (None, 40_000)):
        with pytest.raises(NotTheLevel) as caught:
            judge(replace(local, amount=asked), Change(Action.ACCEPT, amount=granted), HASSAN, NOW)
        assert caught.value.level is Level.PROVINCIAL
    step = judge(replace(local, amount=50_000), Change(Action.ACCEPT, amount=50_000), HASSAN, NOW)
    assert (step.state, step.decided_amount) == (State.ACCEPTED, 50_000)


def test_money_granted_where_none_was_asked_for_needs_a_committee_too() -> None:
    marketing = replace(REQUEST, kind=Kind.MARKETING, amount=None, acting=(Actor.AGENT,))
    with pytest.raises(NotTheLevel):
        judge(marketing, Change(Action.ACCEPT, amount=20_000), HASSAN, NOW)


def test_more_than_the_whole_cost_is_never_granted() -> None:
    with pytest.raises(ShareAboveTotal):
        judge(AT_PROVINCE, Change(Action.ACCEPT, amount=100_001), NADIA, NOW)


@pytest.mark.parametrize(
    ("state", "actor", "to", "follower"),
    [
        (State.REFUSED, Actor.MEMBER, State.SUBMITTED, None),
        (State.WITHDRAWN, Actor.MEMBER, State.SUBMITTED, None),
        (State.ACCEPTED, Actor.COORDINATOR, State.IN_REVIEW, NADIA),
    ],
)
def test_reopening_begins_again_within_sixty_days(state: State, actor: Actor, to: State, follower: int | None) -> None:
    over = replace(REQUEST, state=state, acting=(actor,), decided_at=NOW, decided_amount=5, reason="لا")
    over = replace(over, deadline=None, decision_due=None)
    step = judge(over, Change(Action.REOPEN), NADIA, NOW + SIXTY_DAYS)
    anew = started(over.kind, NOW + SIXTY_DAYS)
    assert (step.state, step.taken_by, step.clocks.decision_due) == (to, follower, anew.decision_due)
    assert step.clocks.deadline == (anew.deadline if to is State.SUBMITTED else anew.decision_due)
    assert (step.decided_at, step.decided_amount, step.reason) == (None, None, "")
    with pytest.raises(TooLate):
        judge(over, Change(Action.REOPEN), NADIA, NOW + SIXTY_DAYS + 1)


def test_who_takes_follows_and_forwarding_keeps_her() -> None:
    new = replace(REQUEST, state=State.SUBMITTED, taken_by=None)
    assert judge(new, Change(Action.TAKE), NADIA, NOW).taken_by == NADIA
    assert judge(REQUEST, Change(Action.TAKE_OVER), NADIA, NOW).taken_by == NADIA
    assert judge(REQUEST, Change(Action.FORWARD_LOCAL), NADIA, NOW).taken_by == HASSAN


def test_what_keeps_the_state_keeps_the_clock_and_the_decision() -> None:
    for state in State:
        over = state in OVER
        request = replace(REQUEST, state=state, decided_at=NOW - 9 if over else None, reason="سبب" if over else "")
        step = judge(request, Change(Action.NOTE, "ملاحظة"), HASSAN, NOW)
        assert (step.state, step.clocks, step.decided_at, step.reason) == (
            state,
            Clocks(request.deadline, request.decision_due),
            request.decided_at,
            request.reason,
        )


def test_without_a_role_nothing_is_allowed() -> None:
    for action in Action:
        with pytest.raises(NotAllowed):
            judge(replace(REQUEST, acting=()), Change(action, "كلمة", 1), HASSAN, NOW)
