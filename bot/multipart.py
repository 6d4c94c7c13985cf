"""Files among the fields of a form, as RFC 7578 has it."""

import secrets
from collections.abc import Mapping


def encode(fields: Mapping[str, str], files: Mapping[str, tuple[str, bytes, str]]) -> tuple[str, bytes]:
    """The content type and the body of a form, with files as (name, content, type).

    A file's name goes as it is, in any script: that is how Telegram takes it.
    """
    boundary = secrets.token_hex(16)  # so long that no file contains it
    parts = [_part(boundary, name, "", value.encode()) for name, value in fields.items()]
    for name, (file_name, content, kind) in files.items():
        more = f'; filename="{_quoted(file_name)}"\r\nContent-Type: {kind}'
        parts.append(_part(boundary, name, more, content))
    return f"multipart/form-data; boundary={boundary}", b"".join(parts) + f"--{boundary}--\r\n".encode()


def _part(boundary: str, name: str, more: str, content: bytes) -> bytes:
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="{_quoted(name)}"{more}\r\n\r\n'
    return head.encode() + content + b"\r\n"


def _quoted(name: str) -> str:
    return name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
