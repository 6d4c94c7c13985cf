"""A newcomer's first minutes: the program as `make run` starts it, and its page in a real browser."""

import asyncio
import os
import re
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Locator, async_playwright, expect

from tests.browser.chromium import launch, needed
from tests.faults.born import ROOT
from tests.faults.process import free_port

"""Where to keep the picture of the README, when it is to be made anew."""

pytestmark = needed


@asynccontextmanager
async def program(folder: Path) -> AsyncIterator[str]:
    """`python -m bot run` without a token, on 1 March 2026; gives the address that it announces."""
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
        "TIWIZI_NOW": "2026-03-01T10:00",
        "TIWIZI_DATABASE_URL": f"sqlite:///{folder / 'tiwizi.db'}",
        "TIWIZI_LISTEN": f"127.0.0.1:{free_port()}",
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", env=environment, cwd=folder, stdout=PIPE, stderr=PIPE
    )
    try:
        assert process.stdout is not None
        async with asyncio.timeout(60):
            announced = (await process.stdout.readline()).decode()
        yield next(word for word in announced.split() if word.startswith("http://"))
    finally:
        process.terminate()
        await process.communicate()


async def tap(phone: Locator, name: str) -> None:
    await phone.get_by_role("button", name=name).last.click()


async def write(phone: Locator, text: str) -> None:
    await phone.get_by_role("textbox").fill(text)
    await phone.get_by_role("textbox").press("Enter")


async def test_a_visitor_walks_the_check_in_arabic_and_reads_a_result(tmp_path: Path) -> None:
    async with program(tmp_path) as address, async_playwright() as playwright:
        browser = await launch(playwright)
        page = await browser.new_page(viewport={"width": 1040, "height": 860}, locale="ar-MA")
        await page.goto(address)
        await expect(page.locator("html")).to_have_attribute("dir", "rtl")
        phone = page.locator(".phone").first
        await tap(phone, "ابدأ")
        await expect(phone).to_contain_text("مرحبا بك!")
        await tap(phone, "هل أستفيد من الدعم؟")
        await expect(phone).to_contain_text("أين يوجد مشروعك")
        await tap(phone, "سوس-ماسة")
        await tap(phone, "تارودانت")
        await tap(phone, "تعاونية")
        await expect(phone).to_contain_text("ما هو نشاطك")
        await write(phone, "كنصاوبو العسل")
        await tap(phone, "تربية النحل")
        await _answer_the_rest(phone)
        await tap(phone, "أرني النتيجة")
        await expect(phone).to_contain_text("طلب اقتراح مشاريع بتارودانت لسنة 2026")
        await browser.close()


async def _answer_the_rest(phone: Locator) -> None:
    """Whatever is still asked: a number where one is wanted, yes where it is yes or no."""
    numbers = {
        "كم عمرك": "٣٤",
        "منذ متى": "8 أشهر",
        "نسبة": "8 من 12",
        "تبيع": "80 ألف",
        "سيكلف": "200 ألف",
        "تساهم": "25000",
    }
    for number in range(4, 20):
        wanted = re.compile(rf"السؤال \W*{number}\W* من|راجع أجوبتك")
        text = await phone.locator(".bubble", has_text=wanted).last.inner_text()
        if "راجع أجوبتك" in text:
            return
        typed = next((answer for words, answer in numbers.items() if words in text), None)
        await (tap(phone, "نعم") if typed is None else write(phone, typed))
