"""Small files to attach when nobody chose one: a picture, a paper, a voice note."""

import struct
import zlib

from simulator.files import Upload

Color = tuple[int, int, int]


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int = 320, height: int = 240, color: Color = (94, 140, 97)) -> bytes:
    """A plain picture in one colour, darker towards the bottom."""
    rows = b"".join(b"\0" + bytes(int(part * (1 - 0.5 * y / height)) for part in color) * width for y in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows)) + _chunk(b"IEND", b"")


def photo() -> Upload:
    return Upload("photo.png", "image/png", png())


def paper(name: str = "document.pdf") -> Upload:
    return Upload(name, "application/pdf", b"%PDF-1.4\n%%EOF\n")


def voice() -> Upload:
    return Upload("voice.ogg", "audio/ogg", b"OggS" + bytes(60))


def sticker() -> Upload:
    return Upload("sticker.webp", "image/webp", b"RIFF\x1a\0\0\0WEBPVP8L" + bytes(14))


def video() -> Upload:
    return Upload("video.mp4", "video/mp4", b"\0\0\0\x18ftypmp42" + bytes(16))


SAMPLES = {
    "photo": photo,
    "document": paper,
    "voice": voice,
    "sticker": sticker,
    "video": video,
    "audio": lambda: Upload("audio.mp3", "audio/mpeg", b"ID3" + bytes(32)),
    "video_note": video,
    "animation": video,
}
