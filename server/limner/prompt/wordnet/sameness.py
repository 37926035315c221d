"""Whether two words of a description and its prompt may name the same thing, and why.

The test is tolerant: it is asked where a prompt should hold what the words said, and what it lets
pass is not edited. Sisters under one parent are no evidence, knife and fork are some too.
"""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from limner.patterns import lazy_regex
from limner.prompt.ledger.vocabulary import word_set
from limner.prompt.wordnet.categories import is_a
from limner.prompt.wordnet.forms import POSSESSIVE, lemma
from limner.prompt.wordnet.table import LexicalEntry, entry

Sameness = Literal["lemma", "synonym", "derived", "compound", "near", "generic", "is-a"]
"""Why two words are the same: forms of one word; synonyms; one made from the other; one part of the
other; near enough in a caption; "figure" for any person; one a kind of the other."""

NEAR = tuple(
    frozenset(words.split())
    for words in (
        "boat ship vessel liner", "mug cup", "child girl", "child boy", "child kid toddler",
        "woman girl lady", "man boy guy", "mountain peak summit", "knife blade",
        "beach shore coast seashore", "logo emblem", "road path street", "garden yard",
        "kitten cat", "forest woods woodland wood", "rose flower", "tulip flower",
        "robot machine", "grandmother woman", "grandfather man", "mother woman", "father man",
        "queen woman", "king man", "circle ring", "circle disc", "market souk bazaar",
        "path trail footpath track",
        "pot vessel", "car carriage coach", "letter initial",
        "storm gale tempest squall", "laptop notebook", "sky night heavens",
    )
)  # fmt: skip
"""Words that stand for one another though WordNet keeps them apart."""

ANY_PERSON = word_set("figure person someone somebody character individual human silhouette")

COLOURS = word_set(
    "red orange yellow green blue purple violet pink brown black white grey gray beige crimson "
    "scarlet maroon navy teal turquoise cyan magenta indigo gold golden silver ivory cream olive "
    "lime coral salmon lavender mauve tan"
)
"""WordNet calls some of them synonyms; in a picture each is one of its own."""

SUFFIX = lazy_regex(
    r"(?:y|en|ed|ish|like|less|ful|al|lit|-?covered|-?capped|-?clad|-?topped|-?like)$"
)


@lru_cache(4096)
def same_thing(one: str, other: str) -> Sameness | None:
    """Say why *other* may stand for *one*, whichever came first; None if it may not.

    Both are words or short phrases, in any form: "train's", "snow-covered", "raincoat".
    """
    first, second = _Name(one.lower()), _Name(other.lower())
    if "".join(first.parts) == "".join(second.parts):
        return "lemma"
    if first.text in COLOURS and second.text in COLOURS:
        return None
    if first.forms & second.forms:
        return "lemma"
    if first.synonyms & second.forms or second.synonyms & first.forms:
        return "synonym"
    if first.derived & (second.forms | second.derived) or second.derived & first.forms:
        return "derived"
    if _is_part(first, second) or _is_part(second, first):
        return "compound"
    if _has_suffix(first, second) or _has_suffix(second, first):
        return "derived"
    if _is_inside(first, second) or _is_inside(second, first):
        return "compound"
    if _share_first_part(first, second):
        return "derived"
    if any({first.lemma, second.lemma} <= near for near in NEAR):
        return "near"
    if _may_be(first, second) or _may_be(second, first):
        return "generic"
    if _is_kind(first, second) or _is_kind(second, first):
        return "is-a"
    return None


@dataclass(frozen=True)
class _Name:
    """A word or phrase in lower case, and what the table says of its forms."""

    text: str

    @cached_property
    def parts(self) -> list[str]:
        return [POSSESSIVE.sub("", part) for part in re.split(r"[\s\-]+", self.text) if part]

    @cached_property
    def lemma(self) -> str:
        spaced = self.text.replace("-", " ")
        return lemma(spaced if entry(spaced) else self.text)

    @cached_property
    def forms(self) -> set[str]:
        forms = {self.lemma, self.text}
        for word in (self.lemma, self.text):
            forms |= {lemma(word, ("noun",)), lemma(word, ("verb",)), lemma(word, ("adjective",))}
        return forms

    @cached_property
    def entries(self) -> list[LexicalEntry]:
        return [found for found in map(entry, self.forms) if found is not None]

    @cached_property
    def synonyms(self) -> set[str]:
        return {word for one in self.entries for word in one.synonyms}

    @cached_property
    def derived(self) -> set[str]:
        return {word for one in self.entries for word in one.derived}


def _is_part(short: _Name, long: _Name) -> bool:
    """Say whether one is made of more words than the other and holds it: fire truck, truck."""
    if len(short.parts) >= len(long.parts):
        return False
    if {lemma(part) for part in short.parts} & {lemma(part) for part in long.parts}:
        return True
    return len(short.parts) == 1 and any(
        same_thing(part, lemma(short.parts[0])) in ("derived", "synonym") for part in long.parts
    )


def _has_suffix(long: _Name, short: _Name) -> bool:
    """Say whether *long* is *short* with an ending that makes an adjective: woollen, candlelit."""
    found, base = SUFFIX.search(long.text), short.lemma
    if found is None or len(base) < 3:
        return False
    stem = long.text[: found.start()].rstrip("-")
    return stem in (base, base.rstrip("e"), base + base[-1])


def _is_inside(short: _Name, long: _Name) -> bool:
    """Say whether *long* is a closed compound with *short* in it: smartphone, treetop."""
    word, whole = short.lemma, long.lemma
    if len(word) < 3 or len(whole) < len(word) + 3:
        return False
    before, after = whole.removesuffix(word), whole.removeprefix(word)
    return (before != whole and entry(before) is not None) or (
        len(word) > 3 and after != whole and entry(after) is not None
    )


def _share_first_part(one: _Name, other: _Name) -> bool:
    """Say whether two closed compounds differ only in a form of their last part: moonlit."""
    if len(one.parts) > 1 or len(other.parts) > 1:
        return False
    return any(
        one.text.endswith(noun) and other.text == one.text.removesuffix(noun) + done
        for light in (("light", "lit"), ("fire", "fired"))
        for noun, done in (light, light[::-1])
    )


def _may_be(general: _Name, person: _Name) -> bool:
    return general.lemma in ANY_PERSON and is_a(person.lemma, "person")


def _is_kind(name: _Name, kind: _Name) -> bool:
    return any(is_a(one, two) for one in name.forms for two in kind.forms)
