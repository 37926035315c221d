"""Which phrases are taken: the same for the same words, on every machine, in every process.

Every choice is an index into a list, taken from SHA-256 of the words. Variants step through the
lists together, so that any two of them differ in every slot that has enough to offer.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from limner.patterns import lazy_regex
from limner.prompt.checks.consistency import Traits, agrees, phrase_traits, traits
from limner.prompt.kinds.picture_categories import CREATURES
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.names import WORD
from limner.prompt.ledger.nouns import singular
from limner.prompt.ledger.vocabulary import FUNCTION_WORDS, word_set
from limner.prompt.offline.closed_slots import DENIED, media_of
from limner.prompt.offline.lexicon import media, scene_frames, visible_features
from limner.prompt.offline.lexicon.lexicon_files import VERSION, Phrases, glue
from limner.prompt.offline.lexicon.scene_frames import Frame
from limner.prompt.offline.scenes import Scene
from limner.prompt.offline.slots.arrangement import ANYWHERE, arrangement, lit
from limner.prompt.offline.slots.named_hour import named_hour
from limner.prompt.offline.slots.subject_details import deeds, subject_details
from limner.prompt.offline.subjects import Subject, possessive
from limner.prompt.wordnet.table import entry

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

MOVING = word_set(
    "run race sprint chase flee jump leap gallop fly rush dance fight throw fling kick dive swim "
    "ride drive climb slam swing spin hurl tumble stampede charge march"
)
"""Deeds that carry somebody through the picture."""

PEOPLE = word_set("person people human anyone anybody crowd man woman child figure")
BODILY = word_set(
    "face head hand finger eye skin shoulder gesture glance posture dress build clothes"
)
"""Who is excluded by one word, and what is seen of them."""

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
    fits = _fitting(ledger, f"{ledger.source} {scene.station}")
    wanted = None if draw.variant else _wanted(scene)  # Variations differ in more than a medium.
    for slot, offered, subject in _offers(scene, ledger, style, draw.variant):
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
        said = said.replace("{colours}", _colours(ledger))
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


def _offers(
    scene: Scene, ledger: Ledger, style: str, variant: int
) -> list[tuple[str, tuple[str, ...], Subject | None]]:
    """Return slot, phrases and the subject they speak of, in the order of choosing."""
    frame = scene_frames.frame(scene.frame)
    rows: list[tuple[str, tuple[str, ...], Subject | None]] = []
    if "medium" not in scene.closed:  # First, so that light and palette suit it.
        rows.append(("medium", scene.media[variant % len(scene.media)], None))
    if "setting" not in scene.closed:
        rows.append(("setting", (scene.station,) if scene.station else frame.of("setting"), None))
    if "light" not in scene.closed:
        rows.append(("light", _lights(scene, frame, ledger), None))
    if "detail" not in scene.closed:
        offers = zip(DETAIL_SLOTS, subject_details(scene, frame), strict=False)
        rows += [(slot, phrases, subject) for slot, (phrases, subject) in offers]
    if ledger.quotes and "detail" not in scene.closed and scene.reading.kind != "icon":
        rows.append(("wording", tuple(glue("wording")["all"]), None))
    if scene.reading.reserved:
        rows.append(("composition", tuple(glue("reserved")[scene.reading.reserved]), None))
    elif "composition" not in scene.closed:
        rows.append(("composition", _views(scene, frame), None))
    if "palette" not in scene.closed:
        rows.append(("palette", _palettes(frame, ledger, style), None))
    if "mood" not in scene.closed:
        rows.append(("mood", frame.of("mood"), None))
    if "medium" in scene.closed and "detail" not in scene.closed:
        rows.append(("hand", _hands(" ".join(media_of(ledger)) or style), None))
    return rows


def _views(scene: Scene, frame: Frame) -> tuple[str, ...]:
    """Return from where it can be seen: a told moment by whether anybody moves in it."""
    named = arrangement(scene.reading) if frame.name in ANYWHERE else ()
    if scene.reading.kind != "prose":
        return named or frame.of("composition")
    place = "_inside" if frame.inside else "_outside" if frame.name == "outdoors" else ""
    moving = not MOVING.isdisjoint(deeds(scene.words))
    near = () if moving else visible_features.motifs("near", scene.words)
    if near or moving:
        return near or tuple(glue("told")["moving"])
    who = scene.reading.subject
    told_of = who is not None and (who.named or who.category in CREATURES)
    return (named if told_of else ()) or tuple(glue("told")[f"still{place}"])


def _lights(scene: Scene, frame: Frame, ledger: Ledger) -> tuple[str, ...]:
    hour = named_hour(frame, ledger)
    if hour is None:
        anywhere = scene.reading.kind == "prose" and frame.name in ("doing", "placed")
        if frame.name in ANYWHERE and not anywhere and (named := lit(scene.reading, frame.name)):
            return named
        return tuple(glue("told")["light"]) if anywhere else frame.of("light")
    return hour.inside if frame.inside else hour.outside


def _palettes(frame: Frame, ledger: Ledger, style: str) -> tuple[str, ...]:
    committed = glue("committed")
    grey = (
        r"b/w|black[- ]and[- ]white|monochrome|gr[ae]yscale|line art|silhouette|"
        r"in (?:pencil|charcoal)|(?:pencil|charcoal) (?:drawing|sketch|portrait|study|illustration)"
    )
    if re.search(grey, f"{ledger.source} {style}", re.IGNORECASE):
        return tuple(committed["grey"])
    if _colours(ledger):
        return tuple(committed["palette"])
    hour = named_hour(frame, ledger)
    return hour.palette if hour and hour.palette and not frame.inside else frame.of("palette")


def _hands(medium: str) -> tuple[str, ...]:
    for pattern, clauses in media.hands():
        if pattern.search(medium):
            return clauses
    return ()


def _colours(ledger: Ledger) -> str:
    """Return the colours that the words name: "red and green"; at most three of them."""
    words = [
        bound.colour
        for bound in ledger.colours
        if entry(f"{bound.colour} {singular(bound.noun)}") is None  # A red panda is not red.
    ]
    words = list(dict.fromkeys(words))
    hexes = [name for name in ledger.names if name.startswith("#")]
    if len(words + hexes) > 3:
        return "the colours already named"
    named = words + hexes
    return " and ".join(filter(None, (", ".join(named[:-1]), *named[-1:])))


def _number(text: str) -> int:
    import hashlib  # It loads OpenSSL: not while an editor waits for the server to start.

    digest = hashlib.sha256(f"{VERSION}\0{text}".encode()).digest()
    return int.from_bytes(digest[:8], "big")
