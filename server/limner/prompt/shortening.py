"""Prompts cut to fit: whole clauses go, the least important first, never one that is committed.

Details go before the palette, and the viewpoint and the medium last of all: a picture without one
detail more is the same picture, one in another medium is not.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import replace

from limner.patterns import lazy_regex
from limner.prompt.checks.verification import split_flags, violations
from limner.prompt.dialects import Dialect, count, measure
from limner.prompt.expansion import Expansion
from limner.prompt.json_prompt import shortened
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.extraction import read
from limner.prompt.ledger.given_names import is_given_name
from limner.prompt.ledger.names import ADDRESS
from limner.prompt.ledger.quotations import QUOTE
from limner.prompt.ledger.vocabulary import FUNCTION_WORDS, word_set
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.table import entry

MOST_PARTS = 80
"""Sentences or clauses of a text that is too long, beyond which nothing is weighed any more."""

SENTENCE = lazy_regex(r"(?<=[.!?])\s+(?=[A-Z\"“])")
CLAUSE = lazy_regex(r"(?<=[,;])\s+")

ITEM = r"[\w'’-]+(?: [\w'’-]+){0,2}"
LIST = lazy_regex(rf"(?:{ITEM}, )*{ITEM} (?:and|or|und|oder|et|ou|y|o|e) ")
BEFORE_LIST = lazy_regex(rf"{ITEM},")
"""What is one clause with a list behind it: "white," before "slate blue and brown"."""

IRREGULAR = word_set("seen shot lit drawn made taken shown held hung caught cast set told thrown")
"""Participles that begin a sentence, and that the lexicon has under no form."""

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
    for split in (SENTENCE.split, _clauses):
        parts = split(body)
        if len(parts) > MOST_PARTS and not fits(body):
            body = " ".join(parts[:MOST_PARTS])
        after_first = split(body)[:0:-1]
        for part in sorted(after_first, key=_importance):
            if fits(body):
                break
            candidate = _without(body, part, split)
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
        word = sentence.split(" ", 1)[0].rstrip(",;:")
        phrases.append(sentence[:1].lower() + sentence[1:] if _is_plain(word) else sentence)
    return ", ".join(phrase.rstrip(".!?") for phrase in phrases)


def _is_plain(word: str) -> bool:
    """Say whether *word* has its capital only from the beginning of a sentence, and is no name."""
    lower = word.lower()
    if lower in FUNCTION_WORDS | IRREGULAR:
        return True
    known = entry(lower) or entry(lemma(lower))
    return known is not None and not (known.is_name or is_given_name(word) or word[1:] != lower[1:])


def _clauses(text: str) -> list[str]:
    """Return the clauses of *text*; "white, slate blue and brown" are one."""
    clauses: list[str] = []
    for part in reversed(CLAUSE.split(text)):
        if clauses and BEFORE_LIST.fullmatch(part) and LIST.match(clauses[-1]):
            clauses[-1] = f"{part} {clauses[-1]}"
        else:
            clauses.append(part)
    return clauses[::-1]


def _without(text: str, part: str, split: Callable[[str], list[str]]) -> str:
    """Return *text* without the last of its parts that reads *part*; it ends as it did before."""
    parts = split(text)
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
