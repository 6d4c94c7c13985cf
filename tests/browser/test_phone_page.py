"""The page in a real browser: what a visitor does, and what she sees."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright, expect

from simulator import Limits, Simulator, serving
from tests.browser.chromium import launch, needed

KEYBOARD = {
    "inline_keyboard": [
        [{"text": "سوس ماسة", "callback_data": "souss"}, {"text": "الرباط", "callback_data": "rabat"}],
        [{"text": "الموقع", "url": "https://tiwizi.ma"}],
    ]
}
MENU = {"keyboard": [["طلب الدعم", "مساعدة"]], "resize_keyboard": True}
# Whether the page has heard of a message by the bot in this person's chat, shown or not.
ARRIVED = """async (person) => {
    const { store } = await import("/_sim/page/store.js");
    return [...store.chats.get(person).messages.values()].some((message) => message.from.is_bot);
}"""

# One browser for all tests here, so they share its event loop.
pytestmark = [
    needed,
    pytest.mark.asyncio(loop_scope="module"),
]


class Stage:
    """A simulator, its page in the browser, and the bot's side by direct calls."""

    def __init__(self, simulator: Simulator, page: Page) -> None:
        self.simulator = simulator
        self.page = page
        self.phones = page.locator(".phone")

    async def bot(self, method: str, **values: Any) -> Any:
        return await self.simulator._perform(method, values)

    @property
    def person(self) -> int:
        return next(iter(self.simulator.world.people))

    async def update(self) -> dict[str, Any]:
        """The next update, confirmed."""
        (update,) = await self.simulator.world.updates.get(0, 1, 20)
        await self.simulator.world.updates.get(update["update_id"] + 1, 1, 0)
        return update

    async def start(self) -> None:
        await self.phones.first.get_by_role("button", name="ابدأ").click()
        assert (await self.update())["message"]["text"] == "/start"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await launch(playwright)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="module")
async def stage(browser: Browser) -> AsyncIterator[Stage]:
    simulator = Simulator(limits=Limits.none())
    async with serving(simulator) as url:
        page = await browser.new_page(viewport={"width": 1280, "height": 860}, locale="ar-MA")
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda line: problems.append(line.text) if line.type == "error" else None)
        await page.goto(url)
        await expect(page.locator(".phone")).to_have_count(1)
        yield Stage(simulator, page)
        await page.close()
        assert problems == []


async def test_a_visitor_starts_the_bot_and_reads_its_answer_from_right_to_left(stage: Stage) -> None:
    phone = stage.phones.first
    await expect(phone).to_have_attribute("dir", "rtl")
    await stage.start()
    text = "<b>مرحبا</b> بك\nBonjour\n<blockquote expandable>1\n2\n3\n4\n5</blockquote><tg-spoiler>سر</tg-spoiler>"
    await stage.bot("sendMessage", chat_id=stage.person, text=text, parse_mode="HTML")
    bubble = phone.locator(".message.in")
    await expect(bubble.locator("strong")).to_have_text("مرحبا")
    await expect(bubble.locator("blockquote")).to_be_visible()
    await bubble.get_by_role("button", name="المزيد").click()
    await expect(bubble.locator("blockquote")).to_have_class("expandable open")
    await bubble.locator(".spoiler").click()
    await expect(bubble.locator(".spoiler")).to_have_class("spoiler revealed")
    direction = await bubble.locator(".text").evaluate("node => getComputedStyle(node).unicodeBidi")
    assert direction == "plaintext"


async def test_buttons_are_pressed_and_answered_with_toasts_and_alerts(stage: Stage) -> None:
    phone = stage.phones.first
    await stage.start()
    await stage.bot("sendMessage", chat_id=stage.person, text="أين؟", reply_markup=KEYBOARD)
    first, second = phone.get_by_role("button", name="سوس ماسة"), phone.get_by_role("button", name="الرباط")
    left, right = await first.bounding_box(), await second.bounding_box()
    assert left is not None
    assert right is not None
    assert left["x"] < right["x"]
    await first.click()
    query = (await stage.update())["callback_query"]
    assert query["data"] == "souss"
    await stage.bot("answerCallbackQuery", callback_query_id=query["id"], text="حسنا")
    await expect(phone.get_by_role("status").filter(has_text="حسنا")).to_be_visible()
    await second.click()
    query = (await stage.update())["callback_query"]
    await stage.bot("answerCallbackQuery", callback_query_id=query["id"], text="انتبهي", show_alert=True)
    await expect(phone.get_by_role("dialog")).to_contain_text("انتبهي")
    await stage.page.keyboard.press("Escape")
    await expect(phone.get_by_role("dialog")).to_have_count(0)
    await phone.get_by_role("button", name="الموقع").click()
    await expect(phone.get_by_role("dialog")).to_contain_text("https://tiwizi.ma")


async def test_the_reply_keyboard_is_typed_for_her(stage: Stage) -> None:
    phone = stage.phones.first
    await stage.start()
    await stage.bot("sendMessage", chat_id=stage.person, text="القائمة", reply_markup=MENU)
    await phone.get_by_role("button", name="مساعدة").click()
    assert (await stage.update())["message"]["text"] == "مساعدة"
    await phone.get_by_role("button", name="إخفاء لوحة الأزرار").click()
    await expect(phone.locator(".reply-keyboard")).to_have_count(0)


async def test_a_keyboard_for_one_time_folds_away_and_its_icon_brings_it_back(stage: Stage) -> None:
    await stage.start()
    markup = {**MENU, "one_time_keyboard": True}
    await stage.bot("sendMessage", chat_id=stage.person, text="ماذا تريد؟", reply_markup=markup)
    key = stage.page.get_by_role("button", name="طلب الدعم")
    await key.click()
    await expect(key).to_have_count(0)
    await stage.page.get_by_role("button", name="لوحة الأزرار").click()
    await expect(key).to_be_visible()


async def test_she_writes_edits_answers_and_deletes_with_the_keyboard_alone(stage: Stage) -> None:
    phone = stage.phones.first
    await stage.start()
    box = phone.get_by_role("textbox")
    await box.fill("سؤال")
    await stage.page.keyboard.press("Enter")
    assert (await stage.update())["message"]["text"] == "سؤال"
    await expect(phone.locator(".message.out").last).to_contain_text("سؤال")
    options = phone.locator(".message.out").last.get_by_role("button", name="خيارات الرسالة")
    await options.focus()
    await stage.page.keyboard.press("Enter")
    await phone.get_by_role("button", name="تعديل").press("Enter")
    await phone.get_by_role("textbox").fill("سؤال آخر")
    await stage.page.keyboard.press("Enter")
    assert (await stage.update())["edited_message"]["text"] == "سؤال آخر"
    await expect(phone.locator(".message.out").last.locator(".meta")).to_contain_text("معدّلة")
    await phone.locator(".message.out").last.get_by_role("button", name="خيارات الرسالة").press("Enter")
    await phone.get_by_role("button", name="رد", exact=True).press("Enter")
    await phone.get_by_role("textbox").fill("جواب")
    await stage.page.keyboard.press("Enter")
    assert (await stage.update())["message"]["reply_to_message"]["text"] == "سؤال آخر"
    await expect(phone.locator(".message.out").last).to_contain_text("جواب")
    await phone.locator(".message.out").last.get_by_role("button", name="خيارات الرسالة").press("Enter")
    await phone.get_by_role("button", name="حذف").press("Enter")
    await expect(phone.locator(".message.out")).to_have_count(2)


async def test_a_file_a_place_a_voice_note_and_a_number_are_attached(stage: Stage, tmp_path: Path) -> None:
    phone = stage.phones.first
    await stage.start()
    paper = tmp_path / "عقد.pdf"
    paper.write_bytes(b"%PDF-1.4 hello")
    attach = phone.get_by_role("button", name="إرفاق")
    await attach.click()
    async with stage.page.expect_file_chooser() as chooser:
        await phone.get_by_role("button", name="اختر ملفا من الحاسوب").click()
    await (await chooser.value).set_files(paper)
    document = (await stage.update())["message"]["document"]
    assert (document["file_name"], document["file_size"]) == ("عقد.pdf", 14)
    await expect(phone.locator(".card").last).to_contain_text("عقد.pdf")
    await attach.click()
    await phone.get_by_role("button", name="موقع").click()
    await phone.get_by_role("button", name="تزنيت").click()
    assert (await stage.update())["message"]["location"]["latitude"] == 29.6974
    await attach.click()
    await phone.get_by_role("button", name="أرسل رسالة صوتية تجريبية").click()
    assert (await stage.update())["message"]["voice"]["duration"] == 4
    await attach.click()
    await phone.get_by_role("button", name="جهة اتصال").click()
    await phone.get_by_role("button", name="شارك رقمي").click()
    assert (await stage.update())["message"]["contact"]["user_id"] == stage.person


async def test_a_message_travels_to_another_phone(stage: Stage) -> None:
    await stage.start()
    await stage.bot("sendMessage", chat_id=stage.person, text="إعلان")
    await stage.page.get_by_role("button", name="شخص جديد").click()
    await expect(stage.phones).to_have_count(2)
    first, second = stage.phones.first, stage.phones.last
    await first.locator(".message.in").get_by_role("button", name="خيارات الرسالة").click()
    await first.get_by_role("button", name="إعادة توجيه").click()
    await first.get_by_role("button", name="يوسف").click()
    await second.get_by_role("button", name="المحادثات").click()
    await second.get_by_role("button", name="فاطمة").click()
    await expect(second.locator(".message.in")).to_contain_text("إعلان")
    await expect(second.locator(".forwarded")).to_contain_text("تيويزي")


async def test_a_group_is_made_and_the_bot_speaks_in_it(stage: Stage) -> None:
    phone = stage.phones.first
    await stage.start()
    await phone.get_by_role("button", name="المحادثات").click()
    await phone.get_by_role("button", name="مجموعة جديدة").click()
    await phone.get_by_label("اسم المجموعة").fill("تعاونية أركان")
    await phone.get_by_label("مجموعة بمواضيع").check()
    await phone.get_by_label("البوت مشرف").check()
    await phone.get_by_role("button", name="إنشاء").click()
    update = await stage.update()
    group = update["my_chat_member"]["chat"]["id"]
    await phone.get_by_role("button", name="المحادثات").click()
    await phone.get_by_role("button", name="تعاونية أركان").click()
    topic = await stage.bot("createForumTopic", chat_id=group, name="أسئلة")
    await stage.bot("sendMessage", chat_id=group, message_thread_id=topic["message_thread_id"], text="مرحبا بالجميع")
    await phone.get_by_role("button", name="أسئلة").click()
    await expect(phone.locator(".message.in .author")).to_have_text("تيويزي")
    await stage.bot("sendPoll", chat_id=group, question="متى؟", options=["السبت", "الأحد"])
    await phone.get_by_role("button", name="كل المواضيع").click()
    await phone.get_by_role("button", name="السبت").click()
    await expect(phone.locator(".poll")).to_contain_text("100%")


async def test_blocking_and_reacting_reach_the_bot(stage: Stage) -> None:
    phone = stage.phones.first
    await stage.start()
    sent = await stage.bot("sendMessage", chat_id=stage.person, text="نص")
    await phone.locator(".message.in").get_by_role("button", name="خيارات الرسالة").click()
    await phone.get_by_role("button", name="تفاعل 👍").click()
    await expect(phone.locator(".message.in .reactions")).to_have_text("👍")
    assert stage.simulator.world.chats[stage.person].reactions[sent["message_id"]] == {stage.person: ["👍"]}
    await phone.get_by_role("button", name="المزيد").last.click()
    await phone.get_by_role("button", name="حظر البوت").click()
    assert (await stage.update())["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    await phone.get_by_role("button", name="رفع الحظر").click()
    assert (await stage.update())["my_chat_member"]["new_chat_member"]["status"] == "member"


async def test_without_a_network_messages_wait_and_then_go(stage: Stage) -> None:
    phone = stage.phones.first
    await stage.start()
    await phone.get_by_label("الشبكة").select_option("off")
    await phone.get_by_role("textbox").fill("هل تصل؟")
    await stage.page.keyboard.press("Enter")
    await expect(phone.locator(".pending")).to_contain_text("هل تصل؟")
    assert list(stage.simulator.world.updates.pending) == []
    await phone.get_by_label("الشبكة").select_option("good")
    assert (await stage.update())["message"]["text"] == "هل تصل؟"
    await expect(phone.locator(".pending")).to_have_count(0)


async def test_over_a_weak_network_everything_takes_its_time_both_ways(stage: Stage) -> None:
    phone, clock = stage.phones.first, stage.page.clock
    await stage.start()
    await phone.get_by_label("الشبكة").select_option("weak")
    await clock.install()
    await clock.pause_at(await stage.page.evaluate("Date.now()") + 1000)
    await phone.get_by_role("textbox").fill("هل تصل؟")
    await stage.page.keyboard.press("Enter")
    await expect(phone.locator(".pending")).to_contain_text("هل تصل؟")
    await clock.run_for(2400)
    assert list(stage.simulator.world.updates.pending) == []
    await clock.run_for(100)
    assert (await stage.update())["message"]["text"] == "هل تصل؟"
    await expect(phone.locator(".pending")).to_have_count(0)
    await stage.bot("sendMessage", chat_id=stage.person, text="وصلت")
    await stage.page.wait_for_function(ARRIVED, arg=stage.person)
    await expect(phone.locator(".message.in")).to_have_count(0)
    await clock.run_for(2500)
    await expect(phone.locator(".message.in")).to_contain_text("وصلت")


async def test_the_phone_speaks_french_when_its_owner_does(stage: Stage) -> None:
    phone = stage.phones.first
    await phone.get_by_role("button", name="المزيد").last.click()
    await phone.get_by_role("button", name="صاحب الهاتف").click()
    await phone.get_by_label("لغة تيليغرام").select_option("fr")
    await phone.get_by_role("button", name="حفظ").click()
    await expect(phone).to_have_attribute("dir", "ltr")
    await expect(phone.get_by_role("button", name="Démarrer")).to_be_visible()
    assert stage.simulator.world.people[stage.person].language == "fr"


async def test_a_deep_link_starts_the_bot_with_its_payload(stage: Stage) -> None:
    phone = stage.phones.first
    await phone.get_by_role("button", name="المزيد").last.click()
    await phone.get_by_role("button", name="افتح رابطا").click()
    await phone.get_by_label("رابط t.me يبدأ البوت").fill("https://t.me/tiwizi_bot?start=invite-7")
    await phone.get_by_role("button", name="فتح").click()
    assert (await stage.update())["message"]["text"] == "/start invite-7"


async def test_it_fits_the_width_of_a_phone(stage: Stage) -> None:
    await stage.page.set_viewport_size({"width": 360, "height": 740})
    await stage.start()
    await stage.bot("sendMessage", chat_id=stage.person, text="كلمة " * 40, reply_markup=KEYBOARD)
    await stage.bot("sendMessage", chat_id=stage.person, text="القائمة", reply_markup=MENU)
    await expect(stage.page.locator(".reply-key")).to_have_count(2)
    for selector in (".phone", ".composer", ".message >> nth=1", ".reply-keyboard"):
        box = await stage.page.locator(selector).first.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360


async def test_every_control_has_a_name(stage: Stage) -> None:
    await stage.start()
    await stage.bot("sendMessage", chat_id=stage.person, text="أين؟", reply_markup=KEYBOARD)
    await stage.phones.first.get_by_role("button", name="إرفاق").click()
    nameless = await stage.page.evaluate(
        """() => [...document.querySelectorAll("button, input, select, textarea, a")]
            .filter((node) => !(node.ariaLabel || node.textContent.trim() || node.title || node.labels?.length))
            .map((node) => node.outerHTML)"""
    )
    assert nameless == []
    await expect(stage.page.get_by_role("log")).to_have_attribute("aria-live", "polite")
