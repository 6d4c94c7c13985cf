from copy import deepcopy

import pytest

from simulator.errors import ApiError
from simulator.formatting import formatted, message_caption, message_text


def refusal(text: str, mode: str | None = None, entities: list[dict[str, object]] | None = None) -> str:
    with pytest.raises(ApiError) as caught:
        message_text(text, mode, entities)
    return caught.value.description


def test_space_around_a_text_is_cut_and_entities_move_with_it() -> None:
    assert message_text("  <b> x</b> ", "HTML", None) == {
        "text": "x",
        "entities": [{"type": "bold", "offset": 0, "length": 1}],
    }
    assert message_text("x<b> </b>", "HTML", None) == {"text": "x"}


def test_given_entities_are_kept_and_empty_ones_dropped() -> None:
    given = [{"type": "bold", "offset": 0, "length": 1}, {"type": "bold", "offset": 0, "length": 0}]
    assert formatted("xy", None, given) == ("xy", given[:1])


def test_commands_and_links_are_found_but_not_inside_of_code() -> None:
    assert message_text("/start", None, None)["entities"][0]["type"] == "bot_command"
    kinds = [each["type"] for each in message_text("<code>/start</code> @tiwizi_bot", "HTML", None)["entities"]]
    assert kinds == ["code", "mention"]


def test_a_text_is_counted_after_its_markup_is_read() -> None:
    assert len(message_text(f"<b>{'x' * 4096}</b>", "HTML", None)["text"]) == 4096
    assert refusal("x" * 4097) == "Bad Request: message is too long"
    assert refusal("🌿" * 2049) == "Bad Request: message is too long"


def test_a_caption_is_counted_too_and_may_be_missing() -> None:
    assert message_caption("", None, None) == {}
    assert message_caption("x", None, None) == {"caption": "x"}
    assert message_caption("<b>x</b>", "html", None)["caption_entities"][0]["type"] == "bold"
    with pytest.raises(ApiError, match="message caption is too long"):
        message_caption("x" * 1025, None, None)


def test_markdown_is_read_in_both_styles() -> None:
    assert message_text("*x*", "MarkdownV2", None)["entities"][0]["type"] == "bold"
    assert message_text("*x*.", "Markdown", None)["entities"][0]["type"] == "bold"


@pytest.mark.parametrize(
    ("text", "mode", "expected"),
    [
        ("", None, "message text is empty"),
        ("  ", None, "text must be non-empty"),
        ("<b></b>", "HTML", "text must be non-empty"),
        ("x", "BBCode", "unsupported parse_mode"),
    ],
)
def test_empty_texts_and_unknown_modes_are_refused(text: str, mode: str | None, expected: str) -> None:
    assert refusal(text, mode) == f"Bad Request: {expected}"


def test_entities_outside_of_the_text_or_without_place_are_refused() -> None:
    assert "ends after the end of the text" in refusal("x", None, [{"type": "bold", "offset": 1, "length": 1}])
    assert "can't parse MessageEntity" in refusal("x", None, [{"type": "bold"}])


def test_the_same_text_has_the_same_entities_every_time() -> None:
    text = ' <b>إلى</b> <a href="tg://user?id=7">فاطمة</a> <pre><code class="language-py">x</code></pre> /go'
    first = deepcopy(formatted(text, "HTML", None))
    formatted(f" {text}", "HTML", None)
    assert formatted(text, "HTML", None) == first
