"""What a description in another language than English counts, colours and leaves out."""

import re
from collections.abc import Iterator, Sequence

from limner.patterns import lazy_regex
from limner.prompt.ledger.commitments import Binding, Count, Negation
from limner.prompt.ledger.language_words import LanguageWords
from limner.prompt.ledger.names import MEASURE, RATIO_OR_YEAR
from limner.prompt.ledger.number_words import is_a_few, number_at
from limner.prompt.ledger.tokens import Token, tokens
from limner.prompt.ledger.translated_nouns import is_noun
from limner.prompt.ledger.vocabulary import word_set

PART = lazy_regex(
    r"\b(?:(?:mittler|ander|letzt|erst|link|recht|ober|unter|vorder|hinter)\w*|celle|celui|autre"
    r"|derni[eè]re?|premi[eè]re?|otr[oa]|últim[oa]|primer[oa]|(?:middle|other|last|first|left|right"
    r"|top|bottom|third|second) one)\s*$",
    re.IGNORECASE,
)
"""What names one of several things, which alone lacks what follows."""

ALSO = lazy_regex(
    r"(?P<items>(?:,\s+[^\W\d_]{3,})*),?\s+(?P<joint>oder|noch|ni|ou|o|né|of|nem|und|et|y|e|en)\s+"
    r"(?P<article>(?:de|d'|eine?n?|une?|una?)\s+)?(?P<what>[^\W\d_]{3,})"
)
"""What is left out besides: "sin texto ni logotipo", "ohne Autos, Menschen oder Hunde"."""

ITEM = lazy_regex(r"[^\W\d_]{3,}")

PLACING = word_set(
    "ohne sans sin senza in im am an auf bei vor hinter neben dans sur sous devant chez au aux "
    "en sobre junto bajo ante nel nella sul sulla al alla ai davanti presso mit avec con aber "
    "mais pero ma"
)
"""What begins something else behind a list."""

SOMEBODY = {"nadie": "gente", "nessuno": "persone", "jemanden": "Menschen", "alguien": "gente"}
"""Whom words for nobody leave out."""

LEAST = word_set("moindre moindres menor mínimo mínima minimo minima geringste geringsten")
"""What stands before a thing that is left out: "sans la moindre trace"."""

NO_THINGS = word_set("ende fin fine fim einde que raccord zweifel doute duda dubbio")
"""What "without" leaves out nothing with: "sans fin"."""

IN = word_set("en in im auf avec mit con com sur su sobre")
"""Words between a thing and its colour: "une porte en vert"."""

MONTHS = word_set(
    "januar februar märz april mai juni juli august september oktober november dezember janvier "
    "février mars avril juin juillet août septembre octobre novembre décembre enero febrero marzo "
    "abril mayo junio julio agosto septiembre octubre noviembre diciembre gennaio febbraio aprile "
    "maggio giugno luglio settembre ottobre novembre dicembre januari februari maart mei augustus "
    "janeiro fevereiro março maio junho julho setembro outubro novembro dezembro"
)
"""What a number before is the day of."""

DECIMAL = lazy_regex(r"\d+[.,]\d+|\d{1,2}\s?(?:Uhr|uhr|h)\b|\d+\s?[×x]\s?\d+")
"""Figures that count nothing: decimals, times of day, formats."""

INFINITIVES = {
    "fr": r"[ei]r$",
    "es": r"[aei]r(?:se|l[aeo]s?)?$",
    "it": r"(?:[ai]r|(?<!i)er)(?:e|si|l[aeio])$",
}
"""How the verb ends that says what is not done."""

REFLEXIVE = word_set("se s me m te t y en si")

ELIDED = lazy_regex(r"^(?:l|un|d|dell|all|nell|sull|dall|quell)['’](?=\w{4})", re.IGNORECASE)
"""An article that has grown together with its noun: "un'auto", "l'église"."""

POSSESSIVE = word_set(
    "meiner deiner seiner ihrer unserer eurer mes tes ses nos vos leurs mis tus sus nuestros "
    "nuestras vuestros vuestras miei mie tuoi tue suoi sue nostri nostre vostri vostre loro"
)
"""Whose the things are some of which are counted: "deux de ses lettres"."""

REACH = 3
"""Words between a number or colour and its noun."""


def counts(text: str, words: LanguageWords) -> Iterator[Count]:
    """Yield so many of something: "drei rote Boote", "27 barcas", "vingt-deux ballons"."""
    bare = text
    for figures in (MEASURE, RATIO_OR_YEAR, DECIMAL):
        bare = figures.sub(lambda match: "▯" * len(match.group()), bare)
    every = tokens(bare)
    passed = -1
    for place, token in enumerate(every):
        number, last = words.numbers.get(token.lower), place
        if place <= passed:
            continue
        if is_a_few(token.text, every[place - 1].lower if place else "", words.language):
            continue
        if written := number_at(place, every, words.language):
            number, last = written if written[0] > 1 else (number, last)
        elif token.text.isdecimal() and len(token.text) < 3 and token.ahead == " ":
            number = int(token.text)
        noun = _noun_after(last, every, words) if number else ""
        if number and noun and noun.lower() not in MONTHS:
            passed = last
            yield Count(number, bare[token.start : every[last].end], noun)


def colours(text: str, words: LanguageWords) -> Iterator[Binding]:
    """Yield a colour and what has it, before its noun or behind it."""
    every = tokens(text)
    for place, token in enumerate(every):
        if token.lower not in words.colours:
            continue
        after = _noun_after(place, every, words) if words.adjective_first else ""
        noun = after or _noun_before(place, every, words)
        if noun and (words.language != "de" or noun[:1].isupper()):
            yield Binding(token.text.lower(), ELIDED.sub("", noun))


def negations(text: str, words: LanguageWords) -> Iterator[Negation]:
    """Yield what is left out: "ohne Menschen", "sin gente"."""
    for match in re.finditer(rf"\b(?:{words.without})(?:\s+|(?<=['’]))", text, re.IGNORECASE):
        rest = tokens(text[match.end() :].split(",")[0])
        named = [token for token in rest if token.lower not in words.small | LEAST]
        if words.language == "de":
            named = [token for token in named if token.text[:1].isupper()] or named
        if not named or named[0].lower in NO_THINGS or (rest and _is_deed(rest[0].lower, words)):
            continue
        if words.language == "de" and _owns(named):
            named = named[1:]
        noun, end = named[0].text, match.end() + named[0].end
        also, last = _also(text, end, words)
        said = text[match.start() : last]
        of_all = PART.search(text[: match.start()]) is None
        for what in (SOMEBODY.get(noun.lower(), noun), *also):
            yield Negation(said, what, of_all)


def _owns(named: Sequence[Token]) -> bool:
    """Say whether the first of some German nouns is whose the next is: "Annas Katze"."""
    first, after = named[0], named[1] if len(named) > 1 else None
    return (
        first.text.endswith("s")
        and first.ahead == " "
        and after is not None
        and (after.start == first.end + 1 and after.text[:1].isupper())
    )


def _also(text: str, end: int, words: LanguageWords) -> tuple[list[str], int]:
    """Return what else a list leaves out, and where it ends: "ohne Autos, Menschen oder Hunde".

    "And" goes on with it only between two bare nouns, which something else ends.
    """
    listed = ALSO.match(text, end)
    if listed is None:
        return [], end
    items = [*ITEM.findall(listed["items"] or ""), listed["what"]]
    is_and = listed["joint"].lower() in ("und", "et", "y", "e", "en")
    behind = tokens(text[listed.end() :])[:1]
    goes_on = behind and text[listed.end() : listed.end() + 1] == " "
    if is_and and (
        listed["items"]
        or listed["article"]
        or (goes_on and behind[0].lower not in words.small | IN | PLACING)
    ):
        return [], end  # "Sin gafas y sonrisa amplia", "sin gente, un faro y barcas".
    known = [one.lower() in words.small | IN | PLACING for one in items]
    german = words.language == "de" and not all(one[:1].isupper() for one in items)
    without = any(re.fullmatch(words.without, one, re.IGNORECASE) for one in items)
    if any(known) or german or without:
        return [], end
    return items, listed.end()


def _is_deed(word: str, words: LanguageWords) -> bool:
    """Say whether a word behind "without" begins a deed: "sans se retourner", "sin mirar"."""
    if words.language not in INFINITIVES:
        return False
    ends = re.search(INFINITIVES[words.language], word) is not None
    return word in REFLEXIVE or (ends and not is_noun(word, words.language))


def _noun_after(place: int, every: Sequence[Token], words: LanguageWords) -> str:
    """Return the noun that a number or adjective stands before."""
    for later in range(place + 1, min(len(every), place + 1 + REACH)):
        token = every[later]
        if every[later - 1].ahead.strip():
            return ""
        if token.lower in words.small - {"de", "d"} or token.lower in IN or token.text.isdecimal():
            return ""
        if (
            token.lower in words.colours
            or token.lower in words.numbers
            or token.lower in words.small | POSSESSIVE
        ):
            continue
        german = words.adjective_first and "der" in words.small
        if not german or token.text[:1].isupper():
            return token.text
    return ""


def _noun_before(place: int, every: Sequence[Token], words: LanguageWords) -> str:
    for earlier in range(place - 1, max(-1, place - 1 - REACH), -1):
        token = every[earlier]
        if token.ends_clause or "," in token.ahead:
            return ""
        if token.lower not in words.small | IN and token.lower not in words.colours:
            return token.text
    return ""
