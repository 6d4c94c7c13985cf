"""How many calls of the Bot API the simulator answers per second on one core.

The simulator runs in a process of its own; this one sends over a few connections with hand-made HTTP, so that the
client costs little. Reported are calls per second of wall time and per second of the server's CPU time.
Run: `python bench/simulator.py [calls]` from the project's root.
"""

import asyncio
import json
import multiprocessing
import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from bot.loop import run
from simulator import Limits, Simulator, serving
from simulator.__main__ import collect_seldom

CHATS = 500
CONNECTIONS = 16


def serve(pipe: Connection) -> None:
    collect_seldom()
    run(_serve(pipe))


async def _serve(pipe: Connection) -> None:
    simulator = Simulator(limits=Limits.none())
    phones = [simulator.phone(f"Person {number}") for number in range(CHATS)]
    for phone in phones:
        await phone.start()
    simulator.world.updates.drop()
    async with serving(simulator) as url:
        pipe.send((url, simulator.token, [phone.id for phone in phones]))
        while await asyncio.to_thread(pipe.recv) != "stop":
            pipe.send(time.process_time())


def request(path: str, body: object) -> bytes:
    data = json.dumps(body).encode()
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    return f"{head}Content-Length: {len(data)}\r\n\r\n".encode() + data


async def send(port: int, requests: list[bytes]) -> None:
    """One connection: a request, its answer, the next."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for data in requests:
        writer.write(data)
        head = await reader.readuntil(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200"), head
        start = head.index(b"Content-Length: ") + 16
        await reader.readexactly(int(head[start : head.index(b"\r\n", start)]))
    writer.close()


async def measure(name: str, port: int, pipe: Connection, requests: list[bytes]) -> None:
    pipe.send("time")
    cpu, wall = pipe.recv(), time.perf_counter()
    await asyncio.gather(*(send(port, requests[number::CONNECTIONS]) for number in range(CONNECTIONS)))
    wall = time.perf_counter() - wall
    pipe.send("time")
    cpu = pipe.recv() - cpu
    print(f"{name:16} {len(requests) / wall:8.0f} calls/s   {len(requests) / cpu:8.0f} calls/s of server CPU")


def main(calls: int) -> None:
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=serve, args=(theirs,))
    process.daemon = True
    process.start()
    url, token, people = ours.recv()
    port = int(url.rpartition(":")[2])
    text = "<b>السؤال 3 من حوالي 7</b>\nأين يوجد مشروعك؟"
    keyboard = {
        "inline_keyboard": [[{"text": "تارودانت", "callback_data": "a"}, {"text": "أكادير", "callback_data": "b"}]]
    }
    bodies: dict[str, list[dict[str, object]]] = {
        "getMe": [{}] * calls,
        "sendMessage": [{"chat_id": people[each % CHATS], "text": "مرحبا"} for each in range(calls)],
        "sendMessage+": [
            {"chat_id": people[each % CHATS], "text": text, "parse_mode": "HTML", "reply_markup": keyboard}
            for each in range(calls)
        ],
        "getUpdates": [{"limit": 1}] * calls,
    }
    for name, each in bodies.items():
        path = f"/bot{token}/{name.removesuffix('+')}"
        asyncio.run(measure(name, port, ours, [request(path, body) for body in each]))
    ours.send("stop")
    process.join()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
