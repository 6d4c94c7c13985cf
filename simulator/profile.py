from dataclasses import dataclass, field
from functools import cached_property

from simulator.messages import Json


@dataclass
class Profile:
    """The bot as people see it: its names, texts, commands and menu, per language and scope."""

    token: str
    username: str
    name: str
    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    menu_button: Json = field(default_factory=lambda: {"type": "commands"})
    rights: dict[bool, Json] = field(default_factory=dict)
    reads_all_group_messages: bool = False
    stars: int = 10_000
    _user: Json = field(default_factory=dict)

    @cached_property
    def id(self) -> int:
        """Telegram puts the bot's user id before the colon of its token."""
        return int(self.token.partition(":")[0])

    def user(self) -> Json:
        if not self._user:
            self._user = {
                "id": self.id,
                "is_bot": True,
                "first_name": self.names.get("") or self.name,
                "username": self.username,
            }
        return self._user

    def renamed(self) -> None:
        self._user = {}

    def me(self) -> Json:
        return {
            **self.user(),
            "can_join_groups": True,
            "can_read_all_group_messages": self.reads_all_group_messages,
            "supports_inline_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
            "has_topics_enabled": False,
            "allows_users_to_create_topics": False,
            "can_manage_bots": False,
        }

    def said(self, texts: dict[str, str], language: str | None) -> str:
        """The text for a language, or the one for all."""
        return texts.get(language or "") or texts.get("", "")
