"""The noun that a short description is about: "herder" in "an elderly Sámi reindeer herder"."""

import re
from dataclasses import dataclass

from limner.patterns import lazy_regex
from limner.prompt.ledger.vocabulary import word_set
from limner.prompt.wordnet.table import entry
from limner.prompt.wordnet.word_classes import Tag, tags

WORD_OR_MARK = lazy_regex(r"[^\W_]+(?:[-'’][^\W_]+)*|[.,:;()\"“”!?]")

FRAME = lazy_regex(
    r"\W*(?:(?:an?|the)\s+)?((?:[\w-]+\s+){0,3}?)([\w-]+)\s+(?:of|for|about)\s+(.+)", re.S
)
FRAMES = word_set(
    "photo photograph picture image painting drawing illustration portrait cartoon sketch view "
    "close-up closeup shot render rendering logo icon depiction watercolor watercolour post "
    "article"
)
"""What a description may call itself before it says what is shown."""


@dataclass(frozen=True)
class Head:
    """The head of a description.

    Attributes:
        noun: as it is written there: "herder".
        compound: the noun with the nouns before it that belong to it: "reindeer herder".
    """

    noun: str
    compound: str


def head(description: str) -> Head | None:
    """Return what *description* is about, or None if no noun is found.

    Words such as "a photo of" before it are passed over, and so is who sees it: "she can see".
    """
    words = WORD_OR_MARK.findall(without_frame(description))
    classes = tags(words)
    place = _place(classes)
    if place is None:
        return None
    start = place
    while start and classes[start - 1] == "noun":
        start -= 1
    while start < place and _is_name(words, start):
        start += 1
    return Head(words[place], " ".join(words[start : place + 1]))


def without_frame(description: str) -> str:
    """Return *description* without what it calls itself: "a close-up of", "hero image for"."""
    while True:
        found = FRAME.match(description)
        if (
            found is None
            or found[2].lower() not in FRAMES
            or re.search(r"\b(?:of|with|in|on)\b", found[1])
        ):
            return description
        description = found[3]


def _place(classes: list[Tag]) -> int | None:
    """Return the place of the last noun of the first noun phrase."""
    start = 0
    if classes[:1] == ["pronoun"]:  # "She can see a lighthouse": what is seen.
        while start < len(classes) and classes[start] not in ("determiner", "adjective"):
            start += 1
    last = None
    for place in range(start, len(classes)):
        word_class = classes[place]
        if word_class == "noun":
            last = place
        elif word_class == "possessive":
            last = None
        elif word_class == "adjective":  # Within a phrase only right before another noun.
            if last is not None and classes[place + 1 : place + 2] != ["noun"]:
                break
        elif last is not None:
            break
    return last


def _is_name(words: list[str], place: int) -> bool:
    """Say whether a word is written like a name, "Sámi", and not because it begins the text."""
    word = words[place]
    return word[:1].isupper() and (place > 0 or entry(word.lower()) is None)
