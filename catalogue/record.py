"""What every record of the catalogue has in common."""

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A frozen value read from a data file; a name that it does not know is an error, not noise."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)
