"""Whether a prompt speaks of its topic: what a diagram is of, what a pattern repeats, what no
table knows.

Elsewhere the first thing of a description tells its subject; here that is not one, or not known.
"""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import takewhile

from limner.patterns import lazy_regex
from limner.prompt.checks.lettering import QUOTED
from limner.prompt.checks.subject_checks.seen_nouns import MEDIUM
from limner.prompt.checks.things import is_named, share_stem
from limner.prompt.kinds.picture_cues import PictureKind
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.names import WORD
from limner.prompt.ledger.tokens import tokens
from limner.prompt.ledger.vocabulary import COLOURS, FUNCTION_WORDS, word_set
from limner.prompt.wordnet.categories import categories, category
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.head_noun import WORD_OR_MARK
from limner.prompt.wordnet.sameness import same_thing
from limner.prompt.wordnet.table import entry
from limner.prompt.wordnet.word_classes import Tag, tags

OF = lazy_regex(
    r"\b(?:diagram|chart|map|flowchart|infographic|cutaway|cross-section|timeline|graph|schematic)"
    r"\s+(?:of|for|about|showing|explaining)\s+(?P<topic>[^.,;:()]+)",
    re.IGNORECASE,
)
"""What a graphic is of stands behind its name."""

HOW = lazy_regex(
    r"\bhow (?:(?:an?|the|our|your|its) )?(?P<topic>(?:[a-z]+ )?[a-z]+) [a-z]+s\b", re.IGNORECASE
)
"""What does something that is explained: "how a glacier shapes a valley"."""

SHOWN_BY = frozenset({"diagram", "chart", "map"})

REPEATED = word_set("pattern wallpaper motif portrait")
"""What a noun right before is the subject of: "a fan pattern"."""

THINGS = frozenset({"abstract", "substance", "fabric", "colour", "shape", "action", "region", None})
"""Categories of nouns before a pattern that do not name what is in it."""

HOLDING = frozenset({"kitchen ware", "container"})
"""Categories of what holds something that is rather the subject: a plate of churros."""

NEARLY = 0.7
"""Share of letters from which a word may be a misspelling of another."""

MISSPELT = 3
"""Words that no table knows from which a description is misspelt throughout."""

SHORTEST = 4
"""Letters from which a word that no table knows is taken for one that is well written."""


def lost_topics(ledger: Ledger, shown: str, kind: PictureKind, text: str) -> Iterator[str]:
    """Yield what *shown*, the author's words without what they leave out, is of, and *text* is not.

    Only in English: elsewhere no table tells other words for it.
    """
    said = QUOTED.sub(lambda match: " " * len(match.group()), text)
    for words in _topics(shown, kind):
        if not any(_speaks_of(word, words, said) for word in words):
            yield words[-1]
    unknown = _unknown(shown, ledger)
    looked_for = unknown if len(unknown) >= MISSPELT else unknown[:1]
    if unknown and not any(_is_told(word, said) for word in looked_for):
        yield unknown[0]


def _topics(shown: str, kind: PictureKind) -> Iterator[list[str]]:
    """Yield the nouns that a graphic is of, and those that a pattern repeats."""
    found = OF.search(shown) if kind in SHOWN_BY else None
    if found:
        words = WORD_OR_MARK.findall(found["topic"])
        nouns = [word for word, tag in _first_phrase(words) if tag == "noun"]
        if nouns and all(entry(lemma(noun.lower(), ("noun",))) for noun in nouns):
            yield nouns
    if (explained := HOW.search(shown)) and explained["topic"].lower() not in FUNCTION_WORDS:
        noun = explained["topic"].rpartition(" ")[2]
        if category(lemma(noun.lower(), ("noun",))) not in (None, "abstract"):
            yield [noun]
    words = WORD_OR_MARK.findall(shown)
    classes = tags(words)
    for place, word in enumerate(words[1:], 1):
        before = words[place - 1].lower()
        if word.lower() not in REPEATED or classes[place - 1] != "noun":
            continue
        of = words[place + 1 : place + 2] == ["of"]  # "A tile pattern of fans".
        if of or before in REPEATED | COLOURS or before[:1].isupper():
            continue
        if category(lemma(before, ("noun",))) not in THINGS:
            yield [before]
        return


def _first_phrase(words: list[str]) -> list[tuple[str, Tag]]:
    pairs = list(zip(words, tags(words), strict=True))
    return list(takewhile(lambda one: one[1] in ("determiner", "adjective", "noun"), pairs))


def _speaks_of(word: str, phrase: list[str], text: str) -> bool:
    """Say whether *text* names one word of a phrase; alone, also by what else it is called.

    The cycle of "water cycle" is no bicycle.
    """
    if len(phrase) == 1:
        return is_named(word, text, "en") or any(_is_form(word, one) for one in WORD.findall(text))
    return any(_is_form(word, one) for one in WORD.findall(text))


def _is_form(word: str, other: str) -> bool:
    return len(other) > 2 and same_thing(word, other.lower()) in ("lemma", "derived")


def _unknown(shown: str, ledger: Ledger) -> list[str]:
    """Return the nouns that no table knows, where they can be what the words are about.

    Several may be misspelt ones, if one of them stands first; one is a word of its own.
    """
    words = WORD_OR_MARK.findall(shown)
    own = {word for name in (*ledger.names, *ledger.quotes) for word in WORD.findall(name)}
    unknown: list[str] = []
    classes = tags(words)
    for place, (word, tag) in enumerate(zip(words, classes, strict=True)):
        lower = word.lower()
        after = words[place + 1].lower() if classes[place + 1 : place + 2] == ["noun"] else ""
        if after and entry(lemma(after)):
            continue  # "A login screen".
        if place == 0 and classes[1:2] == ["determiner"]:
            continue  # "Serve the …".
        if tag not in ("noun", "adjective") or lower in FUNCTION_WORDS | COLOURS:
            continue
        if lower in MEDIUM and entry(lemma(lower)) is None:
            continue  # A mockup.
        if entry(lemma(lower)) or not word.isalpha() or lower.endswith(("ed", "ly", "ing")):
            holds = words[place + 1 : place + 2] == ["of"] and HOLDING & set(categories(lower))
            if tag == "noun" and not unknown and not holds:
                return []
            continue
        named = word in own and place and len(ledger.source.split()) > len(own) + 1
        if len(word) < SHORTEST or named:
            continue
        unknown.append(word)
    return unknown


def _is_told(word: str, text: str) -> bool:
    return is_named(word, text, "en") or any(
        share_stem(word, token.text)
        or SequenceMatcher(None, word.lower(), token.lower).ratio() >= NEARLY
        for token in tokens(text)
    )
