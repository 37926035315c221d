"""The kind of picture by what a description is about: somebody, a thing, a place or a notion.

One creature and no place is a portrait, one thing a product. What is left is a scene.
"""

import re

from limner.patterns import lazy_regex
from limner.prompt.kinds.picture_categories import (
    BODILY,
    CLOSE,
    CREATURES,
    FACIAL,
    FURNITURE,
    IDEAS,
    PLACES,
    SERVED,
    THINGS,
    VEHICLES,
)
from limner.prompt.kinds.picture_cues import PictureKind
from limner.prompt.ledger.vocabulary import word_set
from limner.prompt.wordnet.categories import categories, category, is_a
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.head_noun import WORD_OR_MARK, Head, head
from limner.prompt.wordnet.table import entry
from limner.prompt.wordnet.word_classes import Tag, tags

NO_PLACE = word_set("of with without for to from about like as next than")
"""Prepositions that lead to no place."""

ASIDE = word_set(
    "middle side sides front back top bottom left right corner end edge background centre center "
    "foreground horizon distance sun"
)
"""Parts of a picture or of a thing, no places."""

AMBIGUOUS = word_set(
    "club crown draft bank school band court party stage plant cell trunk palm spring nail match "
    "record organ file date fan iron bark port wave star head figure lead tank chip cast"
)
"""Nouns that alone say nothing of the kind of picture."""

MEASURES = word_set(
    "pair sheet set couple piece slice spool bunch stack pile heap bundle mound "
    "jar cup plate half handful bar tube "
    "stick platter dish bowl tray"
)

STREWN = lazy_regex(
    r"\b(?:covered (?:with|in)|strewn|scattered|full of|laid|set|piled)\b", re.IGNORECASE
)
"""How a piece of furniture is where it is about what lies on it."""

MADE_OF = word_set(
    "ceramic porcelain wooden brass copper leather aluminium aluminum stoneware enamel enamelled "
    "felted knitted crocheted stainless titanium silicone rattan bamboo walnut oak"
)
"""What things are made of that one buys."""

ELECTRIC = word_set("wireless usb cordless bluetooth charging gaming optical")
"""With them a mouse is no animal."""

CLOSE_UP = lazy_regex(r"^\W*(?:\w+\s+){0,3}close[\s-]?ups?\b(\s+(?:photo\s+)?of)?", re.IGNORECASE)
NAME = lazy_regex(r"^\W*[A-Z]\w+ [A-Z]\w+")

WORDS_AHEAD = 10
"""How far behind a preposition its noun is looked for."""


def kind_by_head(text: str) -> PictureKind:
    """Return the kind by what *text* is about, and by whether it stands or acts somewhere."""
    found = head(text)
    if found is None:
        return "scene"
    about = None if _is_ambiguous(found) else category_of_head(text)
    words = WORD_OR_MARK.findall(text)
    if about == "artifact" and is_a(found.noun.lower(), "facility"):
        about = "building"  # A warehouse, a depot: what one stands before, no ware.
    if len(words) == 1 and about in CREATURES and "feeling" in categories(found.noun.lower()):
        return "abstract"  # "Hope" alone is nobody.
    near = CLOSE_UP.search(text)
    if near and (near[1] is None or about in CREATURES | CLOSE):
        return "portrait"
    if about in CREATURES and not ELECTRIC.isdisjoint(word.lower() for word in words):
        about = "device"
    classes = tags(words)
    if _is_placed(words, classes):
        return "scene"
    is_one = lemma(found.noun, ("noun",)) == found.noun.lower()
    if about not in CREATURES and _does_something(found, words, classes):
        return "scene"
    if about in CREATURES or (about is None and NAME.search(text)):
        return "portrait" if is_one and not _acts(words, classes) else "scene"
    if about is None and not MADE_OF.isdisjoint(word.lower() for word in words):
        return "product"  # Whatever it is, somebody made it: "ceramic dripper".
    if about in FURNITURE and STREWN.search(text):
        return "scene"
    if about in THINGS or (about in VEHICLES and "preposition" not in classes):
        return "product"
    if about in IDEAS and not any(
        category(lemma(word, ("noun",))) in CREATURES | PLACES
        for word, one in zip(words, classes, strict=True)
        if one == "noun"
    ):
        return "abstract"
    return "scene"


def category_of_head(text: str) -> str | None:
    """Return the category of what *text* is about, also behind "a pair of"."""
    found = head(text)
    if found is None:
        return None
    measure = lemma(found.noun, ("noun",))
    if measure in MEASURES:
        _, of, measured = text.partition(" of ")
        inner = head(measured) if of else None
        found = inner or found
    compound = category(lemma(found.compound.lower(), ("noun",)))
    about = compound or category(lemma(found.noun, ("noun",)))
    return "food" if about in CREATURES and measure in SERVED else about


def _is_ambiguous(found: Head) -> bool:
    """Say whether a noun has no certain sense, and no compound gives it one: a robotics club."""
    compound = found.compound.lower()
    alone = " " not in compound or entry(lemma(compound, ("noun",))) is None
    return alone and lemma(found.noun.lower(), ("noun",)) in AMBIGUOUS


def _does_something(found: Head, words: list[str], classes: list[Tag]) -> bool:
    """Say whether the head may be somebody and a participle follows: "scribes counting"."""
    place = words.index(found.noun) if found.noun in words else len(words)
    following = words[place + 1 : place + 2]
    acts = bool(following) and following[0].endswith("ing") and classes[place + 1] == "verb"
    senses = categories(lemma(found.noun, ("noun",)))
    return acts and senses[:1] not in BODILY and not CREATURES.isdisjoint(senses)


def _is_placed(words: list[str], classes: list[Tag]) -> bool:
    """Say whether a preposition leads to a place, a season or an hour."""
    for number, word in enumerate(words):
        if classes[number] != "preposition" or word.lower() in NO_PLACE:
            continue
        place = head(" ".join(words[number + 1 : number + 1 + WORDS_AHEAD]))
        if place is None or lemma(place.noun, ("noun",)) in ASIDE | MEASURES:
            continue
        whole = category(lemma(place.compound.lower(), ("noun",)))
        if (whole or category(lemma(place.noun, ("noun",)))) in PLACES:
            return True
    return False


def _acts(words: list[str], classes: list[Tag]) -> bool:
    """Say whether somebody does something that a portrait does not show."""
    return any(
        one == "verb" and word.lower() not in FACIAL
        for word, one in zip(words, classes, strict=True)
    ) or not {"who", "that"}.isdisjoint(words)
