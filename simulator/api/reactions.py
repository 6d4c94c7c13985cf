from typing import Any

from simulator.api.registry import ChatId, method
from simulator.api.sending import writable_chat
from simulator.errors import bad_request
from simulator.reactions import EMOJI, react
from simulator.world import World


@method("setMessageReaction", ignored=("is_big",))
def set_message_reaction(
    world: World,
    *,
    chat_id: ChatId | None = None,
    message_id: int | None = None,
    reaction: list[Any] | None = None,
) -> bool:
    """The bot's own reaction; a bot may give one, and never a paid one."""
    chat = writable_chat(world, chat_id)
    message = world.find_message(chat, message_id, "to react")
    given = reaction or []
    if len(given) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if any(not isinstance(each, dict) or each.get("type") not in ("emoji", "custom_emoji") for each in given):
        raise bad_request("REACTION_INVALID")
    if any(each["type"] == "emoji" and each.get("emoji") not in EMOJI for each in given):
        raise bad_request("REACTION_INVALID")
    react(world, chat, message, world.profile.id, [each.get("emoji", "⭐") for each in given])
    return True
