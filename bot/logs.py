"""Structured logs that cannot hold the token, whoever writes them."""

import logging
import re
import sys
from typing import Literal

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

# A token may be followed by a method in an address, as in /bot123:abc/sendMessage.
TOKEN = re.compile(r"\d{5,}:[\w-]{5,}")
HIDDEN = "[token]"


def redact(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Hide every token, in any value, also inside a formatted traceback."""
    return {key: _without_token(value) for key, value in event.items()}


def _without_token(value: object) -> object:
    if isinstance(value, bool | int | float | None):
        return value
    return TOKEN.sub(HIDDEN, value if isinstance(value, str) else repr(value))


def configure(form: Literal["console", "json"], level: str) -> None:
    """Send all logs, ours and the libraries', through one pipe to standard error."""
    shared: list[Processor] = [
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
        structlog.processors.format_exc_info,
    ]
    last: Processor = structlog.processors.JSONRenderer(ensure_ascii=False)
    if form == "console":
        last = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, redact, last],
        )
    )
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(handlers=[handler], level=level, force=True)
    # `telegram` would write down at DEBUG what people say; the others only chatter.
    for talkative in ("telegram", "httpx", "httpcore", "aiosqlite", "apscheduler", "aiohttp.access", "fontTools"):
        logging.getLogger(talkative).setLevel(logging.WARNING)
