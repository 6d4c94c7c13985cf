from datetime import UTC, datetime

from domain.calls import load
from domain.status import status
from messages.cards.listing import listing
from messages.screen import Screen, render
from messages.voice import Voice
from simulator.messages import visible

MARCH = datetime(2026, 3, 1, 9, tzinfo=UTC)


def test_every_call_stands_once_under_its_status_with_its_number() -> None:
    known = sorted(((status(call, MARCH), call) for call in load().calls), key=lambda pair: pair[0].rank)
    for language in ("ar", "fr"):
        [text] = render(Screen(listing(known)), Voice.of(language)).texts
        lines = visible(text).splitlines()
        numbered = [line for line in lines if line.partition(". ")[0].isdecimal()]
        assert [int(line.partition(". ")[0]) for line in numbered] == list(range(1, len(known) + 1))


def test_nothing_known_is_still_a_screen() -> None:
    assert render(Screen(listing([])), Voice.of("ar")).texts
