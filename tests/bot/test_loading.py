"""The garbage collector rests while the program is loaded, and never after."""

import gc
import importlib
import sys

from bot import loading


def test_the_collector_rests_until_everything_is_loaded() -> None:
    try:
        importlib.reload(loading)
        assert not gc.isenabled()
    finally:
        loading.is_over()
    assert gc.isenabled()


def test_whoever_starts_the_program_lets_the_collector_work_in_the_end() -> None:
    try:
        importlib.reload(loading)
        sys.modules.pop("bot.__main__", None)
        importlib.import_module("bot.__main__")
        assert gc.isenabled()
    finally:
        loading.is_over()
