from datetime import timedelta

from tests.journeys.chat import BACK, Chat
from tests.stage import Stage

UNTIL_THE_11TH = timedelta(days=10)


async def test_a_cooperative_of_taroudant_finds_its_call_and_reads_why(stage: Stage) -> None:
    phone = stage.phone("فاطمة")
    await phone.start()
    await phone.sees("مرحبا بك! أنا تيويزي")
    await phone.press("🔎 هل أستفيد من الدعم؟")
    await phone.sees("أين يوجد مشروعك")
    await phone.sees("السؤال 1 من حوالي")
    await phone.press("سوس-ماسة")
    await phone.press("تارودانت")
    await phone.sees("من يحمل المشروع اليوم؟")
    await phone.press("تعاونية")
    await phone.sees("ما هو نشاطك")
    await phone.send("عندي تعاونية ديال العسل")
    await phone.sees("هل تقصد هذا؟")
    await phone.press("تربية النحل")
    await phone.sees("كم عمرك؟")
    await phone.send("٤٢")
    await phone.sees("هل هي تعاونية نسائية؟")
    await phone.press("✅ نعم")
    await phone.sees("هل تسكن في إقليم المشروع")
    await phone.press("✅ نعم")
    await phone.sees("منذ متى أُنشئت")
    await phone.send("3 سنوات")
    await phone.sees("ما نسبة النساء")
    await phone.send("12 من 12")
    await phone.sees("كم تبيع في السنة")
    await phone.press("🤷 لا أعرف")
    await phone.sees("كم سيكلف المشروع كله")
    await phone.send("22 مليون")
    await phone.sees("أي مبلغ من هذه تقصد")
    await phone.press("220.000 درهم")
    await phone.sees("كم يمكنك أن تساهم به")
    await phone.send("22000")
    await phone.sees("راجع أجوبتك")
    await phone.sees("نسبة النساء: 100%")
    await phone.press("👀 أرني النتيجة")
    await phone.sees("1. ✅ طلب اقتراح مشاريع بتارودانت لسنة 2026")
    await phone.sees("يبدو أن الشروط متوفرة لديك")
    await phone.sees("القرار للجنة")
    await phone.press("✅ 1")
    card = await phone.sees("جوابك: 100%")
    for line in (
        "أُعلن عنه لهذه السنة، ولا نعرف آخر أجل",
        "يبدو أن الشروط المعلنة متوفرة لديك",
        "جوابك: تعاونية",
        "المصدر: البوابة الوطنية",
        "يغطي الدعم 90% على الأكثر من التكلفة",
        "السقف، أي أكبر مبلغ: 200.000 درهم",
        "لمشروعك بتكلفة 220.000 درهم: 198.000 درهم على الأكثر",
        "تساهم أنت بما لا يقل عن 22.000 درهم",
        "📍 قسم العمل الاجتماعي",
        "القرار للجنة",
    ):
        await phone.sees(line)
    assert card.text.count("المصدر:") >= 3, "each condition cites its source"
    await phone.press("📋 الوثائق المطلوبة")
    await phone.sees("📋 الوثائق")
    await phone.press("➡️ رجوع")
    await phone.sees("تساهم أنت بما لا يقل عن 22.000 درهم")


async def test_chtouka_is_open_until_its_last_hour_and_only_a_guide_afterwards(stage: Stage) -> None:
    chat = Chat(stage, stage.phone("إبراهيم"))
    await chat.begins()
    await chat.writes("شتوكة آيت باها")
    await chat.taps("اشتوكة-آيت باها")
    await chat.to_the_result(من_يحمل="تعاونية")
    chat.reads("🟢 مفتوح\n1. ✅ طلب اقتراح مشاريع باشتوكة آيت باها لسنة 2026")
    await chat.taps("✅ 1")
    chat.reads("🟢 مفتوح", "آخر أجل: ", "10 مارس 2026", "16:30", "الرابعة والنصف")
    await chat.taps(BACK)

    stage.clock.move(UNTIL_THE_11TH)
    await chat.taps(BACK)
    await chat.to_the_result()
    chat.reads("مغلق، مجرد مثال لما قد يُطلب لاحقا")
    assert "🟢 مفتوح" not in chat.screen
    await chat.taps(chat.number_of("باشتوكة آيت باها"))
    chat.reads("⚪ مغلق")


async def test_a_young_person_of_tanger_reads_what_past_calls_asked(stage: Stage) -> None:
    chat = Chat(stage, stage.phone("أنس"))
    await chat.begins()
    await chat.writes("طنجة")
    await chat.taps("طنجة-أصيلة")
    await chat.to_the_result(من_يحمل="لم ننشئ شيئا بعد", كم_عمرك="24")
    chat.reads("مغلق، مجرد مثال لما قد يُطلب لاحقا")
    assert chat.screen.count("طنجة-أصيلة") >= 2
    await chat.taps(chat.number_of("طنجة-أصيلة"))
    chat.reads("⚪ مغلق", "جوابك", "المصدر:", "القرار للجنة")


async def test_where_no_call_is_known_those_of_other_provinces_are_labelled_as_guides(stage: Stage) -> None:
    chat = Chat(stage, stage.phone("حادة"))
    await chat.begins()
    await chat.taps("بني ملال-خنيفرة")
    await chat.taps("خنيفرة")
    await chat.taps("الإقليم يكفي")
    await chat.to_the_result(من_يحمل="تعاونية", كم_سيكلف="100000", كم_يمكنك="20000")
    chat.reads("لا أعرف طلب اقتراح مشاريع للمبادرة الوطنية في إقليمك")
    guide = chat.screen.split("لا أعرف طلب اقتراح مشاريع للمبادرة")[1].splitlines()[1]
    await chat.taps(chat.number_of(guide.split(" ", 2)[2]))
    chat.reads("⚠️ هذا البرنامج يخص إقليما آخر", "المصدر:")
