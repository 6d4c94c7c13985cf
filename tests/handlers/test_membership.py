from tests.journeys.chat import CHECK, Chat
from tests.stage import Stage


async def test_a_person_who_blocks_and_comes_back_is_served_again(stage: Stage) -> None:
    chat = Chat(stage, stage.phone("هند"))
    await chat.begins()
    chat.phone.block()
    await chat.phone.idle()
    await stage.settled()
    [person] = await stage.rows("select blocked_at from person")
    assert person["blocked_at"] is not None
    chat.phone.unblock()
    await chat.after(chat.phone.start())
    [person] = await stage.rows("select blocked_at from person")
    assert person["blocked_at"] is None
    await chat.taps(CHECK)
    chat.reads("أين يوجد مشروعك")


async def test_the_menu_and_help_say_what_can_be_done(stage: Stage) -> None:
    chat = Chat(stage, stage.phone("هند"))
    await chat.writes("/menu")
    assert chat.phone.keyboard
    await chat.writes("/help")
    chat.reads("منصة الشباب")
    await chat.writes("/result")
    chat.reads("لم تحفظ")
