"""The page of `make run`: a request travels from one phone to the other, and a newcomer needs no manual for it."""

import os
from pathlib import Path

from playwright.async_api import async_playwright, expect

from tests.browser.chromium import launch, needed
from tests.browser.test_first_minutes import program, tap, write

pytestmark = needed
KEEP = os.environ.get("TIWIZI_SCREENSHOT")


async def test_a_newcomer_sends_a_request_on_one_phone_and_takes_it_on_the_other(tmp_path: Path) -> None:
    async with program(tmp_path) as address, async_playwright() as playwright:
        browser = await launch(playwright)
        page = await browser.new_page(viewport={"width": 1040, "height": 860}, locale="ar-MA")
        await page.goto(address)
        await expect(page.locator(".phone")).to_have_count(2)
        member, staff = page.locator(".phone").first, page.locator(".phone").nth(1)
        await expect(staff).to_contain_text("مرحبا بك في الفريق")
        await expect(staff).to_contain_text("مكتب الطلبات")
        await tap(member, "ابدأ")
        await tap(member, "طلب دعم")
        await tap(member, "أوافق")
        await tap(member, "تكوين")
        await write(member, "تارودانت")
        await tap(member, "تارودانت")
        await expect(member).to_contain_text("نشاط")
        await write(member, "عسل")
        await tap(member, "تربية النحل")
        await tap(member, "تجاوز هذا السؤال")
        await write(member, "نريد تكوينا في التسويق")
        await tap(member, "أواصل دون ملفات")
        await tap(member, "راسلوني هنا")
        await tap(member, "أرسل الطلب")
        await expect(staff).to_contain_text("طلب جديد")
        await tap(staff, "أتكفل به")
        await expect(staff).to_contain_text("أنت من يتتبعه")
        await expect(member).to_contain_text("وصل طلبك إلى")
        if KEEP:
            await page.screenshot(path=KEEP)
        await browser.close()
