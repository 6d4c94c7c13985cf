from tests.journeys.chat import BACK, Chat
from tests.stage import Stage


async def test_a_cooperative_of_taroudant_does_it_all_in_french(stage: Stage) -> None:
    chat = Chat(stage, stage.phone("Fatima", language="fr"), "fr")
    await chat.begins()
    chat.reads("Question 1 sur environ", "Où se trouve votre projet")
    await chat.writes("Taroudannt")
    chat.reads("?")
    await chat.taps("Taroudannt" if "Taroudannt" in chat.labels else chat.labels[0])
    await chat.to_the_result(Qui_porte="Coopérative", Quelle_part="8 sur 12", coûtera="220 000 dh", apporter="30000")
    chat.reads("1. ✅ Appel à propositions de projets de Taroudant 2026", "C'est le comité qui décide")
    await chat.taps("✅ 1")
    chat.reads(
        "vous semblez les remplir",
        "Votre réponse : Coopérative",
        "Votre réponse : 66 %",
        "Votre apport (30 000 DH)",
        "Source : Portail national maroc.ma",
        "198 000 DH",
        "22 000 DH",
        "📍 La division de l'action sociale",
    )
    await chat.taps("📋 Documents à préparer")
    chat.reads("Notre source ne cite pas les documents.")
    await chat.taps(BACK)
    chat.reads("vous semblez les remplir")


async def test_an_answer_changed_from_the_result_changes_the_result(stage: Stage) -> None:
    chat = Chat(stage, stage.phone("Fatima", language="fr"), "fr")
    await chat.begins()
    await chat.writes("Taroudant")
    await chat.taps(chat.labels[0])
    await chat.to_the_result(Qui_porte="Coopérative", Quelle_part="50%", coûtera="100 000 dh", apporter="10000")
    chat.reads("❌ Appel à propositions de projets de Taroudant 2026")
    await chat.taps("✏️ Modifier")
    chat.reads("Part de femmes : 50 %")
    await chat.taps("✏️ Part de femmes")
    await chat.writes("51%")
    chat.reads("coûtera")
    await chat.writes("100 000 dh")
    await chat.writes("10000")
    chat.reads("1. ✅ Appel à propositions de projets de Taroudant 2026")
