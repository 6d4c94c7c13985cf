"""The conversation of a request, played: which questions each kind has, and what comes out at the end."""

import re
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest

from catalogue.call import Call
from conversations.engine import Finished, Open, Talk
from conversations.given import Contact, Given, Pressed, Typed
from conversations.request import (
    CONSENT,
    CONSENT_HELPED,
    LONGEST_DESCRIPTION,
    LONGEST_ENQUIRY,
    Asking,
    Form,
    Hat,
    request,
)
from conversations.state import State
from domain.calls import load
from domain.papers import checklist
from domain.requests.kinds import Kind
from domain.requests.request import Helped, NewFile, NewRequest
from messages.cards.trace import LONGEST
from simulator.messages import visible
from tests.conversations.asking import NONSENSE, sent
from tests.conversations.player import MARCH, Player

AFTER_THE_CALL = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
CHTOUKA = "09.163"
CALL = "indh_chtouka_2026"
FUNDING: list[tuple[str, Given]] = [
    ("consent", Pressed(CONSENT)),
    ("kind", Pressed("funding")),
    ("place", Pressed(f"={CHTOUKA}")),
    ("call", Pressed(f"={CALL}")),
    ("project", Typed("معمل أركان")),
    ("sector", Pressed("=argan")),
    ("douar", Typed("أيت ملول")),
    ("cost", Typed("200000 درهم")),
    ("amount", Typed("120000 درهم")),
    ("description", Typed("نحتاج معصرة")),
    ("files", sent(at=1)),
    ("files", Pressed("done")),
    ("phone", Contact("212661234567")),
]


def asking(now: datetime = MARCH, who: Asking | None = None, **answers: Any) -> Player[NewRequest]:
    calls = load().calls
    return Player(lambda talk: _run(talk, who, calls, now), State("r1", answers=answers))


async def _run(talk: Talk, who: Asking | None, calls: tuple[Call, ...] | Any, now: datetime) -> NewRequest:
    return await request(talk, who or Asking("ar"), calls, now)


async def filled(player: Player[NewRequest], steps: list[tuple[str, Given]]) -> Open:
    """Give the answers in the order in which they are asked."""
    for key, given in steps:
        here = await player.look()
        assert here.key == key
        given_to = await player.give(given)
        assert isinstance(given_to, Open)
        assert given_to.refused is None, key
    return await player.look()


async def sent_off(player: Player[NewRequest]) -> NewRequest:
    end = await player.press("ok")
    assert isinstance(end, Finished)
    return end.value


async def test_a_request_for_funding_from_the_consent_to_the_last_look() -> None:
    player = asking()
    assert (await filled(player, FUNDING)).key == "review"
    assert await sent_off(player) == NewRequest(
        kind=Kind.FUNDING,
        place=CHTOUKA,
        description="نحتاج معصرة",
        language="ar",
        consent=CONSENT,
        project="معمل أركان",
        sector="argan",
        douar="أيت ملول",
        call_id=CALL,
        amount=120_000,
        total_cost=200_000,
        phone="+212661234567",
        files=(NewFile("other", "photo", "file1", "unique1", size=1000),),
    )


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        ("creation", "place sector douar description files phone"),
        ("training", "place sector douar description files phone"),
        ("accompaniment", "place project sector douar description files phone"),
        ("marketing", "place project sector douar description files phone"),
        ("appointment", "place douar description phone"),
        ("other", "place douar description files phone"),
        ("funding", "place call project sector douar cost amount description files phone"),
    ],
)
async def test_each_kind_asks_only_what_it_needs(kind: str, asked: str) -> None:
    player = asking(consent=CONSENT, kind=kind)
    answers = {key: given for key, given in FUNDING if key != "files"} | {"files": Pressed("done")}
    seen = []
    while (here := await player.look()).key != "review":
        seen.append(here.key)
        await player.give(answers[here.key])
    assert " ".join(seen) == asked
    assert (await sent_off(player)).kind == Kind(kind)


async def test_every_screen_says_that_nothing_is_sent_yet() -> None:
    player = asking()
    for _, given in FUNDING:
        here = await player.look()
        assert "لم يُرسل بعد" in player.said(here)
        assert "Pas encore envoyée" in player.said(here, "fr")
        await player.give(given)
    assert "لم يُرسل بعد" in player.said(await player.look())


async def test_what_is_known_from_a_check_is_not_asked_again() -> None:
    player = asking(place=CHTOUKA, sector="argan", cost=200_000, call=CALL, kind="funding")
    steps = [step for step in FUNDING if step[0] not in {"place", "sector", "cost", "call", "kind"}]
    assert (await filled(player, steps)).key == "review"
    assert (await sent_off(player)).call_id == CALL


async def test_a_call_that_closes_meanwhile_is_said_so_and_the_request_goes_on_without_it() -> None:
    before = asking()
    await filled(before, FUNDING)
    late = asking(AFTER_THE_CALL)
    late.state = before.state
    here = await late.give(Pressed("ok"))
    assert isinstance(here, Open)
    assert here.key == "call"
    assert "أُغلق البرنامج" in late.said(here)
    assert "لم يُرسل بعد" in late.said(here)
    await late.press("none")
    assert (await late.look()).key == "review"
    assert (await sent_off(late)).call_id is None


async def test_a_call_of_another_place_is_said_to_be_so() -> None:
    player = asking()
    await filled(player, FUNDING)
    await player.press("edit:place")
    here = await player.give(Pressed("=05.301"))
    assert isinstance(here, Open)
    assert here.key == "call"
    assert "ليس لهذا المكان" in player.said(here)


async def test_without_an_open_call_none_is_asked_for() -> None:
    player = asking(AFTER_THE_CALL, consent=CONSENT, kind="funding", place="05.301")
    assert (await player.look()).key != "call" or player.values(await player.look())[0] != "none"


async def test_the_support_asked_for_cannot_be_larger_than_the_project() -> None:
    player = asking()
    await filled(player, FUNDING[:8])
    here = await player.give(Typed("300000 درهم"))
    assert isinstance(here, Open)
    assert here.refused is not None
    assert "لا يمكن أن يفوق الدعم تكلفة المشروع: 200.000 درهم" in visible(player.said(here)).replace("\xa0", " ")


async def test_a_smaller_cost_makes_the_amount_be_asked_again() -> None:
    player = asking()
    await filled(player, FUNDING)
    await player.press("edit:cost")
    here = await player.give(Typed("100000 درهم"))
    assert isinstance(here, Open)
    assert here.key == "amount"


async def test_files_are_added_to_when_they_are_changed_from_the_review() -> None:
    player = asking()
    await filled(player, FUNDING)
    await player.press("edit:files")
    await player.give(sent(at=2))
    assert (await player.give(Pressed("done"))) == await player.look()
    assert len((await sent_off(player)).files) == 2


async def test_sixty_photos_of_an_album_are_kept_once_each_under_the_same_buttons() -> None:
    player = asking()
    await filled(player, FUNDING[:10])
    first = player.data("done")
    for at in [*range(60), *range(60)]:
        await player.give(sent(at=at))
    assert player.data("done") == first
    assert "60" in player.said(await player.look())
    await player.press("done")
    await filled(player, FUNDING[-1:])
    assert len((await sent_off(player)).files) == 60


async def test_the_identity_card_is_never_on_the_list_of_papers_to_send() -> None:
    for call in load().calls:
        player = Player(partial(_only_files, call), State("r1"))
        assert "البطاقة الوطنية" not in player.said(await player.look())


async def _only_files(call: Call, talk: Talk) -> tuple[NewFile, ...]:
    return await Form(talk).files(call, None)


async def test_what_was_spoken_is_a_file_of_the_request() -> None:
    player = asking()
    steps = [(key, sent("voice", at=9) if key == "description" else given) for key, given in FUNDING]
    await filled(player, steps)
    made = await sent_off(player)
    assert made.description == ""
    assert [file.kind for file in made.files] == ["voice", "photo"]


async def test_the_consent_is_not_an_answer_to_be_changed() -> None:
    player = asking()
    here = await filled(player, FUNDING)
    assert "edit:consent" not in player.values(here)
    assert "edit:kind" in player.values(here)


async def test_a_new_version_of_the_consent_is_asked_for_again() -> None:
    player = asking(consent="request/0")
    assert (await player.look()).key == "consent"


async def test_she_may_ask_in_the_name_of_her_cooperative() -> None:
    player = asking(who=Asking("ar", (Hat(77, "تعاونية <الأمل>"),)))
    here = await player.look()
    assert here.key == "whose"
    assert player.values(here)[:2] == ["me", "77"]
    await player.press("77")
    await filled(player, FUNDING)
    assert (await sent_off(player)).cooperative_id == 77


async def test_a_cooperative_that_she_no_longer_acts_for_is_asked_again() -> None:
    player = asking(whose="77", who=Asking("ar", (Hat(78, "تعاونية"),)))
    assert (await player.look()).key == "whose"


async def test_a_draft_for_a_cooperative_does_not_silently_become_her_own() -> None:
    player = asking(whose="77")
    here = await player.look()
    assert here.key == "whose"
    assert player.values(here)[0] == "me"
    await player.press("me")
    assert (await player.look()).key == "consent"


async def test_an_agent_helps_somebody_who_does_not_read() -> None:
    player = asking(who=Asking("ar", helps_in=frozenset({CHTOUKA})))
    await player.press("another")
    here = await player.look()
    assert "اقرأ هذا على الشخص" in player.said(here)
    await player.press(CONSENT_HELPED)
    await player.write("السعدية")
    await filled(player, FUNDING[1:])
    made = await sent_off(player)
    assert made.helped == Helped("السعدية", CONSENT_HELPED)
    assert made.consent == CONSENT_HELPED


async def test_an_agent_helps_only_in_the_provinces_of_her_role() -> None:
    player = asking(who=Asking("ar", helps_in=frozenset({CHTOUKA})), whose="another", consent_aloud=CONSENT_HELPED)
    await player.write("السعدية")
    await player.press("training")
    here = await player.give(Pressed("=05.301"))
    assert isinstance(here, Open)
    assert here.key == "place"
    assert here.refused is not None
    everywhere = asking(who=Asking("ar", helps_in=frozenset({"*"})), whose="another", consent_aloud=CONSENT_HELPED)
    await everywhere.write("السعدية")
    await everywhere.press("training")
    here = await everywhere.give(Pressed("=05.301"))
    assert isinstance(here, Open)
    assert here.key == "sector"


async def test_nonsense_changes_nothing_at_any_question() -> None:
    player = asking()
    for key, given in FUNDING:
        here = await player.look()
        before = player.state.dump()
        for nonsense in NONSENSE:
            if nonsense == Pressed("!skip") and here.skippable:
                continue
            if here.key in {"project", "douar", "description"} and isinstance(nonsense, Typed):
                continue
            await player.give(nonsense)
            player.state.typed = []
            assert player.state.dump() == before, (key, nonsense)
        await player.give(given)


async def test_every_screen_is_whole_in_both_languages() -> None:
    player = asking()
    for _, given in FUNDING:
        here = await player.look()
        for language in ("ar", "fr"):
            said = visible(player.said(here, language, helping=here.question.help is not None))
            assert "{" not in said
            assert not (language == "ar" and re.search(r"\b(the|your|and)\b", said))
        await player.give(given)


TRACE = "فحص الشروط يوم 1 مارس 2026\n   ❌ أكثر من 50% من المستفيدين نساء."
ENQUIRY: dict[str, Any] = {"consent": CONSENT, "kind": "other", "place": CHTOUKA, "check": TRACE}


async def test_who_wants_a_result_read_sees_it_in_full_and_may_leave_the_rest_out() -> None:
    player = asking(**ENQUIRY)
    here = await player.look()
    assert here.key == "trace"
    for language in ("ar", "fr"):
        assert TRACE in visible(player.said(here, language))
    assert (await filled(player, [("trace", Pressed("along")), ("description", Pressed("empty"))])).key == "phone"
    await player.give(Pressed("no"))
    assert (await sent_off(player)).description == TRACE


async def test_her_words_come_before_what_was_found_and_both_fit_together() -> None:
    player = asking(**ENQUIRY, trace="along")
    refused = await player.give(Typed("أ" * 601))
    assert isinstance(refused, Open)
    assert refused.refused is not None
    await filled(player, [("description", Typed("لماذا؟")), ("phone", Pressed("no"))])
    assert (await sent_off(player)).description == f"لماذا؟\n\n{TRACE}"
    assert LONGEST_ENQUIRY + len("\n\n") + LONGEST <= LONGEST_DESCRIPTION


async def test_what_was_found_can_stay_with_her_also_at_the_last_look() -> None:
    player = asking(**ENQUIRY, trace="along", description="لماذا؟", phone="")
    await player.press("edit:trace")
    here = await player.press("alone")
    assert isinstance(here, Open)
    assert here.key == "douar", "without it, it is a request like any other"


@pytest.mark.parametrize("form", ["cooperative", "none_yet"])
async def test_the_papers_are_those_of_the_legal_form_that_the_check_was_told(form: str) -> None:
    known: dict[str, Any] = {"consent": CONSENT, "kind": "funding", "place": CHTOUKA, "call": CALL, "project": "x"}
    known |= {"sector": "argan", "douar": "", "cost": 200_000, "amount": 1000, "description": "x"}
    player, anybody = asking(legal_form=form, **known), asking(**known)
    here, there = await player.look(), await anybody.look()
    assert here.key == there.key == "files"
    call = next(call for call in load().calls if call.id == CALL)
    papers = checklist(call, form, load().documents.values()).documents
    assert len(papers) < len(checklist(call, None, load().documents.values()).documents)
    assert player.said(here) != anybody.said(there)
