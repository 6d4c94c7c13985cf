from typing import Any

from simulator.api.edits import EditOptions, apply_edit, editable
from simulator.api.registry import method
from simulator.api.sending import Envelope, SendOptions
from simulator.entities import is_longer
from simulator.errors import bad_request
from simulator.formatting import formatted
from simulator.messages import Json
from simulator.polls import Poll
from simulator.world import World

LONGEST_QUESTION = 300
LONGEST_OPTION = 100
LONGEST_EXPLANATION = 200
LONGEST_DESCRIPTION = 1024
OPTION_COUNTS = range(1, 13)


def _text(text: str, mode: str | None, entities: list[Any] | None, longest: int, name: str) -> Json:
    text, found = formatted(text, mode, entities)
    if not text:
        raise bad_request(f"poll {name} must be non-empty")
    if is_longer(text, longest):
        raise bad_request(f"poll {name} length must not exceed {longest}")
    return {"text": text, "entities": found} if found else {"text": text}


def _option(given: Any, number: int) -> Json:
    """An option, as an object or (the older way) as its text."""
    option = {"text": given} if isinstance(given, str) else given
    if not isinstance(option, dict):
        raise bad_request("can't parse options JSON object")
    content = _text(
        str(option.get("text", "")),
        option.get("text_parse_mode"),
        option.get("text_entities"),
        LONGEST_OPTION,
        "options",
    )
    if "entities" in content:
        content["text_entities"] = content.pop("entities")
    return {"persistent_id": str(number), **content, "voter_count": 0}


def _correct(given: list[Any] | None, single: int | None, count: int, kind: str) -> Json:
    correct = given if given is not None else [] if single is None else [single]
    if kind != "quiz":
        if correct:
            raise bad_request("correct option can be specified only for quizzes")
        return {}
    if not correct or any(number not in range(count) for number in correct):
        raise bad_request("wrong correct option ID specified")
    return {"correct_option_ids": correct, "correct_option_id": correct[0]}


@method(
    "sendPoll",
    ignored=("shuffle_options", "allow_adding_options", "hide_results_until_closes", "members_only", "country_codes"),
)
def send_poll(
    world: World,
    *,
    send: SendOptions,
    question: str = "",
    question_parse_mode: str | None = None,
    question_entities: list[Any] | None = None,
    is_anonymous: bool = True,
    type: str = "regular",  # noqa: A002 - the Bot API's own name
    allows_multiple_answers: bool = False,
    allows_revoting: bool = True,
    correct_option_id: int | None = None,
    correct_option_ids: list[Any] | None = None,
    explanation: str = "",
    explanation_parse_mode: str | None = None,
    explanation_entities: list[Any] | None = None,
    description: str = "",
    description_parse_mode: str | None = None,
    description_entities: list[Any] | None = None,
    open_period: int = 0,
    close_date: int = 0,
    is_closed: bool = False,
    options: list[Any] | None = None,
) -> Json:
    if not options or len(options) not in OPTION_COUNTS:
        raise bad_request("poll must have 1-12 answer options")
    if type not in ("regular", "quiz"):
        raise bad_request("wrong poll type specified")
    asked = _text(question, question_parse_mode, question_entities, LONGEST_QUESTION, "question")
    body: Json = {
        "id": str(world.number()),
        "question": asked["text"],
        "options": [_option(each, number) for number, each in enumerate(options)],
        "total_voter_count": 0,
        "is_closed": is_closed,
        "is_anonymous": is_anonymous,
        "type": type,
        "allows_multiple_answers": allows_multiple_answers,
        "allows_revoting": allows_revoting and type != "quiz",
        "members_only": False,
        **_correct(correct_option_ids, correct_option_id, len(options), type),
    }
    if "entities" in asked:
        body["question_entities"] = asked["entities"]
    for name, given in (
        ("explanation", (explanation, explanation_parse_mode, explanation_entities, LONGEST_EXPLANATION)),
        ("description", (description, description_parse_mode, description_entities, LONGEST_DESCRIPTION)),
    ):
        if given[0]:
            part = _text(*given, name)
            body[name] = part["text"]
            if "entities" in part:
                body[f"{name}_entities"] = part["entities"]
    if open_period:
        body["open_period"] = open_period
    if close_date:
        body["close_date"] = close_date
    message = Envelope(world, send).post({"poll": body})
    closes_at = close_date or (world.clock() + open_period if open_period else None)
    chat_id = message.body["chat"]["id"]
    world.polls[body["id"]] = Poll(dict(body), chat_id, message.id, closes_at=closes_at)
    return message.body


@method("stopPoll")
def stop_poll(world: World, *, options: EditOptions) -> Json:
    chat, message = editable(world, options)
    if "poll" not in message.body:
        raise bad_request("message with poll to stop not found")
    poll = world.polls[message.body["poll"]["id"]]
    if poll.body["is_closed"]:
        raise bad_request("poll has already been closed")
    poll.body["is_closed"] = True
    counted = poll.counted()
    apply_edit(world, options, chat, message, {"poll": counted})
    return counted
