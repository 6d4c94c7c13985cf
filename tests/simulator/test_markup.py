from typing import Any

import pytest

from simulator.errors import ApiError
from simulator.markup import checked_markup


def inline(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "x", **button}]]}


def test_no_markup_and_an_empty_inline_keyboard_are_none() -> None:
    assert checked_markup(None) is None
    assert checked_markup({"inline_keyboard": [[]]}) is None


def test_good_keyboards_pass_and_texts_become_buttons() -> None:
    assert checked_markup(inline(callback_data="ي" * 32)) == inline(callback_data="ي" * 32)
    assert checked_markup(inline(url="https://t.me/x")) == inline(url="https://t.me/x")
    assert checked_markup({"keyboard": [["نعم"]]}) == {"keyboard": [[{"text": "نعم"}]]}
    assert checked_markup({"remove_keyboard": True}) == {"remove_keyboard": True}
    assert checked_markup({"force_reply": True}) == {"force_reply": True}


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (inline(callback_data=""), "BUTTON_DATA_INVALID"),
        (inline(callback_data="ي" * 33), "BUTTON_DATA_INVALID"),
        (inline(url="nowhere"), "inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL"),
        (inline(url="http://nowhere"), "inline keyboard button URL 'http://nowhere' is invalid: Wrong HTTP URL"),
        (inline(), "Text buttons are unallowed in the inline keyboard"),
        (inline(url="https://a.ma", callback_data="x"), "a button has exactly one action"),
        ({"inline_keyboard": [[{"callback_data": "x"}]]}, 'Field "text" must be of type String'),
        ({"inline_keyboard": [{"text": "x"}]}, "must be an Array of Arrays"),
        ({"keyboard": [[{}]]}, 'Field "text" must be of type String'),
        ({"keyboard": []}, "reply markup has no buttons"),
        ({"keyboard": [["x"] * 101]}, "reply markup is too long"),
        ({"something": 1}, "object expected as reply markup"),
    ],
)
def test_wrong_keyboards_are_refused(markup: dict[str, Any], expected: str) -> None:
    with pytest.raises(ApiError) as caught:
        checked_markup(markup)
    assert expected in caught.value.description
