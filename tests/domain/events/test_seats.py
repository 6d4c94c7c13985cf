import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.events.seating import OPEN, WOMEN, YOUTH, Quota, Seating
from domain.events.seats import Party, Taken, may_ever_sit, next_offers, seat_for

TEN = Seating(10)
WOMAN, YOUNG_WOMAN, MAN = Party(groups=frozenset({WOMEN})), Party(groups=frozenset({WOMEN, YOUTH})), Party()
KEPT = Seating(10, quotas=(Quota(WOMEN, 3), Quota(YOUTH, 2)))

SEATINGS = st.builds(
    lambda seats, per, women, youth: Seating(
        seats,
        per,
        tuple(q for q in (women and Quota(WOMEN, women), youth and Quota(YOUTH, youth)) if q)
        if women + youth <= seats
        else (),
    ),
    st.integers(1, 12),
    st.none() | st.integers(1, 4),
    st.integers(0, 5),
    st.integers(0, 5),
)
PARTIES = st.builds(
    Party,
    st.integers(0, 2),
    st.frozensets(st.sampled_from([WOMEN, YOUTH])),
    st.none() | st.integers(1, 3),
)


def sit(parties: list[Party], seating: Seating) -> tuple[list[Party], list[Party], Taken]:
    """Everybody asks in turn: who sits, who waits, and what is taken then."""
    seated, waiting, taken = list[Party](), list[Party](), Taken()
    for party in parties:
        pool = seat_for(party, seating, taken)
        if pool is None:
            waiting.append(party)
        else:
            seated.append(party)
            taken = taken.with_(party, pool)
    return seated, waiting, taken


def test_of_two_hundred_the_first_ten_sit_and_the_others_wait_in_order() -> None:
    parties = [Party(cooperative=number) for number in range(200)]
    seated, waiting, _ = sit(parties, TEN)
    assert seated == parties[:10]
    assert waiting == parties[10:]


def test_without_a_number_of_seats_everybody_finds_room() -> None:
    assert seat_for(MAN, Seating(), Taken({OPEN: 10_000})) == OPEN


def test_seats_kept_for_a_group_go_only_to_it() -> None:
    seated, waiting, taken = sit([MAN] * 10, KEPT)
    assert (len(seated), len(waiting)) == (5, 5)
    assert seat_for(MAN, KEPT, taken) is None
    assert seat_for(WOMAN, KEPT, taken) == WOMEN


def test_who_belongs_to_two_groups_takes_the_first_kept_seat_in_the_order_of_the_quotas() -> None:
    assert seat_for(YOUNG_WOMAN, KEPT, Taken()) == WOMEN
    assert seat_for(YOUNG_WOMAN, KEPT, Taken({WOMEN: 3})) == YOUTH
    assert seat_for(YOUNG_WOMAN, KEPT, Taken({WOMEN: 3, YOUTH: 2})) == OPEN


def test_guests_sit_on_open_seats_and_a_party_sits_together_or_not_at_all() -> None:
    couple = Party(guests=1, groups=frozenset({WOMEN}))
    assert Taken().with_(couple, WOMEN).pools == {WOMEN: 1, OPEN: 1}
    assert seat_for(couple, KEPT, Taken({OPEN: 5})) is None
    assert seat_for(WOMAN, KEPT, Taken({OPEN: 5})) == WOMEN


def test_a_cooperative_sends_no_more_than_it_may() -> None:
    two = Seating(10, per_cooperative=2)
    seated, waiting, _ = sit([Party(cooperative=7)] * 3 + [Party(cooperative=8)], two)
    assert (len(seated), len(waiting)) == (3, 1)
    assert not may_ever_sit(Party(guests=2, cooperative=7), two)
    assert may_ever_sit(Party(guests=2), two)


def test_a_free_seat_is_offered_to_the_first_whom_it_fits() -> None:
    waiting = [Party(guests=1), MAN, MAN]
    assert next_offers(waiting, TEN, Taken({OPEN: 9})) == [(1, OPEN)]
    assert next_offers(waiting, TEN, Taken({OPEN: 8})) == [(0, OPEN)]
    assert next_offers(waiting, TEN, Taken({OPEN: 10})) == []


@pytest.mark.parametrize(
    "build",
    [
        lambda: Seating(0),
        lambda: Seating(2, quotas=(Quota(WOMEN, 3),)),
        lambda: Seating(quotas=(Quota(WOMEN, 3),)),
        lambda: Seating(9, quotas=(Quota(WOMEN, 3), Quota(WOMEN, 3))),
        lambda: Seating(9, per_cooperative=0),
        lambda: Quota("men", 3),
        lambda: Quota("99.999", 3),
        lambda: Quota(WOMEN, 0),
        lambda: Party(guests=-1),
        lambda: Party(guests=6),
    ],
)
def test_rules_that_cannot_be_kept_are_refused(build: type) -> None:
    with pytest.raises(ValueError, match=r".+"):
        build()


@given(SEATINGS, st.lists(PARTIES, max_size=30))
def test_never_are_more_seats_given_than_there_are(seating: Seating, parties: list[Party]) -> None:
    seated, _, taken = sit(parties, seating)
    assert sum(party.size for party in seated) == sum(taken.pools.values()) <= (seating.seats or 0)
    assert all(taken.pools.get(pool, 0) <= seats for pool, seats in seating.pools().items())
    if seating.per_cooperative:
        assert all(sent <= seating.per_cooperative for sent in taken.cooperatives.values())


@given(SEATINGS, st.lists(PARTIES, max_size=30))
def test_nobody_waits_while_a_seat_is_free_that_fits(seating: Seating, parties: list[Party]) -> None:
    _, waiting, taken = sit(parties, seating)
    assert next_offers(waiting, seating, taken) == []


@given(SEATINGS, st.lists(PARTIES, min_size=1, max_size=30), st.data())
def test_nobody_is_overtaken_by_somebody_of_the_same_kind(
    seating: Seating, parties: list[Party], data: st.DataObject
) -> None:
    waiting = data.draw(st.lists(PARTIES, max_size=10))
    _, _, taken = sit(parties, seating)
    offered = {index for index, _ in next_offers(waiting, seating, taken)}
    for index in offered:
        earlier = [before for before in range(index) if waiting[before] == waiting[index]]
        assert offered.issuperset(earlier)


@given(SEATINGS, st.lists(PARTIES, min_size=1, max_size=30), st.data())
def test_a_seat_that_is_given_back_is_offered_again(
    seating: Seating, parties: list[Party], data: st.DataObject
) -> None:
    seated, waiting, _ = sit(parties, seating)
    leaver = data.draw(st.sampled_from([*seated, Party()]))
    rest = list(seated)
    if leaver in rest:
        rest.remove(leaver)
    _, _, taken = sit(rest, seating)
    offers = next_offers(waiting, seating, taken)
    assert sum(waiting[index].size for index, _ in offers) + sum(taken.pools.values()) <= (seating.seats or 0)


@given(SEATINGS, SEATINGS, st.lists(PARTIES, max_size=20), st.lists(PARTIES, max_size=20))
def test_rules_that_change_when_people_sit_give_no_seat_twice(
    before: Seating, after: Seating, first: list[Party], then: list[Party]
) -> None:
    _, _, taken = sit(first, before)
    for party in then:
        pool = seat_for(party, after, taken)
        if pool is not None:
            taken = taken.with_(party, pool)
            assert sum(taken.pools.values()) <= (after.seats or 0)


def test_who_holds_a_seat_that_is_kept_no_longer_sits_on_an_open_one() -> None:
    assert seat_for(MAN, TEN, Taken({WOMEN: 4, OPEN: 5})) == OPEN
    assert seat_for(MAN, TEN, Taken({WOMEN: 4, OPEN: 6})) is None
    assert seat_for(MAN, KEPT, Taken({WOMEN: 5, OPEN: 3})) is None
    assert seat_for(YOUNG_WOMAN, KEPT, Taken({OPEN: 8})) == WOMEN
