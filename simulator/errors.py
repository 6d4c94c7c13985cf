from typing import Any


class ApiError(Exception):
    """An answer with `"ok": false`: Telegram's code, its own words, and what it adds for machines."""

    def __init__(self, code: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def envelope(self) -> dict[str, Any]:
        envelope: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            envelope["parameters"] = self.parameters
        return envelope


def bad_request(text: str) -> ApiError:
    return ApiError(400, f"Bad Request: {text}")


def upgraded(chat_id: int) -> ApiError:
    """The group has become a supergroup, whose id is this: https://core.telegram.org/bots/api#responseparameters."""
    text = "Bad Request: group chat was upgraded to a supergroup chat"
    return ApiError(400, text, {"migrate_to_chat_id": chat_id})


def unauthorized() -> ApiError:
    return ApiError(401, "Unauthorized")


def forbidden(text: str) -> ApiError:
    return ApiError(403, f"Forbidden: {text}")


def not_found() -> ApiError:
    return ApiError(404, "Not Found")


def conflict(text: str) -> ApiError:
    return ApiError(409, f"Conflict: {text}")


def too_large() -> ApiError:
    return ApiError(413, "Request Entity Too Large")


def too_many(seconds: int) -> ApiError:
    return ApiError(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})
