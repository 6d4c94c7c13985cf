from dataclasses import dataclass, field
from typing import Any, Literal

from simulator.messages import Json, Message
from simulator.people import Person

ChatType = Literal["private", "group", "supergroup", "channel"]
PRESENT = ("creator", "administrator", "member", "restricted")


@dataclass
class Topic:
    """A forum topic; its id is the id of the message that created it."""

    id: int
    name: str
    icon_color: int = 0x6FB9F0
    icon_custom_emoji_id: str = ""
    closed: bool = False
    hidden: bool = False


@dataclass
class Member:
    """How a user stands in a group: `status` is Telegram's word, `details` what a ChatMember adds to it."""

    user: Json
    status: str = "member"
    details: Json = field(default_factory=dict)

    def json(self) -> Json:
        return {"user": self.user, "status": self.status, **self.details}


@dataclass
class Chat:
    """A conversation. `among_people` is one between two persons, which the bot cannot see."""

    id: int
    type: ChatType
    title: str = ""
    person: Person | None = None
    among_people: bool = False
    is_forum: bool = False
    started: bool = False
    username: str = ""
    description: str = ""
    members: dict[int, Member] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    deleted_topics: set[int] = field(default_factory=set)
    pinned: list[int] = field(default_factory=list)
    keyboards: dict[int, Json] = field(default_factory=dict)
    reactions: dict[int, dict[int, list[str]]] = field(default_factory=dict)
    permissions: Json = field(default_factory=lambda: dict(ALL_PERMISSIONS))
    photo: str = ""
    menu_button: Json | None = None
    last_message_id: int = 0
    upgraded_to: int | None = None
    """The supergroup that this group has become; nothing can be sent here any more."""
    _json: Json = field(default_factory=dict)

    @property
    def is_group(self) -> bool:
        return self.type in ("group", "supergroup")

    def json(self) -> Json:
        """The `Chat` object that stands in messages; made once, for it is in every message."""
        if not self._json:
            self._json = self._make_json()
        return self._json

    def _make_json(self) -> Json:
        if self.person is not None:
            return self.person.chat()
        chat: Json = {"id": self.id, "title": self.title, "type": self.type}
        if self.username:
            chat["username"] = self.username
        if self.is_forum:
            chat["is_forum"] = True
        return chat

    def renamed(self) -> None:
        """Forget the made JSON, after a name has changed."""
        self._json = {}

    def status(self, user_id: int) -> str:
        member = self.members.get(user_id)
        return member.status if member else "left"

    def has(self, user_id: int) -> bool:
        return self.status(user_id) in PRESENT


ALL_PERMISSIONS: dict[str, Any] = dict.fromkeys(
    (
        "can_send_messages",
        "can_send_audios",
        "can_send_documents",
        "can_send_photos",
        "can_send_videos",
        "can_send_video_notes",
        "can_send_voice_notes",
        "can_send_polls",
        "can_send_other_messages",
        "can_add_web_page_previews",
        "can_change_info",
        "can_invite_users",
        "can_pin_messages",
        "can_manage_topics",
    ),
    True,
)
