"""QR codes, with the error correction and the quiet zone that let a phone read them from paper."""

import io
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import segno

QUIET: Final = 4
"""The white margin that ISO/IEC 18004 asks for, in modules."""
_CORRECTION: Final = "m"  # 15 % of the code may be creased or stained.


def png(text: str, *, scale: int = 10) -> bytes:
    """A text, such as an address, as a black and white image, `scale` pixels a module."""
    image = io.BytesIO()
    _code(text).save(image, kind="png", scale=scale, border=QUIET)
    return image.getvalue()


def modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """The same code as rows of modules, true where dark, without the quiet zone."""
    return tuple(tuple(map(bool, row)) for row in _code(text).matrix)


def _code(text: str) -> "segno.QRCode":
    # Its tables take a while to load, and nobody waits for a code when the program starts.
    import segno  # noqa: PLC0415 -- see above

    # A micro code would be smaller, but few phones read it; a stronger correction is taken where it costs no room.
    return segno.make(text, error=_CORRECTION, micro=False, boost_error=True)
