"""The garbage collector rests while the program is loaded: nothing is garbage yet, and looking takes a seventh of it.

It does so from the moment this is imported, so whoever is started imports this first, and calls `is_over` after the
last import.
"""

import gc

gc.disable()


def is_over() -> None:
    """Let the collector work, on what comes from now on: what was loaded stays, and looking through it takes long."""
    gc.freeze()
    gc.enable()
