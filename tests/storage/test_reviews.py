from datetime import date

from domain.requests.life import Actor
from storage.people import People, Person
from storage.reviews import Reviews
from storage.staff import EVERYWHERE, Reachable, Staff
from storage.unit import Database

DAY, LATER = date(2026, 12, 31), date(2027, 12, 31)


async def test_what_was_told_is_known_by_its_call_and_its_day_of_review(database: Database) -> None:
    async with database.unit() as unit:
        reviews = Reviews(unit)
        for now in (1, 2):
            reviews.tell("indh_taroudant_2026", DAY, now)
        reviews.tell("indh_taroudant_2026", LATER, 3)
    async with database.unit() as unit:
        assert await Reviews(unit).told() == {("indh_taroudant_2026", DAY), ("indh_taroudant_2026", LATER)}


async def test_administrators_are_those_who_hold_that_role_now_each_once(database: Database) -> None:
    async with database.unit() as unit:
        staff = Staff(unit)
        People(unit).put(Person(1, "fr"))
        for province in (EVERYWHERE, "09.541"):
            staff.grant(1, Actor.ADMIN, province, None, 5)
        staff.grant(2, Actor.AGENT, "09.541", 1, 5)
        staff.grant(3, Actor.ADMIN, "09.541", 1, 5)
        staff.erase(3, 6)
    async with database.unit() as unit:
        assert await Staff(unit).administrators() == [Reachable(1, "fr")]
