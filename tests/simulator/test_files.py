import struct

import pytest

from simulator.files import Files, Upload, image_size
from simulator.pictures import png


def test_the_size_of_pictures_is_read() -> None:
    jpeg = b"\xff\xd8\xff\xe0" + struct.pack(">H", 4) + b"ab" + b"\xff\xc0" + struct.pack(">HBHH", 11, 8, 30, 40)
    assert image_size(png(12, 34)) == (12, 34)
    assert image_size(b"GIF89a" + struct.pack("<HH", 5, 6)) == (5, 6)
    assert image_size(jpeg) == (40, 30)


@pytest.mark.parametrize("data", [b"", b"text", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"\xff\xd8", b"\xff\xd8\xff\xe0"])
def test_what_is_no_picture_has_no_size(data: bytes) -> None:
    assert image_size(data) is None


def test_the_same_bytes_have_one_unique_id_and_many_ids() -> None:
    files = Files()
    one, other = (files.add("document", Upload("a.txt", "text/plain", b"x")) for _ in range(2))
    assert one.unique_id == other.unique_id
    assert one.id != other.id
    assert files.at(one.path) is one
    assert files.at("nowhere") is None
