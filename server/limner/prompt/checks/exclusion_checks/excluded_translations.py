"""Whether a word names what its author leaves out, in languages besides English."""

import re
import unicodedata

from limner.prompt.checks.exclusion_checks.denial import EMPTY
from limner.prompt.checks.exclusion_checks.excluded_kinds import shows_excluded
from limner.prompt.checks.things import share_stem
from limner.prompt.ledger.language_words import LanguageWords
from limner.prompt.ledger.tokens import Token
from limner.prompt.ledger.translated_nouns import (
    LIVING,
    TranslatedNoun,
    kinds,
    translated,
    translated_at,
)
from limner.prompt.ledger.vocabulary import word_set

COMPARING = word_set("wie comme como come")

COMPARED = 3
"""Words between what compares and the thing: "comme un grand oiseau"."""

ANYBODY = word_set("person pedestrian crowd")
"""Who leaves out these leaves out people of any kind."""

CLOSED = ("animals", "people", "buildings", "vehicles", "instruments", "plants", "food")
"""Groups of the table whose members are of no other kind, whatever else their English may mean."""

GENERAL = {
    "building": "buildings", "farm": "buildings", "vehicle": "vehicles", "cart": "vehicles",
    "instrument": "instruments", "plant": "plants", "grass": "plants", "shrub": "plants",
    "food": "food", "fruit": "food", "vegetable": "food", "meat": "food", "drink": "food",
}  # fmt: skip
"""Nouns for all of a group or many, which do not exclude the others of it, and their group."""

CROWD = ("menschen", "personengruppe", "kindergruppe", "kinderschar")
"""How German names for many people begin: Menschenmenge."""

NO_KINDS = {"house": ("lighthouse", "greenhouse"), "fruit": ("coffee",), "furniture": ("lamp",)}
"""Kinds of a noun in the lexicon that who leaves it out does not mean."""

VESSELS = word_set("jug bottle cup barrel bowl basket plate bucket pot cloud")
"""What holds, or is, what the first part of its German name says: Bierkrug, Rauchwolke."""

NO_MAN = word_set(
    "woman girl child baby person crowd mother grandmother queen nun witch bride princess mermaid "
    "robot pedestrian"
)
"""Who is no man although the word for them has no feminine ending."""

FEMININE = {
    "de": r"in(?:nen)?$",
    "fr": r"(?:euse|(?<!p)ère|enne|anne|trice)s?$",
    "es": r"(?<!ist)(?<!naut)(?<!pirat)as?$",
    "it": r"(?:tric|ess|in)[ae]$|(?:ier|ai|an)a$",
}
"""How a noun for somebody ends who is a woman."""

COLOUR = word_set("couleur color colore")
"""What stands before a thing whose colour something has: "color limón"."""

AND = word_set("y e et")
OF = word_set("de di d en in")
"""Words behind which a name of a colour is one unless it is a plural: "vestida de rosa"."""

MASCULINE = word_set("el il le un lo al au du del")
"""Articles of colours, whose names are masculine where the flower is not: "le rose du ciel"."""

BEFORE_NOUNS = word_set(
    "con avec sans sin senza entre parmi tra fra sobre sur su des unas algunas muchas quelques "
    "plusieurs alcune molte tante delle las les la una une le"
)
"""Words behind which a name of a colour that is a plural is the thing of that name: "las rosas"."""

FORMS = {
    "fr": r"eux|euses?|ie?s?|n?ettes?",
    "es": r"(?:(?:e?c)?it|os|[ai]d)[ao]s?|al(?:es)?",
    "it": r"(?:h?ett|in|icell|os)[aeio]|[ai]t[oie]",
}
"""What makes smaller things and qualities of a noun: "maisonnette", "nuageux", "barchetta"."""

ENDS = {"es": "e?", "ese": "e?", "iti": "[oie]", "ito": "[oi]", "ita": "[ae]", "ite": "[aei]"}
"""By a language and how the stem of a noun goes on: how its forms may; else as it does."""

QUALITY = (
    r"e?[nrs]?(?:ig|haft|voll|reich|bedeckt|beladen|geschmuckt|gesaumt|verhangen|ubersat|umrankt"
    r"|bestanden|verschmiert|beleuchtet|lich)"
)
"""What makes a German quality of a noun, without its marks: wolkig, schneebedeckt."""

OF_LIVING = (
    r"(?:e?[nrs]?|e?[nrs]?(?:schwarme?|herden?|rudel|scharen?|paare?|gruppen?|familien?|kopfe?"
    r"|pfoten?|gesichte?r?|augen?|chen|lein))[ns]?$"
)
"""What may follow in the name of somebody or an animal for it to be seen: Vogelschwarm."""

PLAIN = str.maketrans("äöü", "aou")

GENDERED = {"fr": ("", "e"), "es": ("", "a", "o"), "it": ("a", "e", "i", "o")}
"""How the stem of a noun for somebody goes on who has one for either sex: "gato", "gata"."""

STEM = 4
"""Letters that a compound shares with its last part."""


def names_translated(noun: str, place: int, every: tuple[Token, ...], words: LanguageWords) -> bool:
    """Say whether the word at *place* names what is excluded, or a kind of it.

    What the table of nouns knows is told by what it means; stems tell only of other words.
    """
    token, language = every[place], words.language
    if _is_compared(place, every) or _is_colour(place, every, words):
        return False
    whole, kind = translated(noun, language), translated_at(place, every, language)
    if language == "de" and token.text.islower():
        kind = None
    if noun.lower() in words.people and (whole is None or whole.english in ANYBODY):
        return _is_somebody(token.lower, kind, words)
    if whole is not None and kind is not None and not _holds(noun, kind, token.lower):
        return _shows(whole, kind, token.lower, language)
    if whole is not None and language != "de" and token.text[:1].isupper():
        return shows_excluded(whole.english, token.lower)  # "Une petite Citroën".
    if language == "de":
        return _is_of_compound(noun, token, whole is not None and whole.group in LIVING)
    if whole is not None and language in FORMS:
        return _is_form(noun, token.lower, language, whole.group in LIVING)
    return share_stem(noun, token.lower)


def is_kind_in(noun: str, word: str, language: str) -> bool:
    """Say whether the excluded *noun* is a kind of what *word* names: "coche", of "vehículo"."""
    whole, kind = translated(word, language), translated(noun, language)
    return whole is not None and kind is not None and _shows(whole, kind, noun.lower(), language)


def is_lettering(word: str, words: LanguageWords) -> bool:
    """Say whether *word* names text of any kind; in German at the end of a compound, too."""
    ends = (end for end in words.text if len(end) > 4)
    return word in words.text or (words.language == "de" and any(map(word.endswith, ends)))


def _shows(whole: TranslatedNoun, kind: TranslatedNoun, word: str, language: str) -> bool:
    """Say whether one noun of the table is another, or a kind of it: "collar", of "joyas"."""
    if whole.english == kind.english or kind.english in kinds(whole.english):
        return True
    group, other = (GENERAL.get(noun.english, noun.group) for noun in (whole, kind))
    if group != other and (group in CLOSED or other in CLOSED):
        return False
    if kind.english in NO_KINDS.get(whole.english, ()):
        return False
    if kind.group == "people" and whole.english in ("woman", "man"):
        is_woman = re.search(FEMININE[language], word) is not None
        if whole.english == "man" and not is_woman and kind.english not in NO_MAN:
            return True
        if whole.english == "woman" and is_woman and kind.english not in ANYBODY:
            return True
    return shows_excluded(whole.english, kind.english)


def _holds(noun: str, kind: TranslatedNoun, word: str) -> bool:
    """Say whether a German compound is a vessel with what is excluded in it: Bierkrug."""
    return kind.english in VESSELS and word.startswith(noun.lower()[:STEM])


def _is_somebody(word: str, kind: TranslatedNoun | None, words: LanguageWords) -> bool:
    if EMPTY.fullmatch(word):
        return False  # "Menschenleer".
    crowd = words.language == "de" and word.startswith(CROWD)
    somebody = kind is not None and kind.group == "people" and kind.english != "person"
    return (word in words.people or crowd or somebody) and word != "silhouette"


def _is_compared(place: int, every: tuple[Token, ...]) -> bool:
    """Say whether something else is compared with the thing at *place*: "comme un oiseau"."""
    for before in reversed(every[max(0, place - COMPARED) : place]):
        if before.ends_clause or "," in before.ahead:
            return False
        if before.lower in COMPARING:
            return True
    return False


def _is_colour(place: int, every: tuple[Token, ...], words: LanguageWords) -> bool:
    """Say whether the word at *place* is a colour rather than what has its name: "pared rosa"."""
    if words.language == "de" or not place or every[place - 1].ends_clause:
        return False
    token, before = every[place], every[place - 1]
    if before.lower in COLOUR:
        return True
    if token.lower not in words.colours:
        return False
    if before.lower in AND or "," in before.ahead:
        last = every[place - 2] if before.lower in AND and place > 1 else before
        return not {last.lower, last.lower.removesuffix("s")}.isdisjoint(words.colours)
    is_plural = token.lower[-1] in "si"
    if before.lower in OF:
        return not is_plural
    if before.lower in MASCULINE:
        return before.lower != "le" or words.language == "fr"
    if before.lower in words.small | words.numbers.keys() | BEFORE_NOUNS:
        return False
    return not is_plural or before.lower[-1] in "sxie"


def _is_form(noun: str, word: str, language: str, is_living: bool) -> bool:
    """Say whether *word* is a form of *noun*, a small one or a quality: no "armario" of "armas"."""
    if word[-1] in "áéíóúàèìòù" and noun[-1] != word[-1]:
        return False  # "Carné", of "carne".
    if language != "fr":
        noun, word = _without_accents(noun), _without_accents(word)
    noun = noun.lower()
    found = re.fullmatch(r"(.{3,}?)h?([aeiou]?)[sx]?", noun)
    if found is None or not word.startswith(found[1]):
        return noun == word
    ends = ENDS.get(language + found[2], found[2])
    if is_living and found[2] in GENDERED[language]:
        ends = "[aeio]?"
    return re.fullmatch(rf"h?{ends}[sx]?|{FORMS[language]}", word[len(found[1]) :]) is not None


def _without_accents(word: str) -> str:
    parts = unicodedata.normalize("NFD", word.lower())
    return "".join(part for part in parts if not unicodedata.combining(part))


def _is_of_compound(noun: str, token: Token, is_living: bool) -> bool:
    """Say whether a German word is *noun* or made of it: Bälle, Basketball, Ballspiel, wolkig."""
    base, word = _base(noun), token.lower.translate(PLAIN)
    if len(base) < STEM:
        return _base(word) == base
    if token.text.islower():
        rest = word.removeprefix(base) if word.startswith(base) else ""
        return re.match(QUALITY, rest) is not None
    whole = _base(word)
    before = whole.removesuffix(base)
    if len(before) > 2 and whole.endswith(base) and re.search("[aeiouy]", before):
        return True
    if not word.startswith(base):
        return False
    return not is_living or re.match(OF_LIVING, word.removeprefix(base)) is not None


def _base(word: str) -> str:
    return re.sub(r"(?<=\w{4})(?:e[nr]?|n|s)$", "", word.lower().translate(PLAIN))
