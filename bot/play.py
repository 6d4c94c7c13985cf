"""A conversation in the terminal: for those who write one, and for a look at its words without a phone."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import click

from conversations.eligibility import NAME, eligibility
from conversations.engine import Finished, Open, Run, replay, step
from conversations.given import Given, Pressed, Typed
from conversations.presentation import present, unpack
from conversations.request import NAME as REQUEST
from conversations.request import Asking, request
from conversations.state import State
from domain.calls import load
from messages.keyboard import Button
from messages.screen import Screen
from messages.voice import Voice

CONVERSATIONS: Mapping[str, Run[Any]] = {
    NAME: lambda talk: eligibility(talk, load().calls, datetime.now(UTC)),
    REQUEST: lambda talk: request(talk, Asking("ar"), load().calls, datetime.now(UTC)),
}


def play(name: str, language: str) -> None:
    """Ask and answer in the terminal; a button is chosen by its number with a point before it, as in `.3`."""
    if name not in CONVERSATIONS:
        raise click.ClickException(f"There is no conversation {name!r}; there is {', '.join(CONVERSATIONS)}.")
    asyncio.run(_play(name, Voice.of(language)))


async def _play(name: str, voice: Voice) -> None:
    run, state = CONVERSATIONS[name], State(run="play")
    here: Open | Finished[object] = await replay(run, state)
    while isinstance(here, Open):
        screen = present(here, state)
        buttons = _show(screen, voice)
        given = _read(buttons)
        if given is None:
            return
        here = await step(run, state, given)


def _show(screen: Screen, voice: Voice) -> list[Button]:
    for paragraph in screen.paragraphs:
        click.echo(voice.plain(paragraph) + "\n")
    buttons = [button for row in screen.rows for button in row if isinstance(button, Button)]
    for number, button in enumerate(buttons, 1):
        click.echo(f"  .{number}  {voice.plain(button.label)}")
    return buttons


def _read(buttons: list[Button]) -> Given | None:
    try:
        words = input("> ")
    except EOFError:
        return None
    if words.startswith(".") and words[1:].isdecimal() and 0 < int(words[1:]) <= len(buttons):
        tap = unpack(buttons[int(words[1:]) - 1].data)
        return None if tap is None else Pressed(tap.value)
    return Typed(words)
