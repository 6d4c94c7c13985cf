"""Staff compose a notice, change it, make another like it, and keep its audience under a name."""

from datetime import timedelta
from typing import Final

from conversations.broadcast import BLANK, NAME, Composed, Desk, answers_of, broadcast
from conversations.engine import Open, Talk
from conversations.questions.call import TAKES_FILES
from conversations.questions.text import TextQuestion
from conversations.state import JSON
from domain.broadcasts.audience import Audience
from domain.broadcasts.life import Life
from domain.broadcasts.reach import Reach
from domain.broadcasts.topic import Topic
from domain.calls import load
from domain.civil_time import wall_of
from domain.events.life import AHEAD
from domain.status import status
from handlers.broadcast_deeds import FORGET, LIST, USE
from handlers.broadcast_desk import NO_ROLE, count, found, known, show
from handlers.conversations import Flow, begin, begin_after_another, begin_or_resume
from handlers.event_scope import provinces
from handlers.moment import milliseconds
from handlers.turn import Turn
from messages.broadcast_labels import PLACES
from messages.cards.broadcast_below import CALL, EVENT
from messages.deep_links import read, written
from messages.keyboard import Button
from messages.screen import Screen
from messages.text import B, Piece, T
from messages.values import Lines
from storage.broadcasts import Broadcasts
from storage.events import Events
from storage.keys import read_key
from storage.people import People
from storage.saved_audiences import SavedAudiences

DRAFT_KEPT: Final = timedelta(days=14)
LONGEST_NAME: Final = 60
MOST_OFFERED: Final = 8
"""Calls and meetings that a button can lead to, each."""
NO_LONGER: Final = T("This notice can no longer be changed. Here is how it stands.")


async def new(turn: Turn) -> None:
    """Begin a notice, or go on with the one that was begun."""
    if await provinces(turn):
        await begin_or_resume(turn, FLOW)
    else:
        turn.show(Screen((NO_ROLE,)))


async def change(turn: Turn, name: str) -> None:
    """Change a draft."""
    kept = await found(turn, name)
    if kept is None:
        return
    if kept.life is Life.DRAFT and kept.original is None and kept.made_by == turn.chat_id:
        await _begin(turn, {**answers_of(kept.province, kept.body), "base": name})
    else:
        await show(turn, kept, NO_LONGER)


async def copy(turn: Turn, name: str) -> None:
    """Begin a notice like this one, to go out once and at once."""
    kept = await found(turn, name)
    if kept is not None:
        once = {key: BLANK[key] for key in ("when", "every", "until", "urgent")}
        await _begin(turn, {**answers_of(kept.province, kept.body), **once, "like": name})


async def to_saved(turn: Turn, id_: str) -> None:
    """Begin a notice to a saved audience."""
    key = read_key(id_)
    saved = None if key is None else await SavedAudiences(turn.unit).get(key, turn.chat_id)
    if saved is None:
        await list_saved(turn)
    else:
        await _begin(turn, {"saved": str(saved.id), "to": id_})


async def _begin(turn: Turn, answers: dict[str, JSON]) -> None:
    another = T("You are in the middle of another notice. Go on with it, or erase it first.")
    await begin_after_another(turn, FLOW, answers, same=("base",), unfinished=another)


async def _run(turn: Turn, talk: Talk) -> tuple[Composed, int | None]:
    talk.state.answers = {**BLANK, **talk.state.answers}
    composed = await broadcast(talk, await _desk(turn, talk))
    base = talk.so_far("base")
    return composed, read(base) if isinstance(base, str) else None


async def _desk(turn: Turn, talk: Talk) -> Desk:
    counted: dict[tuple[str, Topic, frozenset[str], Audience], Reach] = {}

    async def counting(province: str, topic: Topic, languages: frozenset[str], wanted: Audience) -> Reach:
        # The conversation runs twice for an answer; who has not changed the audience does not wait twice.
        key = (province, topic, languages, wanted)
        if key not in counted:
            counted[key] = await count(turn, province, topic, languages, wanted)
        return counted[key]

    event = talk.so_far("event")
    offered = await known(
        turn.unit, turn.chat_id, *([int(event)] if isinstance(event, str) and event.isdecimal() else [])
    )
    saved = {str(each.id): (each.name, each.audience) for each in await SavedAudiences(turn.unit).page(turn.chat_id)}
    places = await _places(turn)
    fixed = await _province_of(turn, talk.so_far("base"))
    return Desk(await provinces(turn), wall_of(turn.now), counting, fixed, offered, places, saved)


async def _places(turn: Turn) -> tuple[tuple[str, Piece], ...]:
    """Where a button can lead: to what is always there, to meetings that are ahead, and to calls that take files."""
    meetings = [kept.event for kept in await Events(turn.unit).of_staff(turn.chat_id)]
    ahead = [(EVENT + written(each.id), each.title) for each in meetings if each.life in AHEAD]
    open_ = [(CALL + call.id, call.title) for call in load().calls if status(call, turn.now) in TAKES_FILES]
    return (*PLACES.items(), *ahead[:MOST_OFFERED], *open_[:MOST_OFFERED])


async def _province_of(turn: Turn, base: JSON) -> str | None:
    """Where the notice that is changed counts; it does not move."""
    id_ = read(base) if isinstance(base, str) else None
    kept = None if id_ is None else await Broadcasts(turn.unit).get(id_, turn.chat_id)
    return None if kept is None else kept.province


async def _finish(turn: Turn, made: tuple[Composed, int | None]) -> None:
    """Keep the notice as a draft. Whether she still may is asked of the database, now."""
    composed, base = made
    now, broadcasts = milliseconds(turn), Broadcasts(turn.unit)
    if base is not None:
        kept = await broadcasts.save_body(base, turn.chat_id, composed.body)
        id_: int | None = base
    else:
        People(turn.unit).put(turn.person)
        id_ = await broadcasts.create(turn.chat_id, composed.province, composed.body, now)
        kept = id_ is not None
    stored = None if id_ is None else await broadcasts.get(id_, turn.chat_id)
    if stored is None:
        turn.show(Screen((NO_ROLE,)))
    elif kept:
        await show(turn, stored, T("✅ Kept. Look at it, then send it."))
    else:
        await show(turn, stored, NO_LONGER)


# Saved audiences


async def ask_for_name(turn: Turn, name: str) -> None:
    """Keep the audience of a notice under a name."""
    if await found(turn, name) is not None:
        await begin(turn, NAMING, answers={"broadcast": name})


async def list_saved(turn: Turn, *first: Piece) -> None:
    """The saved audiences of her provinces: to write to them, or to forget them."""
    saved = await SavedAudiences(turn.unit).page(turn.chat_id)
    lines = tuple(T("{number}. {name}", number=number, name=each.name) for number, each in enumerate(saved, 1))
    rows = tuple(
        (
            Button(B("✍️ Write to {number}", number=number), f"{USE}{each.id}"),
            Button(B("🗑 Forget {number}", number=number), f"{FORGET}{each.id}"),
        )
        for number, each in enumerate(saved, 1)
    )
    body: Piece = Lines(lines) if lines else T("None yet. Open a notice and tap «Save its audience».")
    back = (Button(B("⬅️ All notices"), f"{LIST}0"),)
    turn.show(Screen((*first, T("📂 <b>Saved audiences</b>"), body), (*rows, back)))


async def forget(turn: Turn, id_: str) -> None:
    key = read_key(id_)
    if key is not None and await SavedAudiences(turn.unit).remove(key, turn.chat_id):
        turn.answer(T("Forgotten."))
    await list_saved(turn)


async def _run_naming(turn: Turn, talk: Talk) -> tuple[str, str]:
    del turn
    name = await talk.need("name", AUDIENCE_NAME)
    return str(talk.so_far("broadcast")), name.words


async def _finish_naming(turn: Turn, named: tuple[str, str]) -> None:
    which, name = named
    kept = await found(turn, which)
    if kept is None:
        return
    saved = SavedAudiences(turn.unit)
    if await saved.save(turn.chat_id, kept.province, name, kept.body.audience, milliseconds(turn)) is None:
        turn.show(Screen((NO_ROLE,)))
    else:
        await list_saved(turn, T("✅ Kept: {name}", name=name))


def _kept_for(_here: Open) -> timedelta:
    return DRAFT_KEPT


AUDIENCE_NAME: Final = TextQuestion(
    T("Under which name shall I keep this audience? For example: women's cooperatives of the mountain."),
    T("Name"),
    LONGEST_NAME,
    name=True,
)
FLOW: Final = Flow(NAME, _run, _finish, _kept_for)
NAMING: Final = Flow("broadcast-audience", _run_naming, _finish_naming, _kept_for)
