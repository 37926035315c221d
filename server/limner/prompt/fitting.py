"""A model's prompt brought to its length: cut where it is too long, filled where it is too short.

What fills it are phrases of the offline expander for the same words, for those dimensions that
the model left open; so a small model's two lines become a whole prompt.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from limner.prompt.dialects import Dialect
from limner.prompt.expansion import Added, Expansion
from limner.prompt.ledger import Ledger
from limner.prompt.length import band, count
from limner.prompt.repair import Check, join_parts, split_parts, written
from limner.prompt.shortening import shorten
from limner.prompt.verify import split_flags, words_of

SETTLED = {
    "setting": r"background|foreground|ground|floor|walls?|sky|street|room|field|water|horizon",
    "light": r"light\w*|lit|sun\w*|shadows?|glow\w*|shade|moon\w*|lamps?|candle\w*",
    "composition": r"views?|framed|framing|composition|seen from|shot|angle|close-up|eye level",
    "palette": r"palette|colou?rs?|tones|hues",
    "medium": r"photograph\w*|photo|painting|painted|illustration|render\w*|drawn|drawing|print",
    "mood": r"mood|feeling|feels?|atmosphere|calm|quiet|serene|lively|tense",
}
"""Words by which a prompt has said something about a dimension already."""

LISTED = ("light", "composition", "setting", "medium", "palette", "mood")
"""In which order short phrases and tags are filled up."""


def is_short(expansion: Expansion, ledger: Ledger, dialect: Dialect) -> bool:
    """Say whether the prompt has fewer words than its generator takes well."""
    return count(expansion.prompt, dialect) < _band(ledger, dialect)[0]


def cut(expansion: Expansion, ledger: Ledger, dialect: Dialect) -> Expansion:
    """Return *expansion* without the clauses that make it too long, as far as nothing is lost."""
    most = _band(ledger, dialect)[1]
    if count(expansion.prompt, dialect) <= most:
        return expansion
    body, flags = split_flags(words_of(expansion.prompt, dialect))
    room = dialect if dialect.form != "json" else replace(dialect, form="prose")
    text = shorten(f"{body} {flags}".strip(), ledger, room, words=most)
    body, flags = split_flags(text)
    return replace(expansion, prompt=written(body, flags, dialect))


def filled(
    expansion: Expansion, spare: Expansion, ledger: Ledger, dialect: Dialect, check: Check
) -> Expansion:
    """Return *expansion* with parts of *spare* until it is long enough.

    A part joins when *check* finds no more faults with it than without, and when the prompt says
    nothing yet about what it is for. What *spare* added is recorded where nothing was.
    """
    least, most = _band(ledger, dialect)
    faults = set(check(ledger, expansion, dialect))
    body, flags = split_flags(words_of(expansion.prompt, dialect))
    own = body
    for part, dimensions in _parts_of(spare, dialect):
        if count(body, dialect) >= least:
            break
        text = join_parts([body, part], dialect)
        longer = replace(expansion, prompt=written(text, flags, dialect))
        said = any(_settles(own, expansion.added, name) for name in dimensions)
        fits = count(text, dialect) <= most
        if not said and fits and set(check(ledger, longer, dialect)) <= faults:
            body = text
            expansion = replace(longer, added=_with(expansion.added, spare.added, dimensions))
    return expansion


def _band(ledger: Ledger, dialect: Dialect) -> tuple[int, int]:
    return band(len(ledger.source.split()), dialect)


def _parts_of(spare: Expansion, dialect: Dialect) -> Iterator[tuple[str, list[str]]]:
    """Yield what *spare* says after its opening, and which dimensions each part is about."""
    phrases = {name: said for name, said in vars(spare.added).items() if said}
    if dialect.form in {"phrases", "tags"}:
        yield from ((phrases[name], [name]) for name in LISTED if name in phrases)
        return
    body = split_flags(words_of(spare.prompt, dialect))[0]
    for part in split_parts(body, dialect)[1:]:
        yield part, [name for name, said in phrases.items() if said.lower()[:20] in part.lower()]


def _settles(text: str, added: Added, name: str) -> bool:
    return getattr(added, name) is not None or bool(
        re.search(rf"\b(?:{SETTLED[name]})\b", text, re.IGNORECASE)
    )


def _with(added: Added, spare: Added, names: list[str]) -> Added:
    return replace(added, **{name: getattr(added, name) or getattr(spare, name) for name in names})
