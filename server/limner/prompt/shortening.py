"""Prompts cut to fit: whole clauses go, the least important first, never one that is committed.

Details go before the palette, and the viewpoint and the medium last of all: a picture without one
detail more is the same picture, one in another medium is not.
"""

import re
from collections.abc import Collection
from dataclasses import replace

from limner.patterns import lazy_regex
from limner.prompt.checks.verification import split_flags, violations
from limner.prompt.dialects import Dialect, count, measure
from limner.prompt.expansion import Expansion
from limner.prompt.json_prompt import shortened
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.extraction import read
from limner.prompt.ledger.names import ADDRESS
from limner.prompt.ledger.quotations import QUOTE
from limner.prompt.ledger.vocabulary import FUNCTION_WORDS

MOST_PARTS = 80
"""Sentences or clauses of a text that is too long, beyond which nothing is weighed any more."""

SENTENCE = lazy_regex(r"(?<=[.!?])\s+(?=[A-Z\"“])")
CLAUSE = lazy_regex(r"(?<=[,;])\s+")

DIMENSIONS = tuple(
    re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for words in (
        r"palette|colou?rs?|tones|hues",
        r"mood|feeling|feels?|atmosphere|calm|unhurried|serene|lively|tense",
        r"light|lit|sunlight|shadows?|glow\w*|backlit|dusk|dawn|moonlight|lamplight",
        r"views?|framed|framing|composition|seen from|shot|angle|close-up|eye level|viewpoint",
        r"photograph\w*|photo|painting|painted|illustration|render\w*|drawn|drawing|print|woodcut"
        r"|watercolou?r|gouache|oils?|ink|etching|sketch|collage|vector",
    )
)
"""Words for what a part of a prompt is about, the first to go first; details say none of them."""


def shorten(
    prompt: str,
    ledger: Ledger | None,
    dialect: Dialect,
    limit: int | None = None,
    words: int | None = None,
    kept: Collection[str] = (),
) -> str:
    """Return *prompt* within the dialect's limit, as far as whole clauses can be cut.

    Sentences go first, then clauses between commas, each time the least important and of those
    the last; a part whose loss would break the ledger stays, and so does the first sentence. Prose
    becomes phrases first where the dialect has these. What cannot be cut is left standing.

    Args:
        prompt: prose, phrases, tags or JSON; flags at its end are kept.
        ledger: of the author's words; without one, the first sentence, quoted text, addresses,
            counts and exclusions count as committed.
        dialect: the generator to fit.
        limit: a smaller limit than the dialect's own, in its unit.
        words: how many words it may have at most; ``None`` for as many as fit.
        kept: texts that stay, whatever they say.
    """
    if dialect.form == "json":
        most = min(limit or dialect.limit, dialect.limit)
        longest = words if words is not None else count(prompt, dialect)
        return shortened(
            prompt,
            lambda text: measure(text, dialect.unit) <= most and count(text, dialect) <= longest,
        )
    body, flags = split_flags(prompt)
    tail = f" {flags}" if flags else ""
    most = min(limit or dialect.limit, dialect.limit)
    ledger = ledger or _commitments(body)
    before = set(violations(ledger, Expansion(prompt, None, "", ""), dialect))

    def fits(text: str) -> bool:
        long = words is not None and count(text, dialect) > words
        return measure(text + tail, dialect.unit) <= most and not long

    def is_whole(text: str) -> bool:
        return (
            all(each in text for each in kept if each in prompt)
            and set(violations(ledger, Expansion(text + tail, None, "", ""), dialect)) <= before
        )

    if (
        dialect.form in {"phrases", "tags"}
        and not fits(body)
        and is_whole(phrases := _phrases(body))
    ):
        body = phrases
    for pattern in (SENTENCE, CLAUSE):
        parts = pattern.split(body)
        if len(parts) > MOST_PARTS and not fits(body):
            body = " ".join(parts[:MOST_PARTS])
        after_first = pattern.split(body)[:0:-1]
        for part in sorted(after_first, key=_importance):
            if fits(body):
                break
            candidate = _without(body, part, pattern)
            if is_whole(candidate):
                body = candidate
    return body + tail


def _importance(part: str) -> int:
    """Return how long *part* stays: 0 for a detail, more for what settles the whole picture."""
    return max(
        (place for place, about in enumerate(DIMENSIONS, 1) if about.search(part)), default=0
    )


def _phrases(text: str) -> str:
    """Return the sentences of *text* as short phrases between commas."""
    first, *others = SENTENCE.split(text)
    phrases = [first]
    for sentence in others:
        word = sentence.split(" ", 1)[0]
        # Other words at the beginning of a sentence may be names.
        small = word.lower() in FUNCTION_WORDS
        phrases.append(sentence[:1].lower() + sentence[1:] if small else sentence)
    return ", ".join(phrase.rstrip(".!?") for phrase in phrases)


def _without(text: str, part: str, pattern: re.Pattern[str]) -> str:
    """Return *text* without the last of its parts that reads *part*; it ends as it did before."""
    parts = pattern.split(text)
    plain = [other.strip(",;. ") for other in parts]
    last = len(parts) - 1 - plain[::-1].index(part.strip(",;. "))
    rest = " ".join(parts[:last] + parts[last + 1 :]).rstrip(",; ")
    return rest + "." if text.endswith(".") and not rest.endswith((".", "!", "?")) else rest


def _commitments(body: str) -> Ledger:
    """Return what a prompt commits to when its source is not known."""
    first = read(SENTENCE.split(body)[0])
    whole = read(body)
    return replace(
        first,
        quotes=tuple(next(filter(None, match.groups())) for match in QUOTE.finditer(body)),
        names=tuple(dict.fromkeys(first.names + tuple(ADDRESS.findall(body)))),
        counts=tuple(count for count in whole.counts if count.number > 1),
        negations=whole.negations,
    )
