"""Hours as they are said: 16:30 (الرابعة والنصف زوالا), 10:00 (العاشرة صباحا), 16 h 30.

Moroccan notices say an hour in words, with زوالا for the whole afternoon; the digits stand beside the
words for those who read only one of the two.
"""

import datetime as dt
from typing import Final

_NO_BREAK: Final = "\u00a0"

_NAMES: Final = (
    "الثانية عشرة",
    "الواحدة",
    "الثانية",
    "الثالثة",
    "الرابعة",
    "الخامسة",
    "السادسة",
    "السابعة",
    "الثامنة",
    "التاسعة",
    "العاشرة",
    "الحادية عشرة",
)
_PARTS: Final = {0: "", 15: " والربع", 20: " والثلث", 30: " والنصف", 45: " إلا الربع"}
_QUARTER_TO: Final = 45
_PERIODS: Final = ((4, "ليلا"), (12, "صباحا"), (18, "زوالا"), (21, "مساء"), (24, "ليلا"))


def hour(time: dt.time, language: str) -> str:
    """An hour of the wall clock, in Arabic also in words."""
    if language == "fr":
        return _french(time)
    return f"{time:%H:%M} ({_in_arabic_words(time)})"


def _french(time: dt.time) -> str:
    minutes = f"{_NO_BREAK}{time.minute:02}" if time.minute else ""
    return f"{time.hour}{_NO_BREAK}h{minutes}"


def _in_arabic_words(time: dt.time) -> str:
    # "A quarter to five" names the coming hour, so that hour also gives the part of the day.
    named = (time.hour + (time.minute == _QUARTER_TO)) % 24
    minutes = _PARTS.get(time.minute) or _minutes(time.minute)
    if named == 0:
        return f"منتصف الليل{minutes}"
    period = next(name for end, name in _PERIODS if named < end)
    return f"{_NAMES[named % 12]}{minutes} {period}"


def _minutes(minute: int) -> str:
    """Minutes that have no name of their own, with the noun that agrees with the number."""
    few, many = range(3, 11), range(11, 60)
    if minute in few:
        return f" و{minute} دقائق"
    if minute in many:
        return f" و{minute} دقيقة"
    return {0: "", 1: " ودقيقة", 2: " ودقيقتان"}[minute]
