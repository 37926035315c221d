"""What is to be seen: of things by their kind and name, of materials, of deeds, and at places."""

import re
from functools import cache
from types import MappingProxyType

from limner.files import packaged
from limner.prompt.offline.lexicon.lexicon_files import FOLDER, Phrases, any_of, load
from limner.prompt.own_lexicon import own_lexicon


def details(kind: str) -> Phrases:
    """Return what is inherent to things of *kind*; of any thing when the kind has none."""
    table = load("details")
    return tuple(table.get(kind, ()))


@cache
def features(section: str) -> MappingProxyType[str, Phrases]:
    """Return by what each noun of *section* is known: ``things``, ``animals`` or ``tastes``."""
    table = load("features")
    patterns = feature_patterns(section)
    found: dict[str, Phrases] = {}
    for nouns_, parts in table[section].items():
        for noun in nouns_.split(", "):
            found.setdefault(noun, tuple(one.replace("{parts}", parts) for one in patterns))
    return MappingProxyType(found)


def feature_patterns(section: str) -> Phrases:
    """Return how the parts of *section* are said; of a thing ``beside`` with its name."""
    return tuple(load("features")["patterns"][section])


@cache
def parts() -> MappingProxyType[str, tuple[str, str]]:
    """Return by what each noun is known at a glance: its category, and two or three parts.

    They are true of nearly every such thing, whatever its age, state, colour and medium. A person's
    own (`limner.prompt.own_lexicon`) hold whatever the category: it is ``*``.
    """
    rows = (row.split("\t") for row in packaged.text(*FOLDER, "parts.tsv").split("\n"))
    own = {noun: ("*", named) for noun, named in own_lexicon().parts.items()}
    return MappingProxyType({noun: (category, named) for noun, category, named in rows} | own)


@cache
def materials() -> tuple[tuple[re.Pattern[str], Phrases], ...]:
    """Return how materials and states of things show themselves: a pattern for each."""
    return _by_words("materials")


@cache
def worn() -> tuple[tuple[re.Pattern[str], Phrases], ...]:
    """Return how faces, hair and what is worn show themselves in a portrait."""
    return _by_words("worn")


def _by_words(section: str) -> tuple[tuple[re.Pattern[str], Phrases], ...]:
    rows = load("features")[section]
    return tuple((any_of(words.split(", ")), tuple(say)) for words, say in rows.items())


def motifs(section: str, words: str) -> Phrases:
    """Return what *words* are usually shown as in *section*; none where no row fits."""
    return next(iter(all_motifs(section, words)), ())


def all_motifs(section: str, words: str) -> tuple[Phrases, ...]:
    """Return the phrases of every row of *section* that fits *words*, in order."""
    return tuple(say for cue, say in _motifs(section) if cue.search(words))


@cache
def _motifs(section: str) -> tuple[tuple[re.Pattern[str], Phrases], ...]:
    rows = load("motifs")[section]
    return tuple((any_of(words.split(", ")), tuple(say)) for words, say in rows.items())


@cache
def actions(section: str) -> MappingProxyType[str, Phrases]:
    """Return what is to be seen of a deed by its verb: of ``anyone``, or of ``people`` alone."""
    rows = load("actions")[section]
    return MappingProxyType(
        {verb: tuple(say) for verbs, say in rows.items() for verb in verbs.split(", ")}
    )


@cache
def surroundings() -> MappingProxyType[str, Phrases]:
    """Return what is to be seen at a place or an occasion, by its noun."""
    found: dict[str, Phrases] = {}
    for row in load("surroundings").values():
        for noun in row["words"].split(", "):
            found.setdefault(noun, tuple(row["say"]))
    return MappingProxyType(found)


@cache
def surrounding_frames() -> MappingProxyType[str, str]:
    """Return ``indoors`` or ``outdoors`` for the places of `surroundings` where it is certain."""
    found: dict[str, str] = {}
    for row in load("surroundings").values():
        for noun in row["words"].split(", ") if "frame" in row else ():
            found.setdefault(noun, str(row["frame"]))
    return MappingProxyType(found)


@cache
def states() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Return how the author says that something is, each with what is never said beside it."""
    return tuple(
        (any_of(row["words"].split(", ")), any_of(row["never"].split(", ")))
        for row in load("states").values()
    )
