"""Sending photos, documents and all other media, alone or as an album."""

from dataclasses import dataclass
from typing import Any

from simulator.api.edits import EditOptions, apply_edit, editable
from simulator.api.files import stored
from simulator.api.registry import Uploads, attached, method
from simulator.api.sending import Envelope, SendOptions
from simulator.errors import bad_request
from simulator.files import Upload
from simulator.formatting import message_caption
from simulator.media import About, media_content
from simulator.messages import MEDIA, Json
from simulator.world import World

ALBUM_SIZES = range(2, 11)
ALBUM_KINDS = ("photo", "video", "document", "audio")


@dataclass(slots=True)
class CaptionOptions(SendOptions):
    caption: str = ""
    parse_mode: str | None = None
    caption_entities: list[Any] | None = None
    show_caption_above_media: bool = False
    has_spoiler: bool = False
    thumbnail: Upload | str | None = None
    cover: Upload | str | None = None

    def content(self, content: Json) -> Json:
        caption = message_caption(self.caption, self.parse_mode, self.caption_entities)
        content = {**content, **caption}
        if self.show_caption_above_media and caption:
            content["show_caption_above_media"] = True
        return {**content, "has_media_spoiler": True} if self.has_spoiler else content


def _send(world: World, options: CaptionOptions, kind: str, file: Upload | str | None, about: About) -> Json:
    content = options.content(media_content(kind, stored(world, kind, file), about))
    return Envelope(world, options).post(content).body


@method("sendPhoto")
def send_photo(world: World, *, options: CaptionOptions, photo: Upload | str | None = None) -> Json:
    return _send(world, options, "photo", photo, About())


@method("sendDocument", ignored=("disable_content_type_detection",))
def send_document(
    world: World,
    *,
    options: CaptionOptions,
    document: Upload | str | None = None,
) -> Json:
    return _send(world, options, "document", document, About())


@method("sendVoice")
def send_voice(world: World, *, options: CaptionOptions, voice: Upload | str | None = None, duration: int = 0) -> Json:
    return _send(world, options, "voice", voice, About(duration))


@method("sendAudio")
def send_audio(
    world: World,
    *,
    options: CaptionOptions,
    audio: Upload | str | None = None,
    duration: int = 0,
    performer: str = "",
    title: str = "",
) -> Json:
    return _send(world, options, "audio", audio, About(duration, performer=performer, title=title))


@method(
    "sendVideo",
    ignored=(
        "start_timestamp",
        "supports_streaming",
    ),
)
def send_video(
    world: World,
    *,
    options: CaptionOptions,
    video: Upload | str | None = None,
    duration: int = 0,
    width: int = 0,
    height: int = 0,
) -> Json:
    return _send(world, options, "video", video, About(duration, width, height))


@method("sendAnimation")
def send_animation(
    world: World,
    *,
    options: CaptionOptions,
    animation: Upload | str | None = None,
    duration: int = 0,
    width: int = 0,
    height: int = 0,
) -> Json:
    return _send(world, options, "animation", animation, About(duration, width, height))


@method("sendVideoNote")
def send_video_note(
    world: World,
    *,
    options: CaptionOptions,
    video_note: Upload | str | None = None,
    duration: int = 0,
    length: int = 0,
) -> Json:
    return _send(world, options, "video_note", video_note, About(duration, length))


@method("sendSticker")
def send_sticker(
    world: World, *, options: CaptionOptions, sticker: Upload | str | None = None, emoji: str = ""
) -> Json:
    return _send(world, options, "sticker", sticker, About(emoji=emoji))


def input_media(world: World, media: Any, uploads: Uploads, kinds: tuple[str, ...]) -> Json:
    """The content of an `InputMedia` object.

    Raises:
        ApiError: 400 for a kind that does not fit here, or a bad file or caption.
    """
    kind = media.get("type") if isinstance(media, dict) else None
    if kind not in kinds:
        raise bad_request(f"can't parse InputMedia: type must be one of {', '.join(kinds)}")
    given = media.get("media", "")
    file = attached(given, uploads) if given.startswith("attach://") else given
    duration, width, height = (int(media.get(name) or 0) for name in ("duration", "width", "height"))
    about = About(duration, width, height)
    caption = message_caption(media.get("caption") or "", media.get("parse_mode"), media.get("caption_entities"))
    content = media_content(kind, stored(world, kind, file), about) | caption
    return {**content, "has_media_spoiler": True} if media.get("has_spoiler") else content


@method("sendMediaGroup")
def send_media_group(
    world: World, *, options: SendOptions, media: list[Any] | None = None, uploads: Uploads
) -> list[Json]:
    if not media or len(media) not in ALBUM_SIZES:
        raise bad_request("group send failed: an album has 2 to 10 items")
    contents = [input_media(world, item, uploads, ALBUM_KINDS) for item in media]
    kinds = {kind for content in contents for kind in ALBUM_KINDS if kind in content}
    if len(kinds) > 1 and kinds & {"document", "audio"}:
        raise bad_request("group send failed: documents and audio files can only be grouped with their own")
    envelope = Envelope(world, options, count=len(media))
    album = {"media_group_id": str(world.number())}
    return [envelope.post({**content, **album}).body for content in contents]


@method("editMessageMedia")
def edit_message_media(
    world: World, *, options: EditOptions, media: dict[str, Any] | None = None, uploads: Uploads
) -> Json:
    content = input_media(world, media, uploads, (*ALBUM_KINDS, "animation"))
    chat, message = editable(world, options)
    gone = dict.fromkeys((*MEDIA, "caption", "caption_entities", "has_media_spoiler"))
    return apply_edit(world, options, chat, message, {**gone, "text": None, "entities": None, **content})
