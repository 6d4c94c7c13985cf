"""Keyboards: https://core.telegram.org/bots/api#inlinekeyboardmarkup and the three others."""

from typing import Any
from urllib.parse import urlsplit

from simulator.errors import bad_request
from simulator.messages import Json

MOST_BUTTONS = 100
LONGEST_CALLBACK_DATA = 64
_ACTIONS = frozenset(
    {
        "callback_data",
        "url",
        "web_app",
        "login_url",
        "copy_text",
        "switch_inline_query",
        "switch_inline_query_current_chat",
        "switch_inline_query_chosen_chat",
        "pay",
        "callback_game",
    }
)


def checked_markup(markup: Json | None) -> Json | None:
    """A reply markup that Telegram would take, or None.

    Raises:
        ApiError: 400 for a wrong shape, an empty button, or callback data outside of 1 to 64 bytes.
    """
    if not markup:
        return None
    if "inline_keyboard" in markup:
        rows = _rows(markup["inline_keyboard"], "inline keyboard", _inline_button)
        return {"inline_keyboard": rows} if rows else None
    if "keyboard" in markup:
        rows = _rows(markup["keyboard"], "keyboard", _reply_button)
        if not rows:
            raise bad_request("reply markup has no buttons")
        return {**markup, "keyboard": rows}
    if markup.get("remove_keyboard") is True or markup.get("force_reply") is True:
        return markup
    raise bad_request("object expected as reply markup")


def _rows(rows: Any, name: str, check: Any) -> list[list[Json]]:
    if not isinstance(rows, list) or set(map(type, rows)) - {list}:
        raise bad_request(f'field "{name.replace(" ", "_")}" of the ReplyMarkup must be an Array of Arrays')
    checked = [[check(button) for button in row] for row in rows if row]
    if sum(map(len, checked)) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    return checked


def _inline_button(button: Any) -> Json:
    if not isinstance(button, dict) or not button.get("text"):
        raise bad_request('can\'t parse inline keyboard button: Field "text" must be of type String')
    actions = _ACTIONS.intersection(button)
    if not actions:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request("can't parse inline keyboard button: a button has exactly one action")
    if "callback_data" in button:
        data = button["callback_data"]
        if not isinstance(data, str) or not 1 <= len(data.encode()) <= LONGEST_CALLBACK_DATA:
            raise bad_request("BUTTON_DATA_INVALID")
    elif "url" in button:
        _check_address(button["url"])
    return button


def _check_address(address: Any) -> None:
    parts = urlsplit(str(address))
    known = parts.scheme in ("http", "https", "tg", "ton")
    if not known or (parts.scheme.startswith("http") and "." not in parts.netloc and parts.hostname != "localhost"):
        raise bad_request(f"inline keyboard button URL '{address}' is invalid: Wrong HTTP URL")


def _reply_button(button: Any) -> Json:
    """A button may be given as its text alone: https://core.telegram.org/bots/api#keyboardbutton."""
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict) or not button.get("text"):
        raise bad_request('can\'t parse keyboard button: Field "text" must be of type String')
    return button
