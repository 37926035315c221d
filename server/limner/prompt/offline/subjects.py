"""Which things and places the author's words name."""

import re
from dataclasses import dataclass

from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.extraction import number_of
from limner.prompt.ledger.names import WORD
from limner.prompt.ledger.nouns import is_plural, singular
from limner.prompt.ledger.vocabulary import ADJECTIVES, COLOURS, FUNCTION_WORDS, word_set
from limner.prompt.offline import lexicon


@dataclass(frozen=True)
class Subject:
    """One thing that the words name: "red boats" → ``Subject("boats", True, "boat")``."""

    noun: str
    plural: bool
    kind: str


@dataclass(frozen=True)
class Noun:
    """A noun that the lexicon knows, where it stands in the words.

    Attributes:
        meaning: ``place`` or ``thing``.
        name: the place's frame, or the kind of thing.
        words: as written.
        position: index of its first word.
    """

    meaning: str
    name: str
    words: str
    position: int


AMBIGUOUS = word_set(
    "fly watch drink play swing saw match ring tie iron fan drill brush box ski light dream "
    "fish "
    "fire change stamp paint park duck bat train cook coach ship book bar orange plant water"
)
"""Nouns that are verbs as well: they count as nouns only after an article, a number or the like."""

LATE = {"idea", "figure", "wording"}
"""Kinds that give way to any other: words about words, numbers and notions."""

PICTURED = re.compile(
    r"\b(?:on (?:it|them)|printed|written|decal|embroidered|carved|engraved|depicting|shaped like|"
    r"in the shape of|made of|made from|made out of|(?:picture|image|photo) of|in the style of)\b",
    re.IGNORECASE,
)
"""Words that make what follows a picture or a material rather than a second thing."""

QUANTITY = word_set(
    "pair group bunch set stack pile row collection couple herd flock swarm lot handful series "
    "slice piece loaf bit cup bowl glass plate bottle can bar jar bucket basket bag box kind "
    "variety type view photo photograph picture image painting drawing sketch illustration "
    "portrait scene number"
)
"""Nouns that only introduce the one after "of"."""


def nouns_in(text: str) -> list[Noun]:
    """Return the known nouns of *text* in order, the longest match at each place."""
    known = lexicon.nouns()
    words = WORD.findall(text)
    found: list[Noun] = []
    place = 0
    while place < len(words):
        for length in (4, 3, 2, 1):
            run = words[place : place + length]
            key = " ".join([*(word.lower() for word in run[:-1]), singular(run[-1])])
            plain = " ".join(run).lower()
            meaning = known.get(plain) or known.get(key)
            if len(run) == length and meaning and not (length == 1 and _is_verb(words, place)):
                following = words[place + length : place + length + 1]
                owner = run[-1].endswith(("'s", "’s", "s'", "s’"))
                if not (owner or (following == ["of"] and singular(run[-1]) in QUANTITY)):
                    found.append(Noun(*meaning, " ".join(run), place))
                place += length - 1
                break
        place += 1
    return [row for number, row in enumerate(found) if not _modifies(found, number)]


def subjects_of(found: list[Noun], ledger: Ledger, text: str) -> tuple[Subject, ...]:
    """Return the things among *found* that are depicted themselves, at most four."""
    things = [noun for noun in found if noun.meaning == "thing"]
    if any(noun.name not in LATE for noun in things):
        things = [noun for noun in things if noun.name not in LATE]
    subjects = []
    for noun in things[: 1 if PICTURED.search(text) else 4]:
        last = noun.words.split()[-1]
        plural = is_plural(last) or any(
            count.number > 1 and singular(count.noun) == singular(last) for count in ledger.counts
        )
        kind = "people" if noun.name == "person" and plural else noun.name
        subjects.append(Subject(_lower(noun.words), plural, kind))
    return tuple(subjects)


def possessive(subject: Subject) -> str:
    """Return "the cat's" or "the cats'"."""
    return f"the {subject.noun}'" if subject.noun.endswith("s") else f"the {subject.noun}'s"


def _is_verb(words: list[str], place: int) -> bool:
    word = words[place].lower()
    if singular(word) not in AMBIGUOUS or not place:
        return False
    before = words[place - 1].lower()
    introduces = {"a", "an", "the", "his", "her", "its", "their", "some", "of", "with", "and"}
    known = before in introduces or before in COLOURS or before in ADJECTIVES
    return not (known or number_of(before) or before in FUNCTION_WORDS)


def _modifies(found: list[Noun], number: int) -> bool:
    """Say whether a thing stands directly before another and only describes it: a dog bed."""
    noun, following = found[number], found[number + 1 : number + 2]
    return (
        noun.meaning == "thing"
        and noun.words.islower()
        and any(
            other.meaning == "thing" and other.position == noun.position + len(noun.words.split())
            for other in following
        )
    )


def _lower(noun: str) -> str:
    """Return *noun* without the capital of a sentence; a name of several words keeps its own."""
    return noun if len(noun.split()) > 1 else noun.lower()
