"""Which language a description is written in, as far as a few words can say."""

import re

from limner.prompt.ledger.vocabulary import FUNCTION_WORDS

MARKERS = {
    "en": "sits says wearing holding " + " ".join(FUNCTION_WORDS),
    "de": "der die das ein eine einen einem einer eines und mit auf im am beim vom zum zur von "
    "unter über neben vor hinter ohne ist sind aus bei nach nicht an den dem des für in",
    "fr": "le la les un une des du au aux et avec sur dans sous devant derrière sans est sont en "
    "pour de près chez qui à l d",
    "es": "el la los las un una unos unas del al y con en sobre bajo detrás sin es está están "
    "para por de junto frente que",
    "pt": "o a os as um uma uns umas do da dos das no na nos nas ao à e com em sobre sob atrás sem "
    "é está para por de junto que",
    "it": "il lo la gli le un una uno del della dei delle al alla nel nella e con su sul sulla "
    "sotto dietro senza è sono per di da vicino davanti che",
    "nl": "de het een en met op in onder naast voor achter zonder is zijn van uit bij naar niet "
    "aan boven tegen door te",
}
"""Small words by language; several languages share some, so the best count wins."""

SMALL_WORDS = {language: frozenset(words.split()) for language, words in MARKERS.items()}
LETTERS = {"de": "äöüß", "fr": "çèêëîïœùû", "es": "ñ¿¡áíóú", "pt": "ãõâ", "it": "ìò", "nl": "ĳ"}
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]+")


def language(text: str) -> str:
    """Return ``en``, ``de``, ``fr``, ``es``, ``pt``, ``it``, ``nl``, or ``""`` for any other.

    A description without small words ("infinity", "Brot & Co.") counts as English.
    """
    words = [word.lower() for word in LATIN.findall(text)]
    other_script = sum(character > "\u036f" and character.isalpha() for character in text)
    if other_script > sum(map(len, words)):
        return ""
    scores = {
        name: sum(word in small for word in words)
        + sum(letter in LETTERS.get(name, "") for letter in text.lower()) * 0.5
        for name, small in SMALL_WORDS.items()
    }
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] >= scores["en"] + 1 else "en"
