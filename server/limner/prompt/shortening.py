"""Prompts cut to fit: whole clauses go, the least important first, never one that is committed."""

import re
from dataclasses import replace

from limner.prompt.checks.verification import split_flags, violations
from limner.prompt.dialects import Dialect, count, measure
from limner.prompt.expansion import Expansion
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.extraction import QUOTE, read
from limner.prompt.ledger.names import ADDRESS
from limner.prompt.repair import SENTENCE

MOST_PARTS = 80
"""Sentences or clauses of a text that is too long, beyond which nothing is weighed any more."""

CLAUSE = re.compile(r"(?<=[,;])\s+")


def shorten(
    prompt: str,
    ledger: Ledger | None,
    dialect: Dialect,
    limit: int | None = None,
    words: int | None = None,
) -> str:
    """Return *prompt* within the dialect's limit, as far as whole clauses can be cut.

    Sentences go first, from the end, then clauses between commas; a part whose loss would break
    the ledger stays, and so does the first sentence. What cannot be cut is left standing.

    Args:
        prompt: prose, phrases or tags; flags at its end are kept.
        ledger: of the author's words; without one, the first sentence, quoted text, addresses,
            counts and exclusions count as committed.
        dialect: the generator to fit.
        limit: a smaller limit than the dialect's own, in its unit.
        words: how many words it may have at most; ``None`` for as many as fit.
    """
    body, flags = split_flags(prompt)
    tail = f" {flags}" if flags else ""
    most = min(limit or dialect.limit, dialect.limit)
    ledger = ledger or _commitments(body)
    before = set(violations(ledger, Expansion(prompt, None, "", ""), dialect))

    def fits(text: str) -> bool:
        long = words is not None and count(text, dialect) > words
        return measure(text + tail, dialect.unit) <= most and not long

    def kept(text: str) -> bool:
        return set(violations(ledger, Expansion(text + tail, None, "", ""), dialect)) <= before

    for pattern in (SENTENCE, CLAUSE):
        parts = pattern.split(body)
        if len(parts) > MOST_PARTS and not fits(body):
            body = " ".join(parts[:MOST_PARTS])
        for part in reversed(pattern.split(body)[1:]):
            if fits(body):
                break
            candidate = _without(body, part, pattern)
            if kept(candidate):
                body = candidate
    return body + tail


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
