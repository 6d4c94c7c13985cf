"""The JSON of a file as each kind of media, for bots and people alike."""

from dataclasses import dataclass

from simulator.errors import bad_request
from simulator.files import LARGEST_PHOTO, File, image_size
from simulator.messages import Json

SQUARE = (512, 512)
VIDEO = (640, 360)
PHOTO = (1280, 960)
THUMBNAIL = 320
# https://core.telegram.org/bots/api#sendphoto
LARGEST_SIDES = 10_000
LONGEST_SHAPE = 20


@dataclass(frozen=True)
class About:
    """What the sender says about a file; sizes in pixels, duration in seconds."""

    duration: int = 0
    width: int = 0
    height: int = 0
    performer: str = ""
    title: str = ""
    emoji: str = ""


def media_content(kind: str, file: File, about: About | None = None) -> Json:
    """The field of a message that carries this file, such as `{"document": {…}}`.

    Raises:
        ApiError: 400 for a photo that is none, or is too big.
    """
    return {kind: _MAKERS[kind](file, about or About())}


def _named(file: File) -> Json:
    return {**file.json(), "file_name": file.upload.name, "mime_type": file.upload.mime_type}


def _document(file: File, _: About) -> Json:
    return _named(file)


def _photo(file: File, _: About) -> list[Json]:
    """All sizes of a photo, the smallest first; they share one file here."""
    if len(file.upload.data) > LARGEST_PHOTO:
        raise bad_request(
            f"file of size {len(file.upload.data)} bytes is too big for a photo;"
            f" the maximum size is {LARGEST_PHOTO} bytes"
        )
    size = image_size(file.upload.data)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = size
    if width + height > LARGEST_SIDES or max(size) > LONGEST_SHAPE * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    sizes = [{**file.json(), "width": width, "height": height}]
    if max(size) > THUMBNAIL:
        scale = THUMBNAIL / max(size)
        small = {"width": round(width * scale), "height": round(height * scale)}
        sizes.insert(0, {**file.json(), "file_unique_id": f"{file.unique_id}s", **small})
    return sizes


def _voice(file: File, about: About) -> Json:
    return {**file.json(), "duration": about.duration, "mime_type": file.upload.mime_type}


def _audio(file: File, about: About) -> Json:
    audio = {**_named(file), "duration": about.duration}
    if about.performer:
        audio["performer"] = about.performer
    if about.title:
        audio["title"] = about.title
    return audio


def _video(file: File, about: About) -> Json:
    width, height = about.width or VIDEO[0], about.height or VIDEO[1]
    return {**_named(file), "duration": about.duration, "width": width, "height": height}


def _video_note(file: File, about: About) -> Json:
    return {**file.json(), "duration": about.duration, "length": about.width or 240}


def _sticker(file: File, about: About) -> Json:
    sticker = {
        **file.json(),
        "type": "regular",
        "width": SQUARE[0],
        "height": SQUARE[1],
        "is_animated": False,
        "is_video": False,
    }
    return {**sticker, "emoji": about.emoji} if about.emoji else sticker


_MAKERS = {
    "document": _document,
    "photo": _photo,
    "voice": _voice,
    "audio": _audio,
    "video": _video,
    "animation": _video,
    "video_note": _video_note,
    "sticker": _sticker,
}
