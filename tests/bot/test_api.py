from bot.api import Api

TOKEN = "123456:TEST-token"


def test_the_bot_shows_no_token_however_it_is_printed() -> None:
    api = Api(TOKEN, "http://127.0.0.1:9")
    assert "TEST" not in f"{api!r} {api!s} {[api]}"
