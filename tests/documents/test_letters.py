import pytest

from documents.letters import readable
from messages.bidi import isolate

LATIN = frozenset(map(ord, "abcdefghijklmnopqrstuvwxyzFṣʿ 0123456789°\u00a0-"))


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("argan", "argan"),
        ("🌱 argan", " argan"),
        ("👩🏽\u200d🌾", "\u200d"),
        ("ⵜⵉⵡⵉⵣⵉ", "tiwizi"),
        ("ⵖⵄⵚ ɣɛ", "ghʿṣ ghʿ"),
        ("𝓕atima", "Fatima"),
        ("s\u0323", "ṣ"),
        ("№ 5", "o 5"),
        ("13\u202f000", "13\u00a0000"),
        ("漢字 ≥ 10", "?? ? 10"),
        (isolate("argan"), isolate("argan")),
    ],
)
def test_what_the_font_lacks_is_written_otherwise_or_left_out(written: str, drawn: str) -> None:
    assert readable(written, LATIN) == drawn
