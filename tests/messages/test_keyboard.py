from collections.abc import Callable

import pytest

from catalogue.local import Local
from messages.bidi import RLM
from messages.keyboard import Button, ContactButton, LocationButton, UrlButton, inline, remove, reply
from messages.text import Text
from messages.values import Verbatim
from messages.voice import Voice

Speak = Callable[[str, dict[Text, str | tuple[str, ...]]], Voice]

YES, NO = Local("نعم", "Oui"), Local("🚫 لا", "Non")


def test_a_row_is_reversed_for_readers_from_the_right(speak: Speak) -> None:
    rows = ((Button(YES, "y"), Button(NO, "n")), (UrlButton(YES, "https://example.org"),))
    assert inline(rows, speak("ar", {})) == {
        "inline_keyboard": [
            [{"text": f"{RLM}🚫 لا", "callback_data": "n"}, {"text": "نعم", "callback_data": "y"}],
            [{"text": "نعم", "url": "https://example.org"}],
        ]
    }


def test_a_row_keeps_its_order_for_readers_from_the_left(speak: Speak) -> None:
    keyboard = inline(((Button(YES, "y"), Button(NO, "n")),), speak("fr", {}))
    assert [button["text"] for button in keyboard["inline_keyboard"][0]] == ["Oui", "Non"]


@pytest.mark.parametrize("data", ["", "x" * 65, "ب" * 33])
def test_data_that_telegram_would_refuse_is_refused(data: str) -> None:
    with pytest.raises(ValueError, match="1 to 64 bytes"):
        Button(YES, data)


def test_data_may_fill_64_bytes() -> None:
    assert Button(YES, "ب" * 32).data


def test_a_button_opens_only_addresses() -> None:
    with pytest.raises(ValueError, match="address"):
        UrlButton(YES, "example.org")


def test_a_menu_stays_and_can_ask_for_a_phone_and_a_place(speak: Speak) -> None:
    menu = reply(((YES, ContactButton(NO)), (LocationButton(YES),)), speak("ar", {}), placeholder=YES)
    assert menu == {
        "keyboard": [
            [{"text": f"{RLM}🚫 لا", "request_contact": True}, {"text": "نعم"}],
            [{"text": "نعم", "request_location": True}],
        ],
        "resize_keyboard": True,
        "one_time_keyboard": True,
        "input_field_placeholder": "نعم",
    }


def test_a_menu_needs_no_hint(speak: Speak) -> None:
    assert "input_field_placeholder" not in reply(((YES,),), speak("fr", {}))


@pytest.mark.parametrize("hint", ["", "x" * 65])
def test_a_hint_that_telegram_would_refuse_is_refused(speak: Speak, hint: str) -> None:
    with pytest.raises(ValueError, match="1 to 64 characters"):
        reply(((YES,),), speak("fr", {}), placeholder=Verbatim(hint))


def test_a_menu_can_be_removed() -> None:
    assert remove() == {"remove_keyboard": True}
