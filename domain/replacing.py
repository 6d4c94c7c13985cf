"""A struct with some of its fields replaced, as `msgspec.structs.replace` makes it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # The type checker knows a struct's fields as it knows a dataclass's; msgspec's own signature takes any name.
    from dataclasses import replace
else:
    from msgspec.structs import replace

__all__ = ["replace"]
