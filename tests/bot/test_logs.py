import asyncio
import json
import logging
from collections.abc import Callable, Iterator
from typing import Literal

import pytest
import structlog
from telegram.error import InvalidToken

from bot import logs

TOKEN = "123456789:AAE-example_token"
URL = f"https://api.telegram.org/bot{TOKEN}/sendMessage"
Form = Literal["console", "json"]
FORMS: tuple[Form, ...] = ("console", "json")


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


class Odd:
    def __repr__(self) -> str:
        return f"ExtBot[token={TOKEN}]"


def ours() -> None:
    structlog.get_logger("bot").warning(f"Called {URL}.", url=URL, deep={"a": [URL]}, odd=Odd(), nothing=None, n=1)


def of_a_library() -> None:
    logging.getLogger("telegram").error("Request to %s by %r failed", URL, Odd(), extra={"url": URL})


def refuse() -> None:
    raise InvalidToken(f"The token `{TOKEN}` was rejected by the server.")


def with_a_traceback() -> None:
    try:
        refuse()
    except InvalidToken:
        structlog.get_logger("bot").exception("It failed.")
        logging.getLogger("telegram").exception("It failed.")


def with_an_error_at_hand() -> None:
    structlog.get_logger("bot").error("It failed.", exc_info=LookupError(URL))


def with_a_stack() -> None:
    logging.getLogger("aiohttp").warning("Look at %s", URL, stack_info=True)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("say", [ours, of_a_library, with_a_traceback, with_an_error_at_hand, with_a_stack])
def test_no_log_holds_the_token_whoever_writes_it(
    capsys: pytest.CaptureFixture[str], form: Form, say: Callable[[], None]
) -> None:
    logs.configure(form, "DEBUG")
    say()
    written = capsys.readouterr()
    assert written.out == ""
    assert logs.HIDDEN in written.err
    assert "AAE" not in written.err


async def test_what_asyncio_says_of_a_forgotten_error_holds_no_token_either(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("json", "INFO")
    asyncio.get_running_loop().call_exception_handler({"message": URL, "exception": LookupError(URL), "future": Odd()})
    written = capsys.readouterr().err
    assert logs.HIDDEN in written
    assert "AAE" not in written


def test_a_line_of_json_can_be_read_by_a_machine(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("json", "INFO")
    structlog.get_logger("bot.lanes").info("Handled.", name="فاطمة", lane=5, odd=None, yes=True)
    entry = json.loads(capsys.readouterr().err)
    assert entry.pop("timestamp").endswith("Z")
    assert entry == {
        "event": "Handled.",
        "level": "info",
        "logger": "bot.lanes",
        "name": "فاطمة",
        "lane": 5,
        "odd": None,
        "yes": True,
    }


def test_what_is_below_the_level_and_what_libraries_chatter_is_not_written(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("console", "DEBUG")
    logging.getLogger("telegram.ext.ExtBot").debug("what a person said")
    logs.configure("console", "INFO")
    structlog.get_logger("bot").debug("small")
    logging.getLogger("httpx").info("chatter")
    logging.getLogger("telegram.ext.ExtBot").debug("what a person said")
    logging.getLogger("apscheduler.executors.default").info("chatter")
    assert capsys.readouterr().err == ""


def test_times_and_addresses_are_not_taken_for_a_token(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("json", "INFO")
    structlog.get_logger("bot").info("at 10:20:30 on 127.0.0.1:8080, port 65535:tcp")
    assert "at 10:20:30 on 127.0.0.1:8080, port 65535:tcp" in capsys.readouterr().err
