import asyncio
import base64
import json
from typing import Any

import aiohttp
import pytest

from simulator import Phone, Simulator
from tests.simulator.client import Bot


class Page:
    """The page's own requests."""

    def __init__(self, bot: Bot) -> None:
        self._session = bot.session
        self._url = bot.url

    async def __call__(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        data = body if isinstance(body, str) else None if body is None else json.dumps(body)
        async with self._session.request(method, f"{self._url}{path}", data=data, headers=headers) as answer:
            text = await answer.text(errors="replace")
            return answer.status, json.loads(text) if answer.content_type == "application/json" else text

    async def does(self, phone: Phone, deed: str, **given: Any) -> None:
        status, answer = await self("POST", f"/_sim/people/{phone.id}/{deed}", given)
        assert status == 200, answer

    async def fails(self, phone: Phone, deed: str, **given: Any) -> str:
        status, answer = await self("POST", f"/_sim/people/{phone.id}/{deed}", given)
        assert status == 409
        return str(answer["error"])


@pytest.fixture
def page(bot: Bot) -> Page:
    return Page(bot)


async def test_a_first_visitor_finds_one_phone(page: Page, simulator: Simulator) -> None:
    for _ in range(2):
        status, html = await page("GET", "/")
        assert status == 200
        assert 'dir="rtl"' in html
    assert len(simulator.world.people) == 1


async def test_the_page_has_all_its_parts_and_nothing_else_is_served(page: Page) -> None:
    for name in ("main.js", "phone.css", "icon.svg"):
        assert (await page("GET", f"/_sim/page/{name}"))[0] == 200
    for name in ("none.js", "..%2fcontrol.py", "control.py"):
        assert (await page("GET", f"/_sim/page/{name}"))[0] == 404


async def test_files_are_shown_when_they_are_pictures_and_saved_otherwise(bot: Bot, phone: Phone) -> None:
    photo = await phone.send_photo()
    document = await phone.send_document("a.html", b"<script>", mime_type="text/html")
    async with bot.session.get(f"{bot.url}/_sim/files/{photo.file_id}") as answer:
        assert answer.content_type == "image/png"
    async with bot.session.get(f"{bot.url}/_sim/files/{document.file_id}") as answer:
        assert answer.content_type == "application/octet-stream"
        assert answer.headers["Content-Disposition"] == "attachment"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    async with bot.session.get(f"{bot.url}/_sim/files/none") as answer:
        assert answer.status == 404


async def events_of(session: aiohttp.ClientSession, url: str, count: int) -> list[dict[str, Any]]:
    events: list[dict[str, Any]] = []
    async with asyncio.timeout(5), session.get(f"{url}/_sim/events") as stream:
        async for line in stream.content:
            if line.startswith(b"data: "):
                events.append(json.loads(line[6:]))
            if len(events) == count:
                break
    return events


async def test_the_page_hears_of_everything_and_first_of_the_state(
    bot: Bot, phone: Phone, simulator: Simulator
) -> None:
    listening = asyncio.create_task(events_of(bot.session, bot.url, 7))
    await asyncio.sleep(0.1)
    await phone.send("مرحبا")
    await bot("setMyName", name="جديد")
    simulator.phone("يوسف")
    await bot("pinChatMessage", chat_id=phone.id, message_id=phone.messages[0].id)
    state, message, profile, chat, person, pinned, notice = await listening
    assert state["event"] == "state"
    assert state["people"][0]["name"] == "فاطمة"
    assert state["chats"][0]["messages"][0]["text"] == "/start"
    assert message["message"]["text"] == "مرحبا"
    assert profile["bot"]["names"] == {"": "جديد"}
    assert (chat["event"], chat["chat"]["id"]) == ("chat", person["person"]["id"])
    assert pinned["pinned"] == [phone.messages[0].id]
    assert "pinned_message" in notice["message"]


async def test_the_state_can_be_read_at_once(page: Page, phone: Phone) -> None:
    _, state = await page("GET", "/_sim/state")
    assert state["bot"]["username"] == "tiwizi_bot"
    assert state["people"][0]["started"] is True


async def test_people_are_made_and_changed(page: Page, simulator: Simulator) -> None:
    _, person = await page("POST", "/_sim/people", {"name": "Zahra", "language": "fr"})
    assert (person["name"], person["language"], person["started"]) == ("Zahra", "fr", False)
    _, changed = await page("PATCH", f"/_sim/people/{person['id']}", {"name": "زهرة", "language": "ar"})
    assert (changed["name"], changed["language"]) == ("زهرة", "ar")
    assert simulator.world.chats[person["id"]].json()["first_name"] == "زهرة"
    assert (await page("PATCH", "/_sim/people/5", {}))[0] == 404
    assert (await page("POST", "/_sim/people/x/send", {}))[0] == 404


async def test_a_person_does_everything_by_name(bot: Bot, page: Page, phone: Phone, simulator: Simulator) -> None:
    other = simulator.phone("يوسف")
    data = base64.b64encode(b"hello").decode()
    await page.does(phone, "start", payload="x")
    await page.does(phone, "send", text="نص", reply_to=phone.messages[0].id)
    await page.does(phone, "edit", message_id=phone.messages[-1].id, text="نص آخر")
    await page.does(phone, "attach", kind="document", data=data, name="a.txt", mime_type="text/plain", caption="c")
    await page.does(phone, "attach", kind="voice", duration=3)
    await page.does(phone, "location", latitude=30.1, longitude=-9.1)
    await page.does(phone, "venue", latitude=30.1, longitude=-9.1, title="t", address="a")
    await page.does(phone, "contact")
    await page.does(phone, "contact", person=other.id)
    await page.does(phone, "react", message_id=phone.messages[0].id, emoji=["👍"])
    await page.does(phone, "open", url="https://t.me/tiwizi_bot?start=y")
    await page.does(phone, "delete", message_id=phone.messages[0].id)
    await page.does(phone, "block")
    await page.does(phone, "unblock")
    kinds = [next(iter(update.keys() - {"update_id"})) for update in await bot.take()]
    assert kinds == ["message", "message", "edited_message", *["message"] * 7, "my_chat_member", "my_chat_member"]


async def test_buttons_polls_and_groups_work_by_name(bot: Bot, page: Page, phone: Phone, simulator: Simulator) -> None:
    other = simulator.phone("يوسف")
    keyboard = {"inline_keyboard": [[{"text": "نعم", "callback_data": "y"}]]}
    sent = await bot("sendMessage", chat_id=phone.id, text="?", reply_markup=keyboard)
    await page.does(phone, "press", message_id=sent["message_id"], row=0, column=0)
    poll = await bot("sendPoll", chat_id=phone.id, question="?", options=["أ"])
    await page.does(phone, "vote", message_id=poll["message_id"], options=[0])
    await page.does(phone, "group", title="تعاونية", people=[other.id], forum=True)
    group = next(chat for chat in simulator.world.chats.values() if chat.is_group)
    await page.does(phone, "forward", message_id=sent["message_id"], to=group.id)
    await page.does(phone, "forward", message_id=sent["message_id"], to_person=other.id)
    await page.does(other, "leave", chat=group.id)
    await page.does(other, "join", chat=group.id)
    await page.does(phone, "remove_bot", chat=group.id)
    await page.does(phone, "add_bot", chat=group.id, administrator=True)
    assert group.status(123456) == "administrator"
    await page.does(phone, "group", title="بيننا", bot=False)


async def test_what_a_person_cannot_do_is_answered_with_a_sentence(page: Page, phone: Phone) -> None:
    assert "there is no 'dance' here; deeds are: add_bot, attach" in await page.fails(phone, "dance")
    assert "there is no 'send'" in await page.fails(phone, "send", chat=5)
    assert await page.fails(phone, "send") == "send: KeyError('text')"
    assert "a file can be" in await page.fails(phone, "attach", kind="pigeon")
    assert "not base64" in await page.fails(phone, "attach", kind="photo", data="%")
    assert "IMAGE_PROCESS_FAILED" in await page.fails(phone, "attach", kind="photo", data="aaaa")
    path = f"/_sim/people/{phone.id}/send"
    for body in ("{", "[]"):
        assert (await page("POST", path, body))[0] == 409


async def test_another_site_may_not_act(bot: Bot, page: Page, phone: Phone) -> None:
    path = f"/_sim/people/{phone.id}/send"
    assert (await page("POST", path, {"text": "x"}, Origin="https://example.com"))[0] == 403
    assert (await page("POST", path, {"text": "x"}, Origin="http://evil.example", Host="evil.example"))[0] == 403
    assert (await page("POST", path, {"text": "x"}, Origin=bot.url))[0] == 200


async def test_a_foreign_name_that_leads_to_this_machine_shows_nothing(bot: Bot, page: Page, phone: Phone) -> None:
    photo = await phone.send_photo()
    for path in ("state", "events", f"files/{photo.file_id}"):
        assert (await page("GET", f"/_sim/{path}", Host="evil.example"))[0] == 403
        assert (await page("GET", f"/_sim/{path}", Origin="http://evil.example"))[0] == 403
    for host in ("localhost", "127.0.0.1:8081", "[::1]:8081"):
        assert (await page("GET", "/_sim/state", Host=host))[0] == 200


async def test_faults_are_set_and_cleared(bot: Bot, page: Page, phone: Phone) -> None:
    fault = {"kind": "too_many", "method": "send*", "times": 1, "seconds": 9}
    _, answer = await page("POST", "/_sim/faults", fault)
    assert answer == {**fault, "chat_id": None}
    assert await bot.refused("sendMessage", chat_id=phone.id, text="x") == "Too Many Requests: retry after 9"
    await page("POST", "/_sim/faults", {"kind": "server_error"})
    await page("DELETE", "/_sim/faults")
    await bot("sendMessage", chat_id=phone.id, text="x")
    assert (await page("POST", "/_sim/faults", {"kind": "flood"}))[0] == 409
    assert (await page("POST", "/_sim/faults", {"kind": "latency", "colour": 1}))[0] == 409


async def test_the_clock_is_set_and_updates_are_sent_again(bot: Bot, page: Page, phone: Phone) -> None:
    await page("POST", "/_sim/clock", {"now": 1_800_000_000, "advance": 60})
    await phone.send("x")
    assert phone.messages[-1].body["date"] in range(1_800_000_060, 1_800_000_070)
    (update,) = await bot.take()
    assert (await page("POST", "/_sim/redeliver"))[1] == {"updates": 1}
    assert await bot("getUpdates") == [update]
