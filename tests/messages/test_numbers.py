import pytest

from messages.numbers import percent, whole


@pytest.mark.parametrize(("language", "written"), [("ar", "13.179.091"), ("fr", "13\u202f179\u202f091")])
def test_thousands_are_separated_as_in_morocco(language: str, written: str) -> None:
    assert whole(13_179_091, language) == written


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_digits_are_western(language: str) -> None:
    assert whole(987, language) == "987"


@pytest.mark.parametrize(("language", "written"), [("ar", "{}%"), ("fr", "{}\u00a0%")])
def test_every_percentage_is_written_without_a_rounding_error(language: str, written: str) -> None:
    for share in range(101):
        assert percent(share, language) == written.format(share)
