"""What every record of the catalogue has in common."""

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A frozen value read from a data file; a name that it does not know is an error, not noise."""

    # Most records stand in another one, and need no reading of their own; it is made when one is read by itself.
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)
