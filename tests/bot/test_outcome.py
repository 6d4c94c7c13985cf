import json
import logging

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.outcome import (
    MOST_ATTEMPTS,
    Delivered,
    Moved,
    Outcome,
    PauseAll,
    PauseChat,
    Refused,
    Retry,
    Rewritten,
    judge,
)
from bot.transport import NotSent
from storage.outbox import Outgoing, Priority

SAID = json.dumps({"chat_id": 5, "text": "سلام"}, ensure_ascii=False)
BODY = json.dumps({"chat_id": 5, "message_id": 9, "text": "سلام"}, ensure_ascii=False)


def message(
    priority: Priority = Priority.REPLY, method: str = "sendMessage", attempts: int = 0, body: str = SAID
) -> Outgoing:
    return Outgoing(1, 5, method, body, priority, attempts)


ANY, BULK = message(), message(Priority.BULK)
EDIT = message(method="editMessageText", body=BODY)
ANSWER = message(body='{"chat_id": 5, "text": "سلام", "reply_parameters": {"message_id": 9}}')
ORDER = message(method="after:talk", body=json.dumps({"chat_id": 5, "what": '{"message": 7}'}))
DELETE = message(method="deleteMessages", body='{"chat_id": 5, "message_ids": [9, 10]}')
REACT = message(method="setMessageReaction", body='{"chat_id": 5, "message_id": 9, "reaction": []}')
AFTER_COMMIT = message(method="after:talk", attempts=MOST_ATTEMPTS)


@pytest.mark.parametrize(
    ("queued", "error", "outcome"),
    [
        (ANY, BadRequest("half a pair: \ud83d"), Refused("failed", "half a pair: ?")),
        (ANY, RetryAfter(7), PauseChat(7.0)),
        (BULK, RetryAfter(7), PauseChat(7.0)),
        (
            ANY,
            Forbidden("Forbidden: bot was blocked by the user"),
            Refused("blocked", "Forbidden: bot was blocked by the user"),
        ),
        (ANY, BadRequest("Chat not found"), Refused("blocked", "gone")),
        (BULK, Forbidden("Forbidden: user is deactivated"), Refused("blocked", "gone")),
        (BULK, BadRequest("Bad Request: message is too long"), Refused("failed", "Message is too long")),
        (EDIT, BadRequest("Message is not modified: specified new"), Delivered(None)),
        (
            ANY,
            BadRequest("Query is too old and response timeout expired"),
            Refused("expired", "Query is too old and response timeout expired"),
        ),
        (ANY, BadRequest("query ID is invalid"), Refused("expired", "query ID is invalid")),
        (EDIT, BadRequest("Message to edit not found"), Rewritten("sendMessage", '{"chat_id":5,"text":"سلام"}')),
        (EDIT, BadRequest("Message can't be edited"), Rewritten("sendMessage", '{"chat_id":5,"text":"سلام"}')),
        (
            message(Priority.BULK, method="editMessageText"),
            BadRequest("Message to edit not found"),
            Refused("failed", "Message to edit not found"),
        ),
        (
            message(method="deleteMessage"),
            BadRequest("Message to delete not found"),
            Refused("failed", "Message to delete not found"),
        ),
        (ANY, ChatMigrated(-100), Moved(-100, "sendMessage", '{"chat_id":-100,"text":"سلام"}')),
        (ANSWER, ChatMigrated(-100), Moved(-100, "sendMessage", '{"chat_id":-100,"text":"سلام"}')),
        (ORDER, ChatMigrated(-100), Moved(-100, "after:talk", '{"chat_id":-100,"what":"{\\"message\\": 7}"}')),
        (EDIT, ChatMigrated(-100), Moved(-100, "sendMessage", '{"chat_id":-100,"text":"سلام"}')),
        (DELETE, ChatMigrated(-100), Refused("expired", "Group migrated to supergroup. New chat id: -100")),
        (REACT, ChatMigrated(-100), Refused("expired", "Group migrated to supergroup. New chat id: -100")),
        (ANY, ChatMigrated(2**70), Retry(f"Group migrated to supergroup. New chat id: {2**70}")),
        (ANY, InvalidToken("Unauthorized"), Refused("failed", "Unauthorized")),
        (ANY, NotSent("no connection"), Retry("no connection")),
        (BULK, NotSent("no connection"), Retry("no connection")),
        (ANY, TimedOut("Timed out"), Retry("Timed out")),
        (BULK, TimedOut("Timed out"), Refused("unknown", "Timed out")),
        (ANY, NetworkError("Bad Gateway"), Retry("Bad Gateway")),
        (BULK, NetworkError("Bad Gateway"), Refused("unknown", "Bad Gateway")),
        (ANY, Conflict("Conflict"), Retry("Conflict")),
        (message(attempts=MOST_ATTEMPTS), TimedOut("Timed out"), Refused("failed", "Timed out")),
        (AFTER_COMMIT, TimedOut("Timed out"), Retry("Timed out")),
        (message(Priority.BULK, attempts=MOST_ATTEMPTS), NotSent("no connection"), Refused("failed", "no connection")),
    ],
)
def test_the_table(queued: Outgoing, error: TelegramError, outcome: Outcome) -> None:
    assert judge(queued, error) == outcome


@pytest.mark.parametrize(
    ("outcome", "end"),
    [
        (Delivered(1), "sent"),
        (Refused("blocked", ""), "blocked"),
        (Retry(""), "retry"),
        (PauseChat(1), "429"),
        (PauseAll(1), "429"),
        (Rewritten("a", "b"), "rewritten"),
        (Moved(5, "a", "b"), "moved"),
    ],
)
def test_every_outcome_has_a_name_for_the_figures(outcome: Outcome, end: str) -> None:
    assert outcome.end == end


@pytest.mark.parametrize(
    ("state", "level"),
    [("failed", logging.WARNING), ("unknown", logging.WARNING), ("blocked", logging.DEBUG), ("expired", logging.DEBUG)],
)
def test_only_what_somebody_should_look_at_is_a_warning(state: str, level: int) -> None:
    assert Refused(state, "").level == level
