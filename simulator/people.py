from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass
class Person:
    """Somebody with a phone. `language` is the interface language that Telegram tells bots, or None."""

    id: int
    name: str
    language: str | None = "ar"
    phone_number: str = ""
    last_name: str = ""
    username: str = ""
    location: tuple[float, float] = (30.4702, -8.8770)
    toast: str | None = None
    alert: bool = False
    opened: list[str] = field(default_factory=list)

    def user(self) -> Json:
        """The `User` object that stands in messages and updates."""
        user: Json = {"id": self.id, "is_bot": False, "first_name": self.name}
        if self.last_name:
            user["last_name"] = self.last_name
        if self.username:
            user["username"] = self.username
        if self.language:
            user["language_code"] = self.language
        return user

    def chat(self) -> Json:
        """The `Chat` object of this person's private chat."""
        user = self.user()
        del user["is_bot"]
        user.pop("language_code", None)
        return {**user, "type": "private"}
