"""The lexicon: data files that a person can read and extend, each loaded when first needed.

A phrase may hold alternatives, ``[soft|clear] light``, and stand for its subject with ``{the}``
("the bench and the bowl") and ``{of}`` ("the bench's").
"""

import re
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Literal

from limner.files import packaged
from limner.prompt import language
from limner.prompt.own_lexicon import own_lexicon

PhraseForm = Literal["place", "subject", "graphic"]
Phrases = tuple[str, ...]

FOLDER = ("prompt", "offline", "lexicon")
VERSION = "2"
"""Changes when choices change: part of every hash, so that a new lexicon is a new draw."""

FAMILIES = (
    "land", "town", "rooms", "creatures", "people", "table", "things", "imagined", "graphic",
    "general",
)  # fmt: skip
LANGUAGES = language.LANGUAGES - {"en"}
UNBOUNDED = frozenset({"zh", "ja", "ko", "ar"})
"""Languages whose words stand unparted, or have particles before or behind them."""

SLOTS = ("setting", "light", "detail", "composition", "palette", "mood", "medium")


@dataclass(frozen=True)
class Frame:
    """One kind of scene: phrases by slot, and how its setting joins the author's words.

    Attributes:
        name: as in the data files.
        form: ``place`` settings are clauses; ``subject`` settings begin with a preposition;
            ``graphic`` settings are clauses about a drawn thing.
        aspect: ``wide``, ``tall`` or ``square``.
        inside: whether light comes from windows and lamps.
        phrases: by slot.
    """

    name: str
    form: PhraseForm
    aspect: str
    inside: bool
    phrases: MappingProxyType[str, Phrases]

    def of(self, slot: str) -> Phrases:
        """Return the phrases of *slot*, none when the frame leaves it to others."""
        return self.phrases.get(slot, ())


@dataclass(frozen=True)
class Hour:
    """Light at a time or in a weather, in the open and indoors, and its colours in the open.

    *said* finds other words that settle the light: a fire, a lamp that went out.
    """

    words: frozenset[str]
    said: re.Pattern[str] | None
    outside: Phrases
    inside: Phrases
    palette: Phrases


@dataclass(frozen=True)
class SentenceSlot:
    """Sentences of one slot in another language.

    Attributes:
        name: as in `limner.prompt.expansion.Added`.
        closed_by: what the description says itself where it matches.
        say: sentences for whatever can be seen.
        graphic: sentences for logos, charts, maps and the like; none leaves the slot out there.
    """

    name: str
    closed_by: re.Pattern[str]
    say: Phrases
    graphic: Phrases


@dataclass(frozen=True)
class SentenceSet:
    """What can be said in another language; *graphic* matches what is drawn flat."""

    graphic: re.Pattern[str]
    slots: tuple[SentenceSlot, ...]


@cache
def frame(name: str) -> Frame:
    """Return the frame called *name*."""
    return _frames(_family_of()[name])[name]


@cache
def frame_names() -> tuple[str, ...]:
    """Return the names of all frames."""
    return tuple(_family_of())


@cache
def frames_of(families: tuple[str, ...]) -> frozenset[str]:
    """Return the names of the frames in the files of *families*."""
    return frozenset(name for name, family in _family_of().items() if family in families)


@cache
def nouns() -> MappingProxyType[str, tuple[str, str]]:
    """Return what each noun means: ``("place", frame)`` or ``("thing", kind)``."""
    table = _load("nouns")
    found: dict[str, tuple[str, str]] = {}
    for section, meaning in (("things", "thing"), ("places", "place")):
        for name, words in table[section].items():
            for word in re.split(r",\s*", words):
                found[word] = (meaning, name)
    return MappingProxyType(found)


@cache
def home(kind: str) -> str:
    """Return the frame where things of *kind* are at home."""
    return str(_load("nouns")["home"][kind])


@cache
def senses() -> MappingProxyType[str, tuple[tuple[str, frozenset[str]], ...]]:
    """Return what nouns with several senses may be: kinds with the words that decide for each."""
    return MappingProxyType(
        {
            noun: tuple((kind, frozenset(words.split())) for kind, words in row.items())
            for noun, row in _load("senses").items()
        }
    )


def kind_of_category(category: str) -> str | None:
    """Return the kind of things of a WordNet category; None where the lexicon has none."""
    found = _load("nouns")["categories"].get(category)
    return str(found) if found else None


def frame_of_category(category: str) -> str:
    """Return the frame of a place of a WordNet category, ``""`` for none."""
    return str(_load("nouns")["places_by_category"].get(category, ""))


@cache
def stations() -> MappingProxyType[str, str]:
    """Return where some people work: a setting by noun."""
    return MappingProxyType(_load("nouns")["stations"])


@cache
def alone() -> MappingProxyType[str, str]:
    """Return words that name a place only when they stand alone: a frame by word."""
    return MappingProxyType(_load("nouns")["alone"])


def details(kind: str) -> Phrases:
    """Return what is inherent to things of *kind*; of any thing when the kind has none."""
    table = _load("details")
    return tuple(table.get(kind, ()))


@cache
def features(section: str) -> MappingProxyType[str, Phrases]:
    """Return by what each noun of *section* is known: ``things``, ``animals`` or ``tastes``."""
    table = _load("features")
    patterns = feature_patterns(section)
    found: dict[str, Phrases] = {}
    for nouns_, parts in table[section].items():
        for noun in nouns_.split(", "):
            found.setdefault(noun, tuple(one.replace("{parts}", parts) for one in patterns))
    return MappingProxyType(found)


def feature_patterns(section: str) -> Phrases:
    """Return how the parts of *section* are said; of a thing ``beside`` with its name."""
    return tuple(_load("features")["patterns"][section])


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
    rows = _load("features")[section]
    return tuple((_any_of(words.split(", ")), tuple(say)) for words, say in rows.items())


def motifs(section: str, words: str) -> Phrases:
    """Return what *words* are usually shown as in *section*; none where no row fits."""
    return next(iter(all_motifs(section, words)), ())


def all_motifs(section: str, words: str) -> tuple[Phrases, ...]:
    """Return the phrases of every row of *section* that fits *words*, in order."""
    return tuple(say for cue, say in _motifs(section) if cue.search(words))


@cache
def _motifs(section: str) -> tuple[tuple[re.Pattern[str], Phrases], ...]:
    rows = _load("motifs")[section]
    return tuple((_any_of(words.split(", ")), tuple(say)) for words, say in rows.items())


@cache
def actions(section: str) -> MappingProxyType[str, Phrases]:
    """Return what is to be seen of a deed by its verb: of ``anyone``, or of ``people`` alone."""
    rows = _load("actions")[section]
    return MappingProxyType(
        {verb: tuple(say) for verbs, say in rows.items() for verb in verbs.split(", ")}
    )


@cache
def hours() -> tuple[Hour, ...]:
    """Return the times and weathers."""
    return tuple(
        Hour(
            frozenset(re.split(r",\s*", row["words"])),
            _any_of(row["said"].split(", ")) if "said" in row else None,
            tuple(row["out"]),
            tuple(row["in"]),
            tuple(row.get("palette", ())),
        )
        for row in _load("hours").values()
    )


@cache
def hands() -> tuple[tuple[re.Pattern[str], Phrases], ...]:
    """Return how media show themselves: a pattern for the medium, and clauses about the making.

    A person's own (`limner.prompt.own_lexicon`) come first.
    """
    own = ((list(words), hand) for words, hand in own_lexicon().media)
    rows = (
        (re.split(r",\s*", row["words"]), tuple(row["hand"])) for row in _load("media").values()
    )
    return tuple((_any_of(words), hand) for words, hand in (*own, *rows))


@cache
def families(kind: str) -> tuple[Phrases, ...]:
    """Return what a picture of *kind* is made with: families of media, the usual one first."""
    table = _load("families")
    return tuple(tuple(family) for family in table.get(kind, table["scene"]))


@cache
def media() -> frozenset[str]:
    """Return all that a picture may be made with, as a prompt says it, without articles."""
    table = _load("families")
    return frozenset(
        medium.partition(" ")[2] for kind in table.values() for family in kind for medium in family
    )


@cache
def surroundings() -> MappingProxyType[str, Phrases]:
    """Return what is to be seen at a place or an occasion, by its noun."""
    found: dict[str, Phrases] = {}
    for row in _load("surroundings").values():
        for noun in row["words"].split(", "):
            found.setdefault(noun, tuple(row["say"]))
    return MappingProxyType(found)


@cache
def surrounding_frames() -> MappingProxyType[str, str]:
    """Return ``indoors`` or ``outdoors`` for the places of `surroundings` where it is certain."""
    found: dict[str, str] = {}
    for row in _load("surroundings").values():
        for noun in row["words"].split(", ") if "frame" in row else ():
            found.setdefault(noun, str(row["frame"]))
    return MappingProxyType(found)


@cache
def states() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Return how the author says that something is, each with what is never said beside it."""
    return tuple(
        (_any_of(row["words"].split(", ")), _any_of(row["never"].split(", ")))
        for row in _load("states").values()
    )


def glue(section: str) -> dict[str, Any]:
    """Return one table of the sentence patterns."""
    return dict(_load("glue")[section])


@cache
def other_language(code: str) -> SentenceSet | None:
    """Return what can be said in another language, None for one that has no file."""
    if code not in LANGUAGES:
        return None
    table = packaged.table(*FOLDER, "languages", f"{code}.toml")
    bounded = code not in UNBOUNDED
    graphic = _any_of(table.pop("graphic")["words"].split(", "), bounded)
    slots = tuple(
        SentenceSlot(
            name,
            _any_of(row["words"].split(", "), bounded),
            tuple(row["say"]),
            tuple(row.get("graphic", ())),
        )
        for name, row in table.items()
    )
    return SentenceSet(graphic, slots)


def _any_of(words: list[str], bounded: bool = True) -> re.Pattern[str]:
    """Return a pattern for any of *words*, in which a star stands for any letters."""
    alternatives = "|".join(re.escape(word).replace(r"\*", r"\w*") for word in words)
    return re.compile(rf"\b(?:{alternatives})\b" if bounded else alternatives, re.IGNORECASE)


@cache
def _load(name: str) -> dict[str, Any]:
    return packaged.table(*FOLDER, f"{name}.toml")


@cache
def _frames(family: str) -> dict[str, Frame]:
    return {
        name: Frame(
            name,
            row["form"],
            row["aspect"],
            row.get("inside", False),
            MappingProxyType({slot: tuple(row[slot]) for slot in SLOTS if slot in row}),
        )
        for name, row in packaged.table(*FOLDER, "frames", f"{family}.toml").items()
    }


@cache
def _family_of() -> dict[str, str]:
    """Return the file of each frame; reads headings only, so that most files stay unparsed."""
    found: dict[str, str] = {}
    for family in FAMILIES:
        headings = packaged.text(*FOLDER, "frames", f"{family}.toml")
        for name in re.findall(r"^\[(\w+)\]$", headings, re.MULTILINE):
            found[name] = family
    return found
