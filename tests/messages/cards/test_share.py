from datetime import date
from urllib.parse import unquote

from messages.cards.share import LONGEST_ADDRESS, WHATSAPP, shared_result, shared_titles, whatsapp_address
from messages.text import T
from messages.values import Verbatim
from messages.voice import Voice
from tests.messages.cards.test_call import PERSON, TAROUDANT, said, verdict

DAY = date(2026, 3, 1)


def test_what_can_be_answered_comes_with_where_to_go_and_the_rest_is_only_named() -> None:
    text = said(shared_result([verdict(TAROUDANT, **PERSON)], [verdict("indh_khemisset_2024")], DAY))
    assert "نتيجتي من تيويزي يوم 1 مارس 2026" in text
    assert text.count("📍") == 1
    assert "مجرد أمثلة:\n" in text
    assert "القرار للجنة" in text
    assert "مجرد أمثلة" not in said(shared_result([verdict(TAROUDANT)], [], DAY))


def test_what_refuses_her_is_left_out() -> None:
    refused = verdict(TAROUDANT, **PERSON | {"women_pct": 10})
    assert "📍" not in said(shared_result([refused], [refused], DAY))
    assert "بتارودانت" not in said(shared_titles([refused], DAY))


def test_a_few_titles_fit_into_an_address() -> None:
    address = whatsapp_address(shared_titles([verdict(TAROUDANT, **PERSON)], DAY), Voice.of("ar"))
    assert address is not None
    assert "بتارودانت" in unquote(address)


def test_no_answer_of_the_person_is_in_it() -> None:
    assert "220.000" not in said(shared_result([verdict(TAROUDANT, **PERSON)], [], DAY))


def test_a_short_text_opens_in_whatsapp_and_a_long_one_does_not() -> None:
    voice = Voice.of("ar")
    address = whatsapp_address((T("Result"), Verbatim("أ & ب")), voice)
    assert address is not None
    assert address.startswith(WHATSAPP)
    assert unquote(address.removeprefix(WHATSAPP)) == "النتيجة\n\nأ & ب"
    assert whatsapp_address((Verbatim("ط" * LONGEST_ADDRESS),), voice) is None
