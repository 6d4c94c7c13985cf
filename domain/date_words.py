"""The words that days and hours are made of, in Arabic, Darija and French. Keys are folded (see domain.folding)."""

from collections.abc import Mapping
from typing import Final

from domain.folding import fold


def _table(rows: Mapping[int, str]) -> dict[str, int]:
    return {word: value for value, words in rows.items() for word in fold(words).split()}


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(text).split())


MONTHS: Final = _table(
    {
        1: "يناير جانفي janvier janv yanayer",
        2: "فبراير فيفري février fevrier fev febrayer",
        3: "مارس mars",
        4: "أبريل ابريل إبريل avril avr abril",
        5: "ماي مايو mai may",
        6: "يونيو يونيه جوان juin yonyo",
        7: "يوليوز يوليو يوليه جويلية juillet juil yolyoz",
        8: "غشت أغسطس اغسطس أوت août aout ghocht",
        9: "شتنبر سبتمبر septembre sept chotanbir",
        10: "أكتوبر اكتوبر octobre oct oktobar",
        11: "نونبر نوفمبر novembre nov nonbir",
        12: "دجنبر ديسمبر décembre decembre dec dojanbir",
    }
)
"""Names of months: the Moroccan ones, those of other Arab countries that people also type, and the French ones."""

WEEKDAYS: Final = _table(
    {
        0: "الاثنين الإثنين الاتنين lundi tnin ltnin",
        1: "الثلاثاء الثلاثا التلات ثلاثاء mardi tlat tlata",
        2: "الأربعاء الاربعا الاربع أربعاء mercredi larb3 larba3",
        3: "الخميس خميس jeudi lkhmis khmis",
        4: "الجمعة جمعة vendredi jem3a ljem3a jm3a",
        5: "السبت سبت samedi sebt ssebt",
        6: "الأحد الحد dimanche l7ed lhed",
    }
)
"""Names of weekdays, Monday first."""

AHEAD: Final = _table(
    {
        0: "اليوم aujourdhui lyom lyoum",
        1: "غدا غد غدوة غداً demain ghedda ghdda ghda",
    }
)
"""Words for days by their distance from today; two words, like "بعد غد", are in AFTER."""

AFTER: Final = _words("بعد après apres men b3d")
FIRST: Final = _words("فاتح الفاتح 1er premier")

HOURS: Final = _table(
    {
        1: "الواحدة واحدة الوحدة وحدة lwe7da une",
        2: "الثانية ثانية جوج الجوج زوج jouj deux",
        3: "الثالثة ثالثة الثلاثة ثلاثة التلاتة تلاتة ttlata trois",
        4: "الرابعة رابعة الأربعة أربعة الربعة ربعة rreb3a quatre",
        5: "الخامسة خامسة الخمسة خمسة lkhamsa khamsa cinq",
        6: "السادسة سادسة الستة ستة ssetta setta six",
        7: "السابعة سابعة السبعة سبعة sseb3a seb3a sept",
        8: "الثامنة ثامنة الثمانية ثمانية التمنية تمنية ttmenya tmenya huit",
        9: "التاسعة تاسعة التسعة تسعة التسعود تسعود ttes3oud tes3oud neuf",
        10: "العاشرة عاشرة العشرة l3echra l3achra dix",
        11: "الحداش حداش l7dach onze",
        12: "الطناش طناش ttnach douze",
        13: "treize",
        14: "quatorze",
        15: "quinze",
        16: "seize",
        20: "vingt",
    }
)
"""How an hour is called: by its number in the order of hours, or in Darija and French by the number itself."""

ELEVENTH: Final = _words("الحادية حادية")
TEEN: Final = _words("عشرة عشر")
"""What follows "الثانية" in the twelfth hour, and "الحادية" in the eleventh."""

PARTS: Final = _table(
    {
        15: "الربع ربع ربعا rbe3 quart",
        20: "الثلث ثلث ثلثا التلت تلت",
        30: "النصف نصف النص نص ness noss demi demie",
    }
)
LESS: Final = _words("إلا الا غير ghir moins")
MINUTES: Final = _words("دقيقة دقائق دقيقه دقيقتين دقيقتان minute minutes min")

MORNING: Final = _words("صباحا الصباح صباح sbah sba7 matin am")
AFTERNOON: Final = _words("زوالا الزوال زوال ظهرا الظهر الظهيرة zwal midi")
EVENING: Final = _words("مساء المساء العشية عشية عشيه l3chiya soir pm")
NIGHT: Final = _words("ليلا الليل بالليل lil nuit")
