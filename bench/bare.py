"""The least that any bot could do: the same calls over bare sockets, nothing kept, nothing decided.

What it needs at a rate and a latency is nobody's fault; a bot is measured by what it adds to that.
"""

import asyncio
import json
import os
from urllib.parse import urlsplit

from bot import loop

TEXT = "كم عمرك؟ اكتب العدد، أو المس زرا من الأزرار."
BUTTONS = [[{"text": "نعم", "callback_data": "yes"}, {"text": "لا", "callback_data": "no"}]]


class Client:
    """Calls over a pool of connections, one call at a time on each."""

    def __init__(self, address: str, token: str) -> None:
        parts = urlsplit(address)
        self._host, self._port, self._path = parts.hostname, parts.port, f"/bot{token}"
        self._idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def call(self, method: str, body: bytes) -> bytes:
        connection = self._idle.pop() if self._idle else await asyncio.open_connection(self._host, self._port)
        reader, writer = connection
        head = f"POST {self._path}/{method} HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n"
        writer.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        answered = await reader.readuntil(b"\r\n\r\n")
        length = int(answered.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
        result = await reader.readexactly(length)
        self._idle.append(connection)
        return result


async def _run() -> None:
    client = Client(os.environ["TIWIZI_API_URL"], os.environ["TIWIZI_BOT_TOKEN"])
    offset, sending = 0, set()
    while True:
        asked = json.dumps({"offset": offset, "limit": 100, "timeout": 25}).encode()
        for update in json.loads(await client.call("getUpdates", asked))["result"]:
            offset = update["update_id"] + 1
            reply = {"chat_id": update["message"]["chat"]["id"], "text": TEXT}
            body = json.dumps({**reply, "reply_markup": {"inline_keyboard": BUTTONS}}).encode()
            task = asyncio.create_task(client.call("sendMessage", body))
            sending.add(task)
            task.add_done_callback(sending.discard)


def main() -> None:
    """Run until killed."""
    loop.run(_run())


if __name__ == "__main__":
    main()
