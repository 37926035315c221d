"""Whether names, hex colours, measures and addresses stand as their author wrote them."""

import re
from collections.abc import Iterator

from limner.patterns import lazy_regex
from limner.prompt.checks.colour_checks.hex_colours import hex_faults
from limner.prompt.checks.fault import Edit, Fault
from limner.prompt.checks.name_checks.german_slips import german_slips
from limner.prompt.checks.name_checks.names_by_place import (
    compound_faults,
    origin_faults,
    placed_name_faults,
)
from limner.prompt.checks.name_checks.proper_names import name_faults
from limner.prompt.checks.name_checks.replaced_names import replaced_name_faults
from limner.prompt.checks.numbers.clock_times import another_hour, tells_hour
from limner.prompt.checks.numbers.grids import format_faults
from limner.prompt.checks.numbers.numbers_in_text import numbers
from limner.prompt.checks.numbers.quantities import (
    measure_faults,
    spelled_measure_faults,
    ungrouped,
)
from limner.prompt.checks.numbers.signs import sign_faults
from limner.prompt.checks.numbers.unit_labels import LABELS, label_faults
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.language_words import language_words
from limner.prompt.ledger.names import ADDRESS, HEX_COLOUR, MEASURE
from limner.prompt.ledger.number_words import spelled
from limner.prompt.ledger.tokens import cased_like, tokens

FIGURE = lazy_regex(
    r"(?<![\w#.,:/])(?:\d{1,3}(?:[.,’\u00a0\u202f]\d{3})+|\d{1,5})(?![\w%°]|[.,:/]\d)"
)

AGE = lazy_regex(
    r"\b(?:her|his|their)\s(?:early |mid[ -]|late )?"
    r"(?P<which>teens|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b",
    re.IGNORECASE,
)
CENTURY = lazy_regex(r"\b(?P<which>\d{1,3}(?:st|nd|rd|th))\b(?! floor)", re.IGNORECASE)
OLD = lazy_regex(r"\b(?P<which>\w+)(?=[ -]years?[ -]old\b)", re.IGNORECASE)
DECADE = lazy_regex(r"\b(?P<which>(?:1[0-9]|20)?\d0s)\b")
APERTURE = lazy_regex(r"\b(?P<which>f/\d+(?:\.\d+)?)\b", re.IGNORECASE)
PART = lazy_regex(
    r"\b(?P<which>half|(?:(?:an?|one|two|three) )?(?:third|quarter|fifth|tenth)s?)(?= of\b)",
    re.IGNORECASE,
)
EVERY = lazy_regex(
    r"\b(?:every|each) (?P<which>other|second|third|fourth|fifth|sixth|seventh|eighth)\b",
    re.IGNORECASE,
)
FRACTION = lazy_regex(r"(?<![\w/.,])(?P<which>[1-9]/[2-9])(?![\w/])")
VERSION = lazy_regex(r"\b(?:version|release|v)\.? ?(?P<which>\d+(?:\.\d+)+)\b", re.IGNORECASE)
PAPER = lazy_regex(
    r"\b(?P<which>[AB]\d)(?= (?:sheet|paper|page|poster|flyer|format|size|notebook|sketchbook|pad"
    r"|print|card|envelope|booklet|leaflet|brochure|folder)s?\b)"
)
FORMS = (AGE, CENTURY, OLD, DECADE, APERTURE, PART, EVERY, FRACTION, VERSION, PAPER)
"""Ages, decades, fractions, versions and the like: of each, a picture mostly has one."""

NUMBERED = lazy_regex(r"\d")
MODEL = lazy_regex(r"[A-Z][a-z]{2,}\s\S*\d")
"""What is called by a name and a number: "Leica M6"."""

CODE = lazy_regex(r"[A-Za-z]{1,3}-?\d{1,3}")
"""A code that says nothing by itself: Q3, H1."""

PHRASES = lazy_regex(r"[,;:.!?](?:\s+|$)|\s[—–-]\s")
LONGEST_PHRASE = 8
"""Words of a phrase that brings back what is lost."""

RANKS = {
    "1": "first|erste[nrsm]?|première?|primer[oa]?",
    "2": "second|zweite[nrsm]?|deuxième|segund[oa]",
    "3": "third|dritte[nrsm]?|troisième|tercer[oa]?",
    "4": "fourth|vierte[nrsm]?|quatrième|cuart[oa]",
    "5": "fifth|fünfte[nrsm]?|cinquième|quint[oa]",
}
"""How the place of a thing in a row is told, in four languages."""

DECIMAL = r"\d+(?:[.,]\d+)*"

CURRENCIES = {"€": "euros", "$": "dollars", "£": "pounds"}


def literal_faults(ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield names and figures that are lost or altered in *text*."""
    for name in ledger.names:
        if f"for {name}-old" in ledger.source:
            continue  # A book for 6-year-olds.
        if HEX_COLOUR.fullmatch(name):
            yield from hex_faults(name, ledger, text)
        elif name in LABELS:
            yield from label_faults(name, ledger, text)
        elif MEASURE.fullmatch(name):
            yield from measure_faults(name, ledger, text)
        elif (NUMBERED.search(name) and not MODEL.match(name)) or ADDRESS.match(name):
            if name.lower() not in text.lower() and not _in_text(name, text):
                yield from _figure(name, ledger, text)
        else:
            yield from name_faults(name, ledger, text)
    if ledger.is_picture:
        yield from replaced_name_faults(ledger, text)
        yield from spelled_measure_faults(ledger, text)
        yield from format_faults(ledger, text)
        yield from sign_faults(ledger, text)
    if ledger.language == "de":
        yield from german_slips(ledger, text)
        yield from placed_name_faults(ledger, text)
        yield from compound_faults(ledger, text)
        yield from origin_faults(ledger, text)


def _in_text(value: str, text: str) -> bool:
    pattern = rf"(?<![\w.]){re.escape(ungrouped(value))}(?![\w]|\.\d)"
    return re.search(pattern, ungrouped(text)) is not None


def _figure(name: str, ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield a year, ratio or code that is lost; one of its own form stands in for it."""
    form = _form(name)
    others = [
        match
        for match in re.finditer(rf"(?<!\w)(?:{form})(?!\w)", text)
        if match.group() not in ledger.source
    ]
    if ledger.language == "en":
        if tells_hour(name, ledger.source, text) or _tells_decade(name, text):
            return
        told = another_hour(name, text) if not others else None
        others = others or ([told] if told else [])
    edits = (Edit(*others[0].span(), name),) if len(others) == 1 else ()
    if edits or not _is_told_by_rank(name, text):
        clause = "" if edits else _phrase_of(name, ledger.source)
        yield Fault("name", f"missing: {name}", edits, clause=clause)


def _tells_decade(name: str, text: str) -> bool:
    """Say whether a decade is told with its century, without it, or in words: 60s, 1960s, sixties.

    Another century is another decade.
    """
    decade = re.fullmatch(r"(?P<century>\d\d)?(?P<tens>\d)0s", name)
    if decade is None:
        return False
    tens = next((word for word, n in spelled("en").items() if n == 10 * int(decade["tens"])), "")
    words = f"{tens[:-1]}ies" if tens.endswith("y") else tens
    century = decade["century"] or r"[12]\d"
    figures = rf"(?<!\d)(?:{century})?{decade['tens']}0s"
    return re.search(rf"(?:{figures}|\b{words})\b", text, re.IGNORECASE) is not None


def _is_told_by_rank(name: str, text: str) -> bool:
    """Say whether a code of a letter and a digit is told by its rank: Q3, by "the third bar"."""
    code = re.fullmatch(r"[A-Z](\d)", name)
    rank = RANKS.get(code[1], "") if code else ""
    return bool(rank) and re.search(rf"\b(?:{rank})\s(?!of\b)\w", text, re.I) is not None


def _phrase_of(name: str, source: str) -> str:
    """Return the author's own phrase around a short code, which alone says nothing."""
    if not CODE.fullmatch(name):
        return name
    for phrase in PHRASES.split(source):
        if name in phrase and len(phrase.split()) <= LONGEST_PHRASE:
            return phrase.strip(" .")
    return name


def _form(name: str) -> str:
    """Return the pattern of what may stand for *name*: other digits, another ratio or currency."""
    if re.fullmatch(r"1:\d{1,5}", name):
        return r"1:\d{1,5}|\d{1,2}:\d{1,2}"
    if re.fullmatch(r"\d{1,2}:\d{1,2}", name):
        return r"\d{1,2}:\d{1,2}"
    digits = re.sub(r"[€$£¥\s]", "", name)
    if digits != name:
        amount = re.escape(digits)
        sign = re.escape(re.sub(r"[^€$£¥]", "", name))
        other = rf"{sign}\s?{DECIMAL}|{DECIMAL}\s?{sign}"
        return rf"[€$£¥]\s?{amount}(?!\d)|{amount}\s?[€$£¥]|{other}"
    return _digits(name)


def _digits(name: str) -> str:
    return re.sub(r"\d", r"\\d", re.escape(name))


def form_faults(ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield the one number of its form where the author has another: "her sixties", "18th"."""
    for pattern in FORMS:
        own, said = list(pattern.finditer(ledger.source)), list(pattern.finditer(text))
        if pattern is DECADE and own and _tells_decade(own[0]["which"], text):
            continue
        if len(own) == len(said) == 1 and _value(own[0]["which"]) != _value(said[0]["which"]):
            which = cased_like(own[0]["which"], said[0]["which"])
            edit = Edit(*said[0].span("which"), which)
            yield Fault("number", f"missing: {own[0]['which']}", (edit,))


def currency_faults(ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield another currency, written out, than the only one whose sign the author has."""
    own = [sign for sign in CURRENCIES if sign in ledger.source]
    said = list(re.finditer(rf"\b(?:{'|'.join(CURRENCIES.values())})\b", text, re.IGNORECASE))
    if len(own) == 1 and len(said) == 1 and own[0] not in text:
        right = CURRENCIES[own[0]]
        if said[0].group().lower() != right:
            yield Fault("name", f"missing: {own[0]}", (Edit(*said[0].span(), right),))


def _value(number: str) -> str:
    """Return a number in figures, if it is written out, in lower case."""
    return str(spelled("en").get(number.lower(), number.lower()))


def figure_faults(ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield plain figures of the source, "size 42", for which another stands in *text*."""
    source = FIGURE.findall(MEASURE.sub(" ", ledger.source))
    said = list(FIGURE.finditer(text))
    words = language_words(ledger.language)
    counted = {one.value for one in numbers(text, words)} if words else set()
    counted |= {words.numbers.get(token.lower, 0) for token in tokens(text)} if words else set()
    strange = [match for match in said if match.group() not in ledger.source]
    lost = [one for one in source if not _in_text(one, text) and int(ungrouped(one)) not in counted]
    for figure in lost:
        like = [match for match in strange if len(match.group()) == len(figure)]
        if len(lost) == len(strange) == 1 and len(source) > 1:
            like = strange[:1]
        if like and figure not in ledger.names:
            closest = max(like, key=lambda m: sorted(m.group()) == sorted(figure))
            strange.remove(closest)
            yield Fault("number", f"missing: {figure}", (Edit(*closest.span(), figure),))


CLOSED = tuple(
    tuple(row.split())
    for row in (
        "january february march april may june july august september october november december",
        "monday tuesday wednesday thursday friday saturday sunday",
        "north|northern south|southern east|eastern west|western", "norden süden osten westen",
        "nord sud ouest", "norte sur oeste", "€ $ £ ¥",
        "hundred thousand million billion", "top bottom", "upper lower", "euro dollar yen",
        "euros dollars pounds yen cents", "kilometre mile", "kilometer mile", "kilometres miles",
        "celsius fahrenheit", "twins triplets quadruplets quintuplets",
    )
)  # fmt: skip
"""Words of which one excludes the others; "|" stands between forms of one."""


def closed_faults(ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield one word of a closed set where the author has another: July for January."""
    lowered, source = text.lower(), ledger.source.lower()
    for row in CLOSED:
        held = {word: list(re.finditer(_exact(word), lowered)) for word in row}
        wanted = [word for word in row if re.search(_exact(word), source)]
        lost = [word for word in wanted if not held[word]]
        strange = [m for word in row if word not in wanted for m in held[word]]
        if len(lost) == 1 and len(strange) > 1:  # "The eastern tip", beside an arrow to the north.
            form = [n for n, one in enumerate(lost[0].split("|")) if re.search(_exact(one), source)]
            alike = {word.split("|")[n] for word in row for n in form if "|" in word}
            strange = [one for one in strange if one.group() in alike]
        if len(lost) == 1 and len(strange) == 1:
            start, end = strange[0].span()
            forms = lost[0].split("|")
            right = forms[-1] if lowered[start:end].endswith("ern") else forms[0]
            said = cased_like(right, text[start:end])
            yield Fault("name", f"missing: {forms[0]}", (Edit(start, end, said),))


def _exact(word: str) -> str:
    return rf"(?<!\w)(?:{'|'.join(map(re.escape, word.split('|')))})(?!\w)"
