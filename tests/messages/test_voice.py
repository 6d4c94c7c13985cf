import datetime as dt
from collections.abc import Callable
from gettext import GNUTranslations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.local import Local
from messages.bidi import FSI, PDI, RLM
from messages.languages import LANGUAGES
from messages.markup import TAG, without_tags
from messages.text import B, N, T, Text, Value
from messages.values import Day, Hour, Lines, Link, Listing, Moment, Money, Percent, Quote, Verbatim
from messages.voice import NotCompiled, Untranslated, Voice

Speak = Callable[[str, dict[Text, str | tuple[str, ...]]], Voice]

HELLO = T("Hello <b>{name}</b>.", name="Amina <3")
SUM = T("The sum: {value}", value="")


def test_a_text_is_said_with_its_value_escaped_and_isolated(speak: Speak) -> None:
    voice = speak("ar", {HELLO: "مرحباً <b>{name}</b>."})
    assert voice.say(HELLO) == f"مرحباً <b>{FSI}Amina &lt;3{PDI}</b>."


def test_a_plain_text_has_no_tags_and_keeps_the_isolates(speak: Speak) -> None:
    voice = speak("fr", {HELLO: "Bonjour <b>{name}</b> &amp; merci."})
    assert voice.plain(HELLO) == f"Bonjour {FSI}Amina <3{PDI} & merci."


def test_a_value_cannot_name_another_placeholder(speak: Speak) -> None:
    text = T("{a} {b}", a="{b}", b="x")
    assert speak("fr", {text: "{a} {b}"}).say(text) == f"{FSI}{{b}}{PDI} {FSI}x{PDI}"


def test_a_line_that_begins_with_an_emoji_begins_on_the_right_in_arabic_only(speak: Speak) -> None:
    assert speak("ar", {T("🌱 Welcome"): "🌱 مرحبا"}).say(T("🌱 Welcome")) == f"{RLM}🌱 مرحبا"
    assert speak("fr", {T("🌱 Welcome"): "🌱 Bienvenue"}).say(T("🌱 Welcome")) == "🌱 Bienvenue"


@pytest.mark.parametrize(
    ("value", "arabic", "french"),
    [
        (13_179_091, "13.179.091", "13 179 091"),
        (Money(200_000), "200.000 درهم", "200 000 DH"),
        (Percent(90), "90%", "90 %"),
        (Day(dt.date(2026, 7, 3)), "3 يوليوز 2026", "3 juillet 2026"),
        (Day(dt.date(2026, 7, 3), weekday=True), "الجمعة 3 يوليوز 2026", "vendredi 3 juillet 2026"),
        (Hour(dt.time(10)), "10:00 (العاشرة صباحا)", "10 h"),
        (
            Moment(dt.datetime(2026, 3, 10, 16, 30)),  # noqa: DTZ001 - wall-clock time
            "الثلاثاء 10 مارس 2026 على الساعة 16:30 (الرابعة والنصف زوالا)",
            "mardi 10 mars 2026 à 16 h 30",
        ),
        (Local("أركان", "Argan"), "أركان", "Argan"),
        (Verbatim("coop"), "coop", "coop"),
    ],
)
def test_each_kind_of_value_is_written_in_the_language(speak: Speak, value: Value, arabic: str, french: str) -> None:
    text = T("The sum: {value}", value=value)
    said = speak("ar", {SUM: "المجموع: {value}"}).say(text)
    assert said.replace("\u00a0", " ").replace(f"{FSI}{RLM}", FSI) == f"المجموع: {FSI}{arabic}{PDI}"
    said = speak("fr", {SUM: "Total : {value}"}).say(text)
    assert said.replace("\u00a0", " ").replace("\u202f", " ") == f"Total : {FSI}{french}{PDI}"


def test_a_text_within_a_text_is_said_in_the_same_language(speak: Speak) -> None:
    outer = T("The sum: {value}", value=T("<i>none</i>"))
    assert speak("fr", {outer: "Total : {value}", T("<i>none</i>"): "<i>rien</i>"}).say(outer) == (
        f"Total : {FSI}<i>rien</i>{PDI}"
    )


def test_a_value_that_begins_with_an_emoji_runs_to_the_left_in_arabic(speak: Speak) -> None:
    outer = T("The sum: {value}", value=Local("INDH تدعمكم", "INDH"))
    assert speak("ar", {outer: "المجموع: {value}"}).say(outer) == f"المجموع: {FSI}{RLM}INDH تدعمكم{PDI}"


def test_a_listing_isolates_its_items_and_joins_them_as_the_language_does(speak: Speak) -> None:
    text = T("The sum: {value}", value=Listing(("a", 2, "c")))
    assert speak("ar", {SUM: "المجموع: {value}"}).say(text) == (f"المجموع: {FSI}a{PDI} و{FSI}2{PDI} و{FSI}c{PDI}")
    assert speak("fr", {SUM: "Total : {value}"}).say(text) == f"Total : {FSI}a{PDI}, {FSI}2{PDI} et {FSI}c{PDI}"


def test_a_link_is_isolated_outside_its_tag(speak: Speak) -> None:
    text = T("The sum: {value}", value=Link('https://example.org/?a="1"&b=2', Verbatim("R&D")))
    voice = speak("fr", {SUM: "Total : {value}"})
    assert voice.say(text) == (f'Total : {FSI}<a href="https://example.org/?a=&quot;1&quot;&amp;b=2">R&amp;D</a>{PDI}')
    assert voice.plain(text) == f'Total : {FSI}R&D ({FSI}https://example.org/?a="1"&b=2{PDI}){PDI}'


def test_what_a_person_wrote_cannot_turn_the_text_around_it(speak: Speak) -> None:
    text = T("The sum: {value}", value="a\u202eb")
    assert speak("fr", {SUM: "Total : {value}"}).say(text) == f"Total : {FSI}ab{PDI}"


@given(st.text())
def test_whatever_a_person_writes_the_tags_and_isolates_are_the_texts_own(name: str) -> None:
    voice = Voice(LANGUAGES["ar"], GNUTranslations())
    said = voice.say(Quote(Lines((Verbatim(name), Local(f"أهلاً {name}", "x")))))
    assert TAG.findall(said) == ["<blockquote>", "</blockquote>"]
    assert without_tags(said) == voice.plain(Lines((Verbatim(name), Local(f"أهلاً {name}", "x"))))


def test_words_alone_keep_their_own_direction(speak: Speak) -> None:
    assert speak("ar", {}).say(Verbatim("a < b")) == "a &lt; b"


def test_lines_stand_one_under_the_other(speak: Speak) -> None:
    lines = Lines((Local("نعم", "Oui"), Verbatim("x")))
    assert speak("ar", {}).say(lines) == "نعم\nx"


def test_a_quote_stands_apart_and_can_be_folded(speak: Speak) -> None:
    voice = speak("fr", {})
    assert voice.say(Quote(Verbatim("a"))) == "<blockquote>a</blockquote>"
    assert voice.say(Quote(Verbatim("a"), folded=True)) == "<blockquote expandable>a</blockquote>"
    assert voice.plain(Quote(Verbatim("a"))) == "a"


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (0, "لا سؤال"),
        (1, "سؤال واحد"),
        (2, "سؤالان"),
        (3, "3 أسئلة"),
        (11, "11 سؤالاً"),
        (100, "100 سؤال"),
        (103, "103 أسئلة"),
    ],
)
def test_arabic_counts_in_six_forms(speak: Speak, n: int, said: str) -> None:
    forms = ("لا سؤال", "سؤال واحد", "سؤالان", "{n} أسئلة", "{n} سؤالاً", "{n} سؤال")
    voice = speak("ar", {N("{n} question", "{n} questions", 0): forms})
    counted = voice.plain(N("{n} question", "{n} questions", n))
    assert counted.replace(RLM, "").replace(FSI, "").replace(PDI, "") == said


def test_a_button_may_say_it_in_other_words_than_a_text(speak: Speak) -> None:
    voice = speak("fr", {B("Back"): "Retour", T("Back"): "Revenir en arrière"})
    assert (voice.plain(B("Back")), voice.plain(T("Back"))) == ("Retour", "Revenir en arrière")


@pytest.mark.parametrize("text", [T("Unknown"), B("Unknown"), N("{n} unknown", "{n} unknown", 2)])
def test_an_untranslated_text_is_never_said_in_english(speak: Speak, text: Text) -> None:
    with pytest.raises(Untranslated, match=r"unknown|Unknown"):
        speak("ar", {}).say(text)


def test_a_catalogue_that_is_not_compiled_names_the_command(tmp_path: Path) -> None:
    with pytest.raises(NotCompiled, match="run `make messages`"):
        Voice.load(LANGUAGES["ar"], tmp_path)


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_there_is_one_voice_of_each_language(language: str) -> None:
    assert Voice.of(language) is Voice.of(language)
    assert (Voice.of(language).language, Voice.of(language).rtl) == (language, language == "ar")


def test_a_language_that_nobody_speaks_is_refused() -> None:
    with pytest.raises(ValueError, match="there are ar, fr"):
        Voice.of("en")
