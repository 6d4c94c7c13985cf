import hashlib
import struct
from dataclasses import dataclass
from pathlib import PurePosixPath

from simulator.errors import bad_request
from simulator.messages import Json

# https://core.telegram.org/bots/api#sending-files and #getfile
LARGEST_UPLOAD = 50 * 1024 * 1024
LARGEST_PHOTO = 10 * 1024 * 1024
LARGEST_DOWNLOAD = 20 * 1024 * 1024


@dataclass(frozen=True)
class Upload:
    """A file in a multipart body, or one that a person attaches."""

    name: str
    mime_type: str
    data: bytes


@dataclass(frozen=True)
class File:
    """A stored file. `kind` is the media it was first sent as: a file id serves for that kind only."""

    id: str
    unique_id: str
    kind: str
    path: str
    upload: Upload

    def json(self) -> Json:
        return {
            "file_id": self.id,
            "file_unique_id": self.unique_id,
            "file_size": len(self.upload.data),
        }


class Files:
    """All files by id, unique id and path; the same bytes of the same kind have the same unique id."""

    def __init__(self) -> None:
        self._by_id: dict[str, File] = {}
        self._by_path: dict[str, File] = {}

    def add(self, kind: str, upload: Upload) -> File:
        number = len(self._by_id)
        digest = hashlib.sha256(upload.data).hexdigest()
        suffix = PurePosixPath(upload.name).suffix
        path = f"{kind}s/file_{number}{suffix}"
        file = File(f"SIM{number:06d}-{digest[:40]}", f"U{digest[:15]}", kind, path, upload)
        self._by_id[file.id] = self._by_path[path] = file
        return file

    def get(self, file_id: str) -> File:
        """The file of an id.

        Raises:
            ApiError: 400 for an id that is none.
        """
        file = self._by_id.get(file_id)
        if file is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return file

    def at(self, path: str) -> File | None:
        return self._by_path.get(path)


_PNG = b"\x89PNG\r\n\x1a\n"
_GIF = (b"GIF87a", b"GIF89a")
_JPEG = b"\xff\xd8"
# A JPEG's frame headers are the markers SOF0 to SOF15, among which stand DHT, JPG and DAC.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def image_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG, GIF or JPEG; None for anything else."""
    try:
        if data.startswith(_PNG):
            width, height = struct.unpack_from(">II", data, 16)
        elif data.startswith(_GIF):
            width, height = struct.unpack_from("<HH", data, 6)
        elif data.startswith(_JPEG):
            height, width = struct.unpack_from(">HH", data, _frame(data) + 5)
        else:
            return None
    except struct.error:
        return None
    return width, height


def _frame(data: bytes) -> int:
    """Where the frame header of a JPEG begins; its segments each say how long they are."""
    at = len(_JPEG)
    while data[at + 1 : at + 2] and data[at + 1] not in _FRAMES:
        at += 2 + int(struct.unpack_from(">H", data, at + 2)[0])
    return at
