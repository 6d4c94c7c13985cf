"""The words for what is asked for, how a request stands, and in which role somebody acted."""

from collections.abc import Mapping
from typing import Final

from domain.requests.kinds import Kind
from domain.requests.life import Actor, State
from domain.talk import Medium
from messages.text import B, T, Text

KINDS: Final[Mapping[Kind, Text]] = {
    Kind.FUNDING: B("💰 Funding"),
    Kind.CREATION: B("🏗 Creating a cooperative"),
    Kind.TRAINING: B("🎓 Training"),
    Kind.ACCOMPANIMENT: B("🤝 Accompaniment"),
    Kind.MARKETING: B("🛍 Selling our products"),
    Kind.APPOINTMENT: B("📅 An appointment"),
    Kind.OTHER: B("✉️ Something else"),
}
"""They fit on buttons."""

STATES: Final[Mapping[State, Text]] = {
    State.SUBMITTED: T("📨 Sent; waiting for somebody to take it"),
    State.IN_REVIEW: T("👀 Being read at the platform"),
    State.CORRECTION_ASKED: T("✏️ Waiting for you: something is to be corrected"),
    State.WITH_LOCAL: T("🏛 With the local committee"),
    State.WITH_PROVINCIAL: T("🏛 With the provincial committee"),
    State.ACCEPTED: T("✅ Accepted"),
    State.REFUSED: T("❌ Not accepted"),
    State.WITHDRAWN: T("↩️ Withdrawn"),
}
"""As the person reads it."""

ACTORS: Final[Mapping[Actor, Text]] = {
    Actor.MEMBER: T("you"),
    Actor.AGENT: T("the youth platform"),
    Actor.LOCAL: T("the local committee"),
    Actor.COORDINATOR: T("the social action division"),
    Actor.ADMIN: T("the administration of the bot"),
    Actor.EXPERT: T("an outside expert"),
    Actor.SYSTEM: T("the bot"),
}
"""The role, never the name."""

MEDIA: Final[Mapping[str, Text]] = {
    Medium.TEXT.value: T("a message"),
    Medium.PHOTO.value: T("📷 a photo"),
    Medium.DOCUMENT.value: T("📄 a paper"),
    Medium.VOICE.value: T("🎤 a voice note"),
    Medium.VIDEO.value: T("🎬 a video"),
    Medium.AUDIO.value: T("🎵 a sound"),
    Medium.ANIMATION.value: T("🎬 a moving picture"),
    Medium.VIDEO_NOTE.value: T("🎬 a round video"),
    Medium.STICKER.value: T("🙂 a sticker"),
    Medium.LOCATION.value: T("📍 a place"),
}
"""In what something was said, where there were no words."""
