import datetime as dt
from collections import defaultdict
from contextlib import closing
from functools import cache

import pypdfium2
import pytest
import zxingcpp
from fpdf.fonts import TTFFont

from catalogue.local import Local
from documents.lines import Run
from documents.page import (
    Banner,
    Block,
    Code,
    Column,
    Facts,
    Heading,
    Item,
    Items,
    Mark,
    Page,
    Paragraph,
    Signatures,
    Space,
    Step,
    Table,
    Timeline,
)
from documents.pdf import render
from documents.pen import Hand, Pen
from messages.text import T
from messages.values import Verbatim
from messages.voice import Untranslated, Voice

MADE = dt.datetime(2026, 11, 22, 10, 0, tzinfo=dt.UTC)
ADDRESS = "https://t.me/tiwizi_bot?start=r-R7K24Q"
TITLE = Local(ar="وصل طلب الدعم", fr="Reçu de la demande")
FOOTER = Local(ar="القرار للجنة.", fr="Le comité décide.")
EVERYTHING: tuple[Block, ...] = (
    Banner(Verbatim("R7K-24Q")),
    Heading(Local(ar="المبلغ", fr="Montant")),
    Facts(((Local(ar="التعاونية", fr="Coopérative"), Verbatim("تعاونية أمل 12")),)),
    Items(tuple(Item(Local(ar="شرط", fr="Condition"), mark, Verbatim("18 04 2025")) for mark in Mark)),
    Timeline((Step(Verbatim("22"), Verbatim("أول")), Step(Verbatim("23"), Verbatim("ثان"), Verbatim("منصة")))),
    Table((Column(Local(ar="الاسم", fr="Nom"), 2), Column(Local(ar="التوقيع", fr="Signature"))), ((TITLE, None),)),
    Space(5),
    Paragraph(Verbatim("خاتمة"), small=True, centred=True),
    Signatures((Local(ar="المنصة", fr="La plateforme"), Verbatim("المؤطر"))),
)


def page(*blocks: Block, code: Code | None = None) -> Page:
    return Page(TITLE, blocks, FOOTER, code)


def drawn(*blocks: Block, language: str = "ar", code: Code | None = None) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(render(page(*blocks, code=code), Voice.of(language), made=MADE))


@cache
def everything() -> pypdfium2.PdfDocument:
    return drawn(*EVERYTHING)


def text(document: pypdfium2.PdfDocument, number: int = 0) -> str:
    """What a reader finds and copies, in the order of reading."""
    return str(document[number].get_textpage().get_text_range())


def seen(document: pypdfium2.PdfDocument) -> list[str]:
    """The lines of the first page, from above, as an eye meets their characters from left to right, without blanks."""
    letters = document[0].get_textpage()
    lines: defaultdict[int, list[tuple[float, str]]] = defaultdict(list)
    for number in range(letters.count_chars()):
        character = letters.get_text_range(number, 1)
        left, bottom, _, _ = letters.get_charbox(number, loose=True)
        if not character.isspace():
            lines[round(bottom)].append((left, character))
    return ["".join(each for _, each in sorted(line)) for _, line in sorted(lines.items(), reverse=True)]


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_the_same_page_gives_the_same_bytes(language: str) -> None:
    whole = page(*EVERYTHING, code=Code(ADDRESS, TITLE))
    voice = Voice.of(language)
    assert render(whole, voice, made=MADE) == render(whole, voice, made=MADE)


def test_a_page_is_a4_and_says_what_it_is() -> None:
    document = everything()
    assert [round(side) for side in document[0].get_size()] == [595, 842]
    assert document.get_metadata_value("Title") == "وصل طلب الدعم"
    assert document.get_metadata_value("CreationDate") == "D:20261122100000Z"


@pytest.mark.parametrize("words", ["وصل طلب الدعم", "القرار للجنة.", "R7K-24Q", "تعاونية أمل 12", "التوقيع"])
def test_words_can_be_found(words: str) -> None:
    assert words in text(everything())


def test_values_stand_in_an_arabic_line_as_they_are_read() -> None:
    where = T("📍 {where}", where=Verbatim("قاعة Salle-12، أكادير"))
    assert "ريداكأ،Salle-12ةعاق" in seen(drawn(Paragraph(where)))


def test_values_stand_in_a_french_line_as_they_are_read() -> None:
    where = T("📍 {where}", where=Verbatim("قاعة 12 تيزنيت"))
    assert "تينزيت12ةعاق" in seen(drawn(Paragraph(where), language="fr"))


@pytest.mark.parametrize(("language", "first"), [("ar", "right"), ("fr", "left")])
def test_columns_begin_where_reading_begins(language: str, first: str) -> None:
    document = drawn(Facts(((Verbatim("AAA"), Verbatim("ZZZ")),)), language=language)
    line = next(line for line in seen(document) if "AAA" in line)
    assert line == ("ZZZAAA" if first == "right" else "AAAZZZ")


@pytest.mark.parametrize(
    ("words", "alone"),
    [("بيت", ""), ("سلام", "م"), ("دار", "دار"), ("لا", ""), ("محمَّد", ""), ("محَلُّ", ""), ("Bab 12", "Bab12")],
)
def test_only_letters_that_stand_alone_have_the_shape_of_letters_that_stand_alone(words: str, alone: str) -> None:
    with closing(Pen(Voice.of("ar"), MADE)) as pen:
        pen.turn()
        pen.write(Verbatim(words), Hand())
        font = pen.pdf.current_font
        assert isinstance(font, TTFFont)
        glyphs = font.subset.get_all_glyph_names()
    letters = [each for each in words if each.isalnum()]
    assert {each for each in letters if font.cmap[ord(each)] in glyphs} == set(alone)


@pytest.mark.parametrize(("bare", "vowelled"), [("محمد", "مُحَمَّد"), ("التعاونية", "التَّعاوُنِيّة")])
def test_vowel_signs_do_not_part_the_letters(bare: str, vowelled: str) -> None:
    with closing(Pen(Voice.of("ar"), MADE)) as pen:
        assert pen.measured(Run(vowelled, rtl=True)) == pytest.approx(pen.measured(Run(bare, rtl=True)), rel=0.02)


def test_words_that_belong_to_the_library_are_only_words() -> None:
    assert "{nb} **a**" in text(drawn(Paragraph(Verbatim("{nb} **a**")), language="fr"))


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_a_phone_reads_the_code_at_the_end_of_the_lines(language: str) -> None:
    image = drawn(language=language, code=Code(ADDRESS, TITLE))[0].render(scale=2).to_pil()
    [code] = zxingcpp.read_barcodes(image)
    assert code.text == ADDRESS
    assert (code.position.top_left.x < image.width / 2) == (language == "ar")


@pytest.mark.parametrize(
    "block",
    [
        Table((Column(Verbatim("a")), Column(Verbatim("b"))), ((Verbatim("c" * 200), Verbatim("d" * 200)),)),
        Signatures((Verbatim("a"), Verbatim("b"))),
        Facts(((Verbatim("a"), Verbatim("b " * 200)),)),
        Paragraph(Verbatim("a " * 300)),
        Items((Item(Verbatim("a " * 200), remark=Verbatim("b " * 200)),)),
        Timeline((Step(Verbatim("a"), Verbatim("b " * 200)),)),
    ],
)
def test_nothing_is_written_over_the_code(block: Block) -> None:
    [code] = zxingcpp.read_barcodes(drawn(block, code=Code(ADDRESS, TITLE))[0].render(scale=2).to_pil())
    assert code.text == ADDRESS


def test_the_code_can_be_tapped() -> None:
    assert ADDRESS.encode() in render(page(code=Code(ADDRESS, TITLE)), Voice.of("ar"), made=MADE)


def test_a_long_table_repeats_its_labels_and_numbers_its_pages() -> None:
    rows = tuple((Verbatim(f"Coop {number}"), None) for number in range(60))
    document = drawn(Table((Column(Verbatim("Nom")), Column(Verbatim("Signature"))), rows, tall=True))
    pages = [text(document, number) for number in range(len(document))]
    assert len(pages) == 4
    assert all("Signature" in each and f"{number}/4" in each for number, each in enumerate(pages, start=1))
    assert sum(each.count("Coop") for each in pages) == 60


def test_one_page_has_no_number() -> None:
    assert "1/1" not in text(everything())


def test_a_text_longer_than_a_page_goes_on_on_the_next() -> None:
    document = drawn(Facts(((Verbatim("AAA"), Verbatim("كلمة " * 900)),)))
    assert len(document) > 1
    assert sum(text(document, number).count("كلمة") for number in range(len(document))) == 900


def test_a_heading_is_not_left_alone_at_the_bottom() -> None:
    document = drawn(Space(225), Heading(Verbatim("Conditions")), Paragraph(Verbatim("Rule")), language="fr")
    assert "Conditions" not in text(document)
    assert "Conditions" in text(document, 1)


def test_a_text_without_translation_is_not_drawn() -> None:
    with pytest.raises(Untranslated):
        drawn(Paragraph(T("Nobody translated this.")))
