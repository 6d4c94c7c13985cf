"""The same conversation in stock python-telegram-bot: ConversationHandler, PicklePersistence, its HTTP client."""

import os
import warnings

from telegram import Update
from telegram.ext import (
    Application,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PicklePersistence,
    filters,
)

QUESTIONS = (
    "كم عمرك؟",
    "من يحمل المشروع اليوم؟",
    "هل أنت امرأة؟",
    "هل تبحث عن شغل؟",
    "هل سبق لك أن اشتغلت؟",
    "هل لك عمل بأجرة؟",
)
DONE = "انتهينا. مُسحت أجوبتك. مرحبا بك متى شئت."


async def begin(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> int:
    assert update.message is not None
    await update.message.reply_text(QUESTIONS[0])
    return 0


def answer(step: int):  # type: ignore[no-untyped-def] # noqa: ANN201 -- PTB's callback type needs six parameters
    async def callback(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
        assert update.message is not None
        assert context.user_data is not None
        context.user_data[step] = update.message.text
        if step + 1 == len(QUESTIONS):
            await update.message.reply_text(DONE)
            context.user_data.clear()
            return ConversationHandler.END
        await update.message.reply_text(QUESTIONS[step + 1])
        return step + 1

    return callback


def main() -> None:
    """Run until killed."""
    warnings.simplefilter("ignore")
    persistence = PicklePersistence(os.environ["BENCH_FOLDER"] + "/stock.pickle")
    builder = Application.builder().token(os.environ["TIWIZI_BOT_TOKEN"]).persistence(persistence)
    application = builder.base_url(os.environ["TIWIZI_API_URL"] + "/bot").build()
    states = {step: [MessageHandler(filters.TEXT & ~filters.COMMAND, answer(step))] for step in range(len(QUESTIONS))}
    entry = CommandHandler("six", begin)
    application.add_handler(
        ConversationHandler([entry], states, [entry], name="six", persistent=True)  # type: ignore[arg-type, list-item] # PTB's own invariance
    )
    application.run_polling(drop_pending_updates=False)


if __name__ == "__main__":
    main()
