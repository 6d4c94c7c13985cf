import pytest

from simulator.entities import find_entities, is_longer, utf16_length


@pytest.mark.parametrize(
    ("text", "kind", "part"),
    [
        ("مرحبا /start الآن", "bot_command", "/start"),
        ("/start@tiwizi_bot", "bot_command", "/start@tiwizi_bot"),
        ("اكتب إلى @tiwizi_bot", "mention", "@tiwizi_bot"),
        ("انظر https://tiwizi.ma/a?b=1", "url", "https://tiwizi.ma/a?b=1"),
        ("tiwizi.ma", "url", "tiwizi.ma"),
        ("a.b@tiwizi.ma", "email", "a.b@tiwizi.ma"),
        ("#تعاونية", "hashtag", "#تعاونية"),
        ("+212 612 345 678", "phone_number", "+212 612 345 678"),
    ],
)
def test_what_telegram_recognises_is_found(text: str, kind: str, part: str) -> None:
    entity = find_entities(text)[0]
    units = text.encode("utf-16-le")
    found = units[entity["offset"] * 2 : (entity["offset"] + entity["length"]) * 2].decode("utf-16-le")
    assert (entity["type"], found) == (kind, part)


@pytest.mark.parametrize("text", ["", "مرحبا", "3.5", "a/b", "و/أو", "#1", "12.500 درهم"])
def test_ordinary_text_has_no_entities(text: str) -> None:
    assert find_entities(text) == []


def test_offsets_count_utf16_units() -> None:
    assert find_entities("🌿 /go") == [{"type": "bot_command", "offset": 3, "length": 3}]
    assert utf16_length("🌿ab") == 4


@pytest.mark.parametrize(("text", "units"), [("abcd", 4), ("سؤال", 4), ("🌿🌿", 4), ("🌿ab", 4), ("", 0)])
def test_a_text_is_longer_than_one_unit_less_than_it_has(text: str, units: int) -> None:
    assert not is_longer(text, units)
    assert is_longer(text, units - 1)
