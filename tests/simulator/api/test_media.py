import json
from typing import Any

import pytest

from simulator import Phone
from simulator import files as files_module
from simulator import media as media_module
from simulator.api import files as api_files
from simulator.pictures import png
from tests.simulator.client import Bot, Refused


async def test_every_kind_of_media_can_be_sent_and_sent_again_by_its_id(bot: Bot, phone: Phone) -> None:
    kinds = {
        "sendPhoto": "photo",
        "sendDocument": "document",
        "sendVoice": "voice",
        "sendAudio": "audio",
        "sendVideo": "video",
        "sendAnimation": "animation",
        "sendVideoNote": "video_note",
        "sendSticker": "sticker",
    }
    for method, kind in kinds.items():
        sent = await bot.form(method, {"chat_id": str(phone.id)}, **{kind: ("a.png", png())})
        file_id = phone.messages[-1].file_id
        assert kind in sent
        again = await bot(method, chat_id=phone.id, **{kind: file_id})
        assert again[kind] == sent[kind]


async def test_a_photo_comes_in_sizes(bot: Bot, phone: Phone) -> None:
    sent = await bot.form("sendPhoto", {"chat_id": str(phone.id)}, photo=("a.png", png(640, 480)))
    assert [(size["width"], size["height"]) for size in sent["photo"]] == [(320, 240), (640, 480)]


async def test_what_is_said_about_media_is_kept(bot: Bot, phone: Phone) -> None:
    values = {"chat_id": str(phone.id), "duration": "7", "performer": "p", "title": "t"}
    audio = await bot.form("sendAudio", values, audio=("a.mp3", b"x"))
    assert (audio["audio"]["duration"], audio["audio"]["performer"], audio["audio"]["title"]) == (7, "p", "t")
    values = {"chat_id": str(phone.id), "emoji": "🌿"}
    sticker = await bot.form("sendSticker", values, sticker=("a.webp", b"x"))
    assert sticker["sticker"]["emoji"] == "🌿"
    values = {"chat_id": str(phone.id), "caption": "x", "show_caption_above_media": "true", "has_spoiler": "true"}
    video = await bot.form("sendVideo", values, video=("a.mp4", b"x"))
    assert video["show_caption_above_media"]
    assert video["has_media_spoiler"]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, "there is no document in the request"),
        ({"document": "7"}, "wrong file identifier/HTTP URL specified"),
        ({"document": "https://a.ma/x.pdf"}, "failed to get HTTP URL content"),
    ],
)
async def test_files_that_are_not_there_are_refused(
    bot: Bot, phone: Phone, values: dict[str, str], expected: str
) -> None:
    assert await bot.refused("sendDocument", chat_id=phone.id, **values) == f"Bad Request: {expected}"


async def test_a_file_id_serves_for_its_own_kind(bot: Bot, phone: Phone) -> None:
    message = await phone.send_voice()
    refusal = await bot.refused("sendDocument", chat_id=phone.id, document=message.file_id)
    assert refusal == "Bad Request: can't use file of type Voice as Document"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "file must be non-empty"),
        (b"text", "IMAGE_PROCESS_FAILED"),
        (png(2, 100), "PHOTO_INVALID_DIMENSIONS"),
    ],
)
async def test_bad_photos_are_refused(bot: Bot, phone: Phone, data: bytes, expected: str) -> None:
    with pytest.raises(Refused, match=expected):
        await bot.form("sendPhoto", {"chat_id": str(phone.id)}, photo=("a.png", data))


async def test_files_above_telegrams_sizes_are_refused(bot: Bot, phone: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(media_module, "LARGEST_PHOTO", 100)
    with pytest.raises(Refused, match="is too big for a photo; the maximum size is 100 bytes"):
        await bot.form("sendPhoto", {"chat_id": str(phone.id)}, photo=("a.png", png()))
    monkeypatch.setattr(api_files, "LARGEST_UPLOAD", 100)
    with pytest.raises(Refused, match="Request Entity Too Large"):
        await bot.form("sendDocument", {"chat_id": str(phone.id)}, document=("a", b"x" * 101))
    monkeypatch.setattr(api_files, "LARGEST_DOWNLOAD", 100)
    await phone.send_document("a", b"x" * 101)
    refusal = await bot.refused("getFile", file_id=phone.messages[-1].file_id)
    assert refusal == "Bad Request: file is too big"
    assert await bot.refused("getFile") == "Bad Request: file_id not specified"
    assert files_module.LARGEST_DOWNLOAD == 20 * 1024 * 1024


def album(*kinds: str) -> dict[str, str]:
    items = [{"type": kind, "media": f"attach://f{number}"} for number, kind in enumerate(kinds)]
    items[0] |= {"caption": "<b>x</b>", "parse_mode": "HTML", "has_spoiler": "true"}
    return {"media": json.dumps(items)}


async def test_an_album_is_several_messages_with_one_id(bot: Bot, phone: Phone) -> None:
    values = {"chat_id": str(phone.id), **album("photo", "photo")}
    sent = await bot.form("sendMediaGroup", values, f0=("a.png", png()), f1=("b.png", png()))
    assert len({message["media_group_id"] for message in sent}) == 1
    assert sent[0]["caption"] == "x"
    assert len(phone.screen) == 2


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (album("photo"), "an album has 2 to 10 items"),
        (album("photo", "document"), "documents and audio files can only be grouped with their own"),
        (album("photo", "voice"), "can't parse InputMedia"),
        ({"media": "[1, 2]"}, "can't parse InputMedia"),
    ],
)
async def test_impossible_albums_are_refused(bot: Bot, phone: Phone, values: dict[str, str], expected: str) -> None:
    with pytest.raises(Refused, match=expected):
        await bot.form("sendMediaGroup", {"chat_id": str(phone.id), **values}, f0=("a.png", png()), f1=("b.png", png()))


async def test_media_can_be_exchanged(bot: Bot, phone: Phone) -> None:
    values = {"chat_id": str(phone.id), "caption": "x"}
    sent = await bot.form("sendPhoto", values, photo=("a.png", png()))
    where = {"chat_id": str(phone.id), "message_id": str(sent["message_id"])}
    media: dict[str, Any] = {"type": "document", "media": "attach://new", "caption": "y"}
    edited = await bot.form("editMessageMedia", {**where, "media": json.dumps(media)}, new=("b.pdf", b"x"))
    assert edited["document"]["file_name"] == "b.pdf"
    assert edited["caption"] == "y"
    assert "photo" not in edited
