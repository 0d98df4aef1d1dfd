"""The language of a text that does not say it."""

import pytest

from mediawire.text.tongues import tongue_of

TEXTS = {
    "en": "The harbour of Veld was closed on Monday after a storm, and police said that nobody was hurt.",
    "de": "Der Hafen von Veld ist am Montag nach einem Sturm geschlossen worden, und die Polizei sagte, niemand sei verletzt.",
    "fr": "Le port de Veld a été fermé lundi après une tempête, et la police dit que personne n’est blessé dans la ville.",
    "es": "El puerto de Veld fue cerrado el lunes por una tormenta, y la policía dijo que no hay heridos en la ciudad.",
    "it": "Il porto di Veld è stato chiuso lunedì per una tempesta, e la polizia dice che non ci sono feriti nella città.",
    "ru": "Порт Вельда закрыли в понедельник из-за бури, пострадавших нет.",
    "uk": "Порт Вельда закрили в понеділок через бурю, постраждалих немає, її вже вщухло.",
    "ar": "أغلق ميناء فيلد يوم الاثنين بعد عاصفة، وقالت الشرطة إنه لم يصب أحد.",
    "fa": "بندر ولد روز دوشنبه پس از توفان بسته شد و پلیس گفت که کسی آسیب ندیده است.",
    "und": "Veldin satama suljettiin maanantaina myrskyn jälkeen, eikä kukaan loukkaantunut.",
}


@pytest.mark.parametrize("tongue", TEXTS)
def test_a_text_tells_its_language(tongue: str) -> None:
    assert tongue_of(TEXTS[tongue]) == tongue


@pytest.mark.parametrize("text", ["", "   ", "1,376", "???", "警察は港を閉鎖した", "日 a"])
def test_what_tells_nothing_is_not_guessed(text: str) -> None:
    assert tongue_of(text) == "und"
