"""Kleene's three-valued logic: what follows when some answers are not known."""

from collections.abc import Iterable
from enum import Enum


class Truth(Enum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


def all_(truths: Iterable[Truth]) -> Truth:
    """NO as soon as one is NO, YES when every one is YES (also when there is none), else UNKNOWN."""
    return _settled(truths, Truth.NO)


def any_(truths: Iterable[Truth]) -> Truth:
    """YES as soon as one is YES, NO when every one is NO (also when there is none), else UNKNOWN."""
    return _settled(truths, Truth.YES)


def not_(truth: Truth) -> Truth:
    if truth is Truth.UNKNOWN:
        return truth
    return Truth.NO if truth is Truth.YES else Truth.YES


def _settled(truths: Iterable[Truth], by: Truth) -> Truth:
    """The truth that settles it as soon as it occurs; else its opposite, or UNKNOWN where one of them is."""
    found = not_(by)
    for truth in truths:
        if truth is by:
            return by
        if truth is Truth.UNKNOWN:
            found = truth
    return found
