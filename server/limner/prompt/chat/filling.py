"""A model's prompt brought to its length: cut where it is too long, filled where it is too short.

What fills it are phrases of the offline expander for the same words, for those dimensions that
the model left open; so a small model's two lines become a whole prompt.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from limner.prompt.checks.verification import split_flags, words_of
from limner.prompt.dialects import Dialect, band, count
from limner.prompt.expansion import Added, Expansion
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.repair import Check, join_parts, split_parts, written
from limner.prompt.shortening import shorten

SETTLED = {
    "setting": r"background|foreground|ground|floor|walls?|sky|street|room|field|water|horizon",
    "light": r"light\w*|lit|sun\w*|shadows?|glow\w*|shade|moon\w*|lamps?|candle\w*",
    "composition": r"views?|framed|framing|composition|seen from|shot|angle|close-up|eye level",
    "palette": r"palette|colou?rs?|tones|hues",
    "medium": r"photograph\w*|photo|painting|painted|illustration|render\w*|drawn|drawing|print",
    "mood": r"mood|feeling|feels?|atmosphere|calm|quiet|serene|lively|tense",
}
"""Words by which a prompt has said something about a dimension already.

A model's own account of what it added is not asked: it may list what its prompt does not say.
"""

LISTED = ("light", "composition", "setting", "medium", "palette", "mood")
"""In which order short phrases and tags are filled up."""


def is_short(expansion: Expansion, ledger: Ledger, dialect: Dialect) -> bool:
    """Say whether the prompt has fewer words than its generator takes well."""
    return count(expansion.prompt, dialect) < _band(ledger, dialect)[0]


def trimmed(text: str, source_words: int, dialect: Dialect) -> str:
    """Return the beginning of *text*, in whole sentences or phrases, that is not too long.

    Whatever the end held of the author's words is found missing afterwards, and put back.
    """
    most = band(source_words, dialect)[1]
    kept = split_parts(text, dialect)
    while len(kept) > 1 and sum(len(part.split()) for part in kept) > most:
        kept.pop()
    return join_parts(kept, dialect) if kept else text


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
    most = _band(ledger, dialect)[1]
    faults = set(check(ledger, expansion, dialect))
    body, flags = split_flags(words_of(expansion.prompt, dialect))
    for part, dimensions in _candidates(body, spare, dialect):
        if not is_short(expansion, ledger, dialect):
            break
        text = join_parts([body, part], dialect)
        longer = replace(expansion, prompt=written(text, flags, dialect))
        if count(text, dialect) <= most and set(check(ledger, longer, dialect)) <= faults:
            body = text
            expansion = replace(longer, added=_with(expansion.added, spare.added, dimensions))
    return expansion


def _candidates(
    body: str, spare: Expansion, dialect: Dialect
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield parts of *spare* with what they are about: first what *body* says nothing about.

    A second viewpoint, palette, medium or mood is never offered; more of the place and of the
    light does no harm.
    """
    unsaid, more = [], []
    for part, dimensions in _parts_of(spare, dialect):
        said = {name for name in dimensions if re.search(rf"\b(?:{SETTLED[name]})\b", body, re.I)}
        if not said:
            unsaid.append((part, dimensions))
        elif said <= {"setting", "light"}:
            more.append((part, dimensions))
    yield from [*unsaid, *more]


def _band(ledger: Ledger, dialect: Dialect) -> tuple[int, int]:
    return band(len(ledger.source.split()), dialect)


def _parts_of(spare: Expansion, dialect: Dialect) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what *spare* says after its opening, and which dimensions each part is about."""
    added: dict[str, str | None] = vars(spare.added)
    phrases = {name: said for name, said in added.items() if said}
    if dialect.form in {"phrases", "tags"}:
        yield from ((phrases[name], (name,)) for name in LISTED if name in phrases)
        return
    body = split_flags(words_of(spare.prompt, dialect))[0]
    for part in split_parts(body, dialect)[1:]:
        lowered = part.lower()
        yield part, tuple(name for name, said in phrases.items() if said.lower()[:20] in lowered)


def _with(added: Added, spare: Added, names: tuple[str, ...]) -> Added:
    return replace(added, **{name: getattr(added, name) or getattr(spare, name) for name in names})
