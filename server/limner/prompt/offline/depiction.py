"""What of the author's words is depicted, as which kind of picture, and what the author is told."""

import re
import unicodedata
from dataclasses import dataclass

from limner.errors import InputError
from limner.patterns import lazy_regex
from limner.prompt.kinds.figurative_words import INTANGIBLE, TITLE
from limner.prompt.kinds.picture_kind import PictureKind, picture_kind
from limner.prompt.language import language
from limner.prompt.ledger.extraction import LONGEST_DESCRIPTION
from limner.prompt.ledger.vocabulary import word_set
from limner.prompt.naming import subject
from limner.prompt.offline.analysis.named_places import LOCATIVE
from limner.prompt.offline.analysis.noun_phrases import noun_phrases
from limner.prompt.offline.analysis.picture_reading import IDEAS, PICTURES, read_picture
from limner.prompt.offline.lexicon import noun_meanings
from limner.prompt.offline.moments import moment
from limner.prompt.offline.symbols import is_notion, names_things, notion, symbol

DEPICTABLE = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Nd", "Nl", "No", "So"})
"""Unicode categories of characters that can mean something to draw: letters, digits, emoji."""

PART = lazy_regex(r"^\W*(?:chapter|part|section)\b", re.IGNORECASE)
MOMENT = 30
"""Words that one picture can show, speech and all: a passage no longer stays as it was told."""
CONDENSED = "The passage was condensed to one moment that can be seen."
NOTHING_TO_SEE = (
    "These words name nothing to see: say what stands for them, a thing, a place or somebody "
    "doing something."
)

UNNAMED = word_set(
    "prototype thing item object product device gadget unit one stuff something it model version"
)
"""Nouns that stand for a thing and do not say which."""
ONLY_ASKED = lazy_regex(
    r"^(?:add|insert|put|need|find|make|choose|replace|update)\s+(?:(?:an?|the|some|new|better|nice)"
    r"\s+)*(?:picture|photo|image|illustration|figure|drawing|graphic)s?(?:\s+here)?\W*$",
    re.IGNORECASE,
)
"""A request for a picture that says nothing of it."""
WHICH_THING = (
    "These words do not say what is to be shown: name the thing, with its form and material."
)


@dataclass(frozen=True)
class Depiction:
    """What is depicted.

    Attributes:
        words: the author's, without what surrounds them, and of prose only one moment.
        kind: of picture.
        notes: what the author should know, one sentence each.
    """

    words: str
    kind: PictureKind
    notes: tuple[str, ...] = ()


def depicted(source: str) -> Depiction:
    """Return what *source* asks to depict.

    Raises:
        InputError: the words hold nothing that can be depicted.
    """
    words = subject(source)
    if not any(unicodedata.category(character) in DEPICTABLE for character in words):
        raise InputError("These words hold nothing to depict: say what the picture shows.")
    kind = picture_kind(source)
    if language(words) != "en" or len(words) > LONGEST_DESCRIPTION:
        return Depiction(words, kind)
    if kind == "prose":
        seen = words if len(words.split()) <= MOMENT else moment(words)
        return Depiction(seen, kind, (CONDENSED,) if seen != words else ())
    if kind in ("scene", "product") and _is_unnamed(words):
        return Depiction(words, "abstract", (WHICH_THING,))
    if kind in ("scene", "product") and (_is_notional(words) or _begins_with_notion(words)):
        kind = "abstract"
    if kind in ("abstract", "heading"):
        numbered, words = words, notion(words)
        if kind == "heading" and symbol(words, titled=True) is None and names_things(words):
            return Depiction(numbered if PART.search(numbered) else words, "heading")
        concrete = _is_concrete(words)
        if symbol(words) is None or (concrete and not is_notion(words)):
            kind = _other_kind(words)
            if kind == "abstract" and PART.search(numbered):
                return Depiction(numbered, "heading")  # The symbol of a part, for want of its own.
            return Depiction(words, kind, (NOTHING_TO_SEE,) if kind == "abstract" else ())
    return Depiction(words, kind)


def _is_unnamed(words: str) -> bool:
    """Say whether *words* name one thing, and not what it is: "the prototype, the orange one"."""
    if ONLY_ASKED.search(words):
        return True
    found = [
        phrase
        for phrase in noun_phrases(words)
        if phrase.preposition not in LOCATIVE or phrase.kind is not None
    ]
    return bool(found) and all(
        phrase.noun in UNNAMED | PICTURES and " " not in phrase.words for phrase in found
    )


def _begins_with_notion(words: str) -> bool:
    """Say whether *words* say something of a notion: "grief does not shrink with time"."""
    first = next(iter(noun_phrases(words)), None)
    notion_first = first is not None and words.lower().startswith(first.words.lower())
    return notion_first and first is not None and first.kind is None and is_notion(first.words)


def _is_notional(words: str) -> bool:
    """Say whether *words* are one notion of a sort: "algorithmic bias"."""
    parts = words.lower().rstrip(" .!?").split()
    if len(parts) != 2 or not is_notion(parts[1]):
        return False
    return parts[0] in INTANGIBLE or parts[0].endswith(("ic", "ical", "ional", "ial", "ural"))


def _is_concrete(words: str) -> bool:
    """Say whether *words* are about something to be seen: not "loneliness … of video calls"."""
    subject_seen = read_picture(words, "scene").subject
    first = next(iter(noun_phrases(words)), None)
    notional = first is not None and (first.category in IDEAS or is_notion(first.noun))
    return subject_seen is not None and subject_seen.kind is not None and not notional


def _other_kind(words: str) -> PictureKind:
    """Return ``scene`` where *words* hold something that can be seen, else ``abstract``."""
    if TITLE.search(words):
        return "abstract"
    if words.lower() in noun_meanings.alone():
        return "scene"
    reading = read_picture(words, "scene")
    seen = reading.confidence != "unsure" or reading.others
    return "scene" if seen or reading.is_placed else "abstract"
