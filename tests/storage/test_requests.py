import pytest

from domain.requests.amounts import ShareAboveTotal
from domain.requests.change import Change, TooLate
from domain.requests.kinds import Kind
from domain.requests.life import Action, Actor, NotAllowed, State
from domain.requests.lists import deadline
from domain.requests.reference import make
from domain.requests.request import Helped, Rating, Wanted
from storage.cooperatives import Cooperatives, MemberRole
from storage.desk import DeskRequests
from storage.request_scope import Gone, Overtaken
from storage.requests import OwnRequests
from storage.staff import Staff
from storage.unit import Call, Database
from tests.storage.examples import DAY, FATIMA, HASSAN, KHENIFRA, NEW, NOW, ZAHRA, employ, paper, sent, taken


@pytest.fixture(autouse=True)
async def staff(database: Database) -> None:
    await employ(database)


async def denied(database: Database) -> list[tuple[int, str]]:
    async with database.unit() as unit:
        [rows] = await unit.fetch(Call("select chat_id, reference from request_denied order by id", {}))
    return [(row["chat_id"], row["reference"]) for row in rows]


async def test_a_request_comes_back_as_it_was_sent(database: Database) -> None:
    async with database.unit() as unit:
        request = await sent(unit, files=(paper("a"), paper("b", "other")), amount=5000, total_cost=9000)
        files = await OwnRequests(unit, FATIMA).files(request)
        assert await OwnRequests(unit, FATIMA).all() == [request]
    assert (request.chat_id, request.state, request.province, request.place) == (
        FATIMA,
        State.SUBMITTED,
        KHENIFRA,
        KHENIFRA,
    )
    assert (request.project, request.douar, request.description) == (NEW.project, NEW.douar, NEW.description)
    assert (request.amount, request.total_cost, request.language) == (5000, 9000, "ar")
    assert (request.submitted_at, request.deadline) == (NOW, deadline(State.SUBMITTED, NOW))
    assert request.acting == (Actor.MEMBER,)
    assert [(file.document, file.file_id, file.lost_at) for file in files] == [
        ("statutes", "file-a", None),
        ("other", "file-b", None),
    ]


async def test_its_timeline_begins_with_the_sending_and_names_nobody(database: Database) -> None:
    async with database.unit() as unit:
        request = await sent(unit, files=(paper("a"),))
        [first] = await OwnRequests(unit, FATIMA).timeline(request)
    assert (first.at, first.action, first.role, first.by) == (NOW, Action.SUBMIT, Actor.MEMBER, None)
    assert first.data == {"documents": ["statutes"]}


async def test_a_reference_that_is_taken_is_drawn_again(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter([7, 7, 7, 8])
    monkeypatch.setattr("storage.requests.secrets.randbelow", lambda _: next(drawn))
    async with database.unit() as unit:
        assert [(await sent(unit)).reference, (await sent(unit)).reference] == [make(7), make(8)]


async def test_a_share_above_the_total_is_refused_and_nothing_is_stored(database: Database) -> None:
    async with database.unit() as unit:
        with pytest.raises(ShareAboveTotal):
            await sent(unit, kind=Kind.FUNDING, amount=20_860_515, total_cost=13_179_091)
        assert await OwnRequests(unit, FATIMA).all() == []


async def test_a_place_without_a_province_is_refused(database: Database) -> None:
    async with database.unit() as unit:
        with pytest.raises(ValueError, match="05"):
            await sent(unit, place="05")


async def test_another_persons_request_is_not_found_and_the_attempt_is_noted(database: Database) -> None:
    async with database.unit() as unit:
        request = await sent(unit)
        zahra = OwnRequests(unit, ZAHRA)
        assert await zahra.by_reference(request.reference, NOW) is None
        assert await zahra.by_reference(make(1), NOW) is None
        assert await zahra.timeline(request) == []
        assert await zahra.files(request) == []
        assert await zahra.corrections(request) == []
        with pytest.raises(Gone):
            await zahra.change(request, Change(Action.WITHDRAW), NOW)
        with pytest.raises(Gone):
            await zahra.rate(request, Rating(5), NOW)
    assert await denied(database) == [(ZAHRA, request.reference)]


async def test_she_withdraws_and_reopens_within_sixty_days_and_not_later(database: Database) -> None:
    async with database.unit() as unit:
        own = OwnRequests(unit, FATIMA)
        withdrawn = await own.change(await sent(unit), Change(Action.WITHDRAW), NOW)
        assert (withdrawn.state, withdrawn.decided_at, withdrawn.deadline) == (State.WITHDRAWN, NOW, None)
        reopened = await own.change(withdrawn, Change(Action.REOPEN), NOW + 60 * DAY)
        assert (reopened.state, reopened.decided_at, reopened.taken_by) == (State.SUBMITTED, None, None)
        assert reopened.deadline == deadline(State.SUBMITTED, NOW + 60 * DAY)
        again = await own.change(reopened, Change(Action.WITHDRAW), NOW + 60 * DAY)
        with pytest.raises(TooLate):
            await own.change(again, Change(Action.REOPEN), NOW + 120 * DAY + 1)


async def test_she_cannot_do_what_is_for_staff(database: Database) -> None:
    async with database.unit() as unit:
        request = await sent(unit)
        with pytest.raises(NotAllowed):
            await OwnRequests(unit, FATIMA).change(request, Change(Action.TAKE), NOW)
        with pytest.raises(NotAllowed):
            await OwnRequests(unit, FATIMA).rate(request, Rating(5), NOW)


async def test_a_button_that_shows_an_older_state_is_overtaken(database: Database) -> None:
    async with database.unit() as unit:
        request = await sent(unit)
        await taken(unit, HASSAN, request.reference)
        own = OwnRequests(unit, FATIMA)
        with pytest.raises(Overtaken) as caught:
            await own.change(request, Change(Action.WITHDRAW), NOW)
        assert (caught.value.current.state, caught.value.last.role) == (State.IN_REVIEW, Actor.AGENT)
        assert caught.value.last.by is None
        current = caught.value.current
        assert (await own.change(request, Change(Action.WITHDRAW), NOW, current.revision)).state is State.WITHDRAWN


async def test_a_question_and_a_file_are_never_overtaken(database: Database) -> None:
    async with database.unit() as unit:
        request = await sent(unit)
        await taken(unit, HASSAN, request.reference)
        own = OwnRequests(unit, FATIMA)
        await own.change(request, Change(Action.ASK, "متى أسمع منكم؟"), NOW)
        await own.change(request, Change(Action.ADD_FILE, files=(paper("a"),)), NOW)
        lines = [event.action for event in await own.timeline(request)]
        assert lines == [Action.SUBMIT, Action.TAKE, Action.ASK, Action.ADD_FILE]
        assert len(await own.files(request)) == 1


async def test_she_sends_again_only_what_was_asked_for(database: Database) -> None:
    async with database.unit() as unit:
        desk, own = DeskRequests(unit, HASSAN), OwnRequests(unit, FATIMA)
        request = await taken(unit, HASSAN, (await sent(unit)).reference)
        wanted = (Wanted("statutes", "الصورة غير واضحة", NOW + 9 * DAY), Wanted("members", "تنقص الصفحة 2"))
        asked = await desk.change(request, Change(Action.ASK_CORRECTION, corrections=wanted), NOW)
        assert (asked.state, asked.deadline) == (State.CORRECTION_ASKED, None)
        await own.change(asked, Change(Action.ADD_FILE, files=(paper("a"),)), NOW + 1)
        assert [one.done_at for one in await own.corrections(asked)] == [NOW + 1, None]
        done = await own.change(asked, Change(Action.CORRECT, files=(paper("b", "members"),)), NOW + 2)
        assert (done.state, done.taken_by) == (State.IN_REVIEW, HASSAN)
        assert [one.done_at for one in await own.corrections(asked)] == [NOW + 1, NOW + 2]
        assert (await own.timeline(asked))[2].data["corrections"][0] == {
            "document": "statutes",
            "why": "الصورة غير واضحة",
            "until": NOW + 9 * DAY,
        }


async def test_after_a_withdrawal_nothing_is_asked_for_any_more(database: Database) -> None:
    async with database.unit() as unit:
        request = await taken(unit, HASSAN, (await sent(unit)).reference)
        wanted = Change(Action.ASK_CORRECTION, corrections=(Wanted("statutes", "غير واضح"),))
        asked = await DeskRequests(unit, HASSAN).change(request, wanted, NOW)
        await OwnRequests(unit, FATIMA).change(asked, Change(Action.WITHDRAW), NOW + 1)
        assert [one.done_at for one in await OwnRequests(unit, FATIMA).corrections(asked)] == [NOW + 1]


async def test_an_album_that_comes_twice_is_kept_once(database: Database) -> None:
    album = tuple(paper(str(number)) for number in range(60))
    async with database.unit() as unit:
        request = await sent(unit, files=album)
        await OwnRequests(unit, FATIMA).change(request, Change(Action.ADD_FILE, files=album), NOW)
        assert len(await OwnRequests(unit, FATIMA).files(request)) == 60


async def test_a_rating_comes_after_the_decision_and_the_last_one_counts(database: Database) -> None:
    async with database.unit() as unit:
        own, desk = OwnRequests(unit, FATIMA), DeskRequests(unit, HASSAN)
        request = await taken(unit, HASSAN, (await sent(unit)).reference)
        await desk.change(request, Change(Action.ACCEPT, "مرحبا بكن يوم الاثنين"), NOW)
        for rating in (Rating(2), Rating(5, "شكرا", "voice-1")):
            await own.rate(request, rating, NOW)
        [rows] = await unit.fetch(Call("select score, text, voice from rating", {}))
    assert [dict(row) for row in rows] == [{"score": 5, "text": "شكرا", "voice": "voice-1"}]


async def test_a_cooperatives_request_belongs_to_those_who_act_for_it_now(database: Database) -> None:
    async with database.unit() as unit:
        cooperatives = Cooperatives(unit)
        cooperative = cooperatives.create("تعاونية أجدير", KHENIFRA, FATIMA, NOW)
        request = await sent(unit, cooperative_id=cooperative)
        with pytest.raises(NotAllowed):
            await sent(unit, ZAHRA, cooperative_id=cooperative)
        cooperatives.join(cooperative, ZAHRA, MemberRole.MEMBER, NOW)
        assert await OwnRequests(unit, ZAHRA).all() == []
        assert await cooperatives.hand_over(cooperative, FATIMA, ZAHRA, NOW)
        assert [one.id for one in await OwnRequests(unit, ZAHRA).all()] == [request.id]
        assert await OwnRequests(unit, FATIMA).all() == []
        with pytest.raises(Gone):
            await OwnRequests(unit, FATIMA).change(request, Change(Action.WITHDRAW), NOW)


async def test_only_an_agent_of_the_province_fills_a_request_in_for_somebody(database: Database) -> None:
    helped = Helped("رقية", "requests-aloud-1")
    async with database.unit() as unit:
        request = await sent(unit, HASSAN, helped=helped)
        assert request.helped == helped
        for chat_id, place in ((FATIMA, KHENIFRA), (HASSAN, "09.581")):
            with pytest.raises(NotAllowed):
                await sent(unit, chat_id, helped=helped, place=place)
        Staff(unit).erase(HASSAN, NOW)
        with pytest.raises(NotAllowed):
            await sent(unit, HASSAN, helped=helped)
