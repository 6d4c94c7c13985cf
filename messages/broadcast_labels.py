"""The words of broadcasts: topics, whom they can be for, how they stand, what became of each message."""

from collections.abc import Mapping
from typing import Final

from domain.broadcasts.account import State
from domain.broadcasts.audience import Reply, Result, Role, Skipped
from domain.broadcasts.life import Life
from domain.broadcasts.schedule import Every
from domain.broadcasts.topic import Topic
from messages.text import B, T, Text

TOPICS: Final[Mapping[Topic, Text]] = {
    Topic.NEWS: B("General news"),
    Topic.CALLS: B("Calls and support"),
    Topic.MEETINGS: B("Meetings"),
    Topic.TRAINING: B("Training"),
    Topic.MARKETS: B("Markets and fairs"),
}

PLACES: Final[Mapping[str, Text]] = {
    "check": B("🔎 May I get support?"),
    "request": B("📨 Ask for support"),
    "calls": B("📋 Programmes and calls"),
    "meetings": B("📅 Meetings"),
}
"""Where a button under a notice may lead in this bot; calls and meetings by name have names of their own."""

ROLES: Final[Mapping[Role, Text]] = {
    Role.PRESIDENT: T("Presidents of cooperatives"),
    Role.MANAGER: T("Managers of cooperatives"),
    Role.MEMBER: T("Members of cooperatives"),
    Role.AGENT: T("Staff of youth platforms"),
    Role.LOCAL: T("Local committees"),
    Role.COORDINATOR: T("Social action divisions"),
    Role.ADMIN: T("Administrators"),
}

REPLIES: Final[Mapping[Reply, Text]] = {
    Reply.COMING: T("said that they come"),
    Reply.MAYBE: T("said perhaps"),
    Reply.NOT_COMING: T("said that they do not come"),
    Reply.CAME: T("were there"),
}

RESULTS: Final[Mapping[Result, Text]] = {
    Result.YES: T("seem to meet its conditions"),
    Result.ALMOST: T("almost meet them: one answer could change it"),
    Result.UNKNOWN: T("do not know enough yet"),
}

LIVES: Final[Mapping[Life, Text]] = {
    Life.DRAFT: T("📝 draft"),
    Life.WAITING: T("🗳 waits for a second person"),
    Life.SCHEDULED: T("🕓 goes out at its time"),
    Life.FREEZING: T("📋 its list is being written"),
    Life.RUNNING: T("📣 going out"),
    Life.PAUSED: T("⏸ paused"),
    Life.STOPPED: T("⏹ stopped"),
    Life.DONE: T("✅ done"),
}

STATES: Final[Mapping[State, Text]] = {
    State.SENT: T("✅ Arrived"),
    State.QUEUED: T("🕓 Not yet sent"),
    State.HANDED: T("📨 On the way"),
    State.BLOCKED: T("🔕 Blocked the bot"),
    State.GONE: T("👻 Account closed"),
    State.FAILED: T("❌ Failed"),
    State.UNKNOWN: T("❔ Perhaps arrived"),
    State.SKIPPED: T("⏭ Left out"),
}
"""In the order of the report."""

SKIPPED: Final[Mapping[str, Text]] = {
    Skipped.BLOCKED: T("has blocked the bot"),
    Skipped.OPTED_OUT: T("does not want this topic"),
    Skipped.LANGUAGE: T("reads a language in which it is not sent"),
    Skipped.CONTACTED: T("got a notice lately"),
    Skipped.OPEN_REQUEST: T("waits for a decision"),
    Skipped.ERASED: T("erased herself"),
    Skipped.STOPPED: T("it was stopped before"),
    Skipped.TOO_OLD: T("Telegram deletes nothing older than two days"),
}

EVERY: Final[Mapping[Every | None, Text]] = {
    None: B("Once"),
    Every.WEEK: B("Every week"),
    Every.MONTH: B("Every month"),
}
