from bot.profile import DESCRIPTION, SHORT, introduce
from handlers.menu import COMMANDS
from messages.voice import Voice
from tests.bot.fakes import Telegram

# https://core.telegram.org/bots/api#setmydescription and the two beside it
LONGEST_DESCRIPTION, LONGEST_SHORT, LONGEST_COMMAND = 512, 120, 256


async def test_the_bot_introduces_itself_in_every_language_and_arabic_is_the_usual_one() -> None:
    telegram = Telegram()
    telegram.behave = lambda _method, _parameters: True
    await introduce(telegram)
    told = {(method, parameters.get("language_code")) for method, parameters in telegram.calls}
    texts = ("setMyCommands", "setMyDescription", "setMyShortDescription")
    assert told == {(method, code) for method in texts for code in (None, "fr")} | {("setChatMenuButton", None)}
    commands = telegram.calls[0][1]["commands"]
    assert [each["command"] for each in commands] == list(COMMANDS)


async def test_everything_fits_what_telegram_allows() -> None:
    for language in ("ar", "fr"):
        voice = Voice.of(language)
        assert len(voice.plain(DESCRIPTION)) <= LONGEST_DESCRIPTION
        assert len(voice.plain(SHORT)) <= LONGEST_SHORT
        assert all(len(voice.plain(text)) <= LONGEST_COMMAND for text in COMMANDS.values())
