"""The words that numbers are made of, in standard Arabic, Darija (both scripts) and French. Keys are folded."""

from domain.folding import fold


def _table(rows: dict[int, str]) -> dict[str, int]:
    return {word: value for value, words in rows.items() for word in fold(words).split()}


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(text).split())


SIMPLE = _table(
    {
        0: "صفر زيرو zéro zero sifr والو",
        1: "واحد واحدة وحدة وحده wahed wa7ed wahd w7ed wa7da wahda un une",
        2: "اثنان اثنين اثنتان جوج زوج تنين jouj joj juj zouj tnin deux",
        3: "ثلاثة ثلاث تلاتة ثلاتة تلات تلت تلاثة tlata tlat tleta telt tlet trois",
        4: "أربعة أربع ربعة ربعه arb3a rb3a reb3a rbaa quatre",
        5: "خمسة خمس khamsa khmsa khems 5amsa 5msa cinq",
        6: "ستة ست سته setta stta sta sett six",
        7: "سبعة سبع seb3a sb3a sba3 sbaa sept",
        8: "ثمانية ثمان تمانية تمنية تمن ثماني tmanya tmnya temnya tmen huit",
        9: "تسعة تسع تسعود تسعد tes3a ts3a tes3oud ts3oud tseoud neuf",
        10: "عشرة عشر عشره 3achra 3chra 3ashra aachra dix",
        11: "أحدعشر احداش حداش حضاش 7dach 7dash hdach onze",
        12: "اثناعشر اثنيعشر طناش تناش اطناش tnach 6nach tnash douze",
        13: "ثلاثةعشر تلطاش تلتاش ثلاثطاش تلاطاش teltach tlettach tltach treize",
        14: "أربعةعشر ربعطاش اربعطاش rb3tach reb3tach rba3tach quatorze",
        15: "خمسةعشر خمسطاش خمستاش khmestach khamstach khmstach 5mstach quinze",
        16: "ستةعشر ستطاش سطاش ستاش settach stach sttach seize",
        17: "سبعةعشر سبعطاش سبعتاش seb3tach sb3tach",
        18: "ثمانيةعشر تمنطاش تمنتاش ثمنطاش tmentach tmntach",
        19: "تسعةعشر تسعطاش تسعتاش tes3tach ts3tach",
        20: "عشرون عشرين 3chrin 3echrin 3ichrin 3achrin aachrin vingt vingts",
        30: "ثلاثون ثلاثين تلاتين ثلاتين tlatin tlatine trente",
        40: "أربعون أربعين ربعين rb3in reb3in arb3in quarante",
        50: "خمسون خمسين khamsin khmsin 5amsin 5msin cinquante",
        60: "ستون ستين settin sttin stin soixante",
        70: "سبعون سبعين seb3in sb3in septante",
        80: "ثمانون ثمانين تمانين tmanin tmanine huitante octante",
        90: "تسعون تسعين tes3in ts3in nonante",
        200: "مئتان مئتين مئتا مئتي مائتان مائتين مائتا مائتي ميتين ميتاين mitin mitayn myatayn",
        300: "ثلاثمائة ثلاثمئة تلتمية تلاتمية ثلثمية teltmya tlatmya tltmya",
        400: "أربعمائة أربعمئة ربعمية rb3mya reb3mya arba3mya",
        500: "خمسمائة خمسمئة خمسمية khamsmya khmsmya 5msmya",
        600: "ستمائة ستمئة ستمية settmya stmya",
        700: "سبعمائة سبعمئة سبعمية seb3mya sb3mya",
        800: "ثمانمائة ثمانمئة ثمانيمئة تمنمية تمنيمية tmenmya tmnmya",
        900: "تسعمائة تسعمئة تسعمية tes3mya ts3mya",
    }
)

ARTICLES = _words("واحد واحدة وحدة wahed wa7ed wahd w7ed wa7da wahda un une")
"""Words for one that often only mean "a": beside a real number they do not count."""

HUNDREDS = _words("مائة مئة مية ميه ميات مئات mya mia miya myat cent cents")

THOUSAND = 1_000
MULTIPLIERS = _table(
    {
        THOUSAND: "ألف آلاف الاف ألوف alf alaf 2alf alef mille milles k",
        1_000_000: "مليون ملايين ملاين مليونا million millions milyoun melyoun mlyoun milion melyon mlayn malayin",
        1_000_000_000: "مليار ملايير milliard milliards milyar melyar mlyar",
    }
)
DUALS = _table(
    {
        THOUSAND: "ألفين ألفان alfayn alfin alfain",
        1_000_000: "مليونين مليونان milyounayn melyounin mlyounin",
        1_000_000_000: "مليارين ملياران milyarayn",
    }
)

AND = _words("و w et u ou wa")
OF = _words("ديال د dyal d del de des")
"""Words that may stand between a number and its multiplier: "عشرة ديال المليون"."""

HALF = _words("نصف نص ness nss noss nos demi demie")
QUARTER = _words("ربع rb3 rbe3 rba3 roub3 quart")
COUNTED = HUNDREDS | _words("آلاف ملايين ملاين alaf malayin mlayn")
"""Before these, the Darija word for a quarter means four: "ربع مية" is 400."""

UNITS = _words(
    "سنة سنوات عام عاما أعوام عوام شهر شهرا شهور أشهر يوم أيام ans an annees annee mois jours jour "
    "3am 3wam sna snin chhar chhor year years hectare hectares هكتار هكتارات م م2 متر "
    "شخص أشخاص نفر فرد عضو أعضاء عضوة عضوات امرأة نساء رجل رجال شاب شباب منخرط منخرطا مستفيد "
    "personne personnes membre membres femmes femme hommes homme jeunes jeune adherents "
    "درهم دراهم درهما dh dhs mad dirham dirhams drhm derhem درهام سنتيم سنتيمات centime centimes kdh kdhs "
    "ريال ريالات rial rials ryal "
    "بالمئة بالمائة بالمية المئة المائة المية فالمية بالميه pourcent pour % percent"
)
"""Words that may be glued to the digits before them ("35ans", "200dh")."""
