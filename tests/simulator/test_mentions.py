from simulator import Phone
from tests.simulator.client import Bot


async def test_a_link_to_a_person_is_a_mention_and_one_to_nobody_is_text(bot: Bot, phone: Phone) -> None:
    links = [f'<a href="tg://user?id={number}">ف</a>' for number in (phone.id, 5, "x")]
    text = f"{' '.join(links)} <b>ب</b>"
    sent = await bot("sendMessage", chat_id=phone.id, text=text, parse_mode="HTML")
    mention, bold = sent["entities"]
    assert (mention["type"], mention["user"]["id"], mention["offset"]) == ("text_mention", phone.id, 0)
    assert bold["type"] == "bold"
    assert "url" not in mention


async def test_captions_and_changes_mention_people_too(bot: Bot, phone: Phone) -> None:
    values = {"chat_id": str(phone.id), "caption": f'<a href="tg://user?id={phone.id}">ف</a>', "parse_mode": "HTML"}
    sent = await bot.form("sendDocument", values, document=("a.txt", b"x"))
    assert sent["caption_entities"][0]["type"] == "text_mention"
    text = await bot("sendMessage", chat_id=phone.id, text="x")
    where = {"chat_id": phone.id, "message_id": text["message_id"]}
    edited = await bot("editMessageText", **where, text=values["caption"], parse_mode="HTML")
    assert edited["entities"][0]["user"]["first_name"] == "فاطمة"
