import pytest

from domain.requests.amounts import ShareAboveTotal
from domain.requests.change import Change, TooLate
from domain.requests.kinds import Kind
from domain.requests.life import Action, Actor, NotAllowed, State
from domain.requests.limits import OPEN_QUESTIONS, OPEN_REQUESTS, TooMany
from domain.requests.reference import make
from domain.requests.request import Helped, Rating, Wanted
from domain.service.clocks import question_due, started
from storage.cooperatives import Cooperatives, MemberRole
from storage.desk import DeskRequests
from storage.request_scope import Gone, Overtaken
from storage.requests import OwnRequests
from storage.staff import Staff
from storage.unit import Call, Database
from tests.storage.examples import DAY, FATIMA, HASSAN, KHENIFRA, NADIA, NEW, NOW, ZAHRA, employ, paper, sent, taken


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
    clocks = started(NEW.kind, NOW)
    assert (request.submitted_at, request.deadline) == (NOW, clocks.deadline)
    assert (request.decision_due, request.remaining) == (clocks.decision_due, None)
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
        assert reopened.deadline == started(NEW.kind, NOW + 60 * DAY).deadline
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


async def test_there_is_a_limit_to_open_requests_of_a_person_and_it_counts_only_open_ones(database: Database) -> None:
    async with database.unit() as unit:
        requests = [await sent(unit) for _ in range(OPEN_REQUESTS)]
        own = OwnRequests(unit, FATIMA)
        assert not await own.has_room()
        with pytest.raises(TooMany) as caught:
            await sent(unit)
        assert caught.value.most == OPEN_REQUESTS
        assert await OwnRequests(unit, ZAHRA).has_room()
        withdrawn = await own.change(requests[0], Change(Action.WITHDRAW), NOW)
        assert await own.has_room()
        await sent(unit)
        with pytest.raises(TooMany):
            await own.change(withdrawn, Change(Action.REOPEN), NOW)


async def test_a_cooperative_has_a_limit_of_its_own_and_who_helps_others_has_none(database: Database) -> None:
    async with database.unit() as unit:
        cooperative = Cooperatives(unit).create("تعاونية النور", KHENIFRA, FATIMA, NOW)
        for _ in range(OPEN_REQUESTS):
            await sent(unit, cooperative_id=cooperative)
            await sent(unit, HASSAN, helped=Helped("رقية", "consent/1"))
        assert await OwnRequests(unit, FATIMA).has_room()
        assert not await OwnRequests(unit, FATIMA).has_room(cooperative)
        assert await OwnRequests(unit, HASSAN).has_room()
        await sent(unit, HASSAN, helped=Helped("رقية", "consent/1"))
        with pytest.raises(TooMany):
            await sent(unit, cooperative_id=cooperative)


async def test_there_is_a_limit_to_questions_without_an_answer(database: Database) -> None:
    async with database.unit() as unit:
        first, second = await sent(unit), await sent(unit)
        own, ask = OwnRequests(unit, FATIMA), Change(Action.ASK, "متى؟")
        for number in range(OPEN_QUESTIONS):
            await own.change((first, second)[number % 2], ask, NOW)
        with pytest.raises(TooMany):
            await own.change(first, ask, NOW)
        hassan = DeskRequests(unit, HASSAN)
        seen = await hassan.by_reference(first.reference, NOW)
        assert seen is not None
        await hassan.change(seen, Change(Action.ANSWER, "غدا"), NOW)
        assert (await own.change(first, ask, NOW)).reference == first.reference


async def test_a_helper_whose_role_has_ended_reads_the_request_no_more(database: Database) -> None:
    async with database.unit() as unit:
        request = await sent(unit, HASSAN, helped=Helped("رقية", "consent/1"))
        own = OwnRequests(unit, HASSAN)
        Staff(unit).erase(HASSAN, NOW)
        assert await own.all() == []
        assert await own.by_reference(request.reference, NOW) is None
        assert [await own.timeline(request), await own.files(request), await own.corrections(request)] == [[], [], []]
        with pytest.raises(Gone):
            await own.change(request, Change(Action.ASK, "متى؟"), NOW)
        nadia = await DeskRequests(unit, NADIA).by_reference(request.reference, NOW)
        assert nadia is not None
        assert await DeskRequests(unit, NADIA).readers(nadia) == []


async def test_a_question_waits_from_the_first_one_until_it_is_answered(database: Database) -> None:
    async with database.unit() as unit:
        own, request = OwnRequests(unit, FATIMA), await sent(unit)
        for later in (0, DAY):
            await own.change(request, Change(Action.ASK, "متى؟"), NOW + later)
        seen = await DeskRequests(unit, HASSAN).by_reference(request.reference, NOW)
        assert seen is not None
        assert seen.question_due == question_due(NOW)
        await DeskRequests(unit, HASSAN).change(seen, Change(Action.ANSWER, "غدا"), NOW + DAY)
        [answered] = await own.all()
        assert answered.question_due is None


async def test_where_nobody_receives_requests_no_clock_runs(database: Database) -> None:
    async with database.unit() as unit:
        request = await sent(unit, place="01.051")
        assert (request.state, request.deadline, request.decision_due) == (State.SUBMITTED, None, None)
        own = OwnRequests(unit, FATIMA)
        again = await own.change(await own.change(request, Change(Action.WITHDRAW), NOW), Change(Action.REOPEN), NOW)
        assert (again.deadline, again.decision_due) == (None, None)
        assert await own.all() == [again]
