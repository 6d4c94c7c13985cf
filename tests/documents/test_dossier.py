import pytest

from documents.dossier import paper_name
from domain.requests.request import StoredFile


def file(kind: str = "document", name: str | None = None) -> StoredFile:
    return StoredFile(1, "statutes", kind, "id", "unique", name, None, 0)


@pytest.mark.parametrize(
    ("kind", "name", "called"),
    [
        ("document", "النظام الأساسي.PDF", "07-statutes.pdf"),
        ("document", "../../etc/passwd", "07-statutes"),
        ("document", "a.b/../../c", "07-statutes"),
        ("document", "x.متن", "07-statutes"),
        ("document", "x.", "07-statutes"),
        ("document", "x.toolongending", "07-statutes"),
        ("document", None, "07-statutes"),
        ("photo", None, "07-statutes.jpg"),
        ("voice", None, "07-statutes.ogg"),
    ],
)
def test_a_paper_in_an_archive_has_a_harmless_name_that_tells_what_it_is(
    kind: str, name: str | None, called: str
) -> None:
    assert paper_name(7, file(kind, name)) == called
