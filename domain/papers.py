"""The papers to prepare for a call. One takes them to the office; copies may also be sent with a request."""

from collections.abc import Iterable

from msgspec import Struct

from catalogue.call import Call
from catalogue.reference import Document
from domain.calls import INDH


class Checklist(Struct, frozen=True):
    """Papers in the order of the catalogue. `stated`: this call's source names them; else many calls ask for them."""

    stated: bool
    documents: tuple[Document, ...]


def checklist(call: Call, legal_form: str | None, known: Iterable[Document]) -> Checklist:
    """What a holder of that legal form prepares; without a legal form, what anybody may have to.

    Where the source of an INDH call is silent, the usual papers of such calls help to begin: the office says which it
    wants. Nothing is known to be usual for other programmes.
    """
    stated = call.documents is not None
    usual = tuple(paper for paper in known if paper.usual and call.programme.id == INDH)
    wanted = call.documents.items if call.documents else usual
    fitting = tuple(paper for paper in wanted if legal_form is None or legal_form in paper.legal_forms)
    return Checklist(stated, fitting)
