"""What is said of the subject and its place: what it does, is known by, is made of, and wears."""

import re
from types import MappingProxyType

from limner.patterns import lazy_regex
from limner.prompt.kinds.picture_categories import CREATURES, VEHICLES
from limner.prompt.ledger.names import WORD
from limner.prompt.offline.analysis.noun_phrases import NounPhrase
from limner.prompt.offline.analysis.senses import ANIMALS
from limner.prompt.offline.analysis.subjects import Subject
from limner.prompt.offline.closed_slots import DENIED
from limner.prompt.offline.frames import ALIVE
from limner.prompt.offline.lexicon import visible_features
from limner.prompt.offline.lexicon.lexicon_files import Phrases
from limner.prompt.offline.lexicon.scene_frames import Frame
from limner.prompt.offline.scenes import Scene
from limner.prompt.offline.slots.arrangement import ANYWHERE
from limner.prompt.offline.slots.known_parts import known_beside, known_by
from limner.prompt.offline.slots.motifs import glyph
from limner.prompt.source_form import TOLD
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.word_classes import Tag, tags

ONLY_WORDS = ("only the words given here appear, in one sturdy typeface",)

Offer = tuple[Phrases, Subject | None]
"""Phrases to choose from, and the subject that they speak of."""

UNDONE = lazy_regex(
    r"\b(?:not|never|had|stopped|before|after|without|who|which|that|whether|nobody|no[- ]one|none|"
    r"nothing|neither|nor|instead of|rather than|as (?:if|though|the|he|she|it|they)|like|later|"
    r"would|could|wants?|wanted|trying|tried|about to|refus\w+|fail\w+|forgot\w*|almost|nearly|"
    r"pretend\w*)\b[^,;.]*",
    re.IGNORECASE,
)
"""What is not done, not yet, or only seems to be."""
OTHERWISE = lazy_regex(
    r"\b(?:made|built|folded|carved|knitted|crocheted|sewn|woven|cast|moulded|cut|assembled|formed|"
    r"bent|stitched) (?:out of|from|of|in)\b|\b(?:origami|papier[- ]mâché|toy|model|stuffed|shaped "
    r"like|shape like|thousands|hundreds|swarms?|flocks?|upside[- ]down|inside out|false|fake)\b",
    re.IGNORECASE,
)
"""Words for what is not as such things usually are, or too many to be seen one by one."""
PARTICLES = frozenset(("out", "off", "away", "over"))
"""Words behind a verb with which it means another deed: "the train pulled out"."""
MOVED = CREATURES | VEHICLES | {"people", "boat", "train", "cycle", "body part", "face", "hair"}
"""Categories of those who act, or are moved as if they did."""
PAST = lazy_regex(r"[a-z]{2,}ed")
UNWORN = lazy_regex(r"\b(?:no|without)\s+(?:any\s+)?(?:\w+\s+)?\w+", re.IGNORECASE)

ASIDE = lazy_regex(r",\s*([\w-]+)(?=\s*(?:,|$))")
"""One word between commas, which says how the subject is: "shoe, muddy, side view"."""


def subject_details(scene: Scene, frame: Frame) -> list[Offer]:
    """Return what each detail may say: the subject's own, then those of the place."""
    own = frame.of("detail")
    if frame.name in ("icon", "sticker"):
        return [
            (glyph(DENIED.sub(" ", scene.words)), None),
            (visible_features.motifs("icon_manner", scene.words) or own, None),
        ]
    if frame.name == "icon_set":
        return [(visible_features.motifs("icon_set", scene.words) or own, None), (own, None)]
    if frame.name in ("poster", "typographic"):
        return [
            (visible_features.motifs("poster_manner", scene.words) or own, None),
            (ONLY_WORDS, None),
        ]
    if frame.form == "graphic" or frame.name in {"geometry", "character"}:
        return [(own, None)] * (1 if frame.name == "symbol" else 2)
    first = scene.subjects[0] if scene.subjects else None
    if scene.reading.kind == "prose":
        return _told(scene, first, own)
    known, made, inherent = _inherent(scene)
    if frame.name == "item":
        return [(known or made or own, first), (own, None)]
    if frame.name == "portrait":
        said = UNWORN.sub(" ", scene.words)
        own_mark = next((say for words, say in visible_features.worn() if words.search(said)), own)
        return [(own_mark, None), (own, None)]
    if frame.name in {"texture", "micrograph"}:
        return [(own, None)] * 2
    about = [(one, first) for one in (_deed(scene), known, made, inherent) if one]
    if scene.frame in ANYWHERE:
        beside = known_beside(scene.reading.phrases, scene.reading.subject)
        about[1:1] = [(beside, None)] if beside else []
    told = scene.reading.kind in ("scene", "prose") and scene.reading.genre != "architecture"
    around = scene.reading.around if told else ()
    places: list[Offer] = [(own or around, None)]
    if not own and not around:
        return about
    if frame.form == "place":
        return [*places, *about[:1], *places, *about[1:]]
    if around and not own:
        return [*places, *about[:1], *about[1:], *places]
    return [*about[:1], *places, *about[1:]]


def _told(scene: Scene, first: Subject | None, own: Phrases) -> list[Offer]:
    """Return what a told moment shows: two things it names, or the last deed, then the place."""
    things = visible_features.all_motifs("told", scene.words)[:2]
    deed = _deed(scene) if len(things) < 2 else ()
    around = own or scene.reading.around
    said: list[Offer] = [(one, first) for one in (deed, *things, around) if one]
    if len(said) > 1:
        return said
    return said + ([(known, first)] if (known := _inherent(scene)[0]) else [])


def deeds(words: str) -> list[str]:
    """Return the base forms of what is done in *words*, in order, without what is not done."""
    parts = WORD.findall(UNDONE.sub(" ", words))
    classes = tags(parts)
    return [
        lemma(word.lower(), ("verb",))
        for number, (word, one) in enumerate(zip(parts, classes, strict=True))
        if (one == "verb" or word.lower() in TOLD or _is_past(word, number, classes))
        and not (parts[number + 1 : number + 2] and parts[number + 1].lower() in PARTICLES)
    ]


def _is_past(word: str, number: int, classes: list[Tag]) -> bool:
    """Say whether *word* tells a deed, and no state: "she painted it", not "a painted counter"."""
    before, after = classes[number - 1 : number], classes[number + 1 : number + 2]
    state = before in (["determiner"], ["preposition"], ["possessive"], ["adjective"])
    return PAST.fullmatch(word) is not None and not (state and after in (["noun"], ["adjective"]))


def _deed(scene: Scene) -> Phrases:
    """Return what is to be seen of the first deed that is told; in prose of the last."""
    reading = scene.reading
    told = reading.kind == "prose"
    if not (told or (reading.acts and reading.kind == "scene")) or reading.register == "children":
        return ()
    if not _can_act(reading.subject):
        return ()  # Cards that are pinned sew nothing, and a script that runs has no feet.
    done = deeds(scene.words)
    known = visible_features.actions("anyone")
    if not scene.subjects or scene.subjects[0].kind not in ANIMALS:
        known = MappingProxyType({**known, **visible_features.actions("people")})
    in_order = reversed(done) if told else done
    return next((known[deed] for deed in in_order if deed in known), ())


def _can_act(subject: NounPhrase | None) -> bool:
    """Say whether *subject* may be somebody, or a vehicle that somebody moves."""
    if subject is None or subject.named or subject.kind in ALIVE:
        return True
    return subject.category is None or subject.category in MOVED


def _inherent(
    scene: Scene,
) -> tuple[Phrases, Phrases, Phrases]:
    """Return by what the subject is known, what it is made of, and what is true of its kind.

    Of what stands beside it nothing is said: too much of that is unknown.
    """
    if not scene.subjects:
        return (), (), ()
    kind = scene.kind_of(scene.subjects[0])
    subject = scene.reading.subject
    described = subject.described if subject is not None else ""
    drawn_up = scene.reading.register == "children" or not described
    drawn_up = drawn_up or OTHERWISE.search(scene.words) is not None
    known = () if drawn_up else known_by(scene.subjects[0].kind, described)
    made: Phrases = ()
    named = subject is not None and subject.named  # The Silk Road is not made of silk.
    if kind not in ALIVE and scene.reading.kind in ("product", "scene") and not named:
        near = " ".join((described, *ASIDE.findall(scene.words)))
        made = next((say for words, say in visible_features.materials() if words.search(near)), ())
    return known, made, () if OTHERWISE.search(scene.words) else visible_features.details(kind)
