"""What several calls share: programmes, the bodies one goes to, the papers one prepares."""

from pydantic import Field

from catalogue.local import Local
from catalogue.record import Record
from catalogue.source import Confidence
from catalogue.vocabulary import LEGAL_FORMS


class Programme(Record):
    id: str
    name: Local


class Body(Record):
    """A committee, office or portal; `role` is one sentence on what it does for the person."""

    id: str
    name: Local
    role: Local
    source: str
    confidence: Confidence


class Document(Record):
    """A paper to prepare. `legal_forms` are those that have such a paper; `usual` ones are asked by many calls."""

    id: str
    name: Local
    legal_forms: frozenset[str] = Field(default_factory=lambda: frozenset(LEGAL_FORMS))
    usual: bool = False
    source: str
    confidence: Confidence
