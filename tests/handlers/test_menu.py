import pytest

from handlers.menu import CALLS, CHECK, COMMANDS, LANGUAGE, RESULT, ROWS, key, keyboard
from handlers.routes import COMMANDS as HANDLED
from handlers.routes import KEYS
from messages.languages import LANGUAGES
from messages.text import Text
from messages.voice import Voice


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_is_known_again_by_its_text_in_every_language(language: str) -> None:
    for each in (each for row in ROWS for each in row if isinstance(each, Text)):
        said = Voice.of(language).plain(each)
        assert key(said) == each
        assert key(said.split(" ", 1)[1].upper()) == each, "also without its picture"
        assert each in KEYS


def test_other_words_are_no_key() -> None:
    assert key("") is None
    assert key("تعاونية") is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_keys_fit_a_phone_and_run_in_reading_order(language: str) -> None:
    rows = keyboard(Voice.of(language))["keyboard"]
    assert len(rows) <= 4
    assert all(len(button["text"]) <= 40 for row in rows for button in row)
    assert {CHECK, CALLS, RESULT, LANGUAGE} <= set(KEYS)


def test_every_announced_command_is_handled() -> None:
    assert set(COMMANDS) <= set(HANDLED)
