"""Which phrases are taken: the same for the same words, on every machine, in every process.

Every choice is an index into a list, taken from SHA-256 of the words. Variants step through the
lists together, so that any two of them differ in every slot that has enough to offer.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from limner.patterns import lazy_regex
from limner.prompt.checks.consistency import Traits, agrees, phrase_traits, traits
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.names import WORD
from limner.prompt.ledger.nouns import singular
from limner.prompt.ledger.vocabulary import FUNCTION_WORDS, word_set
from limner.prompt.offline.analysis.subjects import possessive
from limner.prompt.offline.closed_slots import DENIED
from limner.prompt.offline.lexicon import scene_frames, visible_features
from limner.prompt.offline.lexicon.lexicon_files import VERSION, Phrases, glue
from limner.prompt.offline.scenes import Scene
from limner.prompt.offline.slots.arrangement import ANYWHERE
from limner.prompt.offline.slots.slot_offers import colours_named, offers

ALTERNATIVES = lazy_regex(r"\[([^\[\]]*)\]")

GREY_MEDIUM = lazy_regex(
    r"\b(?:silver-gelatin|black[- ]and[- ]white|charcoal|pencil drawing|fine pencil study|"
    r"archival-looking|wood-engrav\w+)\b",
    re.IGNORECASE,
)
"""Media that have no colours."""

BARE, DESCRIBED = 4, 9
"""Words until which a place is only named, and from which a description is a picture of its own."""

SENTENCES = lazy_regex(r"[.!?][\"”’]?\s")
"""A text of several sentences says itself how it is made."""

GLYPHS_AND_SHEETS = frozenset(("icon", "sticker", "poster", "typographic"))
"""Frames whose details are the image itself: what a bell or a jazz poster shows."""

MADE_OF = lazy_regex(r"an? (?:[\w-]+ ){0,3}(?:photograph|painting|illustration|drawing) of\b", re.I)

MADE = frozenset(("medium", "hand", "wording"))
"""Slots that say how it is made, and nothing of what is seen."""

ONE_FACE = lazy_regex(r"\b(?:eyes?|face|throat|breast|muzzle)\b")
"""What is seen of one creature, and not of several."""

PEOPLE = word_set("person people human anyone anybody crowd man woman child figure")

BODILY = word_set(
    "face head hand finger eye skin shoulder gesture glance posture dress build clothes"
)
"""Who is excluded by one word, and what is seen of them."""


@dataclass(frozen=True)
class Choices:
    """What one variant says in each slot, and which templates it takes.

    Attributes:
        phrases: by slot, alternatives settled and subjects named; slots that stay empty are
            absent.
        taken: the lexicon's own phrases, so that later variants can take others.
        held: traits of the words and of everything chosen so far.
    """

    phrases: dict[str, str] = field(default_factory=dict)
    taken: frozenset[str] = frozenset()
    held: Traits = field(default_factory=Traits)


@dataclass(frozen=True)
class Draw:
    """One drawing of lots: the words that seed it, and which variant this is."""

    seed: str
    variant: int

    def index(self, name: str, length: int) -> int:
        """Return an index below *length* for the choice called *name*."""
        return (_number(f"{self.seed}\0{name}") + self.variant) % length

    def settle(self, phrase: str, name: str) -> str:
        """Return *phrase* with one of each of its ``[a|b]`` alternatives."""
        count = iter(range(99))

        def one(match: re.Match[str]) -> str:
            offered = match[1].split("|")
            number = _number(f"{self.seed}\0{name}\0{phrase}\0{next(count)}\0{self.variant}")
            return offered[number % len(offered)]

        return ALTERNATIVES.sub(one, phrase)


def choose(scene: Scene, ledger: Ledger, style: str, draw: Draw, used: frozenset[str]) -> Choices:
    """Return phrases for every open slot of *scene*, consistent with the words and each other.

    Args:
        scene: what is open, and which frame fills it.
        ledger: what the words commit to; what they exclude is named nowhere.
        style: a standing style, ``""`` for none.
        draw: seed and variant.
        used: phrases that earlier variants took; they are taken again only when nothing else is
            left.
    """
    choices = Choices(held=traits(f"{ledger.source} {style}"))
    fits = _fitting(ledger, f"{ledger.source} {scene.station}")
    wanted = None if draw.variant else _wanted(scene)  # Variations differ in more than a medium.
    for slot, offered, subject in offers(scene, ledger, style, draw.variant):
        if wanted is not None and slot not in wanted:
            continue
        medium = choices.phrases.get("medium", "")
        if slot == "palette" and GREY_MEDIUM.search(medium):
            offered = tuple(glue("committed")["grey"])
        elif slot == "palette" and "photograph" in medium and _is_any(scene, offered):
            offered = tuple(glue("photographed")["palette"])
        the = subject.the if subject else scene.the
        many = subject is not None and subject.plural
        phrases = [
            one
            for one in offered
            if fits(one) and (the or "{" not in one) and not (many and ONE_FACE.search(one))
        ]
        taken = _first(phrases, slot, draw, choices, used)
        if taken is None:
            continue
        said = draw.settle(taken, slot)
        said = said.replace("{the}", the)
        said = said.replace("{of}", possessive(subject) if subject else scene.of)
        said = said.replace("{colours}", colours_named(ledger))
        choices = replace(
            choices,
            phrases={**choices.phrases, slot: said},
            taken=choices.taken | {taken},
            held=choices.held + phrase_traits(taken),
        )
    return choices


def _wanted(scene: Scene) -> frozenset[str] | None:
    """Return the slots that are filled, None for all: the more the author says, the fewer.

    Where somebody has described a picture, readers who compared both blindly preferred little:
    what is added to many words more often fights them than helps (`docs/measures.md`).
    """
    made = MADE | {"composition"} if scene.reading.reserved else MADE
    if len(scene.words.split()) >= DESCRIBED:
        graphic = scene_frames.frame(scene.frame).form == "graphic"
        said = SENTENCES.search(scene.words) or MADE_OF.match(scene.words)
        if "medium" in scene.closed and not said:
            made |= {"composition"} if graphic else {"light"}
        if SENTENCES.search(scene.words):
            return made - {"hand", "wording"}
        return made | {"setting"} if scene.frame == "symbol" else made  # It is the picture.
    if scene.reading.confidence == "sure" and len(scene.words.split()) <= BARE:
        return None
    if scene.frame == "symbol":
        return made | {"setting"}
    if scene_frames.frame(scene.frame).form == "graphic":
        return made | {"setting", "detail", "second"} if scene.frame in GLYPHS_AND_SHEETS else made
    return made | {"light", "detail"}


def _is_any(scene: Scene, palettes: Phrases) -> bool:
    """Say whether *palettes* are those of a frame for any place."""
    return scene.frame in ANYWHERE and palettes == scene_frames.frame(scene.frame).of("palette")


def _first(
    offered: Iterable[str],
    slot: str,
    draw: Draw,
    choices: Choices,
    used: frozenset[str],
) -> str | None:
    """Return the first phrase, from this draw's place on, that agrees with what is chosen."""
    phrases = list(offered)
    if not phrases:
        return None
    start = draw.index(slot, len(phrases))
    ordered = phrases[start:] + phrases[:start]
    fresh = [phrase for phrase in ordered if phrase not in used | choices.taken]
    for phrase in fresh + [phrase for phrase in ordered if phrase not in choices.taken]:
        if agrees(phrase, choices.held):
            return phrase
    return None


def _fitting(ledger: Ledger, said: str) -> Callable[[str], bool]:
    """Return a test for phrases: none names what is excluded, or speaks against a state said."""
    excluded = {singular(negation.what.split()[-1]) for negation in ledger.negations}
    if not excluded.isdisjoint(PEOPLE):
        excluded |= BODILY | PEOPLE
    excluded |= {
        singular(word)
        for phrase in DENIED.findall(ledger.source)
        for word in WORD.findall(phrase)
        if word.lower() not in FUNCTION_WORDS
    }
    never = [against for state, against in visible_features.states() if state.search(said)]

    def fits(phrase: str) -> bool:
        named = {singular(word) for word in WORD.findall(phrase)} if excluded else set()
        return not named & excluded and not any(against.search(phrase) for against in never)

    return fits


def _number(text: str) -> int:
    import hashlib  # It loads OpenSSL: not while an editor waits for the server to start.

    digest = hashlib.sha256(f"{VERSION}\0{text}".encode()).digest()
    return int.from_bytes(digest[:8], "big")
