"""The buttons of a notice on the desk: what staff may do with it as it stands."""

from domain.broadcasts.account import Counts, State
from domain.broadcasts.broadcast import Broadcast, Work
from domain.broadcasts.life import Life
from messages.cards.broadcast import is_over
from messages.deep_links import written
from messages.keyboard import Button
from messages.text import B

LIST, ONE, NEW = "bc:list:", "bc:one:", "bc:new"
PREVIEW, SEND, SURE, ASK = "bc:look:", "bc:send:", "bc:sure:", "bc:ask:"
CHANGE, LIKE, DROP, DROP_SURE = "bc:edit:", "bc:like:", "bc:drop:", "bc:gone:"
APPROVE, RETURN = "bc:ok:", "bc:return:"
PAUSE, RESUME, STOP, STOP_SURE = "bc:pause:", "bc:resume:", "bc:stop:", "bc:halt:"
RETRY, RETRY_UNKNOWN, UNKNOWN_SURE = "bc:retry:", "bc:maybe:", "bc:twice:"
CORRECT, DELETE, DELETE_SURE = "bc:fix:", "bc:del:", "bc:erase:"
REPORT, SHEET, SHARE, CODE = "bc:report:", "bc:xlsx:", "bc:text:", "bc:qr:"
SAVE, SAVED, USE, FORGET = "bc:save:", "bc:saved", "bc:use:", "bc:forget:"
Row = tuple[Button, ...]


def composing(broadcast: Broadcast, viewer: int) -> tuple[Row, ...]:
    """Before it goes out. Who made it writes and sends it, and cannot approve it; everybody else can."""
    name = written(broadcast.id)
    see = Button(B("👁 See it as people will"), PREVIEW + name)
    change = Button(B("✏️ Change it"), CHANGE + name)
    drop = Button(B("🗑 Throw it away"), DROP + name)
    back = Button(B("↩️ Back to the draft"), RETURN + name)
    match broadcast.life:
        case Life.DRAFT if broadcast.made_by != viewer:
            found: tuple[Row, ...] = ((see,),)
        case Life.DRAFT:
            editable = (change,) if broadcast.work is Work.SEND else ()
            found = ((see,), (Button(B("📣 Send it"), SEND + name),), (*editable, drop))
        case Life.WAITING if broadcast.made_by != viewer:
            decide = (Button(B("✅ I approve it"), APPROVE + name), Button(B("✋ Send it back"), RETURN + name))
            found = ((see,), decide)
        case _:
            found = ((see,), (back, drop))
    if broadcast.work is Work.DELETE:
        found = tuple(tuple(button for button in row if button is not see) for row in found)  # there is nothing to see
    return tuple(row for row in (*found, *_always(broadcast)) if row)


def under_way(broadcast: Broadcast, counts: Counts) -> tuple[Row, ...]:
    """From the moment its people are written down: what stops it, and at the end what follows."""
    name = written(broadcast.id)
    stop = Button(B("⏹ Stop it"), STOP + name)
    match broadcast.life:
        case Life.FREEZING:
            return ((stop,), _back())
        case Life.RUNNING:
            return ((Button(B("⏸ Pause"), PAUSE + name), stop), _back())
        case Life.PAUSED:
            return ((Button(B("▶️ Resume"), RESUME + name), stop), _back())
        case Life.DONE | Life.STOPPED:
            return (*_after(broadcast, counts), *_always(broadcast))
        case _:
            return ((Button(B("👁 Open it"), ONE + name),),)


def _after(broadcast: Broadcast, counts: Counts) -> tuple[Row, ...]:
    if broadcast.started_at is None:
        return ()  # it was thrown away before it began
    name = written(broadcast.id)
    papers = (Button(B("📋 Report"), REPORT + name), Button(B("📊 Spreadsheet"), SHEET + name))
    again: list[Button] = []
    if broadcast.life is Life.DONE and is_over(broadcast, counts):
        if count := counts.get(State.FAILED, 0):
            again.append(Button(B("🔁 Try again ({count})", count=count), RETRY + name))
        if count := counts.get(State.UNKNOWN, 0):
            again.append(Button(B("❔ Perhaps arrived ({count})", count=count), RETRY_UNKNOWN + name))
    mend: Row = ()
    if broadcast.work is Work.SEND and counts.get(State.SENT):
        mend = (Button(B("✏️ Correct it"), CORRECT + name), Button(B("🗑 Delete it for all"), DELETE + name))
    return tuple(row for row in (papers, tuple(again), mend) if row)


def _always(broadcast: Broadcast) -> tuple[Row, ...]:
    """What can be done with any notice, and the way back."""
    name = written(broadcast.id)
    if broadcast.work is not Work.SEND:
        return (_back(),)
    share = Button(B("💬 Text for WhatsApp"), SHARE + name)
    like, save = Button(B("📋 A notice like it"), LIKE + name), Button(B("💾 Save its audience"), SAVE + name)
    return ((share,), (like, save), _back())


def _back() -> Row:
    return (Button(B("⬅️ All notices"), f"{LIST}0"),)
