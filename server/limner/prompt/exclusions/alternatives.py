"""What is there instead of a thing that is not: a deserted street, a clear sky.

The table is Limner's own. A row holds only where its words are true and fit what they stand with.
"""

import re
from dataclasses import dataclass

from limner.patterns import lazy_regex
from limner.prompt.exclusions.surroundings import AND_WITH
from limner.prompt.ledger.commitments import Ledger, Negation
from limner.prompt.ledger.nouns import singular
from limner.prompt.ledger.tokens import WORD, cased_like, indefinite_article
from limner.prompt.ledger.vocabulary import word_set
from limner.prompt.wordnet.categories import is_a
from limner.prompt.wordnet.word_classes import tags


@dataclass(frozen=True)
class Alternative:
    """Words for what is there instead.

    Attributes:
        things: head nouns of what is not there.
        hosts: nouns that it can be said of; ``person`` for anybody, empty for everything.
        adjective: what stands before the noun that lacks it, ``""`` for none.
        phrase: what stands behind that noun, or in a clause of its own; ``""`` for none.
    """

    things: frozenset[str]
    hosts: frozenset[str]
    adjective: str = ""
    phrase: str = ""


PLACES = word_set(
    "street road square plaza lane alley avenue boulevard beach shore room hall classroom corridor "
    "station platform park garden playground bridge market cafe café bar restaurant church museum "
    "gallery library harbour harbor pier quay town city village courtyard path trail highway field "
    "stadium theatre theater office shop store mall airport kitchen landscape"
)
WATERS = word_set("sea lake water ocean bay pond river lagoon pool")
ROADS = word_set("street road highway motorway avenue boulevard lane bridge tunnel crossing alley")
WALLED = word_set(
    "house room building tower cell corridor hall hut factory warehouse facade façade"
)
LIVING = ("person", "animal")
SURFACES = word_set(
    "bottle label mug cup shirt t-shirt sweater jersey sign signpost billboard banner box can jar "
    "bag package packaging shoe backpack van truck"
)
ANYBODY = frozenset({"person"})
STRINGED = word_set("guitar violin cello harp lute banjo mandolin racket bow")

ALTERNATIVES = (
    Alternative(
        word_set(
            "person people man woman child student fan passenger passer-by crowd visitor tourist "
            "human anyone anybody figure audience worker customer guest pedestrian"
        ),
        PLACES,
        "deserted",
        "quiet and deserted",
    ),
    Alternative(
        word_set("text word letter lettering caption writing label logo watermark signature brand"),
        SURFACES,
        phrase="with clean, unmarked surfaces",
    ),
    Alternative(word_set("cloud"), word_set("sky"), "clear"),
    Alternative(word_set("cloud"), frozenset(), phrase="under a clear, open sky"),
    Alternative(word_set("leaf foliage"), word_set("tree oak birch"), phrase="with bare branches"),
    Alternative(word_set("car traffic vehicle"), ROADS, phrase="with open, quiet lanes"),
    Alternative(word_set("window opening"), WALLED, phrase="with plain, unbroken walls"),
    Alternative(word_set("wrapper packaging wrapping"), frozenset(), "unwrapped"),
    Alternative(word_set("peel skin rind"), word_set("banana orange lemon apple egg"), "peeled"),
    Alternative(word_set("string"), STRINGED, "unstrung"),
    Alternative(word_set("hat cap helmet"), ANYBODY, "bareheaded"),
    Alternative(word_set("glove"), ANYBODY, "bare-handed"),
    Alternative(word_set("shoe"), ANYBODY, "barefoot"),
    Alternative(word_set("beard"), ANYBODY, "clean-shaven"),
    Alternative(word_set("shadow"), frozenset(), phrase="in flat, even light"),
    Alternative(word_set("background"), frozenset(), phrase="on a plain, seamless ground"),
    Alternative(word_set("colour color"), frozenset(), phrase="in greys only"),
    Alternative(word_set("light lamp"), ROADS | WALLED, "unlit"),
    Alternative(word_set("wave ripple"), WATERS, "still"),
)

BEHIND_NOUN = lazy_regex(
    r"(?:without|w/o|with (?:no|zero)|(?:that|which) (?:has|have|had) (?:no|zero)|free of|bare of"
    r"|clear of|empty of|devoid of|not wearing|having no)\b",
    re.IGNORECASE,
)
"""How a phrase begins that belongs to the noun before it."""

IN_CLAUSE = lazy_regex(r"(?:no|zero|without|nobody|no one|no-one)\b", re.IGNORECASE)
"""How one begins that can stand between commas."""

IS = ("is", "are", "was", "were")

ON_IT = lazy_regex(
    r"^\s+(?:(?:on|in|inside|at|around) (?:it|them)|in (?:sight|view|the (?:back|fore)ground)"
    r"|in the distance|around|anywhere|at all|please)(?=\s|$|[.,;:!?)])",
    re.IGNORECASE,
)

ENDED = lazy_regex(r"\s*(?:$|[.,;:!?)])")

GOES_ON = lazy_regex(
    r"\s*(?:$|[.,;:!?)])|\s(?:in|on|at|by|near|next|beside|under|over|above|behind|before|during|with"
    r"|and|is|are|was|were|\w+(?:s|ing|ed))\b"
)
"""What may follow where the phrase stood."""


def with_alternative(
    text: str, place: tuple[int, int], negation: Negation, ledger: Ledger
) -> str | None:
    """Return *text* with what is there instead of *negation*, whose phrase stands at *place*.

    None is returned where no row of the table is certain to be true and to fit.
    """
    start, end = place
    noun, phrase = singular(negation.what), text[start:end]
    before, after = (
        text[:start].rstrip(),
        AND_WITH.sub("", ON_IT.sub("", text[end:], count=1), count=1),
    )
    rows = [row for row in ALTERNATIVES if noun in row.things]
    rows = [row for row in rows if not row.phrase or row.phrase not in text]
    if not rows or "other" in phrase.split() or not _is_true(noun, before, after, ledger):
        return None
    if before.endswith(",") and IN_CLAUSE.match(phrase) and ENDED.match(after):
        named = {singular(word) for word in WORD.findall(before)}
        said = (row.phrase for row in rows if row.phrase and (not row.hosts or row.hosts & named))
        return next((f"{before} {words}{after}" for words in said), None)
    if not before or not BEHIND_NOUN.match(phrase) or not GOES_ON.match(after):
        return None
    every = list(WORD.finditer(before))
    is_said = every[-1].group() in IS and len(every) > 1
    host = every[-2 if is_said else -1]
    if every[-1].end() != len(before):
        return None
    for row in rows:
        if not _is_host(host.group(), row):
            continue
        if is_said:
            return f"{before} {row.adjective}{after}" if row.adjective else None
        if row.adjective:
            return f"{_with_adjective(before, row.adjective)}{after}"
        return f"{before} {row.phrase}{after}"
    return None


def _is_true(noun: str, before: str, after: str, ledger: Ledger) -> bool:
    """Say whether nothing else in the words speaks against what a row says of all the picture."""
    words = [singular(word) for word in WORD.findall(f"{before} {after}")]
    if noun in ALTERNATIVES[0].things:
        living = any(is_a(word, kind) for word in words for kind in LIVING)
        return not living and not {"empty", "deserted", "abandoned"} & set(words)
    if noun in ALTERNATIVES[1].things:
        return not ledger.quotes
    if noun in ("colour", "color"):
        return not ledger.colours
    return noun != "cloud" or "sky" not in words or before.lower().endswith(("sky", "is", "was"))


def _is_host(word: str, row: Alternative) -> bool:
    if row.hosts == ANYBODY:
        return is_a(singular(word), "person")
    is_noun = tags([word])[0] == "noun"
    return singular(word) in row.hosts if row.hosts else is_noun


def _with_adjective(before: str, adjective: str) -> str:
    """Return *before* with *adjective* at the beginning of the noun phrase that it ends with."""
    every = list(WORD.finditer(before))
    kinds = tags([word.group() for word in every])
    first = len(every) - 1
    while (
        first
        and kinds[first - 1] in ("adjective", "noun", "possessive")
        and before[every[first - 1].end() : every[first].start()] == " "
    ):
        first -= 1
    start = every[first].start()
    article = every[first - 1].group() if first else ""
    if article.lower() in ("a", "an"):
        said = cased_like(indefinite_article(adjective), article)
        return f"{before[: every[first - 1].start()]}{said} {adjective} {before[start:]}"
    word = every[first].group()
    rest = before[start:]
    if not start and word[:1].isupper():
        adjective, rest = cased_like(adjective, word), rest[:1].lower() + rest[1:]
    return f"{before[:start]}{adjective} {rest}"
