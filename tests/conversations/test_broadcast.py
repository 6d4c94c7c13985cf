"""A notice is composed, without a phone and without a database."""

from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversations import broadcast_audience
from conversations.broadcast import BLANK, NAME, Composed, Desk, answers_of, broadcast
from conversations.broadcast_audience import WHOLE, Known
from conversations.broadcast_review import AUDIENCE, DONE, KEEP, REVIEW
from conversations.engine import BACK, Finished, Open, Talk
from conversations.given import Asking, Attached, File, Given, Pressed, Typed
from conversations.question import Refused
from conversations.questions.message import LEFT_OUT
from conversations.state import State
from domain.broadcasts.audience import Audience, Eligible, Invited, Reply, Result, Role
from domain.broadcasts.body import Body, dump, load
from domain.broadcasts.content import Content, Kind, Link, Poll
from domain.broadcasts.reach import Reach
from domain.broadcasts.schedule import Every, Repeat
from domain.broadcasts.topic import Topic
from messages.bidi import bare
from messages.marks import Mark
from messages.values import Verbatim
from tests.conversations.asking import NONSENSE
from tests.conversations.player import Player

NOW = datetime(2026, 3, 2, 10, 30)  # noqa: DTZ001 -- what the clock on the wall shows
FILE = File("file", "unique")
TAROUDANT, KHENIFRA = "09.541", "05.301"
KNOWN = Known(
    (("77", Verbatim("لقاء تواصلي")),), (("call-1", Verbatim("برنامج أول")), ("call-2", Verbatim("برنامج ثان")))
)
SAVED = {"5": ("نساء تارودانت", Audience(places=frozenset({TAROUDANT}), contacted_days=7))}


class Counter:
    """Counts people by what was asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Topic, frozenset[str], Audience]] = []

    async def __call__(self, province: str, topic: Topic, languages: frozenset[str], wanted: Audience) -> Reach:
        self.asked.append((province, topic, languages, wanted))
        return Reach(40 if wanted.places else 250, {"ar": 30, "fr": 10})


def composing(
    answers: dict[str, Any] | None = None, provinces: frozenset[str] = frozenset({TAROUDANT})
) -> tuple[Player[Composed], Counter]:
    counter = Counter()
    desk = Desk(provinces, NOW, counter, None, KNOWN, (("check", Verbatim("تحقق")),), SAVED)

    async def run(talk: Talk) -> Composed:
        return await broadcast(talk, desk)

    return Player(run, State("r1", answers={**BLANK, **(answers or {})})), counter


def key(here: Open | Finished[Any]) -> str | None:
    return here.key if isinstance(here, Open) else None


async def at_the_audience() -> tuple[Player[Composed], Counter]:
    player, counter = composing()
    await player.press("calls")
    await player.write("نص <عربي>")
    await player.write("Texte français")
    return player, counter


async def finished(player: Player[Composed]) -> Composed:
    end = await player.press(KEEP)
    assert isinstance(end, Finished)
    return end.value


async def test_a_notice_needs_a_topic_the_words_and_a_look_at_whom_it_reaches() -> None:
    player, counter = await at_the_audience()
    here = await player.look()
    assert key(here) == AUDIENCE
    assert "250" in player.said(here)
    assert key(await player.press(DONE)) == REVIEW
    assert await finished(player) == Composed(
        TAROUDANT,
        Body(
            Topic.CALLS,
            {"ar": Content(Kind.TEXT, "نص &lt;عربي&gt;"), "fr": Content(Kind.TEXT, "Texte français")},
        ),
    )
    assert counter.asked[-1] == (TAROUDANT, Topic.CALLS, frozenset({"ar", "fr"}), Audience())


async def test_what_is_marked_stays_marked() -> None:
    player, _ = composing({"topic": "news"})
    await player.look()
    await player.give(Typed("مهم جدا", (Mark("bold", 0, 3),)))
    assert player.state.answers["ar"]["html"] == "<b>مهم</b> جدا"


@pytest.mark.parametrize("kind", ["photo", "document", "voice", "video"])
async def test_files_go_with_their_words(kind: str) -> None:
    player, _ = composing({"topic": "news"})
    await player.look()
    assert key(await player.give(Attached(kind, FILE, "تعليق", (Mark("italic", 0, 5),)))) == "fr"
    assert player.state.answers["ar"] == {"kind": kind, "html": "<i>تعليق</i>", "file_id": "file", "poll": None}


async def test_a_poll_is_its_question_and_its_answers() -> None:
    player, _ = composing({"topic": "news"})
    await player.look()
    await player.give(Attached("poll", poll=Asking("متى نجتمع؟", ("السبت", "الأحد"), several=True)))
    assert player.state.answers["ar"]["poll"] == {
        "question": "متى نجتمع؟",
        "options": ["السبت", "الأحد"],
        "several": True,
    }


@pytest.mark.parametrize(
    ("given_", "said"),
    [
        (Typed("ط" * 4097), "4.096"),
        (Typed("🌿" * 2049), "4.096"),
        (Attached("photo", FILE, "ط" * 1025), "1.024"),
        (Attached("photo", FILE, album="9"), "صورة واحدة"),
        (Attached("sticker"), "أقبل"),
        (Attached("poll", poll=Asking("سؤال", ("واحد",))), "استطلاع"),
        (Typed("رقم بطاقته JB123456"), "بطاقة"),
        (Typed("\u200f\u2066 "), "أقبل"),
    ],
)
async def test_what_cannot_be_sent_is_refused_in_one_sentence_and_nothing_is_lost(given_: Given, said: str) -> None:
    player, _ = composing({"topic": "news", "ar": {"kind": "text", "html": "نص", "file_id": None, "poll": None}})
    await player.look()
    before = dict(player.state.answers)
    here = await player.give(given_)
    assert isinstance(here, Open)
    assert said in bare(player.said(here))
    assert player.state.answers == before


async def test_one_language_may_be_left_out_but_not_both() -> None:
    player, counter = composing({"topic": "news"})
    await player.press(LEFT_OUT)
    here = await player.look()
    assert LEFT_OUT not in player.values(here)
    await player.write("Seulement en français")
    await player.press(DONE)
    assert counter.asked[-1][2] == frozenset({"fr"})
    assert set((await finished(player)).body.contents) == {"fr"}


async def test_the_count_changes_with_the_audience_which_is_looked_at_again() -> None:
    player, counter = await at_the_audience()
    await player.press("edit:places")
    await player.give(Pressed(f"={TAROUDANT}"))
    here = await player.press("!done")
    assert key(here) == AUDIENCE
    assert isinstance(here, Open)
    said = player.said(here)
    assert "تارودانت" in said
    assert "40" in said
    await player.press(DONE)
    await player.press("edit:audience")
    await player.press("edit:contacted")
    assert key(await player.press("7")) == AUDIENCE
    await player.press(DONE)
    wanted = Audience(places=frozenset({TAROUDANT}), contacted_days=7)
    assert (await finished(player)).body.audience == wanted
    assert counter.asked[-1][3] == wanted


async def test_nobody_counts_while_something_else_is_asked() -> None:
    player, counter = await at_the_audience()
    await player.press(DONE)
    await player.press("edit:links")
    counter.asked.clear()
    await player.look()
    assert counter.asked == []


async def test_meetings_and_checks_ask_for_their_second_half() -> None:
    player, _ = await at_the_audience()
    await player.press("edit:event")
    here = await player.press("=1")
    assert isinstance(here, Open)
    assert {"edit:replies"} <= set(player.values(here))
    await player.press("edit:replies")
    await player.press("=4")
    await player.press("!done")
    await player.press("edit:fits")
    await player.press("=2")
    await player.press(DONE)
    wanted = (await finished(player)).body.audience
    assert wanted.invited == Invited(77, frozenset({Reply.CAME}))
    assert wanted.eligible == Eligible("call-2", frozenset(Result))


async def test_a_saved_audience_takes_the_place_of_all_lines() -> None:
    player, _ = await at_the_audience()
    await player.press("edit:legal_forms")
    await player.press("=2")
    await player.press("!done")
    await player.press("edit:saved")
    here = await player.press("=1")
    assert key(here) == AUDIENCE
    await player.press(DONE)
    assert (await finished(player)).body.audience == SAVED["5"][1]


async def test_back_from_the_audience_leads_to_the_words() -> None:
    player, _ = await at_the_audience()
    assert key(await player.press(BACK)) == "fr"
    await player.press(BACK)
    here = await player.look()
    assert key(here) == "ar"


async def test_later_and_again() -> None:
    player, _ = await at_the_audience()
    await player.press(DONE)
    await player.press("edit:when")
    here = await player.write("الخميس 5 مارس على الساعة 16:30")
    assert key(here) == REVIEW
    await player.press("edit:every")
    await player.press("month")
    await player.press("edit:until")
    await player.write("1 يونيو 2026")
    body = (await finished(player)).body
    assert body.starts == datetime(2026, 3, 5, 16, 30)  # noqa: DTZ001 -- what the clock on the wall shows
    assert body.repeats == Repeat(Every.MONTH, date(2026, 3, 5), time(16, 30), date(2026, 6, 1))


async def test_an_hour_that_is_past_or_missing_is_no_time() -> None:
    player, _ = await at_the_audience()
    await player.press(DONE)
    await player.press("edit:when")
    here = await player.write("اليوم على الساعة 9:00")
    assert isinstance(here, Open)
    assert here.refused is not None
    assert key(await player.write("يوم الخميس 5 مارس")) == "when"
    assert key(await player.write("16:30")) == REVIEW


async def test_what_is_urgent_needs_a_reason() -> None:
    player, _ = await at_the_audience()
    await player.press(DONE)
    await player.press("edit:urgent")
    here = await player.write("لأن")
    assert isinstance(here, Open)
    assert here.refused is not None
    await player.write("الطريق مقطوعة بسبب الثلوج")
    assert (await finished(player)).body.urgent == "الطريق مقطوعة بسبب الثلوج"


async def test_buttons_lead_into_the_bot_or_to_an_address() -> None:
    player, _ = await at_the_audience()
    await player.press(DONE)
    await player.press("edit:links")
    await player.press("+0")
    await player.write("التسجيل / S'inscrire https://example.org/form?a=1")
    here = await player.write("javascript:alert(1)")
    assert isinstance(here, Open)
    assert here.refused is not None
    await player.press("!done")
    check, form = (await finished(player)).body.links
    assert check == Link("check")
    assert (form.opens, form.label and form.label.fr) == ("https://example.org/form?a=1", "S'inscrire")


async def test_staff_of_several_provinces_say_for_which_they_write() -> None:
    player, counter = composing({"topic": "news"}, frozenset({TAROUDANT, KHENIFRA}))
    assert key(await player.look()) == "province"
    await player.press(KHENIFRA)
    await player.write("نص")
    await player.press(LEFT_OUT)
    assert counter.asked[-1][0] == KHENIFRA


async def test_staff_of_the_whole_country_may_write_for_all_of_it() -> None:
    player, counter = composing({"topic": "news"}, frozenset({"*"}))
    await player.press("all")
    await player.write("نص")
    await player.press(LEFT_OUT)
    assert counter.asked[-1][0] == "*"


audiences = st.builds(
    Audience,
    places=st.frozensets(st.sampled_from(["09", TAROUDANT, KHENIFRA]), max_size=3),
    sectors=st.frozensets(st.sampled_from(["beekeeping"]), max_size=1),
    legal_forms=st.frozensets(st.sampled_from(["cooperative", "association"])),
    languages=st.frozensets(st.sampled_from(["ar", "fr"])),
    roles=st.frozensets(st.sampled_from(Role)),
    calls=st.frozensets(st.sampled_from(["call-1", "call-2"])),
    invited=st.none() | st.builds(Invited, st.just(77), st.frozensets(st.sampled_from(Reply), min_size=1)),
    eligible=st.none() | st.builds(Eligible, st.just("call-1"), st.frozensets(st.sampled_from(Result), min_size=1)),
    active_days=st.sampled_from([None, 30, 365]),
    contacted_days=st.sampled_from([None, 1, 30]),
    open_request=st.booleans(),
)
messages = st.sampled_from(
    [
        Content(Kind.TEXT, "<b>نص</b>"),
        Content(Kind.VOICE, "", "file"),
        Content(Kind.POLL, poll=Poll("سؤال؟", ("نعم", "لا"))),
    ]
)
starts = datetime(2026, 4, 1, 9, 0)  # noqa: DTZ001 -- what the clock on the wall shows
repeats = st.sampled_from(
    [
        None,
        Repeat(Every.WEEK, starts.date(), starts.time()),
        Repeat(Every.MONTH, starts.date(), starts.time(), date(2026, 6, 1)),
    ]
)
bodies = st.builds(
    Body,
    st.sampled_from(Topic),
    st.dictionaries(st.sampled_from(["ar", "fr"]), messages, min_size=1),
    st.sampled_from([(), (Link("check"),)]),
    audiences,
    st.just(starts),
    repeats,
    st.sampled_from([None, "الطريق مقطوعة"]),
)


@settings(max_examples=40, deadline=None)
@given(bodies, st.sampled_from(["*", TAROUDANT]))
async def test_every_notice_is_made_again_by_its_answers(body: Body, province: str) -> None:
    player, _ = composing(answers_of(province, load(dump(body))), frozenset({"*"}))
    assert key(await player.look()) == REVIEW
    assert await finished(player) == Composed(province, body)


taps = st.integers(0, 40)


@settings(max_examples=25, deadline=None)
@given(st.lists(taps | st.sampled_from(NONSENSE), max_size=25))
async def test_whatever_is_tapped_or_sent_the_screen_can_be_shown_and_answers_are_never_lost(deeds: list[Any]) -> None:
    player, _ = await at_the_audience()
    for deed in deeds:
        if player.end is not None:
            return
        here = await player.look()
        assert player.said(here)
        assert player.said(here, "fr", helping=True)
        values = [value for value in player.values(here) if not value.startswith(("!stop", "!help"))]
        before = set(player.state.answers)
        try:
            await player.give(Pressed(values[deed % len(values)]) if isinstance(deed, int) else deed)
        except Refused as refusal:
            pytest.fail(f"a refusal escaped: {refusal}")
        assert before <= set(player.state.answers)


async def test_every_question_of_the_audience_says_something_in_both_languages() -> None:
    player, _ = await at_the_audience()
    for name in WHOLE:
        if name in broadcast_audience.FOLLOW:
            continue
        await player.press(f"edit:{name}")
        here = await player.look()
        assert here.key == name
        assert player.said(here)
        assert player.said(here, "fr", helping=True)
        await player.press(BACK)
    assert NAME == "broadcast"
