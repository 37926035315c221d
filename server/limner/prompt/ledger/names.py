"""What must be kept letter by letter: proper names, addresses, hex colours and measures."""

import re
from collections.abc import Iterator

from limner.patterns import lazy_regex
from limner.prompt.ledger.given_names import is_given_name
from limner.prompt.ledger.vocabulary import FUNCTION_WORDS, UNITS, word_set
from limner.prompt.wordnet.categories import category
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.table import entry

ADDRESS = lazy_regex(r"(?:https?://|www\.)[^\s<>\"“”)\]]*[^\s<>\"“”)\].,;:!?]")
HEX_COLOUR = lazy_regex(r"#(?:[0-9A-Fa-f]{8}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3,4})\b")
MEASURE = lazy_regex(
    rf"(?<![\w.])(?<!\d[,:/])\d+(?:[.,:/]\d+)*[\s-]?(?:{UNITS})(?![\w€$£¥])", re.IGNORECASE
)
RATIO_OR_YEAR = lazy_regex(
    r"(?<![\w.:])(?:1:\d{3,5}|\d{1,2}:\d{1,2}|1[0-9]{3}s?|20[0-9]{2}s?)(?![\w:])"
)
WORD = lazy_regex(r"[^\W_]+(?:['’\-][^\W_]+)*")
SHORTENED = word_set("mr mrs ms dr st mt prof capt lt sgt ft fr jr sr")
"""What stands before a name with a full stop."""

NO_NAMES = word_set(
    "why how when where who whose whom what which here there then now once while everything "
    "everyone everybody something nothing nobody monday tuesday wednesday thursday friday saturday "
    "sunday dad daddy mum mummy mom mommy mother father grandma grandpa granny gran "
    "readme changelog todo fixme ui ux gui hud latin bc bce ad ce am pm"
)
"""Capitalised words before a name that are no part of it."""

NAMED = frozenset({"city", "country", "region", "person", "celestial body", "people"})
"""Categories of the lexicon whose members with no frequency are names: Hanoi."""

COMMON = word_set("labrador phoenix saviour savior adam eve mary china turkey")
"""Names in the lexicon that are as often no name, or a doll's: a labrador asleep."""

AMOUNT = lazy_regex(r"[€$£¥]\s?\d+(?:[.,]\d+)*|\d+(?:[.,]\d+)*\s?[€$£¥]")
CURRENCY = lazy_regex(r"\d+(?:[.,]\d+)*\s?[MK]?[€$£¥]")

PARTICLE = lazy_regex(r"d[aei]|del|della|des|du|dos|das|van|von|der|ten|la|las|los|le")
PARTICLES = lazy_regex(
    r"(?:d[aei]|del|della|des|du|dos|das|van|von)(?: (?:la|las|los|le|der|den))?"
)
"""What stands inside of a name from other languages: Rio de Janeiro."""

NUMBERED_PART = lazy_regex(
    r"\s*(?:chapter|part|act|scene|section|book|volume|episode|fig|figure|table|kapitel|teil|abb"
    r"|abbildung|chapitre|partie|capítulo|capitolo)\.?\s+[\w.]+\s*[:.–—-]\s",
    re.IGNORECASE,
)
"""Which part of a document a heading or caption belongs to: "CHAPTER ELEVEN - "."""

HEADED = lazy_regex(r"\s*(?:(?:Chapter|Part|Scene|Act|Section)\s+\w+\s*[:.–—-]\s*)?(?:The|A|An)\s")
"""How a heading in title case begins."""

AGED = lazy_regex(r"[\s-]?old\b")
"""What follows the years of somebody's age."""

ODD = lazy_regex(r"[a-z][A-Z]|[A-Z]{2}")


def literals(text: str) -> tuple[str, ...]:
    """Return addresses, hex colours, measures, ratios and years as written, in order."""
    spans = [
        (match.start(), match.group())
        for pattern in (ADDRESS, HEX_COLOUR, MEASURE, RATIO_OR_YEAR, AMOUNT)
        for match in pattern.finditer(text)
        if pattern is not MEASURE or not AGED.match(text, match.end())
    ]
    return tuple(dict.fromkeys(found for _, found in sorted(spans)))


ACTING = {
    "fr": r"(?:ne|n['’]|se|s['’]|est|était|avait|a|y|lui|leur)\b",
    "es": r"(?:no|se|es|era|está|estaba|ha|había|lo|le|les)\b",
    "it": r"(?:non|si|è|era|ha|aveva|lo|gli)\b",
}
"""What follows a name that a sentence begins with, and no other bare noun."""


def proper_names(text: str, language: str = "") -> Iterator[str]:
    """Yield capitalised words inside sentences; runs of them are one name.

    In English, one runs on over "de", "van" and the like, which are words of other languages.
    A heading in title case names nothing by its capitals; what the lexicon has as a name, CamelCase
    and acronyms always do.
    """
    part = NUMBERED_PART.match(text)
    text = text[part.end() :] if part else text
    text = CURRENCY.sub(" ", MEASURE.sub(" ", HEX_COLOUR.sub(" ", ADDRESS.sub(" ", text))))
    words = list(WORD.finditer(text))
    if language == "en":
        words = [word for word in words if PARTICLE.fullmatch(word.group()) is None]
    own = [word.group() for word in words if word.group().lower() not in FUNCTION_WORDS]
    plain = [word for word in own if word.isalpha() and not ODD.search(word)]
    title_case = all(word[0].isupper() for word in plain) and (
        len(plain) > (1 if part else 2)
        or (HEADED.match(text) is not None and all(map(_is_usual, plain)))
    )
    run: list[re.Match[str]] = []
    for word in [*words, None]:
        between = text[run[-1].end() : word.start()].strip() if word and run else ""
        titled = between == "." and run and run[-1].group().lower() in SHORTENED
        runs_on = language == "en" and between and PARTICLES.fullmatch(between)
        joined = word and run and (not between or titled or runs_on)
        if run and not (joined and word and _is_capitalised(word.group(), title_case)):
            while run and (
                run[0].group().lower() in FUNCTION_WORDS | NO_NAMES
                or (len(run) == 1 and _opens_sentence(text, run[0]) and not _is_name(text, run[0]))
            ):
                run = run[1:]
            if run:
                yield text[run[0].start() : run[-1].end()]
            run = []
        if word and _is_capitalised(word.group(), title_case):
            run.append(word)


def inside_sentences(text: str, name: str) -> str:
    """Return *name* without a first word that only opens a sentence: "Pastel Venetian houses".

    A given name, or a word that no dictionary has, is a name there too.
    """
    first, _, rest = name.partition(" ")
    opening = re.search(rf"(?:^|[.!?:]\s+){re.escape(name)}\b", text) is not None
    if not rest or not opening or is_given_name(first) or entry(lemma(first.lower())) is None:
        return name
    if entry(name.lower()) is not None:
        return name  # "Black Forest".
    return rest


def _is_name(text: str, word: re.Match[str]) -> bool:
    """Say whether the word that opens a sentence of *text* is a name: "Milo the badger"."""
    if len(word.group()) < 3:
        return False
    if is_given_name(word.group()):
        return True
    base = lemma(word.group().lower())
    known = entry(base)
    if known is not None and known.is_name and base not in COMMON:
        return True
    if known is None or (max(known.frequencies) <= 0 and category(base) in NAMED):
        return True
    return max(known.frequencies) <= 0 and text.startswith(" the ", word.end())


def _is_usual(word: str) -> bool:
    """Say whether *word* is a usual one of the language, and no name by itself."""
    base = lemma(word.lower())
    known = entry(base)
    return known is not None and max(known.frequencies) > 0 and category(base) not in NAMED


def _is_capitalised(word: str, title_case: bool) -> bool:
    if ODD.search(word):
        return True
    return word[0].isupper() and word != "I" and (not title_case or _is_place_or_person(word))


def _is_place_or_person(word: str) -> bool:
    """Say whether *word* is a name by the lexicon, also where every word has a capital: Weimar."""
    base = lemma(word.lower())
    known = entry(base)
    return known is not None and known.is_name and base not in COMMON and category(base) in NAMED


def _opens_sentence(text: str, word: re.Match[str]) -> bool:
    before = text[: word.start()].rstrip(" \t([{*_-–—▯#>/")
    odd = bool(ODD.search(word.group()))
    return not odd and (not before or before[-1] in ".!?:")
