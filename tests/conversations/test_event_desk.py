from datetime import date

import pytest

from catalogue.local import Local
from conversations.engine import Finished, Open, Talk
from conversations.event_desk import cancellation, comment, outcome, replied
from conversations.event_series import series
from conversations.event_table import Read, Sent, read_rows, table
from conversations.given import Attached, File, Pressed, Typed
from conversations.state import State
from conversations.subscription import Wish, subscription
from domain.events.event import Event
from domain.events.outcome import Finding, Outcome, Progress, Result
from domain.places import regions
from messages.text import T
from tests.conversations.player import Player

TODAY = date(2026, 3, 4)
THURSDAY = date(2026, 4, 2)


def words(text: str) -> Local:
    return Local(text, text)


async def test_results_have_an_owner_in_brackets_and_a_state_where_somebody_has_to_act() -> None:
    async def run(talk: Talk) -> Outcome:
        return await outcome(talk, 40)

    playing = Player(run, State(run="r"))
    here: Open | Finished[Outcome] = await playing.look()
    for given in (
        Typed("120 تعاونية\n 14 منصة ( )"),
        Typed("فتح نقطة بيع ( المجلس الإقليمي )"),
        Pressed("empty"),
        Typed("تكوين (قسم العمل الاجتماعي)"),
        Pressed("empty"),
    ):
        here = await playing.give(given)
    assert isinstance(here, Finished)
    assert here.value == Outcome(
        40,
        about=False,
        results=(
            Result(Finding.FIGURE, words("120 تعاونية")),
            Result(Finding.FIGURE, words("14 منصة ( )")),
            Result(Finding.DECISION, words("فتح نقطة بيع"), words("المجلس الإقليمي")),
            Result(Finding.RECOMMENDATION, words("تكوين"), words("قسم العمل الاجتماعي"), Progress.OPEN),
        ),
    )


async def test_where_nobody_was_counted_the_number_is_an_estimate() -> None:
    async def run(talk: Talk) -> Outcome:
        return await outcome(talk, None)

    playing = Player(run, State(run="r", answers={finding.value: "" for finding in Finding}))
    here = await playing.give(Typed("حوالي 60"))
    assert isinstance(here, Finished)
    assert (here.value.attended, here.value.about) == (60, True)


async def test_a_cancellation_may_give_no_reason_and_is_asked_twice() -> None:
    playing = Player(cancellation, State(run="r"))
    assert isinstance(await playing.give(Pressed("empty")), Open)
    here = await playing.give(Pressed("yes"))
    assert here == Finished(None)


async def test_an_answer_is_shown_to_all_only_when_staff_say_so() -> None:
    async def run(talk: Talk) -> bool:
        return (await replied(talk, T("Question"))).publish

    for choice, publish in (("publish", True), ("private", False)):
        playing = Player(run, State(run="r"))
        await playing.give(Typed("نعم"))
        assert await playing.give(Pressed(choice)) == Finished(publish)


async def test_only_a_voice_note_is_a_comment() -> None:
    playing = Player(comment, State(run="r"))
    here = await playing.give(Typed("كلمات"))
    assert isinstance(here, Open)
    assert here.refused is not None
    assert await playing.give(Attached("voice", File("voice-1", "u"))) == Finished("voice-1")


@pytest.mark.parametrize(
    ("given", "wish"),
    [
        (
            (Pressed("everywhere"), Pressed("!skip"), Pressed("!skip")),
            Wish(tuple(region.code for region in regions()), None),
        ),
        (
            (Typed("تيزنيت"), Pressed("=09.581"), Pressed("!skip"), Typed("التكوين، مشاريع النساء"), Pressed("!done")),
            Wish(("09.581",), None, ("training", "women")),
        ),
    ],
)
async def test_what_is_followed_is_a_place_and_perhaps_an_activity(
    given: tuple[Typed | Pressed, ...], wish: Wish
) -> None:
    playing = Player(subscription, State(run="r"))
    here: Open | Finished[Wish] = await playing.look()
    for each in given:
        here = await playing.give(each)
    assert here == Finished(wish)


@pytest.mark.parametrize(
    ("rule", "until", "days"),
    [
        ("week", "2026-04-17", [date(2026, 4, 9), date(2026, 4, 16)]),
        ("fortnight", "2026-04-17", [date(2026, 4, 16)]),
        ("month", "2026-06-30", [date(2026, 5, 7), date(2026, 6, 4)]),
    ],
)
async def test_a_rule_gives_the_days_after_the_first(rule: str, until: str, days: list[date]) -> None:
    async def run(talk: Talk) -> tuple[date, ...]:
        return await series(talk, THURSDAY, THURSDAY)

    playing = Player(run, State(run="r", answers={"rule": rule, "until": until}))
    assert await playing.give(Pressed("all")) == Finished(tuple(days))


async def test_a_meeting_of_last_year_comes_again_from_today_on() -> None:
    async def run(talk: Talk) -> tuple[date, ...]:
        return await series(talk, date(2025, 1, 2), THURSDAY)

    playing = Player(run, State(run="r", answers={"rule": "week", "until": "2026-04-17"}))
    assert await playing.give(Pressed("all")) == Finished((THURSDAY, date(2026, 4, 9), date(2026, 4, 16)))


@pytest.mark.parametrize(
    ("file", "taken"),
    [
        (File("id-1", "u", "لقاءات.XLSX"), True),
        (File("id-1", "u", "a.csv", size=1_000_000), True),
        (File("id-1", "u", "a.csv", size=1_000_001), False),
        (File("id-1", "u", "a.pdf"), False),
        (File("id-1", "u", None), False),
        (None, False),
    ],
)
async def test_a_table_is_taken_as_a_file(file: File | None, *, taken: bool) -> None:
    here = await Player(table, State(run="r")).give(Attached("document", file))
    if taken:
        assert here == Finished(Sent("id-1"))
    else:
        assert isinstance(here, Open)
        assert here.refused is not None


@pytest.mark.parametrize("stored", [5, {"file": 5}, {}])
async def test_a_stored_table_is_checked_again(stored: object) -> None:
    here = await Player(table, State(run="r", answers={"table": stored})).look()
    assert isinstance(here, Open)


async def test_a_pasted_table_is_read_row_by_row() -> None:
    async def run(talk: Talk) -> list[Read]:
        cells = await table(talk)
        assert not isinstance(cells, Sent)
        return await read_rows(cells, Event(0, Local("?", "?")), TODAY)

    playing = Player(run, State(run="r"))
    here = await playing.give(Typed("لا جدول"))
    assert isinstance(here, Open)
    assert here.refused is not None
    here = await playing.give(Typed("Sujet\tPersonnes concernées\tInconnu\nRencontre\tTiznit\tx\n\tTiznit\t\n"))
    assert isinstance(here, Finished)
    first, second = here.value
    assert first.event is not None
    assert first.event.title == words("Rencontre")
    assert second.event is None
