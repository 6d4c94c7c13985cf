import io

import pytest
from PIL import Image

from catalogue.local import Local
from documents.bars import draw
from documents.canvas import ACCENT, MARGIN, WIDTH, Brush, Canvas, Colour
from documents.chart import Bar, Chart
from messages.text import T
from messages.values import Verbatim
from messages.voice import Voice

AR, FR = Voice.of("ar"), Voice.of("fr")
THREE = tuple(Bar(Local(ar="مقبولة", fr="Acceptées"), T("{number}", number=n), n) for n in (30, 10, 0))


def opened(png: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(png))
    image.load()
    return image.convert("RGB")


def written(words: str, voice: Voice = AR, size: int = 60) -> Image.Image:
    canvas = Canvas(voice)
    canvas.write(Verbatim(words), Brush(size))
    return opened(canvas.png())


def inked(image: Image.Image) -> list[bool]:
    """Of each column, whether there is ink in it."""
    grey = image.convert("L")
    return [min(grey.crop((x, 0, x + 1, grey.height)).tobytes()) < 128 for x in range(grey.width)]


def strokes(image: Image.Image) -> int:
    """How many pieces of ink stand side by side, with white between them."""
    columns = inked(image)
    return sum(now and not before for before, now in zip([False, *columns], columns, strict=False))


def lines_of(image: Image.Image, colour: Colour) -> list[int]:
    """The widths of the full bars of a colour, from top to bottom."""
    rows = [len([x for x in range(0, image.width, 4) if image.getpixel((x, y)) == colour]) for y in range(image.height)]
    return [width for before, width in zip([0, *rows], rows, strict=False) if width and not before]


@pytest.mark.parametrize(("words", "pieces"), [("محمد", 1), ("سليم", 1), ("محمَّد", 1), ("دار", 3), ("سمك حلو", 2)])
def test_arabic_letters_are_joined_as_they_are_written(words: str, pieces: int) -> None:
    assert strokes(written(words, size=120)) == pieces


def test_arabic_is_written_from_the_right_and_french_from_the_left() -> None:
    arabic, french = inked(written("سلام")), inked(written("Salam", FR))
    assert not any(arabic[: WIDTH // 2])
    assert any(arabic[WIDTH - MARGIN - 20 :])
    assert not any(french[WIDTH // 2 :])
    assert any(french[MARGIN : MARGIN + 20])


def test_the_first_word_of_an_arabic_line_stands_at_its_right_end() -> None:
    both, first = inked(written("ا ب", size=100)), inked(written("ا", size=100))
    width = first[::-1].index(True)
    assert both[::-1].index(True) == width, "the letter that is read first"
    assert sum(both) > sum(first)


def test_a_long_text_takes_more_lines_and_stays_on_the_picture() -> None:
    image = written("تعاونية " * 40)
    assert image.height > written("تعاونية").height + 200
    assert not any(inked(image)[: MARGIN - 4])
    assert not any(inked(image)[WIDTH - MARGIN + 4 :])


@pytest.mark.parametrize(("voice", "side"), [(AR, WIDTH - MARGIN - 1), (FR, MARGIN)])
def test_bars_grow_from_the_side_where_reading_begins_and_are_as_long_as_what_they_count(
    voice: Voice, side: int
) -> None:
    image = opened(draw(Chart(Local(ar="عنوان", fr="Titre"), (), THREE), voice))
    rule, longest, third = lines_of(image, ACCENT)[0], *[w for w in lines_of(image, ACCENT)[1:] if w > 20]
    assert rule == longest
    assert abs(longest / third - 3) < 0.1
    bars = [y for y in range(image.height) if image.getpixel((side, y)) == ACCENT]
    assert bars


def test_a_chart_without_anything_in_it_can_be_drawn() -> None:
    assert opened(draw(Chart(Local(ar="عنوان", fr="Titre"), (), ()), AR)).width == WIDTH
    nothing = tuple(Bar(bar.label, bar.said, 0) for bar in THREE)
    assert opened(draw(Chart(Local(ar="عنوان", fr="Titre"), (), nothing), AR)).height > 300


def test_a_hidden_bar_has_no_length() -> None:
    hidden = (Bar(Verbatim("a"), Verbatim("?"), None),)
    image = opened(draw(Chart(Verbatim("t"), (), hidden), FR))
    assert len(lines_of(image, ACCENT)) == 1, "only the rule under the title"


def test_signs_that_the_font_does_not_have_are_left_out() -> None:
    assert strokes(written("🗂", FR)) == 0
    assert inked(written("🗂 سلام")) == inked(written("سلام"))
