"""The makers of files by name: an order that was stored finds its way back through here."""

from typing import Final

from handlers import requests, result_page
from handlers.making import Maker

MAKERS: Final[dict[str, Maker]] = {
    requests.RECEIPT_MAKER: requests.make_receipt,
    result_page.PAGE_MAKER: result_page.make_page,
}
