"""Whether a prompt has its author's lettering, letter by letter, and no other."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from limner.prompt.checks.fault import Edit, Fault
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.names import WORD

QUOTED = re.compile(
    r"\"(?P<straight>[^\"\n]{1,200})\"|“(?P<curly>[^”\n]{1,200})”|„(?P<low>[^“”\n]{1,200})[“”]"
    r"|«\s?(?P<angled>[^»\n]{1,200}?)\s?»|(?<!\w)'(?P<single>[^'\n]{1,200})'(?!\w)"
    r"|(?<!\w)‘(?P<turned>[^’\n]{1,200})’(?!\w)"
)
ALIKE = 0.6
"""Share of letters in common from which a quoted text is a wrong copy of another."""

MOST_COPIES = 40
"""Quoted texts beyond which none is looked at as a wrong copy: they are a list."""


def lettering_faults(ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield quoted texts that are altered, lost, or nobody asked for."""
    held = list(_quoted(text))
    whole = [quote for quote in ledger.quotes if any(inner == quote for inner, _ in held)]
    lost = [quote for quote in ledger.quotes if quote not in whole]
    strange = [one for one in held if one[0] not in ledger.quotes]
    strange = strange if len(strange) <= MOST_COPIES else []
    used: set[int] = set()
    for quote in lost:
        if quote in text:
            continue
        copy = _wrong_copy(quote, strange, used)
        if copy is not None:
            used.add(copy[0])
            edits: tuple[Edit, ...] = (Edit(*copy, quote),)
        else:
            found = re.search(re.escape(quote), text, re.IGNORECASE)
            edits = (Edit(*found.span(), quote),) if found else ()
        yield Fault(
            "quote",
            f'quoted text must be exactly "{quote}", in double quotes',
            edits,
            clause="" if edits else f'"{quote}"',
        )
    for inner, (start, end) in held:
        if inner in ledger.quotes or start in used or _is_authors(inner, ledger):
            continue
        yield Fault(
            "lettering",
            f'remove the quoted text "{inner}": only the author\'s own may appear',
            shown=(start - 1, end + 1),
        )


def _quoted(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    for match in QUOTED.finditer(text):
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


def _is_authors(inner: str, ledger: Ledger) -> bool:
    """Say whether quoted words are the author's own: a label that the description names."""
    own = {word.lower() for word in WORD.findall(ledger.source)}
    said = [word.lower() for word in WORD.findall(inner)]
    return all(word in own for word in said)
