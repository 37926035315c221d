"""Which phrases are taken: the same for the same words, on every machine, in every process.

Every choice is an index into a list, taken from SHA-256 of the words. Variants step through the
lists together, so that any two of them differ in every slot that has enough to offer.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from limner.prompt.checks.consistency import Traits, agrees, phrase_traits, traits
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.names import WORD
from limner.prompt.ledger.nouns import singular
from limner.prompt.offline import lexicon
from limner.prompt.offline.scenes import Scene
from limner.prompt.offline.subjects import Subject, possessive

ALTERNATIVES = re.compile(r"\[([^\[\]]*)\]")
DETAIL_SLOTS = ("detail", "second", "third", "fourth", "fifth")


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
    excluded = tuple(singular(negation.what.split()[-1]) for negation in ledger.negations)
    for slot, offered, subject in _offers(scene, ledger, style):
        taken = _first(offered, slot, draw, choices, used, excluded)
        if taken is None:
            continue
        said = draw.settle(taken, slot)
        said = said.replace("{the}", f"the {subject.noun}" if subject else scene.the)
        said = said.replace("{of}", possessive(subject) if subject else scene.of)
        said = said.replace("{colours}", _colours(ledger))
        choices = replace(
            choices,
            phrases={**choices.phrases, slot: said},
            taken=choices.taken | {taken},
            held=choices.held + phrase_traits(taken),
        )
    return choices


def _first(
    offered: Iterable[str],
    slot: str,
    draw: Draw,
    choices: Choices,
    used: frozenset[str],
    excluded: tuple[str, ...],
) -> str | None:
    """Return the first phrase, from this draw's place on, that agrees with what is chosen."""
    phrases = list(offered)
    if not phrases:
        return None
    start = draw.index(slot, len(phrases))
    ordered = phrases[start:] + phrases[:start]
    fresh = [phrase for phrase in ordered if phrase not in used | choices.taken]
    for phrase in fresh + [phrase for phrase in ordered if phrase not in choices.taken]:
        named = {singular(word) for word in WORD.findall(phrase)} if excluded else set()
        if not named & set(excluded) and agrees(phrase, choices.held):
            return phrase
    return None


def _offers(
    scene: Scene, ledger: Ledger, style: str
) -> list[tuple[str, tuple[str, ...], Subject | None]]:
    """Return slot, phrases and the subject they speak of, in the order of choosing."""
    frame = lexicon.frame(scene.frame)
    rows: list[tuple[str, tuple[str, ...], Subject | None]] = []
    if "setting" not in scene.closed:
        rows.append(("setting", _settings(scene, frame), None))
    if "light" not in scene.closed:
        rows.append(("light", _lights(frame, ledger), None))
    if "detail" not in scene.closed:
        offers = zip(DETAIL_SLOTS, _details(scene, frame), strict=False)
        rows += [(slot, phrases, subject) for slot, (phrases, subject) in offers]
    if ledger.quotes and "detail" not in scene.closed:
        rows.append(("wording", tuple(lexicon.glue("wording")["all"]), None))
    if "composition" not in scene.closed:
        rows.append(("composition", frame.of("composition"), None))
    if "palette" not in scene.closed:
        rows.append(("palette", _palettes(frame, ledger, style), None))
    if "mood" not in scene.closed:
        rows.append(("mood", frame.of("mood"), None))
    if "medium" not in scene.closed:
        media = frame.of("medium") or tuple(lexicon.glue("photographs")["all"])
        rows.append(("medium", media, None))
    elif "detail" not in scene.closed:
        rows.append(("hand", _hands(" ".join(ledger.media) or style), None))
    return rows


def _settings(scene: Scene, frame: lexicon.Frame) -> tuple[str, ...]:
    if scene.station:
        return (scene.station,)
    settings = frame.of("setting")
    other = tuple(phrase for phrase in settings if phrase.split()[0] != scene.on)
    return other if frame.form == "subject" and other else settings


def _lights(frame: lexicon.Frame, ledger: Ledger) -> tuple[str, ...]:
    hour = _hour(frame, ledger)
    if hour is None:
        return frame.of("light")
    return hour.inside if frame.inside else hour.outside


def _hour(frame: lexicon.Frame, ledger: Ledger) -> lexicon.Hour | None:
    """Return the first time or weather that the words name, where one can be seen."""
    named = set(ledger.times + ledger.weathers)
    if frame.form in {"graphic", "idea"} or frame.name in {
        "space",
        "underwater",
        "geometry",
        "planet_surface",
    }:
        return None
    return next((hour for hour in lexicon.hours() if hour.words & named), None) if named else None


def _details(scene: Scene, frame: lexicon.Frame) -> list[tuple[tuple[str, ...], Subject | None]]:
    """Return what each detail may say: the subjects' own details, then those of the place."""
    own = frame.of("detail")
    if frame.form in {"graphic", "idea"} or frame.name == "geometry":
        return [(own, None)] * len(DETAIL_SLOTS)
    offers: list[tuple[tuple[str, ...], Subject | None]] = []
    kinds: set[str] = set()
    for subject in scene.subjects:
        inherent = lexicon.details(subject.kind)
        if inherent and subject.kind not in kinds:
            offers.append((inherent, subject))
            kinds.add(subject.kind)
    if not offers:
        if scene.subjects and not own:
            return [(lexicon.details("thing"), scene.subjects[0])] * len(DETAIL_SLOTS)
        return [(own or lexicon.frame("open").of("detail"), None)] * len(DETAIL_SLOTS)
    places = [(own, None)] if own else []
    anything = (lexicon.frame("open").of("detail"), None)
    said = [offers[0], *places, *offers[1:], *offers, *places, anything]
    return [*said[: len(DETAIL_SLOTS) - 1], anything]


def _palettes(frame: lexicon.Frame, ledger: Ledger, style: str) -> tuple[str, ...]:
    committed = lexicon.glue("committed")
    grey = r"black[- ]and[- ]white|monochrome|gr[ae]yscale|pencil|charcoal|line art|silhouette"
    if re.search(grey, f"{ledger.source} {style}", re.IGNORECASE):
        return tuple(committed["grey"])
    if _colours(ledger):
        return tuple(committed["palette"])
    hour = _hour(frame, ledger)
    return hour.palette if hour and hour.palette and not frame.inside else frame.of("palette")


def _hands(medium: str) -> tuple[str, ...]:
    for pattern, clauses in lexicon.hands():
        if pattern.search(medium):
            return clauses
    return ()


def _colours(ledger: Ledger) -> str:
    """Return the colours that the words name: "the red and the green"; at most three of them."""
    known = lexicon.nouns()
    words = [
        bound.colour
        for bound in ledger.colours
        if f"{bound.colour} {singular(bound.noun)}" not in known  # A red panda is not red.
    ]
    words = list(dict.fromkeys(words))
    hexes = [name for name in ledger.names if name.startswith("#")]
    if len(words + hexes) > 3:
        return "the colours already named"
    named = [f"the {word}" for word in words] + hexes
    return " and ".join(filter(None, (", ".join(named[:-1]), *named[-1:])))


def _number(text: str) -> int:
    import hashlib  # It loads OpenSSL: not while an editor waits for the server to start.

    digest = hashlib.sha256(f"{lexicon.VERSION}\0{text}".encode()).digest()
    return int.from_bytes(digest[:8], "big")
