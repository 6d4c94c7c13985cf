import io

import zxingcpp
from PIL import Image

from documents import qr

ADDRESS = "https://t.me/tiwizi_bot?start=r-R7K24Q"


def test_a_phone_reads_the_image() -> None:
    [code] = zxingcpp.read_barcodes(Image.open(io.BytesIO(qr.png(ADDRESS))).convert("L"))
    assert (code.text, code.format) == (ADDRESS, zxingcpp.BarcodeFormat.QRCode)


def test_the_quiet_zone_is_white() -> None:
    image = Image.open(io.BytesIO(qr.png(ADDRESS, scale=2))).convert("L")
    ink = image.point(lambda level: 255 - level).getbbox()
    assert ink == (8, 8, image.width - 8, image.height - 8)


def test_a_stained_code_is_still_read() -> None:
    image = Image.open(io.BytesIO(qr.png(ADDRESS))).convert("L")
    middle = image.width // 2
    image.paste(255, (middle - 25, middle - 25, middle + 25, middle + 25))
    assert [code.text for code in zxingcpp.read_barcodes(image)] == [ADDRESS]


def test_modules_are_those_of_the_image() -> None:
    image = Image.open(io.BytesIO(qr.png(ADDRESS, scale=1))).convert("L")
    rows = qr.modules(ADDRESS)
    assert len(rows) == image.height - 2 * qr.QUIET
    assert all(
        dark == (image.getpixel((x + qr.QUIET, y + qr.QUIET)) == 0)
        for y, row in enumerate(rows)
        for x, dark in enumerate(row)
    )
