"""The meetings of the five articles from which the project was born, with the days and hours that they state."""

from datetime import UTC, date, datetime, time
from typing import Final

from catalogue.local import Local
from domain.events.audience import Audience
from domain.events.event import Event, Item
from domain.events.kind import Kind
from domain.events.life import Life
from domain.events.outcome import Finding, Outcome, Progress, Result
from domain.events.venue import Venue
from domain.events.when import Part, When

KHENIFRA, TIZNIT, GUELMIM_OUED_NOUN, TANGER_ASSILAH = "05.301", "09.581", "10", "01.511"
BEFORE: Final = datetime(2020, 12, 1, 10, tzinfo=UTC)

LAUNCH = Event(
    id=1,
    title=Local(
        "إعطاء انطلاقة برنامج لدعم ومواكبة أنشطة الاقتصاد الاجتماعي والتضامني",
        "Lancement d'un programme d'appui aux activités de l'économie sociale et solidaire",
    ),
    kind=Kind.MEETING,
    when=When(day=date(2021, 6, 28), part=Part.MORNING),
    venue=Venue(Local("مقر عمالة خنيفرة", "Siège de la province de Khénifra"), KHENIFRA),
    organiser=Local("عمالة خنيفرة واللجنة الإقليمية للتنمية البشرية", "Province de Khénifra et CPDH"),
    chair=Local("عامل إقليم خنيفرة", "Le gouverneur de la province de Khénifra"),
    partners=(Local("جمعية تاركا", "Association Targa"),),
    agenda=(
        Item(Local("مبادئ ومنهجية عمل الجمعية", "Principes et méthode de travail de l'association")),
        Item(Local("أهداف برنامج المواكبة", "Objectifs du programme d'accompagnement")),
        Item(Local("توقيع اتفاقية الشراكة", "Signature de la convention de partenariat")),
    ),
    public=Local("رؤساء اللجان المحلية للتنمية البشرية", "Présidents des comités locaux de développement humain"),
    outcome=Outcome(
        results=(
            Result(Finding.AGREEMENT, Local("اتفاقية شراكة مع جمعية تاركا", "Convention avec l'association Targa")),
        )
    ),
    audience=Audience(places=frozenset({KHENIFRA})),
    life=Life.HELD,
    announced_at=BEFORE,
)

WORKSHOP = Event(
    id=2,
    title=Local(
        "الاقتصاد الاجتماعي والتضامني بإقليم تيزنيت", "L'économie sociale et solidaire dans la province de Tiznit"
    ),
    kind=Kind.WORKSHOP,
    when=When(day=date(2021, 1, 15), part=Part.MORNING),
    venue=Venue(Local("قاعة الاجتماعات بمقر العمالة", "Salle de réunion de la préfecture"), TIZNIT),
    organiser=Local("المجلس الإقليمي لتيزنيت", "Conseil provincial de Tiznit"),
    chair=Local("رئيس المجلس الإقليمي", "Le président du conseil provincial"),
    partners=(Local("وزارة السياحة والصناعة التقليدية", "Ministère du tourisme et de l'artisanat"),),
    agenda=(
        Item(Local("قطاع الصناعة التقليدية بالإقليم", "L'artisanat dans la province")),
        Item(Local("الاقتصاد الاجتماعي والتضامني بالإقليم", "L'économie sociale et solidaire dans la province")),
        Item(Local("مشروع إحداث منصة لتوطين الأقطاب", "Projet de plateforme pour les pôles")),
    ),
    public=Local("الفاعلون المحليون ومصالح الدولة", "Acteurs locaux et services de l'État"),
    outcome=Outcome(
        results=(
            Result(
                Finding.NEXT_STEP,
                Local("تنظيم يوم دراسي في مارس أو أبريل", "Organiser une journée d'étude en mars ou avril"),
                Local("المجلس الإقليمي لتيزنيت", "Conseil provincial de Tiznit"),
                Progress.OPEN,
            ),
        )
    ),
    audience=Audience(places=frozenset({TIZNIT})),
    life=Life.HELD,
    announced_at=BEFORE,
)

STUDY_DAY = Event(
    id=3,
    title=Local(
        "وضعية الاقتصاد الاجتماعي والتضامني بإقليم تيزنيت",
        "Situation de l'économie sociale et solidaire dans la province de Tiznit",
    ),
    kind=Kind.STUDY_DAY,
    when=When(months=("2021-03", "2021-04")),
    venue=Venue(place=TIZNIT),
    organiser=Local("المجلس الإقليمي لتيزنيت", "Conseil provincial de Tiznit"),
    audience=Audience(places=frozenset({TIZNIT})),
    life=Life.ANNOUNCED,
    announced_at=datetime(2021, 1, 15, 12, tzinfo=UTC),
)

TRAINING_DAY = Event(
    id=4,
    title=Local(
        "برنامج الدعم في مجال الاقتصاد الاجتماعي والتضامني",
        "Programme d'appui dans le domaine de l'économie sociale et solidaire",
    ),
    kind=Kind.TRAINING_AND_OUTREACH_DAY,
    when=When(day=date(2023, 12, 28), part=Part.MORNING),
    venue=Venue(Local("قاعة الاجتماعات بمقر الجهة", "Salle de réunion du siège de la région"), GUELMIM_OUED_NOUN),
    chair=Local("الكاتب العام للشؤون الجهوية", "Le secrétaire général des affaires régionales"),
    agenda=(
        Item(
            Local(
                "برامج قطاع الاقتصاد الاجتماعي والتضامني", "Programmes du secteur de l'économie sociale et solidaire"
            ),
            Local("مديرة إنعاش الاقتصاد الاجتماعي", "La directrice de la promotion de l'économie sociale"),
        ),
        Item(Local("ورشة تكوينية حول مشاريع الفاعلين", "Atelier de formation sur les projets des acteurs")),
    ),
    public=Local("المستفيدون من برنامج الدعم", "Bénéficiaires du programme d'appui"),
    outcome=Outcome(attended=80, about=True),
    audience=Audience(places=frozenset({GUELMIM_OUED_NOUN})),
    life=Life.HELD,
    announced_at=BEFORE,
)

SEMINAR = Event(
    id=5,
    title=Local(
        "دور المبادرة الوطنية للتنمية البشرية في دعم الاقتصاد الاجتماعي والتضامني",
        "Le rôle de l'INDH dans l'appui à l'économie sociale et solidaire",
    ),
    kind=Kind.SEMINAR,
    occasion=Local("الذكرى العشرون لانطلاق المبادرة الوطنية للتنمية البشرية", "20e anniversaire de l'INDH"),
    when=When(day=date(2025, 5, 22)),
    venue=Venue(Local("قاعة الاجتماعات بمقر عمالة الإقليم", "Salle de réunion du siège de la province"), KHENIFRA),
    organiser=Local("اللجنة الإقليمية للتنمية البشرية بخنيفرة", "CPDH de Khénifra"),
    chair=Local("عامل إقليم خنيفرة", "Le gouverneur de la province de Khénifra"),
    partners=(Local("مؤسسة روح أجدير الأطلس خنيفرة", "Fondation Rouh Ajdir Atlas Khénifra"),),
    agenda=(
        Item(
            Local("الانعكاس الإيجابي للمبادرة على تنظيمات الاقتصاد الاجتماعي", "L'effet positif de l'INDH"),
            Local("عبد الجليل الشرقاوي، خبير دولي", "Abdeljalil Cherkaoui, expert international"),
        ),
        Item(
            Local("عناصر إستراتيجية الاقتصاد الاجتماعي والتضامني", "Éléments d'une stratégie de l'économie sociale"),
            Local("محمد الإيلالي، خبير ومستشار", "Mohamed Ilali, expert et consultant"),
        ),
    ),
    public=Local("أكاديميون وفعاليات من المجتمع المدني", "Universitaires et société civile"),
    audience=Audience(places=frozenset({KHENIFRA})),
    life=Life.HELD,
    announced_at=BEFORE,
)

COOPERATIVES_DAY = Event(
    id=6,
    title=Local("لقاء تواصلي مع التعاونيات الشريكة للمبادرة", "Rencontre avec les coopératives partenaires de l'INDH"),
    kind=Kind.OUTREACH_MEETING,
    occasion=Local("اليوم العالمي للتعاونيات", "Journée internationale des coopératives"),
    when=When(day=date(2025, 7, 9), hour=time(10)),
    venue=Venue(Local("دار الشباب حسنونة بطنجة", "Maison des jeunes Hasnouna à Tanger"), TANGER_ASSILAH),
    organiser=Local("عمالة طنجة أصيلة", "Préfecture de Tanger-Assilah"),
    partners=(
        Local("المديرية الجهوية للشباب", "Direction régionale de la jeunesse"),
        Local("المكتب الجهوي لتنمية التعاون", "Bureau régional de l'ODCO"),
        Local("وكالة التنمية الاجتماعية", "Agence de développement social"),
    ),
    agenda=(
        Item(
            Local("دلالات اليوم العالمي للتعاونيات", "Le sens de la Journée internationale des coopératives"),
            Local("المندوب الجهوي لمكتب تنمية التعاون", "Le délégué régional de l'ODCO"),
        ),
        Item(
            Local("التمكين الاقتصادي للنساء", "L'autonomisation économique des femmes"),
            Local("ممثلة وكالة التنمية الاجتماعية", "La représentante de l'ADS"),
        ),
        Item(
            Local("حصيلة المبادرة في دعم التعاونيات", "Bilan de l'INDH en appui aux coopératives"),
            Local("رئيس قسم العمل الاجتماعي بالنيابة", "Le chef par intérim de la DAS"),
        ),
    ),
    public=Local("التعاونيات المستفيدة من دعم المبادرة", "Coopératives bénéficiaires de l'INDH"),
    outcome=Outcome(
        attended=60,
        about=True,
        results=(
            Result(
                Finding.FIGURE, Local("تمويل 85 تعاونية بين 2019 و2025", "85 coopératives financées de 2019 à 2025")
            ),
        ),
    ),
    audience=Audience(places=frozenset({TANGER_ASSILAH}), legal_forms=frozenset({"cooperative"})),
    life=Life.HELD,
    announced_at=BEFORE,
)

SEEDS: Final = (LAUNCH, WORKSHOP, STUDY_DAY, TRAINING_DAY, SEMINAR, COOPERATIVES_DAY)
