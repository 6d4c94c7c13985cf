from typing import Any

import pytest

from catalogue.local import Local
from conversations.given import Attached, Contact, File, Given, Placed, Pressed, Typed
from conversations.question import Answered, Stale
from conversations.questions.files import FilesQuestion, Paper
from messages.text import T
from tests.conversations.asking import gathered, labels, refused, sent, text, turned, values

STATUTES, LIST = (
    Paper("statutes", Local(ar="النظام الأساسي", fr="Statuts")),
    Paper("members_list", Local(ar="لائحة الأعضاء", fr="Liste des membres")),
)
FOR_STATUTES = {"for": "statutes"}


def asking(so_far: Any = None, **options: Any) -> FilesQuestion:
    return FilesQuestion(T("Papers"), T("Papers"), (STATUTES, LIST), so_far=so_far, **options)


def file(at: int = 1, document: str = "other", kind: str = "photo") -> dict[str, Any]:
    return {"document": document, "kind": kind, "file_id": f"file{at}", "unique_id": f"unique{at}", "size": 1000}


def test_files_are_added_one_by_one() -> None:
    assert gathered(asking(), sent(at=1)) == [file(1)]
    assert gathered(asking([file(1)]), sent(at=2)) == [file(1), file(2)]


def test_each_file_is_kept_once_and_becomes_the_paper_that_it_is_sent_as() -> None:
    assert gathered(asking([file(1), file(2)]), sent(at=1)) == [file(1), file(2)]
    assert gathered(asking([file(1), file(2)]), sent(at=1), FOR_STATUTES) == [file(1, "statutes"), file(2)]
    assert gathered(asking([file(1, "statutes")]), sent(at=1)) == [file(1, "statutes")]


def test_a_paper_is_named_by_tapping_its_number_first() -> None:
    assert turned(asking(), Pressed("for:statutes")) == FOR_STATUTES
    assert "النظام الأساسي" in text(asking().ask(FOR_STATUTES))
    assert "لائحة الأعضاء" not in text(asking().ask(FOR_STATUTES))
    assert gathered(asking(), sent(), FOR_STATUTES) == [file(1, "statutes")]


def test_the_list_says_what_came_and_what_is_missing() -> None:
    shown = text(asking([file(1, "statutes"), file(2)]).ask(None))
    assert "✅" in shown.split("لائحة")[0]
    assert "▫️" in shown
    assert "ملفان" in shown
    assert "وصل" not in text(asking().ask(None))


def test_the_last_file_can_be_taken_away() -> None:
    assert "less:2" in values(asking([file(1), file(2)]).ask(None))
    assert gathered(asking([file(1), file(2)]), Pressed("less:2")) == [file(1)]
    assert gathered(asking([file(1)]), Pressed("less:2")) == [file(1)], "the same button, tapped twice"
    assert not any(value.startswith("less") for value in values(asking().ask(None)))


def test_it_ends_when_she_says_so_also_without_files() -> None:
    assert asking([file(1)]).read(Pressed("done"), None) == Answered([file(1)])
    assert asking().read(Pressed("done"), None) == Answered([])
    assert "⏭" in labels(asking().ask(None))[-1]


def test_where_a_file_is_needed_it_cannot_end_without() -> None:
    assert "done" not in values(asking(least=1).ask(None))
    refused(asking(least=1), Pressed("done"))
    with pytest.raises(Stale):
        asking(least=1).load([])


@pytest.mark.parametrize(
    "given",
    [
        sent("document", "النظام.pdf", "application/pdf"),
        sent("document", "liste.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        sent("document", "scan.JPG", "image/jpeg"),
        sent("document", "scan.pdf", "application/octet-stream"),
        sent("document", "scan.pdf"),
        sent("voice", mime="audio/ogg"),
        sent("video", mime="video/mp4"),
        sent("photo", size=19_999_999),
    ],
)
def test_photos_papers_voice_and_video_are_taken(given: Given) -> None:
    assert gathered(asking(), given)


@pytest.mark.parametrize(
    "given",
    [
        sent("document", "programme.exe", "application/x-msdownload"),
        sent("document", "facture.pdf.exe", "application/octet-stream"),
        sent("document", "page.pdf", "text/html"),
        sent("document", "photo.png.apk", "image/png"),
        sent("document", "page.html\u202e", "application/pdf"),
        sent("document", "dessin.svg", "image/svg+xml"),
        sent("document", "budget.xlsm", "application/vnd.ms-excel.sheet.macroEnabled.12"),
        sent("document", "photos.7z", "image/jpeg"),
        sent("document", "photos.zip", "application/zip"),
        sent("document"),
        sent("sticker"),
        sent("animation"),
        sent("video", size=20_000_001),
        Attached("poll"),
        Attached("other"),
        Contact("0661234567"),
        Placed(30, -9),
        Typed("هاهي الوثيقة"),
        Pressed("for:passport"),
        Pressed("for:"),
        Pressed("?"),
    ],
)
def test_anything_else_is_refused_with_what_will_do(given: Given) -> None:
    refused(asking([file(1)]), given)


def test_a_hundred_files_are_enough_and_none_of_them_is_lost() -> None:
    full = [file(at) for at in range(100)]
    assert "100" in refused(asking(full), sent(at=100))
    assert gathered(asking(full), sent(at=7)) == full


def test_the_name_of_a_file_is_kept_in_one_line_and_not_when_it_names_an_identity_card() -> None:
    pdf = "application/pdf"
    assert gathered(asking(), sent("document", "ملف\u202e\n<b>.pdf", pdf))[0]["name"] == "ملف <b>.pdf"
    assert len(gathered(asking(), sent("document", "ط" * 300 + ".pdf", pdf))[0]["name"]) == 100
    for name in ("CIN BK123456.pdf", "cin_bk123456.pdf", "BK123456_recto.pdf", "scan.BK123456.pdf", "cinBK123456.pdf"):
        assert "name" not in gathered(asking(), sent("document", name, pdf))[0], name
    assert gathered(asking(), sent("document", "facture_2024_03.pdf", pdf))[0]["name"] == "facture_2024_03.pdf"


def test_what_is_written_under_a_photo_is_its_name_unless_it_names_an_identity_card() -> None:
    assert gathered(asking(), Attached("photo", File("f", "u"), "محل التعاونية"))[0]["name"] == "محل التعاونية"
    assert "name" not in gathered(asking(), Attached("photo", File("f", "u"), "بطاقتي JB123456"))[0]


@pytest.mark.parametrize("stored", [None, "x", [1], [{}], [file(at) for at in range(101)]])
def test_what_was_stored_by_other_rules_is_asked_again(stored: Any) -> None:
    with pytest.raises(Stale):
        asking().load(stored)
