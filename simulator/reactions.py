"""Reactions to messages: https://core.telegram.org/bots/api#reactiontypeemoji lists the emoji."""

from simulator.chats import Chat
from simulator.messages import Message
from simulator.world import World

_LISTED = (
    "❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋"
    " 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡"
)
EMOJI = frozenset(_LISTED.split())


def react(world: World, chat: Chat, message: Message, user_id: int, emoji: list[str]) -> None:
    """Set someone's reactions to a message; the bot hears of people's, where it is told of them at all."""
    given = chat.reactions.setdefault(message.id, {})
    old = given.get(user_id, [])
    if emoji:
        given[user_id] = emoji
    else:
        given.pop(user_id, None)
    world.events.publish("reaction", lambda: {"chat": chat.id, "message_id": message.id, "given": dict(given)})
    if user_id == world.profile.id or old == emoji:
        return
    if chat.type == "private" or chat.status(world.profile.id) == "administrator":
        change = {
            "chat": chat.json(),
            "message_id": message.id,
            "user": world.people[user_id].user(),
            "date": int(world.clock()),
            "old_reaction": [{"type": "emoji", "emoji": each} for each in old],
            "new_reaction": [{"type": "emoji", "emoji": each} for each in emoji],
        }
        world.tell("message_reaction", change, chat)
