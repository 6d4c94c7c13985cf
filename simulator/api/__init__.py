"""The methods of the Bot API, a file for each family. Importing this package registers them all."""

from simulator.api import (
    callbacks,
    chats,
    commands,
    copying,
    deletion,
    edits,
    files,
    locations,
    media,
    members,
    messages,
    pins,
    polls,
    profile,
    reactions,
    topics,
    updates,
)
from simulator.api.registry import METHODS, call

__all__ = [
    "METHODS",
    "call",
    "callbacks",
    "chats",
    "commands",
    "copying",
    "deletion",
    "edits",
    "files",
    "locations",
    "media",
    "members",
    "messages",
    "pins",
    "polls",
    "profile",
    "reactions",
    "topics",
    "updates",
]
