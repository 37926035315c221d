"""Princeton's files, as they come in WordNet's folder ``dict``, read into values.

The formats are those of the manual pages wndb(5WN) and senseidx(5WN). Exception lists are not read.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from limner import files

Key = tuple[str, str]
"""A synset's word class (one of ``nvar``) and its offset, which together name it."""

DATA = {"n": "data.noun", "v": "data.verb", "a": "data.adj", "r": "data.adv"}
CLASS_OF_NUMBER = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}

LEXICOGRAPHER_FILES = (
    "Tops", "act", "animal", "artifact", "attribute", "body", "cognition", "communication",
    "event", "feeling", "food", "group", "location", "motive", "object", "person", "phenomenon",
    "plant", "possession", "process", "quantity", "relation", "shape", "state", "substance",
    "time",
)  # fmt: skip
"""Those of nouns; the first has the number 3."""


@dataclass(frozen=True)
class Synset:
    """A set of words that mean the same.

    Attributes:
        file: the name of its lexicographer file, ``""`` where it holds no nouns.
        words: as they are written, with ``_`` for spaces.
        parents: the offsets of a noun's hypernyms.
        is_instance: whether it is a particular person, place or thing.
        similar: an adjective's neighbours.
        derived: number of one of these words, another synset, number of the word there.
        gloss: definition and examples.
    """

    file: str
    words: tuple[str, ...]
    parents: tuple[str, ...]
    is_instance: bool
    similar: tuple[Key, ...]
    derived: tuple[tuple[int, Key, int], ...]
    gloss: str


@dataclass(frozen=True)
class Sense:
    """One meaning of a lemma: its class, its number there, how often texts had it, its synset."""

    word_class: str
    number: int
    count: int
    offset: str


@dataclass(frozen=True)
class Wordnet:
    """All synsets by key, and all senses by lemma (with ``_`` for spaces)."""

    synsets: dict[Key, Synset]
    senses: dict[str, list[Sense]]

    def noun_senses(self, lemma: str) -> list[Sense]:
        """Return the senses of *lemma* as a noun, by their number."""
        nouns = [sense for sense in self.senses[lemma] if sense.word_class == "n"]
        return sorted(nouns, key=lambda sense: sense.number)


def read(folder: Path) -> Wordnet:
    """Read the four data files and the index of senses in *folder*.

    Raises:
        OSError: one of them cannot be read.
    """
    synsets = {}
    for word_class, name in DATA.items():
        for line in _lines(folder / name):
            if not line.startswith("  "):
                offset, synset = _synset(line, word_class)
                synsets[word_class, offset] = synset
    senses: dict[str, list[Sense]] = {}
    for line in _lines(folder / "index.sense"):
        key, offset, number, count = line.split()
        lemma, _, rest = key.partition("%")
        sense = Sense(CLASS_OF_NUMBER[rest[0]], int(number), int(count), offset)
        senses.setdefault(lemma, []).append(sense)
    return Wordnet(synsets, senses)


def _lines(path: Path) -> list[str]:
    text = files.read_regular(path, files.LARGEST_TEXT).decode("latin-1")
    return text.removesuffix("\n").split("\n")


def _synset(line: str, word_class: str) -> tuple[str, Synset]:
    head, gloss = line.split(" | ", 1)
    offset, file, _, size, *fields = head.split()
    count = int(size, 16)
    words = fields[: 2 * count : 2]
    many = int(fields[2 * count])
    rest = fields[2 * count + 1 :]
    pointers = [tuple(rest[at : at + 4]) for at in range(0, 4 * many, 4)]
    number = int(file) - 3
    return offset, Synset(
        file=LEXICOGRAPHER_FILES[number] if 0 <= number < len(LEXICOGRAPHER_FILES) else "",
        # Some adjectives say behind themselves where they may stand: "galore(ip)".
        words=tuple(re.sub(r"\(\w+\)$", "", word) for word in words),
        parents=tuple(
            other
            for kind, other, other_class, _ in pointers
            if kind in ("@", "@i") and word_class == other_class == "n"
        ),
        is_instance=any(kind == "@i" for kind, *_ in pointers),
        similar=tuple((word_class, other) for kind, other, *_ in pointers if kind == "&"),
        derived=tuple(
            (int(places[:2], 16), (other_class.replace("s", "a"), other), int(places[2:], 16))
            for kind, other, other_class, places in pointers
            if kind in ("+", "\\") and places != "0000"
        ),
        gloss=gloss.strip(),
    )
