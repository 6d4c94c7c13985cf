"""The Bot API as the program calls it: python-telegram-bot's `ExtBot`, and raw calls for the hot path."""

from collections.abc import Mapping
from typing import Any

from telegram import InputFile
from telegram.ext import ExtBot

from bot.transport import AiohttpRequest
from storage.outbox import uploaded


class Api(ExtBot[None]):
    """A bot with one more door: a method by its name, JSON in and JSON out.

    Raw JSON is what the inbox stores before anything parses it, and what the outbox keeps until it is sent; errors
    come as `telegram.error` in the same way as from any other call.
    """

    def __init__(self, token: str, api_url: str) -> None:
        super().__init__(
            token,
            base_url=f"{api_url}/bot",
            base_file_url=f"{api_url}/file/bot",
            request=AiohttpRequest(),
            get_updates_request=AiohttpRequest(connections=2),
        )

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"  # python-telegram-bot's own would show the token

    async def call(self, method: str, parameters: Mapping[str, Any], *, read_timeout: float | None = None) -> Any:
        """Call `method` and return the JSON of its result.

        Raises:
            telegram.error.TelegramError: as python-telegram-bot maps Telegram's answers and broken connections.
        """
        data = {name: _part(value) for name, value in parameters.items()}
        if read_timeout is None:
            return await self._post(method, data)
        return await self._post(method, data, read_timeout=read_timeout)


def _part(value: Any) -> Any:
    """A parameter as python-telegram-bot takes it: a file of ours becomes a part of its own."""
    file = uploaded(value)
    return value if file is None else InputFile(file[1], filename=file[0])
