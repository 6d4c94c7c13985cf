import re
from datetime import date, time
from typing import Any

import pytest

from catalogue.local import Local
from catalogue.rules import Among
from conversations.engine import Finished, Open, Talk
from conversations.event import answers_of, event
from conversations.event_fields import BLANK
from conversations.given import Attached, File, Placed, Pressed, Typed
from conversations.questions.reach import EVERYWHERE
from conversations.state import State
from domain.events.event import DAY, USUAL_REMINDERS, Condition, Event, Item, may_come
from domain.events.kind import Kind
from domain.events.life import Life
from domain.events.seating import WOMEN, Quota
from domain.events.venue import Pin
from domain.events.when import When
from domain.replacing import replace
from domain.truth import Truth
from messages.bidi import bare
from tests.conversations.player import Player
from tests.domain.events.seeds import SEEDS

TODAY = date(2026, 3, 4)
NEW = Event(1, Local("؟", "?"))


def player(base: Event = NEW, **answers: Any) -> Player[Event]:
    async def run(talk: Talk) -> Event:
        return await event(talk, base, TODAY)

    return Player(run, State(run="r1", answers={**BLANK, **answers}))


def seen(playing: Player[Event], here: Open, language: str = "ar") -> str:
    return bare(re.sub("<[^>]*>", "", playing.said(here, language)))


async def finished(playing: Player[Event]) -> Event:
    here = await playing.press("keep")
    assert isinstance(here, Finished)
    return here.value


async def change(playing: Player[Event], key: str, *given: Any) -> None:
    await playing.press(f"edit:{key}")
    for each in given:
        here = await playing.give(Typed(each) if isinstance(each, str) else each)
        assert isinstance(here, Open)
        assert here.refused is None, here.refused
    assert (await playing.look()).key == "review"


async def test_two_answers_make_a_meeting_and_everything_else_may_come_later() -> None:
    playing = player()
    assert (await playing.look()).key == "title"
    await playing.write("لقاء مع التعاونيات")
    assert (await playing.look()).key == "reach"
    await playing.press(EVERYWHERE)
    here = await playing.look()
    assert here.key == "review"
    assert "سيُحدد اليوم لاحقا" in seen(playing, here)
    assert "لقاء مع التعاونيات" in seen(playing, here, "fr")
    made = await finished(playing)
    assert made == replace(NEW, title=Local("لقاء مع التعاونيات", "لقاء مع التعاونيات"))


async def test_every_field_can_be_added_from_the_summary() -> None:
    playing = player(title="لقاء", reach="09.581")
    await change(playing, "title_fr", "Rencontre")
    await change(playing, "kind", Pressed("seminar"))
    await change(playing, "when", "الخميس 12 مارس 2026 على الساعة العاشرة صباحاً")
    await change(playing, "hall", "قاعة الاجتماعات")
    await change(playing, "place", "تيزنيت", Pressed("=09.581"))
    await change(playing, "pin", Placed(29.7, -9.73))
    await change(playing, "organiser", "المجلس الإقليمي")
    await change(playing, "partners", "وكالة التنمية الاجتماعية\nمكتب تنمية التعاون")
    await change(playing, "agenda", "10:30 تقديم البرنامج (رئيس القسم)\nنقاش")
    await change(playing, "seats", "40")
    await change(playing, "women", "15")
    await change(playing, "per_cooperative", "2")
    await change(playing, "reminders", "2", Pressed("!done"))
    made = await finished(playing)
    assert made.title == Local("لقاء", "Rencontre")
    assert (made.kind, made.when) == (Kind.SEMINAR, When(date(2026, 3, 12), time(10)))
    assert (made.venue.name, made.venue.place, made.venue.pin) == (
        Local("قاعة الاجتماعات", "قاعة الاجتماعات"),
        "09.581",
        Pin(29.7, -9.73),
    )
    assert [partner.ar for partner in made.partners] == ["وكالة التنمية الاجتماعية", "مكتب تنمية التعاون"]
    assert made.agenda == (
        Item(Local("تقديم البرنامج", "تقديم البرنامج"), Local("رئيس القسم", "رئيس القسم"), time(10, 30)),
        Item(Local("نقاش", "نقاش")),
    )
    assert made.seating.seats == 40
    assert made.seating.quotas == (Quota(WOMEN, 15),)
    assert made.reminders == (7 * DAY,)
    assert made.audience.places == {"09.581"}


async def test_the_summary_shows_the_meeting_as_people_will_see_it() -> None:
    playing = player(title="لقاء", reach="09.581", when={"day": "2026-03-12", "hour": "10:00"}, seats=40, women=15)
    here = await playing.look()
    for part in ("الخميس 12 مارس 2026 على الساعة 10:00 (العاشرة صباحا)", "40 مقعدا", "15 مقعدا منها مخصصة للنساء"):
        assert part in seen(playing, here)
    assert "jeudi 12 mars 2026 à 10\u00a0h" in seen(playing, here, "fr")


async def test_an_end_is_asked_only_where_there_is_a_beginning_and_is_later() -> None:
    playing = player(title="لقاء", reach=EVERYWHERE)
    assert "edit:end" not in playing.values(await playing.look())
    await change(playing, "when", "12/03/2026 10h")
    await playing.press("edit:end")
    here = await playing.give(Typed("09:30"))
    assert isinstance(here, Open)
    assert here.refused is not None
    await playing.give(Typed("12:30"))
    await change(playing, "poster", Attached("photo", File("id-1", "u-1")))
    made = await finished(playing)
    assert made.when == When(date(2026, 3, 12), time(10), time(12, 30))
    assert made.poster == "id-1"
    assert answers_of(made)["end"] == "12:30"


async def test_when_the_beginning_moves_behind_the_end_the_end_is_asked_again() -> None:
    playing = player(title="لقاء", reach=EVERYWHERE, when={"day": "2026-03-12", "hour": "10:00"}, end="12:30")
    await playing.press("edit:when")
    here = await playing.give(Typed("12/03/2026 15h"))
    assert isinstance(here, Open)
    assert here.key == "end"


async def test_seats_are_kept_only_where_seats_are_counted_and_never_more_than_there_are() -> None:
    playing = player(title="لقاء", reach=EVERYWHERE)
    assert "edit:women" not in playing.values(await playing.look())
    await change(playing, "seats", "10")
    await playing.press("edit:women")
    here = await playing.give(Typed("11"))
    assert isinstance(here, Open)
    assert here.refused is not None
    await playing.give(Typed("10"))
    await change(playing, "seats", Pressed("!skip"))
    assert (await finished(playing)).seating.quotas == ()


async def test_when_the_seats_become_fewer_than_those_kept_the_kept_ones_are_asked_again() -> None:
    playing = player(title="لقاء", reach=EVERYWHERE, seats=20, women=15)
    await playing.press("edit:seats")
    here = await playing.give(Typed("10"))
    assert isinstance(here, Open)
    assert here.key == "women"


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: str(seed.id))
async def test_a_meeting_made_again_from_its_answers_is_the_same(seed: Event) -> None:
    playing = player(seed, **answers_of(seed))
    assert await finished(playing) == seed


async def test_a_meeting_like_an_earlier_one_keeps_its_words_but_not_its_life() -> None:
    [earlier] = [seed for seed in SEEDS if seed.kind is Kind.OUTREACH_MEETING]
    fresh = replace(NEW, id=99)
    playing = player(fresh, **{**answers_of(earlier), "when": None})
    made = await finished(playing)
    assert (made.id, made.life, made.when) == (99, Life.DRAFT, When())
    assert made.title == earlier.title
    assert [item.subject.ar for item in made.agenda] == [item.subject.ar for item in earlier.agenda]


async def test_words_that_were_changed_lose_their_old_translation() -> None:
    [earlier] = [seed for seed in SEEDS if seed.kind is Kind.OUTREACH_MEETING]
    playing = player(earlier, **answers_of(earlier))
    await change(playing, "organiser", "عمالة أخرى")
    made = await finished(playing)
    assert made.organiser == Local("عمالة أخرى", "عمالة أخرى")
    assert made.partners == earlier.partners


async def test_what_is_left_out_is_empty_and_the_usual_reminders_stand() -> None:
    playing = player(title="لقاء", reach=EVERYWHERE)
    await change(playing, "organiser", Pressed("!skip"))
    made = await finished(playing)
    assert made.organiser is None
    assert made.reminders == USUAL_REMINDERS


async def test_words_and_forged_buttons_on_the_summary_are_refused_kindly() -> None:
    playing = player(title="لقاء", reach=EVERYWHERE)
    for given in (Typed("شكرا"), Pressed("edit:nothing"), Pressed("!skip")):
        here = await playing.give(given)
        assert isinstance(here, Open)
        assert here.refused is not None


@pytest.mark.parametrize(
    "line", ["99:99 شيء", "(", "()", "شيء ()", "شيء ( )", "10:30", "10:30 (x)", "((a))", "a (b) c (d)", "    x    "]
)
async def test_any_line_is_a_point_of_the_agenda(line: str) -> None:
    playing = player(title="لقاء", reach=EVERYWHERE, agenda=line)
    [item] = (await finished(playing)).agenda
    assert item.subject.ar


async def test_language_and_conditions_can_be_chosen_and_come_back_as_answers() -> None:
    playing = player(title="لقاء", reach="09.581")
    await change(playing, "language", Pressed("fr"))
    await change(playing, "conditions", "1, 3", Pressed("!done"))
    made = await finished(playing)
    assert made.audience.languages == {"fr"}
    assert [may_come(replace(made, conditions=(each,)), {"woman": True}) for each in made.conditions] == [
        Truth.YES,
        Truth.UNKNOWN,
    ]
    assert may_come(made, {"woman": False}) is Truth.NO
    again = answers_of(made)
    assert (again["language"], again["conditions"]) == ("fr", ["women", "cooperatives"])


async def test_a_condition_that_stands_in_no_list_stays_when_the_meeting_is_changed() -> None:
    own = Condition(
        Local("للنحالين", "Pour les apiculteurs"), Among.model_validate({"fact": "sector", "in": ["beekeeping"]})
    )
    base = replace(NEW, title=Local("لقاء", "Rencontre"), conditions=(own,))
    playing = player(base, **answers_of(base) | {"reach": "09.581"})
    await change(playing, "conditions", "2", Pressed("!done"))
    assert (await finished(playing)).conditions[-1] == own


async def test_seats_for_places_and_topics_are_chosen_and_come_back_as_answers() -> None:
    playing = player(title="لقاء", reach="09.581", seats=20, women=5)
    await change(playing, "seat_places", "تارودانت 10\nتيزنيت 5")
    await change(playing, "topics", "1", Pressed("!done"))
    here = await playing.look()
    assert "10 مقاعد منها" in seen(playing, here)
    assert "🏷 التكوين" in seen(playing, here)
    made = await finished(playing)
    assert made.seating.quotas == (Quota(WOMEN, 5), Quota("09.541", 10), Quota("09.581", 5))
    assert made.audience.topics == {"training"}
    again = player(made, **answers_of(made))
    assert await finished(again) == made


async def test_a_meeting_can_be_for_several_places() -> None:
    playing = player(title="لقاء", reach="09.581")
    await change(playing, "reach_more", "تارودانت\nإقليم خنيفرة")
    made = await finished(playing)
    assert made.audience.places == {"09.581", "09.541", "05.301"}
    again = await finished(player(made, **answers_of(made)))
    assert again.audience.places == made.audience.places
    everywhere = player(title="لقاء", reach=EVERYWHERE, reach_more=["09.541"])
    assert (await finished(everywhere)).audience.places == frozenset()


async def test_marks_that_are_changed_begin_as_they_are_and_back_leaves_them() -> None:
    playing = player(title="لقاء", reach="09.581", topics=["training"])
    await playing.press("edit:topics")
    await playing.press("!back")
    assert (await playing.look()).key == "review"
    await change(playing, "topics", Pressed("=2"), Pressed("!done"))
    assert (await finished(playing)).audience.topics == {"training", "funding"}


async def test_when_more_is_kept_for_women_the_seats_for_places_are_asked_again() -> None:
    playing = player(title="لقاء", reach="09.581", seats=20, seat_places=[["09.541", 15]])
    await playing.press("edit:women")
    here = await playing.give(Typed("10"))
    assert isinstance(here, Open)
    assert here.key == "seat_places"
