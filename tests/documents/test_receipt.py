from datetime import UTC, datetime

import pytest

from documents.pdf import render
from documents.receipt import receipt_page
from domain.requests.request import Helped, StoredFile
from messages.voice import Voice
from tests.messages.cards.requests import SENT, request

FILES = tuple(StoredFile(n, "statutes", "photo", f"f{n}", f"u{n}", None, None, SENT) for n in range(100))


@pytest.mark.parametrize("language", ["ar", "fr"])
@pytest.mark.parametrize("files", [(), FILES])
def test_a_receipt_is_one_page_however_much_was_sent(language: str, files: tuple[StoredFile, ...]) -> None:
    full = request(description="كلام طويل " * 200, project="م" * 120, douar="د" * 120, helped=Helped("ن" * 120, "x/1"))
    page = receipt_page(full, files, "https://t.me/tiwizi_bot?start=r_TW48271633")
    pdf = render(page, Voice.of(language), made=datetime(2026, 3, 1, tzinfo=UTC))
    assert pdf.count(b"/Type /Page\n") == 1
