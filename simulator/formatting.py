"""From what a bot sends (text, parse_mode, entities) to what Telegram keeps (text, entities)."""

from simulator.entities import find_entities, is_longer, merge_entities, utf16_length
from simulator.errors import bad_request
from simulator.html import parse_html
from simulator.markdown import parse_markdown
from simulator.messages import Json

# https://core.telegram.org/bots/api#sendmessage and #sendphoto: counted after entities parsing.
LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024


def formatted(text: str, parse_mode: str | None, entities: list[Json] | None) -> tuple[str, list[Json]]:
    """Parse, trim and complete a text.

    Raises:
        ApiError: 400 for bad markup, an unknown parse mode, or entities outside of the text.
    """
    given: list[Json] = []
    mode = (parse_mode or "").lower()
    if mode == "html":
        text, given = parse_html(text)
    elif mode in ("markdownv2", "markdown"):
        text, given = parse_markdown(text, legacy=mode == "markdown")
    elif mode:
        raise bad_request("unsupported parse_mode")
    elif entities:
        given = _checked(text, entities)
    text, given = _trimmed(text, given)
    return text, merge_entities(given, find_entities(text))


def _checked(text: str, entities: list[Json]) -> list[Json]:
    length = utf16_length(text)
    for entity in entities:
        offset, size = entity.get("offset"), entity.get("length")
        if not isinstance(entity.get("type"), str) or not isinstance(offset, int) or not isinstance(size, int):
            raise bad_request("can't parse entities: can't parse MessageEntity")
        if offset < 0 or size < 0 or offset + size > length:
            raise bad_request(f"entity beginning at UTF-16 offset {offset} ends after the end of the text")
    return [dict(entity) for entity in entities if entity["length"]]


def _trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    short = text.strip()
    if short == text:
        return text, entities
    cut = utf16_length(text[: len(text) - len(text.lstrip())])
    length = utf16_length(short)
    kept = []
    for entity in entities:
        start = max(0, entity["offset"] - cut)
        end = min(length, entity["offset"] - cut + entity["length"])
        if end > start:
            kept.append({**entity, "offset": start, "length": end - start})
    return short, kept


def message_text(text: str, parse_mode: str | None, entities: list[Json] | None) -> Json:
    """The `text` and `entities` of a message.

    Raises:
        ApiError: 400 when it is empty, longer than 4096 UTF-16 units, or badly formatted.
    """
    if not text:
        raise bad_request("message text is empty")
    text, found = formatted(text, parse_mode, entities)
    if not text:
        raise bad_request("text must be non-empty")
    if is_longer(text, LONGEST_TEXT):
        raise bad_request("message is too long")
    return {"text": text, "entities": found} if found else {"text": text}


def message_caption(caption: str, parse_mode: str | None, entities: list[Json] | None) -> Json:
    """The `caption` and `caption_entities` of a message; nothing when it is empty.

    Raises:
        ApiError: 400 when it is longer than 1024 UTF-16 units, or badly formatted.
    """
    caption, found = formatted(caption, parse_mode, entities) if caption else ("", [])
    if is_longer(caption, LONGEST_CAPTION):
        raise bad_request("message caption is too long")
    content: Json = {"caption": caption} if caption else {}
    return {**content, "caption_entities": found} if found else content
