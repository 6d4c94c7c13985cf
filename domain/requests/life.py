"""The life of a request: the one table of who may do what, and where it leads. docs/requests.md is drawn from it."""

from enum import StrEnum

from msgspec import Struct

from domain.requests.levels import Level


class State(StrEnum):
    SUBMITTED = "submitted"
    IN_REVIEW = "in_review"
    CORRECTION_ASKED = "correction_asked"
    WITH_LOCAL = "with_local"
    WITH_PROVINCIAL = "with_provincial"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Actor(StrEnum):
    """The role in which somebody acts. One person may have several; of those that allow an action the first counts."""

    MEMBER = "member"  # she whose request it is, or who acts for its cooperative
    COORDINATOR = "coordinator"  # of the provincial committee, in the social-action division
    LOCAL = "local"  # of a local committee
    AGENT = "agent"  # of a youth platform
    ADMIN = "admin"  # gives and takes roles
    EXPERT = "expert"  # from outside, invited to this one request
    SYSTEM = "system"  # the bot itself


class Action(StrEnum):
    """What can happen to a request, in the order in which it is offered."""

    SUBMIT = "submit"
    TAKE = "take"
    TAKE_OVER = "take_over"  # from a colleague
    GIVE = "give"  # to a colleague; the bot does it where requests are given out in turn
    CORRECT = "correct"
    ACCEPT = "accept"
    REFUSE = "refuse"
    ASK_CORRECTION = "ask_correction"
    FORWARD_LOCAL = "forward_local"
    FORWARD_PROVINCIAL = "forward_provincial"
    ANSWER = "answer"
    NOTE = "note"
    INVITE_EXPERT = "invite_expert"
    MERGE = "merge"  # a duplicate into the request that goes on
    OPEN_FILE = "open_file"
    ADD_FILE = "add_file"
    ASK = "ask"
    RATE = "rate"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"
    LOSE_FILE = "lose_file"  # Telegram no longer gives it
    ERASE = "erase"


class Need(StrEnum):
    """What an action cannot do without."""

    TEXT = "text"  # a reason, a question, an answer
    AMOUNT = "amount"  # in dirhams; only where money was asked for
    CORRECTIONS = "corrections"  # which documents, why, until when
    FILES = "files"
    FILE = "file"  # one that the request has
    COLLEAGUE = "colleague"  # who may work on it
    REQUEST = "request"  # another open one of the same person or cooperative


class Refused(Exception):
    """Something cannot be done to a request; the classes below say why."""


class NotAllowed(Refused):
    """The table has no such row: this role may not do this, or not in this state."""

    def __init__(self, state: State | None, action: Action) -> None:
        super().__init__(f"{action} is not allowed from {state}")
        self.state, self.action = state, action


NEEDS = {
    Action.ACCEPT: frozenset({Need.AMOUNT}),
    Action.REFUSE: frozenset({Need.TEXT}),
    Action.ASK_CORRECTION: frozenset({Need.CORRECTIONS}),
    Action.ASK: frozenset({Need.TEXT}),
    Action.ANSWER: frozenset({Need.TEXT}),
    Action.NOTE: frozenset({Need.TEXT}),
    Action.ADD_FILE: frozenset({Need.FILES}),
    Action.OPEN_FILE: frozenset({Need.FILE}),
    Action.LOSE_FILE: frozenset({Need.FILE}),
    Action.GIVE: frozenset({Need.COLLEAGUE}),
    Action.MERGE: frozenset({Need.REQUEST}),
}

INTERNAL = frozenset({Action.NOTE})
"""What the person is never shown."""

OPEN = (
    State.SUBMITTED,
    State.IN_REVIEW,
    State.CORRECTION_ASKED,
    State.WITH_LOCAL,
    State.WITH_PROVINCIAL,
)
DECIDED = (State.ACCEPTED, State.REFUSED)
OVER = (*DECIDED, State.WITHDRAWN)
_EVERY = tuple(State)

_DECIDERS = {
    State.IN_REVIEW: Level.PLATFORM,
    State.WITH_LOCAL: Level.LOCAL,
    State.WITH_PROVINCIAL: Level.PROVINCIAL,
}
"""At which level a decision is made, by the state in which it is made."""


class Rule(Struct, frozen=True):
    """One row of the table. `to` is None where the state stays as it is; `start` is (None,) for a new request."""

    action: Action
    actors: tuple[Actor, ...]
    start: tuple[State | None, ...]
    to: State | None = None


_M, _C, _L, _A, _ADMIN = Actor.MEMBER, Actor.COORDINATOR, Actor.LOCAL, Actor.AGENT, Actor.ADMIN
_STAFF = (_C, _L, _A)
_S = State

TABLE = (
    Rule(Action.SUBMIT, (_M,), (None,), _S.SUBMITTED),
    Rule(Action.TAKE, (_C, _A), (_S.SUBMITTED,), _S.IN_REVIEW),
    Rule(Action.TAKE_OVER, (_C, _A), (_S.IN_REVIEW,), _S.IN_REVIEW),
    *(Rule(Action.GIVE, (_C, _A, Actor.SYSTEM), (state,), state) for state in OPEN),
    Rule(Action.CORRECT, (_M,), (_S.CORRECTION_ASKED,), _S.IN_REVIEW),
    Rule(Action.ACCEPT, (_C, _A), (_S.IN_REVIEW,), _S.ACCEPTED),
    Rule(Action.ACCEPT, (_C, _L), (_S.WITH_LOCAL,), _S.ACCEPTED),
    Rule(Action.ACCEPT, (_C,), (_S.WITH_PROVINCIAL,), _S.ACCEPTED),
    Rule(Action.REFUSE, (_C, _A), (_S.IN_REVIEW,), _S.REFUSED),
    Rule(Action.REFUSE, (_C, _L), (_S.WITH_LOCAL,), _S.REFUSED),
    Rule(Action.REFUSE, (_C,), (_S.WITH_PROVINCIAL,), _S.REFUSED),
    Rule(Action.ASK_CORRECTION, (_C, _A), (_S.IN_REVIEW, _S.CORRECTION_ASKED), _S.CORRECTION_ASKED),
    Rule(Action.ASK_CORRECTION, (_C, _L), (_S.WITH_LOCAL,), _S.CORRECTION_ASKED),
    Rule(Action.ASK_CORRECTION, (_C,), (_S.WITH_PROVINCIAL,), _S.CORRECTION_ASKED),
    Rule(Action.FORWARD_LOCAL, (_C, _A), (_S.IN_REVIEW,), _S.WITH_LOCAL),
    Rule(Action.FORWARD_LOCAL, (_C,), (_S.WITH_PROVINCIAL,), _S.WITH_LOCAL),
    Rule(Action.FORWARD_PROVINCIAL, (_C, _A), (_S.IN_REVIEW,), _S.WITH_PROVINCIAL),
    Rule(Action.FORWARD_PROVINCIAL, (_C, _L), (_S.WITH_LOCAL,), _S.WITH_PROVINCIAL),
    Rule(Action.ANSWER, (*_STAFF, _ADMIN), _EVERY),
    Rule(Action.NOTE, (*_STAFF, _ADMIN), _EVERY),
    Rule(Action.NOTE, (Actor.EXPERT,), OPEN),
    Rule(Action.INVITE_EXPERT, (_C, _A), OPEN),
    Rule(Action.MERGE, (_C, _A), OPEN, _S.WITHDRAWN),
    Rule(Action.OPEN_FILE, _STAFF, _EVERY),
    Rule(Action.OPEN_FILE, (Actor.EXPERT,), OPEN),
    Rule(Action.ADD_FILE, (_M,), OPEN),
    Rule(Action.ASK, (_M,), _EVERY),
    Rule(Action.RATE, (_M,), DECIDED),
    Rule(Action.REOPEN, (_M,), (_S.REFUSED, _S.WITHDRAWN), _S.SUBMITTED),
    Rule(Action.REOPEN, (_C,), DECIDED, _S.IN_REVIEW),
    Rule(Action.WITHDRAW, (_M,), OPEN, _S.WITHDRAWN),
    Rule(Action.LOSE_FILE, (Actor.SYSTEM,), _EVERY),
    Rule(Action.ERASE, (_M,), OPEN, _S.WITHDRAWN),
    Rule(Action.ERASE, (_M,), OVER),
)

_RULES = {(rule.action, actor, state): rule for rule in TABLE for actor in rule.actors for state in rule.start}


def after(state: State | None, action: Action, actor: Actor) -> State:
    """The state to which `action` leads; `state` is None for a request that is not there yet.

    Raises:
        NotAllowed: the table has no such row.
    """
    rule = _RULES.get((action, actor, state))
    if rule is None:
        raise NotAllowed(state, action)
    to = rule.to or state
    assert to is not None  # a row that starts at nothing leads somewhere
    return to


def allowed(state: State, *actors: Actor, level: Level = Level.PLATFORM) -> list[Action]:
    """What somebody with these roles may do now, for the buttons to show.

    `level` is the lowest that may decide this request (`domain.requests.levels`): below it, nobody is offered to
    accept or refuse.
    """
    possible = (action for action in Action if acting(state, action, actors) is not None)
    return [action for action in possible if may_decide_here(state, action, level)]


def acting(state: State | None, action: Action, actors: tuple[Actor, ...]) -> Actor | None:
    """The one of somebody's roles in which the action is done; None: the table has no row for any of them."""
    return next((actor for actor in Actor if actor in actors and (action, actor, state) in _RULES), None)


def may_decide_here(state: State | None, action: Action, level: Level) -> bool:
    """Whether a decision may be made where the request lies; true of all that is no decision."""
    decides = _DECIDERS.get(state) if state else None
    return action not in {Action.ACCEPT, Action.REFUSE} or (decides is not None and decides >= level)


def keeps_state(action: Action) -> bool:
    """Whether the action never moves a request, so that it cannot be overtaken by another one."""
    return all(rule.to is None for rule in TABLE if rule.action is action)
