"""What the buttons of notices do, by the beginning of their data."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from handlers import (
    broadcast_after,
    broadcast_deeds,
    broadcast_desk,
    broadcast_hearing,
    broadcast_making,
    broadcast_sending,
    broadcast_sharing,
)
from handlers.turn import Turn
from messages.cards import broadcast_below
from storage.broadcasts import Broadcasts

TapAction = Callable[[Turn, str], Awaitable[None]]


def _at_the_desk(action: TapAction) -> TapAction:
    """A tap at the desk: a message that showed how far a notice is shows something else now, or is watched anew."""

    async def tapped(turn: Turn, data: str) -> None:
        if turn.tapped is not None and turn.tapped.message_id is not None:
            Broadcasts(turn.unit).look_away(turn.chat_id, turn.tapped.message_id)
        await action(turn, data)

    return tapped


HEARING: Final[Mapping[str, TapAction]] = {
    broadcast_below.OFF: broadcast_hearing.end_topic,
    broadcast_below.ON: broadcast_hearing.begin_topic,
    broadcast_below.TO: broadcast_hearing.follow_link,
    broadcast_below.VOTE: broadcast_hearing.vote,
    broadcast_below.HEAR: lambda turn, _: broadcast_hearing.topics(turn),
    broadcast_hearing.END: broadcast_hearing.end_here,
    broadcast_hearing.AGAIN: broadcast_hearing.begin_here,
}
DESK: Final[Mapping[str, TapAction]] = {
    broadcast_deeds.LIST: broadcast_desk.desk,
    broadcast_deeds.ONE: broadcast_desk.one,
    broadcast_deeds.PREVIEW: broadcast_desk.preview,
    broadcast_deeds.NEW: lambda turn, _: broadcast_making.new(turn),
    broadcast_deeds.CHANGE: broadcast_making.change,
    broadcast_deeds.LIKE: broadcast_making.copy,
    broadcast_deeds.SAVE: broadcast_making.ask_for_name,
    broadcast_deeds.SAVED: lambda turn, _: broadcast_making.list_saved(turn),
    broadcast_deeds.USE: broadcast_making.to_saved,
    broadcast_deeds.FORGET: broadcast_making.forget,
    broadcast_deeds.SEND: broadcast_sending.ask_to_send,
    broadcast_deeds.SURE: broadcast_sending.sure,
    broadcast_deeds.ASK: broadcast_sending.ask_a_colleague,
    broadcast_deeds.APPROVE: broadcast_sending.approve,
    broadcast_deeds.RETURN: broadcast_sending.give_back,
    broadcast_deeds.DROP: broadcast_sending.ask_to_drop,
    broadcast_deeds.DROP_SURE: broadcast_sending.drop,
    broadcast_deeds.PAUSE: broadcast_sending.pause,
    broadcast_deeds.RESUME: broadcast_sending.resume,
    broadcast_deeds.STOP: broadcast_sending.ask_to_stop,
    broadcast_deeds.STOP_SURE: broadcast_sending.stop,
    broadcast_deeds.RETRY: broadcast_sending.retry,
    broadcast_deeds.RETRY_UNKNOWN: broadcast_sending.ask_about_unknown,
    broadcast_deeds.UNKNOWN_SURE: broadcast_sending.retry_unknown,
    broadcast_deeds.REPORT: broadcast_after.show_report,
    broadcast_deeds.SHEET: broadcast_after.send_sheet,
    broadcast_deeds.CORRECT: broadcast_after.ask_to_correct,
    broadcast_deeds.DELETE: broadcast_after.ask_to_delete,
    broadcast_deeds.DELETE_SURE: broadcast_after.delete,
    broadcast_deeds.SHARE: broadcast_sharing.share,
    broadcast_deeds.CODE: broadcast_sharing.send_code,
}
TAPS: Final[Mapping[str, TapAction]] = {**HEARING, **{data: _at_the_desk(action) for data, action in DESK.items()}}
