"""What kind of picture a description asks for.

A description says it by a word ("bar chart of …", "Logo: …"), by being no description at all (a
heading, a sentence of prose), by being like others that people labelled, or by what it is about.
"""

import re
from collections.abc import Mapping
from typing import cast, get_args

from limner.patterns import lazy_regex
from limner.prompt.genres.likelihood import GENRES, likelihoods
from limner.prompt.kinds.figurative_words import STEPWISE, TITLE, is_figure_of_speech, is_scheme
from limner.prompt.kinds.head_kind import MADE_OF, category_of_head, kind_by_head
from limner.prompt.kinds.picture_categories import (
    CREATURES,
    IDEAS,
    PLACES,
    THINGS,
)
from limner.prompt.kinds.picture_cues import PictureKind, kind_of_parts, named_kind
from limner.prompt.source_form import TOLD, bare, is_heading, is_prose
from limner.prompt.wordnet.categories import category
from limner.prompt.wordnet.computing_words import in_known_words
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.head_noun import WORD_OR_MARK, head
from limner.prompt.wordnet.word_classes import tags

__all__ = ["PictureKind", "picture_kind"]

# "Blog header:", "hero image for": what the picture is used as, which says nothing of its kind.
HERO = lazy_regex(
    r"^\s*(?:an?\s+|the\s+)?(?:blog\s+|article\s+|page\s+|newsletter\s+)?(?:header|hero|cover|banner|title|lead"
    r"|opening|featured)(?:\s+(?:image|picture|photo|illustration|idea))?\s*(?=:|for\b|of\b|about\b)(?::|of)?\s*",
    re.IGNORECASE,
)
# What the picture is for: an idea, unless something to be seen follows.
TOPIC = lazy_regex(
    r"^\s*(?:(?:an?\s+|the\s+)?(?:image|picture|photo|illustration)\s+)?(?:for\s+(?:an?|the|my|our)"
    r"\s+(?:[\w-]+\s+)?(?:post|essay|article|talk|blog|chapter|newsletter|story|column|page"
    r"|section|book|report|lesson|lecture|course|episode|podcast)"
    r"\s+(?:about|on)|that\s+(?:says|means|conveys|expresses)|(?:about|expressing|evoking))\s+",
    re.IGNORECASE,
)
PICTURED = lazy_regex(
    r"^\W*(?:an?\s+|the\s+)?(?:[\w'’-]+\s+){0,2}(?:portrait|photo|photograph|picture|illustration"
    r"|map|poster|logo|icon|screenshot|mockup|diagram|chart|drawing|painting|cover|close-up|view|screen)\s+"
    r"(?:of|for|showing|should|shows)\b",
    re.IGNORECASE,
)
"""A description that begins by saying what picture it is, however it goes on."""
CONTROL = lazy_regex(
    r"\b(?:pop-?ups?|tooltips?|drop-?downs?|checkboxes|checkbox|toggles?|nav ?bar|side ?bar"
    r"|scroll ?bar|search bar|filter bar|tab bar|loading spinner|progress bar|text field)\b",
    re.IGNORECASE,
)
"""Parts of a screen, and of nothing else."""

ARROW = lazy_regex(r"\w\s*(?:→|⇒|->|=>)\s*\w.*(?:→|⇒|->|=>)")
"""One thing after the other, or under it."""
PAGE = lazy_regex(r"^\W*(?:page|spread|panel)s?\s+\d", re.IGNORECASE)
NUMBERED = lazy_regex(r"^\s*fig(?:ure|\.)?\s*\d+[a-z]?[.:]\s*", re.IGNORECASE)
DESCRIBED = lazy_regex(r"^\W*(?:an?|the|two|three|my|our)\s", re.IGNORECASE)
SIGN = lazy_regex(
    r"[=:,]|\b(?:for|means?|meaning|glyph|symbols?|sign|outlined?|filled|flat|stroke|unread|button"
    r"|badge|emoji)\b",
    re.IGNORECASE,
)
"""How a thing is described, and what is said of the sign of one."""
BESIDE = frozenset(("plant part", "flower", "picture", "substance", "plant", "map"))
SIZE = lazy_regex(r"\b\d+\s?(?:px|dp|pt)\b")
GAME_ITEM = lazy_regex(
    r"^\s*(?:\+\d\s|\[?item\b)|\((?:legendary|rare|uncommon|common|epic)\)", re.I
)


KINDS: Mapping[str, PictureKind] = {
    "photo": "scene", "wildlife": "scene", "picture_book": "scene", "concept_art": "scene",
    "history": "scene", "architecture": "scene", "interior": "scene", "game_item": "product",
    "food": "product", "fashion": "product", "science": "diagram", "dialogue": "prose",
}  # fmt: skip
"""Kinds of the genres that have no kind of their own name."""

ALIKE: tuple[PictureKind, ...] = ("scene", "portrait", "product")
"""Kinds of whatever has light and a place, which rules tell apart."""

LEAST_LIKELY, LEAST_LIKELY_IN_DOUBT, IMPLAUSIBLE = 0.4, 0.7, 0.05
"""By cross-validation over the authors of the examples: from where on the likeliest kind is right
more often than the rules, also in few words or about a thing, and until where a kind that is named
is not meant."""

LIKELY_TOLD = 0.25
"""From where on a text with a past form is a story, and one with capitals a title."""

MOST_TITLED = 12
"""Words of the longest title that begins as a question does."""

LONG_WORD = 4
"""Letters of words that have a capital in a title."""

SHORT = 6
"""Words below which a text says little but what it is about."""

PHOTOGRAPHED = lazy_regex(
    r"^\W*(?:an?\s+|the\s+)?(?:[\w-]+\s+)?(?:photo|photograph|snapshot|painting)\s+of\b",
    re.IGNORECASE,
)
MAGNIFIED = lazy_regex(
    r"\b(?:micrograph|microscop\w+|[ST]EM|telescope|x-ray|scan)\b", re.IGNORECASE
)

LONGEST = 2000
"""Characters that are looked at: what kind it is stands at the beginning."""

EXCLUDED = lazy_regex(
    r",?\s+(?:and\s+)?(?:no|without(?: any| an?)?)\s+"
    r"(?:logos?|icons?|text|labels?|titles?|posters?|maps?|charts?|diagrams?|patterns?|handshakes?|"
    r"buttons?|screens?|graphs?|faces?|portraits?|silhouettes?)\b",
    re.IGNORECASE,
)


def picture_kind(source: str) -> PictureKind:
    """Return the kind of picture that *source* asks for; ``scene`` where nothing says another."""
    source = in_known_words(" ".join(source.split())[:LONGEST])
    if is_heading(source):
        return "heading"
    text = bare(source)
    # What is left out says nothing of what is shown: a mug with "no logo" is none.
    text = EXCLUDED.sub("", text) or text
    if (is_prose(text) or _is_told(text)) and not PICTURED.search(text):
        return "prose"
    if GAME_ITEM.search(text):
        return "product"
    if SIZE.search(text) and named_kind(text) in (None, "icon"):
        return "icon"
    if _is_titled(text):
        return "heading"
    text, numbered = NUMBERED.subn("", text)
    text = HERO.sub("", text)
    if TOPIC.search(text):
        topic = TOPIC.sub("", text)
        about, found = category_of_head(topic), head(topic)
        done = found is not None and found.noun.endswith("ing")  # "Battery recycling".
        return "scene" if about in CREATURES | THINGS | PLACES and not done else "abstract"
    if PAGE.search(text):
        return "scene"
    kind = _named(text) or _by_form(text) or _by_genre(text)
    if numbered and kind in (None, "abstract", *ALIKE):
        return "diagram"
    return kind or kind_by_head(text)


def _is_described(text: str) -> bool:
    """Say whether *text* describes a thing among others: "a bin with leaves", and no sign."""
    words = WORD_OR_MARK.findall(text)
    classes = tags(words)
    described = DESCRIBED.match(text) or not MADE_OF.isdisjoint(words)
    if SIGN.search(text) or not described:
        return False
    for number, one in enumerate(classes):
        beside = head(" ".join(words[number + 1 :])) if one == "preposition" else None
        about = category(lemma(beside.noun, ("noun",))) if beside is not None else None
        if about in CREATURES | THINGS | PLACES | BESIDE:
            return True
    return False


def _is_titled(text: str) -> bool:
    """Say whether *text* is written as a title is, and reads like one: "How Bees Find Home"."""
    words = [word for word in text.split() if word.isalpha() and len(word) >= LONG_WORD]
    titled = text[:1].isupper() and len(words) > 1 and all(word[0].isupper() for word in words)
    found = likelihoods(text)
    return titled and found["heading"] > max(LIKELY_TOLD, found["game_item"])


def _is_told(text: str) -> bool:
    """Say whether *text* tells what happened, though no full stop ends it."""
    if TOLD.isdisjoint(re.findall(r"\w+", text.lower())):
        return False
    found = likelihoods(text)
    return found["prose"] + found["dialogue"] > LIKELY_TOLD


def _named(text: str) -> PictureKind | None:
    """Return the kind that *text* names, unless all the rest of it speaks of another."""
    named = named_kind(text) or kind_of_parts(text)
    if named is None or len(text.split()) < SHORT:
        return named
    found = likelihoods(text)
    own = sum(found[genre] for genre in GENRES if KINDS.get(genre, genre) in (named, *ALIKE))
    return named if own > IMPLAUSIBLE or named in ALIKE else _by_genre(text) or named


def _by_form(text: str) -> PictureKind | None:
    if is_figure_of_speech(text) or (TITLE.search(text) and len(text.split()) <= MOST_TITLED):
        return "abstract"
    if CONTROL.search(text):
        return "interface"
    return "diagram" if STEPWISE.search(text) or ARROW.search(text) or is_scheme(text) else None


def _by_genre(text: str) -> PictureKind | None:
    """Return the kind that examples like *text* had; None where they tell no single one."""
    found = likelihoods(text)
    kinds: dict[PictureKind, float] = dict.fromkeys(get_args(PictureKind), 0.0)
    for genre, likelihood in found.items():
        kinds[KINDS.get(genre) or cast(PictureKind, genre)] += likelihood
    kind = max(kinds, key=kinds.__getitem__)
    seen = kind in ("abstract", "diagram") and category_of_head(text) not in (None, *IDEAS)
    doubtful = seen or len(text.split()) < SHORT
    if kinds[kind] < (LEAST_LIKELY_IN_DOUBT if doubtful else LEAST_LIKELY):
        return None
    if kind == "diagram" and MAGNIFIED.search(text):
        return "scene"
    by_head = kind_by_head(text)
    if kind == "icon" and _is_described(text):
        return by_head
    if PHOTOGRAPHED.match(text) and kind not in ALIKE:
        return None
    if kind in ALIKE and by_head == "abstract" and doubtful:
        return None
    if kind == "scene":
        return by_head if by_head == "portrait" else "scene"
    return by_head if kind in ALIKE and by_head in ALIKE else kind
