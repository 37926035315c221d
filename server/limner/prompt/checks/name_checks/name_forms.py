"""Whether a word of a prompt is a name, a form of it, or made from it."""

import unicodedata

from limner.prompt.checks.name_checks.lower_case_names import bare
from limner.prompt.checks.things import SHORTEST_STEM, share_stem
from limner.prompt.ledger.names import WORD
from limner.prompt.ledger.tokens import Token
from limner.prompt.wordnet.categories import category
from limner.prompt.wordnet.sameness import same_thing
from limner.prompt.wordnet.table import entry

ABBREVIATED = {
    "mt": "mount",
    "st": "saint",
    "dr": "doctor",
    "capt": "captain",
    "ft": "fort",
    "jan": "january",
    "feb": "february",
    "mar": "march",
    "apr": "april",
    "jun": "june",
    "jul": "july",
    "aug": "august",
    "sep": "september",
    "sept": "september",
    "oct": "october",
    "nov": "november",
    "dec": "december",
}
"""How parts of names are shortened."""


DEMONYMS = {
    "france": "french", "spain": "spanish", "netherlands": "dutch", "holland": "dutch",
    "greece": "greek", "wales": "welsh", "ireland": "irish", "scotland": "scottish scots",
    "england": "english", "britain": "british", "denmark": "danish", "poland": "polish",
    "turkey": "turkish", "switzerland": "swiss", "finland": "finnish", "naples": "neapolitan",
    "moscow": "muscovite", "thailand": "thai", "czechia": "czech", "philippines": "filipino",
    "cyprus": "cypriot", "genoa": "genoese", "milan": "milanese", "vienna": "viennese",
    "norway": "norwegian", "peru": "peruvian", "crete": "cretan", "troy": "trojan",
    "sparta": "spartan", "athens": "athenian", "rome": "roman", "cologne": "colognian",
    "bavaria": "bavarian", "flanders": "flemish", "lapland": "sami lappish", "tibet": "tibetan",
}  # fmt: skip
"""Words for where somebody comes from that are made otherwise than by an ending."""


def holds(name: str, text: str) -> bool:
    """Say whether *text* holds *name*: marks between its words and letter case do not matter."""
    wanted, said = (
        [
            ABBREVIATED.get(folded(word), folded(word))
            for word in WORD.findall(one.replace("-", " "))
        ]
        for one in (name, text)
    )
    return f" {' '.join(wanted)} " in f" {' '.join(said)} " or (
        len(wanted) > 1 and set(wanted) <= set(said)
    )


def folded(word: str) -> str:
    """Return a word as names are compared, without accents: Zürich and Zurich are one."""
    plain = unicodedata.normalize("NFD", bare(word))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def is_derived(part: str, token: Token) -> bool:
    """Say whether a word is a part of a name, or made from it: Egypt, of "Ancient Egyptian"."""
    return same_thing(part, token.lower) in ("lemma", "derived")


def is_adjective_of(name: str, token: Token) -> bool:
    """Say whether a word is what comes from a place: Tuscan, Moroccan, Alaskan."""
    said = token.text
    if said.lower() in DEMONYMS.get(name.lower(), "").split():
        return True
    if not said[:1].isupper() or not is_adjective(said) or len(said) < SHORTEST_STEM:
        return False
    begins = max(SHORTEST_STEM, len(name) - 3)
    is_made = share_stem(name, said) or name[:begins].lower() == said[:begins].lower()
    return is_made and said.lower().endswith(("n", "ine", "ish", "ese", "i", "ch", "ic"))


def is_form(part: str, token: Token) -> bool:
    """Say whether a word is made from the name: Norwegian, for Norway."""
    if len(part) < 4 or len(token.text) < 4:
        return False
    return share_stem(part, token.text) or same_thing(part, token.lower) in ("lemma", "derived")


def is_made_of(name: str, token: Token) -> bool:
    """Say whether a word in small letters is made from the name: "parisien", for Paris."""
    stem = name.lower().rstrip("aeo")
    return len(stem) >= SHORTEST_STEM and token.text.startswith(stem)


def is_inflected(name: str, word: str) -> bool:
    """Say whether a word is the name with an ending, or made from it."""
    inflected = word.startswith(name) or name.startswith(word)
    return inflected or same_thing(name, word) in ("lemma", "derived")


def is_adjective(name: str) -> bool:
    """Say whether a name only describes: Norwegian, Victorian."""
    known = entry(name.lower())
    return known is not None and known.frequency("adjective") >= 0


def is_place(words: str) -> bool:
    """Say whether *words* name a place where all is in lower case: new zealand."""
    return category(words.lower()) in ("city", "country", "region")
