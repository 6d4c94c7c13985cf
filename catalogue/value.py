"""Values that come from a data file or the database, checked by pydantic as they come in."""

from typing import Any

from msgspec import Struct
from msgspec.structs import asdict, fields
from pydantic import GetCoreSchemaHandler, ValidatorFunctionWrapHandler
from pydantic_core import CoreSchema
from pydantic_core.core_schema import (
    no_info_wrap_validator_function,
    plain_serializer_function_ser_schema,
    typed_dict_field,
    typed_dict_schema,
)


class Value(Struct, frozen=True):
    """A struct that may stand in a `Record`, or in whatever else pydantic reads and writes."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """As a table with its fields. Only a class with `forbid_unknown_fields` takes no others."""
        del source
        table = typed_dict_schema(
            {
                each.name: typed_dict_field(handler.generate_schema(each.type), required=each.required)
                for each in fields(cls)
            },
            extra_behavior="forbid" if cls.__struct_config__.forbid_unknown_fields else "ignore",
        )

        def read(given: Any, checked: ValidatorFunctionWrapHandler) -> "Value":
            return given if isinstance(given, cls) else cls(**checked(given))

        written = plain_serializer_function_ser_schema(asdict, return_schema=table)
        return no_info_wrap_validator_function(read, table, serialization=written)
