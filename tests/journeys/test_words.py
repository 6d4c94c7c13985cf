from datetime import timedelta

from bot.ticks import WORDS_KEPT, forget_what_is_over
from messages.text import B
from tests.journeys.chat import UNKNOWN, Chat
from tests.stage import Stage

STRANGE = "taqsbit"
NONE_OF_THESE = B("None of these: show the list")


async def at_the_sector(stage: Stage) -> Chat:
    chat = Chat(stage, stage.phone("رقية"))
    await chat.begins()
    await chat.taps("سوس-ماسة")
    await chat.taps("تارودانت")
    await chat.taps("تعاونية")
    chat.reads("ما هو نشاطك")
    return chat


async def heard(stage: Stage) -> list[tuple[str, str, str, int]]:
    rows = await stage.rows("select kind, text, chosen, count from word_heard order by kind, text")
    return [(row["kind"], row["text"], row["chosen"], row["count"]) for row in rows]


async def test_a_confident_match_is_one_tap_and_is_recorded_without_who(stage: Stage) -> None:
    chat = await at_the_sector(stage)
    await chat.writes("زعفران")
    chat.reads("هل تقصد هذا؟")
    assert await heard(stage) == [], "not before it is answered"
    await chat.taps("الفلاحة")
    assert await heard(stage) == [("sector", "زعفران", "agriculture", 1)]
    assert list((await stage.rows("select * from word_heard"))[0]) == ["kind", "text", "chosen", "day", "count"]


async def test_an_ambiguous_word_asks(stage: Stage) -> None:
    chat = await at_the_sector(stage)
    for word in ("طين", "نجار", "تلفيف"):
        await chat.writes(word)
        chat.reads("أيها تقصد؟")
        assert chat.says(NONE_OF_THESE) in chat.labels


async def test_several_activities_in_one_sentence_are_all_offered(stage: Stage) -> None:
    chat = await at_the_sector(stage)
    await chat.writes("عندنا النحل وكنديرو الكسكس و الخياطة")
    names = ("تربية النحل", "المواد الغذائية وتثمين المنتوجات المجالية", "الصناعة التقليدية: النسيج واللباس")
    assert all(name in chat.labels for name in names), chat.labels


async def test_words_that_nobody_understood_are_learnt_with_what_was_chosen_from_the_list(stage: Stage) -> None:
    chat = await at_the_sector(stage)
    await chat.writes(STRANGE)
    chat.reads("لم أجد ذلك")
    await stage.restart()
    await chat.writes("العسل")
    await chat.taps(NONE_OF_THESE)
    await chat.taps("الأركان")
    assert await heard(stage) == [("sector", STRANGE, "argan", 1), ("sector", "العسل", "argan", 1)]


async def test_words_before_i_do_not_know_are_recorded_with_no_choice(stage: Stage) -> None:
    chat = await at_the_sector(stage)
    await chat.writes(STRANGE)
    await chat.taps(UNKNOWN)
    assert await heard(stage) == [("sector", STRANGE, "", 1)]


async def test_a_phone_number_is_never_recorded(stage: Stage) -> None:
    chat = await at_the_sector(stage)
    await chat.writes("العسل 0612345678")
    await chat.taps("تربية النحل")
    assert await heard(stage) == []


async def test_places_are_learnt_too_and_all_is_forgotten_after_a_year(stage: Stage) -> None:
    chat = Chat(stage, stage.phone("رقية"))
    await chat.begins()
    await chat.writes("ترودانت")
    await chat.taps("تارودانت")
    assert await heard(stage) == [("place", "ترودانت", "09.541", 1)]
    stage.clock.move(WORDS_KEPT + timedelta(days=1))
    await forget_what_is_over(stage.database, stage.clock)
    assert await heard(stage) == []


async def test_privacy_says_so(stage: Stage) -> None:
    chat = Chat(stage, stage.phone("رقية"))
    await chat.writes("/privacy")
    chat.reads("الكلمات التي تكتبها", "سنة واحدة")
