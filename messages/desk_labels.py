"""The words of the desk: how a request stands, its lists, what can be done, and in which role."""

from collections.abc import Mapping
from typing import Final

from domain.requests.life import Action, Actor, State
from domain.requests.lists import List
from messages.text import B, T, Text

STATES: Final[Mapping[State, Text]] = {
    State.SUBMITTED: T("🆕 New: nobody has taken it"),
    State.IN_REVIEW: T("🔎 Being studied"),
    State.CORRECTION_ASKED: T("⏳ Waiting for the person's correction"),
    State.WITH_LOCAL: T("🏛 With the local committee"),
    State.WITH_PROVINCIAL: T("🏛 With the provincial committee"),
    State.ACCEPTED: T("✅ Accepted"),
    State.REFUSED: T("❌ Refused"),
    State.WITHDRAWN: T("↩️ Withdrawn by the person"),
}
"""As staff read it."""

LISTS: Final[Mapping[List, Text]] = {
    List.NEW: B("🆕 New"),
    List.MINE: B("✋ Mine"),
    List.LATE: B("⏰ Late"),
    List.WAITING: B("⏳ Awaiting a correction"),
    List.COMMITTEE: B("🏛 With a committee"),
    List.COLLEAGUES: B("👥 With colleagues"),
    List.DECIDED: B("🗂 Over"),
}

ACTIONS: Final[Mapping[Action, Text]] = {
    Action.TAKE: B("✋ Take it"),
    Action.TAKE_OVER: B("✋ Take it over"),
    Action.ACCEPT: B("✅ Accept"),
    Action.REFUSE: B("❌ Refuse"),
    Action.ASK_CORRECTION: B("✏️ Ask for a correction"),
    Action.FORWARD_LOCAL: B("🏛 To the local committee"),
    Action.FORWARD_PROVINCIAL: B("🏛 To the provincial one"),
    Action.ANSWER: B("💬 Write to the person"),
    Action.NOTE: B("📝 Internal note"),
    Action.REOPEN: B("🔄 Reopen it"),
    Action.GIVE: B("🤝 Give to a colleague"),
    Action.INVITE_EXPERT: B("🎓 Invite an expert"),
    Action.MERGE: B("🔗 It was sent twice"),
}
"""What staff can do from the screen of a request, besides reading its documents."""

ACTORS: Final[Mapping[Actor, Text]] = {
    Actor.MEMBER: T("The person"),
    Actor.AGENT: T("Youth platform"),
    Actor.LOCAL: T("Local committee"),
    Actor.COORDINATOR: T("Social action division"),
    Actor.ADMIN: T("Administrator"),
    Actor.EXPERT: T("Outside expert"),
    Actor.SYSTEM: T("The bot"),
}
"""Who did something, as staff read it."""

DONE: Final[Mapping[Action, Text]] = {
    Action.SUBMIT: T("sent the request"),
    Action.TAKE: T("took it up"),
    Action.TAKE_OVER: T("took it over from a colleague"),
    Action.GIVE: T("gave it to a colleague"),
    Action.CORRECT: T("sent the correction"),
    Action.ACCEPT: T("accepted it"),
    Action.REFUSE: T("refused it"),
    Action.ASK_CORRECTION: T("asked for a correction"),
    Action.FORWARD_LOCAL: T("forwarded it to the local committee"),
    Action.FORWARD_PROVINCIAL: T("forwarded it to the provincial committee"),
    Action.ANSWER: T("wrote to the person"),
    Action.NOTE: T("wrote a note"),
    Action.INVITE_EXPERT: T("invited an outside expert"),
    Action.MERGE: T("joined two requests"),
    Action.OPEN_FILE: T("opened a paper"),
    Action.ADD_FILE: T("added a paper"),
    Action.ASK: T("asked a question"),
    Action.RATE: T("said how content she is"),
    Action.REOPEN: T("reopened it"),
    Action.WITHDRAW: T("withdrew it"),
    Action.LOSE_FILE: T("a paper can no longer be had from Telegram"),
    Action.ERASE: T("erased her words"),
}
"""What somebody did, after a role and a colon. In Arabic a noun, so that it fits whoever it was."""

ROLES: Final[Mapping[Actor, Text]] = {
    Actor.AGENT: B("Youth platform"),
    Actor.LOCAL: B("Local committee"),
    Actor.COORDINATOR: B("Social action division"),
    Actor.ADMIN: B("Administrator"),
}
"""The roles that are given by invitation; they fit on buttons."""

DUTIES: Final[Mapping[Actor, Text]] = {
    Actor.AGENT: T("You receive requests, ask for corrections, and forward them."),
    Actor.LOCAL: T("You decide what is forwarded to the local committee."),
    Actor.COORDINATOR: T("You receive requests, follow them with the committees, and record their decisions."),
    Actor.ADMIN: T("You invite staff and take roles back."),
}
"""What somebody with a role does, told when the role is given."""
