"""Who gets a seat and who waits. Pure: what is taken comes in, the decision goes out.

Seats are given in the order in which people ask; those who wait stand in one list, in that order. A seat that becomes
free is offered to the first on the list whom it fits: seats kept for a group go only to that group, and a party sits
together or waits together.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct

from domain.events.seating import OPEN, Seating

MOST_GUESTS: Final = 5


class Party(Struct, frozen=True):
    """Somebody who asks for a seat: her groups, her cooperative, and how many guests come with her."""

    guests: int = 0
    groups: frozenset[str] = frozenset()
    cooperative: int | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.guests <= MOST_GUESTS:
            raise ValueError(f"somebody brings up to {MOST_GUESTS} guests, not {self.guests}")

    @property
    def size(self) -> int:
        return 1 + self.guests


class Taken(Struct, frozen=True):
    """What is given away, or offered and not yet answered: seats by pool, and people by cooperative."""

    pools: Mapping[str, int] = {}
    cooperatives: Mapping[int, int] = {}

    def with_(self, party: Party, pool: str) -> "Taken":
        """The same after `party` sat down: she on a seat of `pool`, her guests on open ones."""
        pools, cooperatives = dict(self.pools), dict(self.cooperatives)
        pools[pool] = pools.get(pool, 0) + 1
        pools[OPEN] = pools.get(OPEN, 0) + party.guests
        if party.cooperative is not None:
            cooperatives[party.cooperative] = cooperatives.get(party.cooperative, 0) + party.size
        return Taken(pools, cooperatives)


def seat_for(party: Party, seating: Seating, taken: Taken) -> str | None:
    """The pool from which the party's person gets a seat, OPEN or a group; None: there is none for this party now."""
    if seating.per_cooperative is not None and party.cooperative is not None:
        sent = taken.cooperatives.get(party.cooperative, 0)
        if sent + party.size > seating.per_cooperative:
            return None
    if seating.seats is None:
        return OPEN
    if sum(taken.pools.values()) + party.size > seating.seats:
        return None
    free = _free(seating, taken)
    kept = (quota.group for quota in seating.quotas if quota.group in party.groups and free[quota.group] > 0)
    pool = next(kept, OPEN)
    wanted_open = party.guests + (pool == OPEN)
    return pool if max(free[OPEN], 0) >= wanted_open else None


def _free(seating: Seating, taken: Taken) -> dict[str, int]:
    """What is left of each pool.

    Staff may change the rules when people have sat down already: who holds a seat that is no longer kept for her group
    sits on an open one.
    """
    pools = seating.pools()
    free = {pool: seats - taken.pools.get(pool, 0) for pool, seats in pools.items()}
    kept = {pool: seats for pool, seats in pools.items() if pool != OPEN}
    free[OPEN] -= sum(max(0, n - kept.get(pool, 0)) for pool, n in taken.pools.items() if pool != OPEN)
    return free


def may_ever_sit(party: Party, seating: Seating) -> bool:
    """Whether there would be seats for this party if nobody else came; if not, waiting is in vain."""
    return seat_for(party, seating, Taken()) is not None


def next_offers(waiting: Sequence[Party], seating: Seating, taken: Taken) -> list[tuple[int, str]]:
    """To whom of the list, by index, the free seats are offered now, each with its pool, in the order of the list."""
    offers: list[tuple[int, str]] = []
    for index, party in enumerate(waiting):
        pool = seat_for(party, seating, taken)
        if pool is not None:
            offers.append((index, pool))
            taken = taken.with_(party, pool)
    return offers
