"""Whether a prompt has its author's lettering, letter by letter, and no other."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from limner.patterns import lazy_regex
from limner.prompt.checks.fault import Edit, Fault
from limner.prompt.kinds.picture_kind import picture_kind
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.names import WORD
from limner.prompt.ledger.nouns import singular
from limner.prompt.ledger.quotations import without_inch_marks
from limner.prompt.ledger.tokens import tokens

QUOTED = lazy_regex(
    r"\"(?P<straight>[^\"\n]{1,200})\"|“(?P<curly>[^”\n]{1,200})”|„(?P<low>[^“”\"\n]{1,200})[“”\"]"
    r"|«\s?(?P<angled>[^»\n]{1,200}?)\s?»|»(?P<inward>\S(?:[^«»\n]{0,200}\S)?)«|(?<!\w)'(?P<single>[^'\n]{1,200})'(?!\w)"
    r"|(?<!\w)‘(?P<turned>[^’\n]{1,200})’(?!\w)"
)
ALIKE = 0.6
"""Share of letters in common from which a quoted text is a wrong copy of another."""

CARRIED = lazy_regex(
    r"(?:\b(?:an?|the|one|ein\w*|une?|una?|un)\s+(?:[\w-]+\s+){0,2}?"
    r"(?P<carrier>(?:sign|board|plaque|banner|label|poster|sticker|badge|card|caption|placard"
    r"|billboard|tag|flag|inscription|logo|schild|plakat|tafel|zettel|aufkleber|etikett|banner"
    r"|stamp|seal|ribbon|nameplate|ticket|note|notice|scroll|pennant|medallion|patch"
    r"|stempel|siegel|schleife|wimpel|fähnchen|zettelchen"
    r"|panneau|affiche|enseigne|pancarte|étiquette|bannière|écriteau|plaque|tampon|ruban|autocollant"
    r"|cartel|letrero|etiqueta|pancarta|sello|placa|pegatina|cinta|aviso|rótulo|banderín)\w*)"
    r"(?:\s+(?:behind|above|over|below|beneath|beside|on|at|near)\s+(?:[\w-]+\s+){0,2}?[\w-]+)?)?"
    r"(?P<lead>,?\s*(?:\b(?:with|in|bearing)\s+(?:[\w-]+,?\s+){1,3}?(?:letters|lettering|text|words"
    r"|script|type|writing|capitals)\s+)?"
    r"(?:\b(?:con|en|mit|in|avec|aux?)\s+(?:[\w-]+\s+){0,2}?(?:letras|lettres|caractères|buchstaben"
    r"|lettern)(?:\s+[\w-]+){0,2}?\s+)?"
    r"(?:\b(?:that|which|marked|painted|stamped|printed|engraved|embroidered|stitched|emblazoned"
    r"|embossed|etched|carved|chalked|scrawled|scribbled|tagged|captioned|on which|with"
    r"|bearing|carrying|in|mit|auf dem|darauf|où|avec|que|con|en el que|l['’]on|the|an?|der|dem|den"
    r"|die|das|le|la|les|el|los|las"
    r"|reads?|reading|says?|saying|spell(?:s|ing)|lettered|labell?ed|titled|inscribed|words?|text"
    r"|letters|lettering|label|name|title|caption|aufschrift|wort|worten?|wörtern|steht|text|schriftzug"
    r"|lit|dit|mots?|inscription|dice|lee|palabras?|texto|rótulo)\b[\s:]*)*)$",
    re.IGNORECASE,
)
"""What stands before lettering: what carries it, and the words that lead to it."""

WRITTEN = lazy_regex(
    r"\s*(?:engraved|painted|written|lettered|printed|etched|carved|stitched|embossed|stamped|set"
    r"|eingraviert|aufgedruckt|gravé|imprimé|peint|grabado|pintado|impreso)\b[^,.;:!?]*",
    re.IGNORECASE,
)
"""How and where lettering stands, behind it."""

UNLETTERED = frozenset({"abstract", "pattern", "icon", "portrait"})
"""Kinds in which the author's own words are no labels: trust as "TRUST"."""

LETTERED = lazy_regex(
    r"^(?P<said>.+) in .*?\b(?P=said)[\s-]+(?:sign|button|label|badge|banner|key|flag|stamp)s?\b",
    re.IGNORECASE | re.DOTALL,
)
"""Words, and a description that names what they stand on: STOP, of "a stop sign"."""

WRITABLE = lazy_regex(
    r"slogan|caption|title|headline|inscription|motto|words?|text|lettering|label|name|tagline"
    r"|aufschrift|titel|schriftzug|wort|slogan|titre|légende|inscripción|lema|título|palabras?",
    re.IGNORECASE,
)
"""What lettering stands right behind."""

LONGEST_PHRASE = 120
"""Characters before lettering in which its phrase is looked for."""

SHORTEST_NAME, NEARLY = 5, 0.8
"""Letters of a quoted name from which one that is nearly the same is a slip, and how nearly."""

MOST_COPIES = 40
"""Quoted texts beyond which none is looked at as a wrong copy: they are a list."""


def lettering_faults(ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield quoted texts that are altered, lost, or nobody asked for."""
    held = list(_quoted(text))
    lost = [q for q in ledger.quotes if not any(_is_written(q, inner) for inner, _ in held)]
    strange = [one for one in held if not any(_is_written(q, one[0]) for q in ledger.quotes)]
    strange = strange if len(strange) <= MOST_COPIES else []
    used: set[int] = set()
    for quote in lost:
        if quote in text and not any(quote in inner for inner, _ in strange):
            continue
        copy = _wrong_copy(quote, strange, used)
        if copy is not None:
            again = [one[1] for one in strange if one[0] == text[slice(*copy)]]
            used.update(start for start, _ in again)
            edits = tuple(Edit(*span, quote + _stop(text[slice(*span)], quote)) for span in again)
        else:
            found = re.search(re.escape(quote), text, re.IGNORECASE)
            place = found.span() if found else _misspelt(quote, text)
            edits = (Edit(*place, quote),) if place else _behind_carrier(quote, ledger, text)
        yield Fault(
            "quote",
            f'quoted text must be exactly "{quote}", in double quotes',
            edits,
            clause="" if edits else f'"{quote}"',
        )
    for inner, (start, end) in held:
        asked_for = any(_is_written(quote, inner) for quote in ledger.quotes)
        if asked_for or start in used or _is_authors(inner, ledger):
            continue
        yield Fault(
            "lettering",
            f'invented lettering: "{inner}"',
            shown=_phrase(text, start, end, ledger),
        )


def _is_written(quote: str, inner: str) -> bool:
    """Say whether *inner*, in its marks, is *quote* letter by letter; apostrophes may be curly.

    A comma or stop behind it may be the sentence's: American writers put it inside the marks.
    """
    straight = inner.replace("’", "'")
    return quote.replace("’", "'") in (straight, straight.removesuffix(_stop(inner, quote)))


def _stop(said: str, quote: str) -> str:
    """Return the comma or stop of the sentence that *said* has inside its marks."""
    return said[-1] if said[-1:] in (",", ".") and quote[-1:] not in (",", ".") else ""


def _behind_carrier(quote: str, ledger: Ledger, text: str) -> tuple[Edit, ...]:
    """Return the edit that writes *quote* behind what the author has it on: a slogan, a caption."""
    before = ledger.source.partition(quote)[0].rstrip(" \"“„«‘'")
    carrier = next(iter(re.findall(r"[^\W\d_]+$", before)), "")
    found = list(re.finditer(rf"\b{re.escape(carrier)}\b(?!\s*[\"“„«])", text, re.IGNORECASE))
    if len(found) != 1 or not WRITABLE.fullmatch(carrier):
        return ()
    return (Edit(found[0].end(), found[0].end(), f' "{quote}"'),)


def with_labels(ledger: Ledger, text: str) -> str:
    """Return *text* without the marks around those of the author's words that are labels in it.

    What the author did not quote is shown where it is written on its part: a circle "Sleep".
    """
    plain = list(text)
    for match in QUOTED.finditer(text):
        start, end = match.span(match.lastgroup or "")
        if text[start:end] not in ledger.quotes and _is_authors(text[start:end], ledger):
            for place in (*range(match.start(), start), *range(end, match.end())):
                plain[place] = " "
    return "".join(plain)


def _phrase(text: str, start: int, end: int, ledger: Ledger) -> tuple[int, int]:
    """Return where the phrase stands whose lettering is *start* to *end*: "a banner that says …".

    What carries it goes along unless the author has it too, and so do its marks.
    """
    start = len(text[:start].rstrip()) - 1
    end += len(text[end:]) - len(text[end:].lstrip()) + 1
    if written := WRITTEN.match(text, end):
        end = written.end()
    found = CARRIED.search(text, max(0, start - LONGEST_PHRASE), start)
    if found is None or not found.group().strip():
        return start, end
    has_own = singular(found["carrier"] or "") in map(singular, WORD.findall(ledger.source))
    phrase = found["lead"] if has_own else found.group()
    return start - len(phrase.lstrip()), end


def _quoted(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    for match in QUOTED.finditer(without_inch_marks(text)):
        name = match.lastgroup or ""
        yield match[name], match.span(name)


def _wrong_copy(
    quote: str, held: list[tuple[str, tuple[int, int]]], used: set[int]
) -> tuple[int, int] | None:
    """Return the place of what was probably meant to be *quote*."""
    others = [one for one in held if one[1][0] not in used]
    ranked = sorted(
        others,
        key=lambda one: SequenceMatcher(None, one[0].lower(), quote.lower()).ratio(),
        reverse=True,
    )
    if ranked and SequenceMatcher(None, ranked[0][0].lower(), quote.lower()).ratio() >= ALIKE:
        return ranked[0][1]
    return others[0][1] if len(others) == 1 else None


def _misspelt(quote: str, text: str) -> tuple[int, int] | None:
    """Return where a name of one word stands without quotes, one letter wrong: Orvana."""
    if not quote.isalpha() or len(quote) < SHORTEST_NAME or not quote[:1].isupper():
        return None
    for token in tokens(text):
        is_name = token.text[:1] == quote[:1] and abs(len(token.text) - len(quote)) <= 1
        if is_name and SequenceMatcher(None, token.lower, quote.lower()).ratio() >= NEARLY:
            return token.start, token.end
    return None


def _is_authors(inner: str, ledger: Ledger) -> bool:
    """Say whether quoted words are the author's own: a label that the description names."""
    own = _words(ledger.source)
    said = [singular(word.lower()) for word in WORD.findall(inner)]
    if inner.lower() not in ledger.source.lower() and all(len(word) < 3 for word in said):
        return False  # "No. 5", of "no cable" and "1.5 l".
    if picture_kind(ledger.source) in UNLETTERED and inner not in ledger.source:
        return bool(said) and LETTERED.search(f"{' '.join(said)} in {ledger.source}") is not None
    return all(word in own for word in said)


@lru_cache(maxsize=64)
def _words(source: str) -> frozenset[str]:
    """Return the words of *source* in the singular and in small letters."""
    return frozenset(singular(word.lower()) for word in WORD.findall(source))
