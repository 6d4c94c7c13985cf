import pytest

from simulator import Phone
from simulator import server as server_module
from tests.simulator.client import Bot, Refused


async def test_json_form_query_and_multipart_mean_the_same(bot: Bot, phone: Phone) -> None:
    values = {"chat_id": str(phone.id), "text": "<b>x</b>", "parse_mode": "HTML"}
    await bot("sendMessage", **values)
    await bot.form("sendMessage", values)
    await bot.form("sendMessage", values, unused=("a.txt", b"a"))
    async with bot.session.get(f"{bot.base}/sendMessage", params=values) as answer:
        assert (await answer.json())["ok"] is True
    async with bot.session.post(f"{bot.base}/SENDMESSAGE", params=values) as answer:
        assert answer.status == 200
    assert [message.text for message in phone.messages[1:]] == ["x"] * 5


async def test_the_envelope_has_no_needless_spaces_and_keeps_arabic_readable(bot: Bot) -> None:
    async with bot.session.get(f"{bot.base}/getMe") as answer:
        assert answer.content_type == "application/json"
        body = await answer.text()
    assert body.startswith('{"ok":true,"result":{"id":123456,"is_bot":true,"first_name":"تيويزي"')


async def test_a_wrong_token_is_unauthorized(bot: Bot) -> None:
    for path in ("bot1:no/getMe", "file/bot1:no/photos/file_0.png"):
        async with bot.session.get(f"{bot.url}/{path}") as answer:
            assert answer.status == 401
            assert await answer.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}


async def test_an_unknown_method_is_not_found(bot: Bot) -> None:
    with pytest.raises(Refused) as caught:
        await bot("sendPigeon")
    assert (caught.value.status, caught.value.description) == (404, "Not Found")


@pytest.mark.parametrize("body", ["{", "[]", "7"])
async def test_a_body_that_is_no_object_is_refused(bot: Bot, body: str) -> None:
    headers = {"Content-Type": "application/json"}
    async with bot.session.post(f"{bot.base}/getMe", data=body, headers=headers) as answer:
        assert answer.status == 400
        assert (await answer.json())["description"] == "Bad Request: can't parse request body as JSON object"


async def test_an_empty_json_body_is_no_parameters(bot: Bot) -> None:
    async with bot.session.post(f"{bot.base}/getMe", headers={"Content-Type": "application/json"}) as answer:
        assert answer.status == 200


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"colour": "red"}, 'unknown parameter "colour"'),
        ({"message_thread_id": "x"}, 'can\'t parse parameter "message_thread_id": Integer expected'),
        ({"protect_content": "maybe"}, 'can\'t parse parameter "protect_content": Boolean expected'),
        ({"text": ["x"]}, 'can\'t parse parameter "text": String expected'),
        ({"text": True}, 'can\'t parse parameter "text": String expected'),
        ({"reply_markup": "{"}, "can't parse reply_markup JSON object"),
        ({"reply_markup": "[]"}, 'can\'t parse parameter "reply_markup": Object expected'),
        ({"entities": {}}, 'can\'t parse parameter "entities": Array expected'),
    ],
)
async def test_misspelt_and_mistyped_parameters_are_refused(
    bot: Bot, phone: Phone, values: dict[str, object], expected: str
) -> None:
    arguments = {"chat_id": phone.id, "text": "x", **values}
    assert await bot.refused("sendMessage", **arguments) == f"Bad Request: {expected}"


async def test_numbers_may_be_texts_and_texts_numbers(bot: Bot, phone: Phone) -> None:
    await bot("sendMessage", chat_id=str(phone.id), text=7, protect_content="1", reply_markup="", entities=None)
    assert phone.messages[-1].text == "7"
    assert await bot.refused("sendLocation", chat_id=phone.id, latitude="x", longitude=1) == (
        'Bad Request: can\'t parse parameter "latitude": Float expected'
    )


async def test_a_file_that_the_request_does_not_hold_is_refused(bot: Bot, phone: Phone) -> None:
    refusal = await bot.refused("sendDocument", chat_id=phone.id, document="attach://a")
    assert refusal == "Bad Request: file is not found in the request: attach://a"


async def test_files_can_be_fetched_by_their_path(bot: Bot, phone: Phone) -> None:
    await phone.send_document("a.txt", b"hello", mime_type="text/plain")
    file_id = phone.messages[-1].file_id
    file = await bot("getFile", file_id=file_id)
    assert file["file_size"] == 5
    address = f"{bot.url}/file/bot{bot.simulator.token}"
    async with bot.session.get(f"{address}/{file['file_path']}") as answer:
        assert await answer.read() == b"hello"
    async with bot.session.get(f"{address}/documents/none") as answer:
        assert answer.status == 404


async def test_a_body_above_fifty_megabytes_is_refused(bot: Bot, phone: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_module, "LARGEST_BODY", 10)
    with pytest.raises(Refused) as caught:
        await bot.form("sendDocument", {"chat_id": str(phone.id)}, document=("a", b"x" * 20))
    assert (caught.value.status, caught.value.description) == (413, "Request Entity Too Large")


async def test_parts_of_a_body_that_are_no_fields_are_passed_over(bot: Bot) -> None:
    nested = "Content-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n\r\nx\r\n--c--\r\n"
    body = f"--b\r\nContent-Type: text/plain\r\n\r\nnameless\r\n--b\r\n{nested}\r\n--b--\r\n"
    headers = {"Content-Type": "multipart/form-data; boundary=b"}
    async with bot.session.post(f"{bot.base}/getMe", data=body.encode(), headers=headers) as answer:
        assert answer.status == 200
