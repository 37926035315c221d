"""Words by which a description names the kind of picture that it wants.

They stand in ``picture_kinds.toml``.
"""

import re
from functools import cache
from itertools import pairwise
from typing import Literal, cast, get_args

from limner.files import packaged
from limner.patterns import lazy_regex
from limner.prompt.wordnet.categories import category
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.head_noun import WORD_OR_MARK
from limner.prompt.wordnet.word_classes import tags

PictureKind = Literal[
    "abstract", "chart", "diagram", "heading", "icon", "interface", "logo", "map", "pattern",
    "portrait", "poster", "product", "prose", "scene",
]  # fmt: skip
"""Heading and prose are texts that were highlighted as they stand in the document."""

FACED = frozenset(
    ("device", "clock", "machine", "mountain", "landform", "rock", "building", "thing", "artifact",
     "computer", "phone")
)  # fmt: skip
"""Categories of what has a face that is none."""

ANIMALS = frozenset(
    ("dog", "cat", "big cat", "wolf or fox", "horse", "bear", "bird", "fish", "insect", "reptile",
     "sea creature", "hoofed animal", "rodent", "primate", "animal")
)  # fmt: skip
NAMESAKES = frozenset(("python", "mouse", "bug", "worm", "spider", "crawler", "octopus", "gopher"))
"""Animals that give their names to parts of systems."""

LIKENED = lazy_regex(r"[\s-]+(?:look|style|feel|aesthetic|like|inspired|art)\b", re.IGNORECASE)
"""What turns a kind into a manner or a medium: "coloured postcard look", "concept art"."""
ARTICLE = lazy_regex(r"^\W*(?:(?:an?|the)\s+)?", re.IGNORECASE)
HOW = lazy_regex(r"^\W*how\s", re.IGNORECASE)


def named_kind(text: str) -> PictureKind | None:
    """Return the kind that the words for the picture itself name."""
    first, *others = re.split(r"[,;:.(]\s", text)
    opening = _cue_pattern().match(ARTICLE.sub("", first))
    if opening is not None and re.search(
        r"\b(?:of|between|showing|comparing|listing|through)$", opening.group(), re.IGNORECASE
    ):
        return cast(PictureKind, opening.lastgroup)
    lead, rest = _lead(first)
    found = _cues(lead)
    if found:
        return found[-1]
    found = _cues(rest)
    if found:
        return found[0]
    # Behind a comma the picture is named in a few words only: "formal portrait".
    for other in others:
        found = _cues(other) if len(other.split()) <= 5 else []
        if found:
            return found[-1]
    return None


def kinds_spoken_of(text: str) -> frozenset[PictureKind]:
    """Return the kinds of picture that any word of *text* belongs to."""
    return frozenset(_cues(text))


def _lead(clause: str) -> tuple[str, str]:
    """Return the noun phrase that *clause* begins with, and an "of" phrase that follows it."""
    words = WORD_OR_MARK.findall(clause)
    classes = tags(words)
    end = next((n for n, one in enumerate(classes) if n and one in ("preposition", "verb")), None)
    if end is None:
        return clause, ""
    rest = words[end:]
    if words[end].lower() not in ("of", "for", "from", "to", "about"):
        rest = []
    later = next(
        (n for n, one in enumerate(classes[end + 1 :]) if one in ("preposition", "verb")), len(rest)
    )
    return " ".join(words[:end]), " ".join(rest[: later + 1])


def kind_of_parts(text: str) -> PictureKind | None:
    """Return ``diagram`` for what says how something works, or names parts of a system."""
    if HOW.search(text):
        return "diagram"
    words = [lemma(word, ("noun",)) for word in re.findall(r"[\w-]+", text)]
    found = {*words, *(" ".join(pair) for pair in pairwise(words))}
    systems, parts = found & phrases("systems"), found & phrases("parts")
    if not systems or len(systems | parts) < 2:
        return None
    alive = any(category(word) in ANIMALS for word in set(words) - NAMESAKES - systems - parts)
    return None if alive else "diagram"  # "A pod of dolphins in front of a container ship".


@cache
def phrases(name: str) -> frozenset[str]:
    """Return the phrases of one entry of the table, in lower case."""
    text: str = packaged.table("prompt", "kinds", "picture_kinds.toml")[name]
    return frozenset(phrase.strip() for phrase in text.replace("\n", " ").split(","))


@cache
def _cue_pattern() -> re.Pattern[str]:
    groups = []
    for kind in get_args(PictureKind):
        if kind not in ("heading", "prose"):
            longest_first = sorted(phrases(kind), key=len, reverse=True)
            inner = "|".join(re.escape(one).replace(r"\ ", r"[\s-]") for one in longest_first)
            groups.append(f"(?P<{kind}>{inner})")
    return re.compile(rf"(?<!\w)(?:{'|'.join(groups)})s?(?!\w)", re.IGNORECASE)


def _cues(text: str) -> list[PictureKind]:
    return [
        cast(PictureKind, found.lastgroup)
        for found in _cue_pattern().finditer(text)
        if not LIKENED.match(text, found.end())
        and not (found.group().lower() in ("face", "faces") and _is_of_thing(text[: found.start()]))
    ]


def _is_of_thing(before: str) -> bool:
    """Say whether a face is that of a clock, a cliff or any other thing that has no eyes."""
    words = WORD_OR_MARK.findall(before)
    owner = lemma(words[-1].lower(), ("noun",)) if words else ""
    return category(owner) in FACED
