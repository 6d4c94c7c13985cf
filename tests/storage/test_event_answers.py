import asyncio
import random

import pytest

from domain.events.answer import Answer, Reply, Standing
from domain.events.seating import OPEN, WOMEN, Quota, Seating
from domain.events.seats import Party, Taken
from domain.replacing import replace
from storage.event_answers import Counts, EventAnswers, erase_answers, with_overdue_offers
from storage.events import Events
from storage.unit import Database
from tests.domain.events.seeds import COOPERATIVES_DAY

FATIMA, HASSAN, AICHA = 700, 800, 900
EVENT = COOPERATIVES_DAY.id
ONE, TEN = Seating(1), Seating(10)
WOMAN = Party(groups=frozenset({WOMEN}))


@pytest.fixture(autouse=True)
async def meeting(database: Database) -> None:
    async with database.unit() as unit:
        Events(unit).save(COOPERATIVES_DAY, 500, "secret")


def coming(chat_id: int, party: Party | None = None) -> Answer:
    return Answer(chat_id, Reply.COMING, party or Party(), ticket=f"t{chat_id}", answered_at=chat_id)


async def give(database: Database, answer: Answer, seating: Seating = TEN) -> Answer:
    async with database.unit() as unit:
        return await EventAnswers(unit, EVENT).give(answer, seating)


async def of(database: Database, chat_id: int) -> Answer | None:
    async with database.unit() as unit:
        return await EventAnswers(unit, EVENT).of(chat_id)


async def test_two_hundred_people_for_ten_seats_at_once_are_ten_and_a_list_in_order(database: Database) -> None:
    given = await asyncio.gather(*(give(database, coming(chat_id)) for chat_id in range(1, 201)))
    seated = [each.chat_id for each in given if each.standing is Standing.SEATED]
    assert len(seated) == 10
    async with database.unit() as unit:
        answers = EventAnswers(unit, EVENT)
        waiting = await answers.waiting()
        assert [each.chat_id for each in waiting] == [each.chat_id for each in given if each.chat_id not in seated]
        assert [await answers.position(each) for each in waiting] == list(range(1, 191))
        assert await answers.counts() == Counts(coming=10, waiting=190)


async def test_an_answer_given_twice_at_once_takes_one_seat(database: Database) -> None:
    await asyncio.gather(*(give(database, coming(FATIMA)) for _ in range(5)))
    async with database.unit() as unit:
        assert (await EventAnswers(unit, EVENT).counts()).coming == 1


async def test_who_waits_keeps_her_place_when_she_answers_again(database: Database) -> None:
    for chat_id in (FATIMA, HASSAN, AICHA, HASSAN):
        await give(database, coming(chat_id), ONE)
    async with database.unit() as unit:
        assert [each.chat_id for each in await EventAnswers(unit, EVENT).waiting()] == [HASSAN, AICHA]


async def test_a_larger_party_goes_to_the_end_of_the_list(database: Database) -> None:
    for chat_id in (FATIMA, HASSAN, AICHA):
        await give(database, coming(chat_id), ONE)
    await give(database, coming(HASSAN, Party(guests=1)), ONE)
    async with database.unit() as unit:
        assert [each.chat_id for each in await EventAnswers(unit, EVENT).waiting()] == [AICHA, HASSAN]


async def test_who_sits_keeps_her_seat_and_her_ticket_when_she_answers_again(database: Database) -> None:
    first = await give(database, coming(FATIMA), ONE)
    await give(database, coming(HASSAN), ONE)
    again = await give(database, replace(coming(FATIMA), ticket="other"), ONE)
    assert (again.standing, again.ticket) == (Standing.SEATED, first.ticket)


async def test_a_seat_that_is_given_back_is_for_who_waits_and_not_for_who_comes_now(database: Database) -> None:
    for chat_id in (FATIMA, HASSAN):
        await give(database, coming(chat_id), ONE)
    await give(database, Answer(FATIMA, Reply.NOT_COMING), ONE)
    late = await give(database, coming(AICHA), ONE)
    assert late.standing is Standing.WAITING
    async with database.unit() as unit:
        offered = await EventAnswers(unit, EVENT).offer(ONE, until=5000)
    assert [(each.chat_id, each.standing, each.offered_until) for each in offered] == [(HASSAN, Standing.OFFERED, 5000)]


async def offered(database: Database) -> Answer:
    """Hassan has an offer for Fatima's seat, and Aicha waits behind him."""
    for chat_id in (FATIMA, HASSAN, AICHA):
        await give(database, coming(chat_id), ONE)
    await give(database, Answer(FATIMA, Reply.NOT_COMING), ONE)
    async with database.unit() as unit:
        [offer] = await EventAnswers(unit, EVENT).offer(ONE, until=5000)
    return offer


async def test_an_offered_seat_is_kept_while_it_is_thought_about(database: Database) -> None:
    await offered(database)
    async with database.unit() as unit:
        answers = EventAnswers(unit, EVENT)
        assert await answers.offer(ONE, until=6000) == []
        assert await answers.counts() == Counts(not_coming=1, waiting=2)


async def test_an_offer_is_accepted_also_by_saying_once_more_that_one_comes(database: Database) -> None:
    offer = await offered(database)
    async with database.unit() as unit:
        assert EventAnswers(unit, EVENT).accept(offer).standing is Standing.SEATED
    assert (await give(database, coming(HASSAN), ONE)).standing is Standing.SEATED


async def test_a_declined_offer_goes_to_the_next(database: Database) -> None:
    offer = await offered(database)
    async with database.unit() as unit:
        answers = EventAnswers(unit, EVENT)
        assert answers.decline(offer, now=4000).reply is Reply.NOT_COMING
        assert [each.chat_id for each in await answers.offer(ONE, until=6000)] == [AICHA]


async def test_an_offer_that_nobody_answers_goes_on_and_its_person_waits_at_the_end(
    database: Database,
) -> None:
    await offered(database)
    async with database.unit() as unit:
        assert await with_overdue_offers(unit, 4999, 10) == []
        [event_id] = await with_overdue_offers(unit, 5000, 10)
        answers = EventAnswers(unit, event_id)
        assert await answers.overdue(4999, 10) == []
        [overdue] = await answers.overdue(5000, 10)
        answers.lapse(overdue)
        assert [each.chat_id for each in await answers.waiting()] == [AICHA, HASSAN]
        assert await with_overdue_offers(unit, 9999, 10) == []


async def test_seats_kept_for_women_wait_for_women(database: Database) -> None:
    kept = Seating(2, quotas=(Quota(WOMEN, 1),))
    assert (await give(database, coming(HASSAN), kept)).pool == OPEN
    assert (await give(database, coming(800_001), kept)).standing is Standing.WAITING
    assert (await give(database, coming(FATIMA, WOMAN), kept)).pool == WOMEN
    assert await of(database, FATIMA) == replace(coming(FATIMA, WOMAN), standing=Standing.SEATED, pool=WOMEN)


async def test_a_cooperative_has_no_more_seats_than_it_may(database: Database) -> None:
    two = Seating(10, per_cooperative=2)
    standings = [(await give(database, coming(chat, Party(cooperative=7)), two)).standing for chat in (1, 2, 3)]
    assert standings == [Standing.SEATED, Standing.SEATED, Standing.WAITING]


async def test_when_the_day_changes_those_who_come_are_asked_again_and_keep_their_seats(database: Database) -> None:
    await give(database, coming(FATIMA))
    await give(database, Answer(HASSAN, Reply.NOT_COMING, ticket="h"))
    async with database.unit() as unit:
        EventAnswers(unit, EVENT).ask_again()
    hers, his = await of(database, FATIMA), await of(database, HASSAN)
    assert hers is not None
    assert his is not None
    assert (hers.asked_again, hers.standing, his.asked_again) == (True, Standing.SEATED, False)
    assert not (await give(database, coming(FATIMA))).asked_again


async def test_a_ticket_finds_its_person_and_own_reminders_are_known(database: Database) -> None:
    await give(database, replace(coming(FATIMA), own_reminder=30, reminders=False))
    async with database.unit() as unit:
        answers = EventAnswers(unit, EVENT)
        found = await answers.by_ticket("t700")
        assert found is not None
        assert (found.chat_id, found.reminders) == (FATIMA, False)
        assert await answers.by_ticket("nothing") is None
        assert await answers.own_reminders() == [30]
        assert [each.chat_id for each in await answers.all()] == [FATIMA]


async def test_what_only_she_decides_changes_nothing_that_she_was_given_meanwhile(database: Database) -> None:
    for chat_id in (FATIMA, HASSAN):
        await give(database, coming(chat_id), ONE)
    waiting = await of(database, HASSAN)
    assert waiting is not None
    await give(database, Answer(FATIMA, Reply.NOT_COMING), ONE)
    async with database.unit() as unit:
        answers = EventAnswers(unit, EVENT)
        [offer] = await answers.offer(ONE, until=5000)
        answers.keep(replace(waiting, reminders=False, own_reminder=60, name="حسن"))
    assert await of(database, HASSAN) == replace(offer, reminders=False, own_reminder=60, name="حسن")


async def test_guests_are_counted_as_people(database: Database) -> None:
    await give(database, coming(FATIMA, Party(guests=2)))
    await give(database, Answer(HASSAN, Reply.MAYBE, ticket="h"))
    async with database.unit() as unit:
        assert await EventAnswers(unit, EVENT).counts() == Counts(coming=3, maybe=1)


async def test_what_somebody_answered_can_be_erased(database: Database) -> None:
    await give(database, coming(FATIMA))
    async with database.unit() as unit:
        erase_answers(unit, FATIMA)
    assert await of(database, FATIMA) is None


@pytest.mark.parametrize("seed", range(6))
async def test_whatever_people_do_no_seat_is_given_twice_and_none_stays_empty(database: Database, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - a repeatable story, no secret
    seating = Seating(6, per_cooperative=3, quotas=(Quota(WOMEN, 2),))
    for now in range(120):
        chat_id = dice.randint(1, 15)
        party = Party(dice.choice((0, 0, 0, 1)), dice.choice((frozenset(), WOMAN.groups)), dice.choice((None, 1, 2)))
        async with database.unit() as unit:
            answers = EventAnswers(unit, EVENT)
            before = await answers.of(chat_id)
            match dice.choice(("come", "come", "leave", "accept", "decline", "lapse")):
                case "accept" if before and before.standing is Standing.OFFERED:
                    answers.accept(before)
                case "decline" if before and before.standing is Standing.OFFERED:
                    answers.decline(before, now)
                case "lapse" if before and before.standing is Standing.OFFERED:
                    answers.lapse(before)
                case "leave":
                    await answers.give(Answer(chat_id, Reply.NOT_COMING, ticket=f"t{chat_id}"), seating)
                case _:
                    await answers.give(coming(chat_id, party), seating)
            await answers.offer(seating, until=now)
            assert await answers.offer(seating, until=now) == [], "whom a free seat fits has an offer by now"
            await assert_sound(answers, seating)


async def assert_sound(answers: EventAnswers, seating: Seating) -> None:
    everybody = await answers.all()
    holding = [each for each in everybody if each.standing in {Standing.SEATED, Standing.OFFERED}]
    taken = Taken()
    for each in holding:
        assert each.pool is not None
        assert each.reply is Reply.COMING
        assert each.pool == OPEN or each.pool in each.party.groups
        taken = taken.with_(each.party, each.pool)
    assert all(taken.pools.get(pool, 0) <= seats for pool, seats in seating.pools().items())
    assert all(people <= (seating.per_cooperative or 0) for people in taken.cooperatives.values())
    waiting = [each for each in everybody if each.standing is Standing.WAITING]
    assert [each.chat_id for each in sorted(waiting, key=lambda each: each.queue)] == [
        each.chat_id for each in await answers.waiting()
    ]


async def test_guests_for_whom_there_is_no_seat_cost_nobody_her_own(database: Database) -> None:
    two = Seating(2)
    for chat_id in (FATIMA, HASSAN, AICHA):
        await give(database, coming(chat_id), two)
    again = await give(database, coming(FATIMA, Party(guests=1)), two)
    assert (again.standing, again.party.guests) == (Standing.SEATED, 0)
    waits = await give(database, coming(AICHA, Party(guests=1)), two)
    assert (waits.standing, waits.party.guests) == (Standing.WAITING, 1)


async def test_a_seat_stays_when_there_are_fewer_seats_than_before(database: Database) -> None:
    for chat_id in (FATIMA, HASSAN):
        await give(database, coming(chat_id), TEN)
    assert (await give(database, coming(FATIMA), ONE)).standing is Standing.SEATED
    assert (await give(database, coming(AICHA), ONE)).standing is Standing.WAITING


async def test_who_accepts_an_offer_has_answered_for_the_new_day_too(database: Database) -> None:
    offer = await offered(database)
    async with database.unit() as unit:
        EventAnswers(unit, EVENT).ask_again()
        assert not EventAnswers(unit, EVENT).accept(replace(offer, asked_again=True)).asked_again


async def test_sixty_parties_at_once_take_ten_seats_and_nobody_more(database: Database) -> None:
    chance = random.Random(7)  # noqa: S311 - the same parties each time, not a secret
    parties = {chat_id: Party(chance.randint(0, 5)) for chat_id in range(1, 61)}
    given = await asyncio.gather(*(give(database, coming(chat_id, party)) for chat_id, party in parties.items()))
    changed = [replace(each, party=Party(chance.randint(0, 5))) for each in chance.sample(given, 30)]
    await asyncio.gather(*(give(database, each) for each in changed))
    async with database.unit() as unit:
        answers = EventAnswers(unit, EVENT)
        seated = [each for each in await answers.all() if each.standing is Standing.SEATED]
        waiting = await answers.waiting()
        await answers.offer(TEN, until=5000)
        taken = [each for each in await answers.all() if each.standing in {Standing.SEATED, Standing.OFFERED}]
    assert sum(each.party.size for each in seated) <= sum(each.party.size for each in taken) <= 10
    assert [each.queue for each in waiting] == sorted(each.queue for each in waiting)
