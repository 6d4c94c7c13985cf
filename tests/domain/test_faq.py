import pytest

from catalogue.faq import Frequent, load_faq
from catalogue.sectors import load_sectors
from domain.faq import match_question


@pytest.mark.parametrize("one", load_faq(), ids=lambda one: one.id)
def test_every_way_of_asking_finds_its_question(one: Frequent) -> None:
    for way in (one.question.ar, one.question.fr, *one.asked):
        assert match_question(way)[0].code == one.id


@pytest.mark.parametrize(
    ("words", "question"),
    [
        ("السلام، بغيت نعرف واش هاد الدعم قرض ولا منحة", "loan_or_grant"),
        ("Bonjour, est-ce un pret ou une subvention?", "loan_or_grant"),
        ("شنو هوما الوراق لي خاصني", "papers"),
        ("كيفاش نديرو تعاونية", "create_cooperative"),
        ("علاش رفضو الملف ديالي؟؟", "refused"),
        ("comment creer une cooperative svp", "create_cooperative"),
        ("فين كاينا منصة الشباب", "platform"),
    ],
)
def test_questions_are_understood_as_people_write_them(words: str, question: str) -> None:
    assert [match.code for match in match_question(words)][:1] == [question]


@pytest.mark.parametrize(
    "words",
    ["", "السلام عليكم", "شكرا", "bonjour", "merci", "تعاونية", "عسل", "قرض", "الدعم", "منصة", "طنجة", "35", "👍",
     "عندي تعاونية ديال العسل", "je fais du miel", "بغيت نهضر مع شي واحد", "كم عمري", "10 مليون"],
)  # fmt: skip
def test_other_words_are_no_question(words: str) -> None:
    assert match_question(words) == []


def test_no_trade_is_taken_for_a_question() -> None:
    for sector in load_sectors():
        for named in (sector, *sector.activities):
            assert match_question(named.name.ar) == match_question(named.name.fr) == []
            assert not any(match_question(word) for word in named.words)
