"""What a thing is called by its place in a row: "the eleventh", "das vierte", "la tercera"."""

from collections.abc import Mapping
from functools import cache

_ROWS = {
    "en": "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
    "de": "zweit dritt viert fünft sechst siebt acht neunt zehnt elft zwölft dreizehnt vierzehnt "
    "fünfzehnt sechzehnt siebzehnt achtzehnt neunzehnt zwanzigst",
    "fr": "deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième "
    "onzième douzième",
    "es": "segundo tercero cuarto quinto sexto séptimo octavo noveno décimo undécimo duodécimo",
    "it": "secondo terzo quarto quinto sesto settimo ottavo nono decimo undicesimo dodicesimo",
}


@cache
def ordinals(language: str) -> Mapping[str, int]:
    """Return the place in a row that each word of *language* tells, from the second on."""
    found: dict[str, int] = {}
    for number, word in enumerate(_ROWS.get(language, "").split(), start=2):
        found |= dict.fromkeys(_forms(word, language), number)
    return found


def _forms(word: str, language: str) -> tuple[str, ...]:
    if language == "de":
        return tuple(f"{word}{ending}" for ending in ("e", "en", "er", "es", "em"))
    if language in ("es", "it"):
        short = (word[:-1],) if word == "tercero" else ()
        return (word, f"{word[:-1]}a", *short)
    return (word,)
