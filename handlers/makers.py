"""The makers of files by name: an order that was stored finds its way back through here."""

from typing import Final

from handlers.making import Maker

MAKERS: Final[dict[str, Maker]] = {}
