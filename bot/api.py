"""The Bot API as the program calls it: python-telegram-bot's `ExtBot`, and raw calls for the hot path."""

from collections.abc import Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any, cast

from msgspec import json
from telegram import InputFile
from telegram.error import NetworkError
from telegram.ext import ExtBot
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter

from bot.transport import JsonBody, Transport
from storage.outbox import UPLOAD, uploaded


class Api(ExtBot[None]):
    """A bot with one more door: a method by its name, JSON in and JSON out.

    Raw JSON is what the inbox stores before anything parses it, and what the outbox keeps until it is sent; errors
    come as `telegram.error` in the same way as from any other call.
    """

    def __init__(self, token: str, api_url: str) -> None:
        request = Transport()
        self._transport = request
        super().__init__(
            token,
            base_url=f"{api_url}/bot",
            base_file_url=f"{api_url}/file/bot",
            request=request,
            get_updates_request=request,
        )

    @property
    def telegrams_time(self) -> datetime | None:
        """What Telegram's clock showed when it last answered; None: it has not yet, or did not say."""
        said = self._transport.answered_on
        return None if said is None else parsedate_to_datetime(said)

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"  # python-telegram-bot's own would show the token

    async def call(self, method: str, parameters: Mapping[str, Any], *, read_timeout: float | None = None) -> Any:
        """Call `method` and return the JSON of its result; see `send`."""
        return await self._request_json(method, JsonBody(json.encode(parameters)), read_timeout)

    async def send(self, method: str, body: str) -> Any:
        """Call `method` with parameters that are JSON already, as the outbox keeps them.

        Raises:
            telegram.error.TelegramError: as python-telegram-bot maps Telegram's answers and broken connections.
        """
        return await self._request_json(method, with_files(body) if UPLOAD in body else JsonBody(body.encode()), None)

    async def _request_json(self, method: str, body: RequestData | JsonBody, read_timeout: float | None) -> Any:
        patience = BaseRequest.DEFAULT_NONE if read_timeout is None else read_timeout
        # Whatever `post` is given comes to our own transport, which takes both.
        data = cast("RequestData", body)
        try:
            return await self.request.post(f"{self.base_url}/{method}", data, read_timeout=patience)
        except KeyError:
            # A success has a result, or it is not Telegram's; python-telegram-bot takes that for granted.
            raise NetworkError("something else than Telegram answered") from None


def with_files(body: str) -> RequestData:
    """Parameters with files of ours among them, which become parts of the request."""
    return RequestData([RequestParameter.from_input(name, _part(value)) for name, value in json.decode(body).items()])


def _part(value: Any) -> Any:
    file = uploaded(value)
    return value if file is None else InputFile(file[1], filename=file[0])
