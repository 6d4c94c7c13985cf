"""Voting in polls, and what the bot hears of it."""

from simulator.messages import Json
from simulator.people import Person
from simulator.polls import Poll
from simulator.world import World


def vote(world: World, poll: Poll, person: Person, options: list[int]) -> None:
    """Set a person's vote; no options take it back.

    Raises:
        ValueError: the poll is closed, or does not allow this choice.
    """
    close_if_due(world, poll)
    _check(poll, person, options)
    poll.votes[person.id] = options
    counted = _show(world, poll)
    if poll.body["is_anonymous"]:
        world.updates.push("poll", counted, poll.chat_id)
        return
    chosen = [poll.body["options"][number]["persistent_id"] for number in options]
    answer = {
        "poll_id": poll.body["id"],
        "user": person.user(),
        "option_ids": options,
        "option_persistent_ids": chosen,
    }
    world.updates.push("poll_answer", answer, poll.chat_id)
    world.updates.push("poll", counted, poll.chat_id)


def _check(poll: Poll, person: Person, options: list[int]) -> None:
    if poll.body["is_closed"]:
        raise ValueError("the poll is closed")
    if any(number not in range(len(poll.body["options"])) for number in options):
        raise ValueError("the poll has no such option")
    if len(options) > 1 and not poll.body["allows_multiple_answers"]:
        raise ValueError("the poll takes one answer")
    if poll.votes.get(person.id) and not poll.body["allows_revoting"]:
        raise ValueError("a vote in this poll is final")


def close_if_due(world: World, poll: Poll) -> None:
    """Close a poll whose time is over; the bot is told of the result."""
    if poll.body["is_closed"] or poll.closes_at is None or world.clock() < poll.closes_at:
        return
    poll.body["is_closed"] = True
    world.updates.push("poll", _show(world, poll), poll.chat_id)


def _show(world: World, poll: Poll) -> Json:
    """Put the figures into the message."""
    counted = poll.counted()
    chat = world.chats[poll.chat_id]
    message = chat.messages.get(poll.message_id)
    votes = dict(poll.votes)
    world.events.publish("votes", lambda: {"chat": chat.id, "poll": poll.body["id"], "votes": votes})
    if message is not None:
        world.change(chat, message, {"poll": counted}, edited=False)
    return counted
