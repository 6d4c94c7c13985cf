"""The buttons that take up, begin again or erase a draft. They carry its run, so that an old one harms no new draft."""

from typing import Final

from conversations.state import State
from messages.keyboard import Button
from messages.text import B
from storage.drafts import Draft

RESUME: Final = "d:resume:"
AGAIN: Final = "d:new:"
ERASE: Final = "d:erase:"


def go_on(draft: Draft) -> Button:
    return Button(B("▶️ Go on"), f"{RESUME}{_which(draft)}")


def start_again(draft: Draft) -> Button:
    return Button(B("🔄 Start again"), f"{AGAIN}{_which(draft)}")


def erase_answers(draft: Draft) -> Button:
    return Button(B("🗑 Erase my answers"), f"{ERASE}{_which(draft)}")


def named(which: str) -> str:
    """The conversation that a button's data names."""
    return which.partition(":")[0]


def is_of(which: str, draft: Draft) -> bool:
    """Whether the button was made for this very draft, and not for an earlier one of the same conversation."""
    return which == _which(draft)


def _which(draft: Draft) -> str:
    return f"{draft.conversation}:{State.parse(draft.state).run}"
