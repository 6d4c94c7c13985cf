from email.parser import BytesParser
from email.policy import HTTP

from hypothesis import given
from hypothesis import strategies as st

from bot.multipart import encode

NAMES = st.text(st.characters(blacklist_categories=["Cc", "Cs"]), min_size=1)


@given(st.dictionaries(st.sampled_from(["chat_id", "caption"]), NAMES), st.binary())
def test_what_is_put_in_comes_out(fields: dict[str, str], content: bytes) -> None:
    kind, body = encode(fields, {"document": ("ورقة.pdf", content, "application/pdf")})
    parsed = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + body)
    parts = {part.get_param("name", header="content-disposition"): part for part in parsed.iter_parts()}
    assert parts.keys() == fields.keys() | {"document"}
    assert body.count(b"\r\n\r\n" + content + b"\r\n--") == 1 or not content
    assert parts["document"].get_content_type() == "application/pdf"


def test_a_name_cannot_end_its_header() -> None:
    _, body = encode({}, {"photo": ('a"\r\nX-Evil: 1', b"x", "image/png")})
    assert b"X-Evil: 1\r\n" not in body.replace(b"%0D%0A", b"")
    assert b'filename="a%22%0D%0AX-Evil: 1"' in body
