"""`python -m simulator`: the simulator alone, for a bot that is started elsewhere."""

import argparse
import asyncio
import gc
import sys

from simulator.simulator import Simulator, serving


def arguments(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m simulator", description="A local Telegram.")
    parser.add_argument("--port", type=int, default=8081, help="port on 127.0.0.1 (default 8081; 0: a free one)")
    parser.add_argument("--token", default="123456:TIWIZI-SIMULATOR", help="the token that the bot uses")
    parser.add_argument("--username", default="tiwizi_bot", help="the bot's @name")
    parser.add_argument("--name", default="تيويزي", help="the bot's name")
    return parser.parse_args(words)


async def serve(options: argparse.Namespace) -> None:
    simulator = Simulator(token=options.token, username=options.username, name=options.name)
    async with serving(simulator, port=options.port) as address:
        sys.stdout.write(f"Phones:  {address}/\nBot API: {address}/bot{options.token}/<method>\nStop with Ctrl+C.\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


def collect_seldom() -> None:
    """Look for garbage a hundred times less often: what people say is kept, so the search is long and finds little."""
    gc.set_threshold(70_000, 20, 20)


def main() -> None:
    collect_seldom()
    try:
        asyncio.run(serve(arguments(sys.argv[1:])))
    except KeyboardInterrupt:
        sys.stdout.write("\n")


if __name__ == "__main__":
    main()
