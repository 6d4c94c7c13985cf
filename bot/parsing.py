"""Updates as python-telegram-bot's objects, read as far as somebody looks at them.

Its own reading asks for each of some two hundred fields whether it is there, and takes a fifth of all the time that an
answer costs. Here the values that are there are taken over; those of the rarer kinds are read by python-telegram-bot
when a handler first asks for one (docs/decisions/0020).
"""

from collections.abc import Callable
from datetime import UTC, datetime
from inspect import signature
from typing import Any, ClassVar, Final, TypeVar

from telegram import Bot, CallbackQuery, Chat, Message, MessageEntity, TelegramObject, Update, User

Raw = dict[str, Any]
Kind = TypeVar("Kind", bound="_Partial")

COMPUTED: Final = {"_id_attrs"}
"""What python-telegram-bot makes of an object's fields, to compare objects by."""


def read_update(raw: Raw, bot: Bot) -> Update:
    """The update, as `Update.de_json` makes it for whoever asks it anything.

    What is not as Telegram promises raises an error here, or when it is asked for.
    """
    return _read(_Update, raw, bot)


class _Partial(TelegramObject):
    """An object whose rarer fields are still in its `_raw` JSON; `_whole` is it as python-telegram-bot reads it."""

    __slots__ = ()
    _raw: Raw
    _whole: TelegramObject | None
    kind: ClassVar[type[TelegramObject]]
    blank: ClassVar[TelegramObject]
    """One in which nothing optional is there: it knows what stands in place of it."""
    fields: ClassVar[frozenset[str]]
    promised: ClassVar[frozenset[str]]

    def __init_subclass__(cls) -> None:
        cls.fields = frozenset(signature(cls.kind).parameters) - {"api_kwargs"}
        cls.promised = frozenset(
            name for name, each in signature(cls.kind).parameters.items() if each.default is each.empty
        )

    def __getattr__(self, name: str) -> Any:
        """Called for what is not set."""
        if name not in self._raw and name not in self.promised | COMPUTED:
            return getattr(self.blank, name)
        if self._whole is None:
            self._whole = self.kind.de_json(self._raw, self._bot)
        return getattr(self._whole, name)


class _User(_Partial, User):
    __slots__ = ("_raw", "_whole")
    kind, blank = User, User(0, "", is_bot=False)


class _Chat(_Partial, Chat):
    __slots__ = ("_raw", "_whole")
    kind, blank = Chat, Chat(0, Chat.PRIVATE)


class _Message(_Partial, Message):
    __slots__ = ("_raw", "_whole")
    kind, blank = Message, Message(0, datetime.fromtimestamp(0, UTC), _Chat.blank)


class _CallbackQuery(_Partial, CallbackQuery):
    __slots__ = ("_raw", "_whole")
    kind, blank = CallbackQuery, CallbackQuery("", _User.blank, "")


class _Update(_Partial, Update):
    __slots__ = ("_raw", "_whole")
    kind, blank = Update, Update(0)


def _read(kind: type[Kind], raw: Raw, bot: Bot) -> Kind:
    made: Kind = kind.__new__(kind)
    _set(made, "_raw", raw)
    _set(made, "_whole", None)
    _set(made, "_bot", bot)
    for name, value in raw.items():
        field, read = READERS.get(name, (name, None))
        if value is None or field not in kind.fields:
            continue  # python-telegram-bot knows what stands in place of it
        if read is not None:
            _set(made, field, read(value, bot))
        elif not isinstance(value, dict | list):
            _set(made, field, value)
    return made


def _reader(kind: type[_Partial]) -> Callable[[Raw, Bot], TelegramObject]:
    return lambda raw, bot: _read(kind, raw, bot)


def _time(value: int, _bot: Bot) -> datetime:
    return datetime.fromtimestamp(value, UTC)


_set: Final = object.__setattr__  # TelegramObject's own looks each time whether the object is finished
READERS: Final[dict[str, tuple[str, Callable[[Any, Bot], Any]]]] = {
    "message": ("message", _reader(_Message)),
    "edited_message": ("edited_message", _reader(_Message)),
    "callback_query": ("callback_query", _reader(_CallbackQuery)),
    "from": ("from_user", _reader(_User)),
    "chat": ("chat", _reader(_Chat)),
    "date": ("date", _time),
    "edit_date": ("edit_date", _time),
    "entities": ("entities", MessageEntity.de_list),
}
"""Fields that nearly every update has, by their names in JSON: the attribute, and how it is read.

In the kinds that are read here, each means the same wherever it stands.
"""
