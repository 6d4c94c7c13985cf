"""Kleene's three-valued logic: what follows when some answers are not known."""

from collections.abc import Iterable
from enum import Enum


class Truth(Enum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


def all_(truths: Iterable[Truth]) -> Truth:
    """NO as soon as one is NO, YES when every one is YES (also when there is none), else UNKNOWN."""
    found = Truth.YES
    for truth in truths:
        if truth is Truth.NO:
            return Truth.NO
        if truth is Truth.UNKNOWN:
            found = Truth.UNKNOWN
    return found


def any_(truths: Iterable[Truth]) -> Truth:
    """YES as soon as one is YES, NO when every one is NO (also when there is none), else UNKNOWN."""
    found = Truth.NO
    for truth in truths:
        if truth is Truth.YES:
            return Truth.YES
        if truth is Truth.UNKNOWN:
            found = Truth.UNKNOWN
    return found


def not_(truth: Truth) -> Truth:
    if truth is Truth.UNKNOWN:
        return truth
    return Truth.NO if truth is Truth.YES else Truth.YES
