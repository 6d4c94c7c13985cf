from collections.abc import Callable, Mapping
from gettext import GNUTranslations
from io import BytesIO

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from messages.languages import LANGUAGES
from messages.text import Text
from messages.voice import Voice

Translations = Mapping[Text, str | tuple[str, ...]]
Speak = Callable[[str, Translations], Voice]


@pytest.fixture
def speak() -> Speak:
    """A voice that knows the given translations and no others."""

    def voice(language: str, translations: Translations) -> Voice:
        spoken = LANGUAGES[language]
        catalog = Catalog(locale=language, fuzzy=False)
        catalog.mime_headers = [("Plural-Forms", spoken.plural_forms)]
        for text, translation in translations.items():
            key = text.msgid if text.plural is None else (text.msgid, text.plural)
            catalog.add(key, translation, context=text.context)
        compiled = BytesIO()
        write_mo(compiled, catalog)
        compiled.seek(0)
        return Voice(spoken, GNUTranslations(compiled))

    return voice
