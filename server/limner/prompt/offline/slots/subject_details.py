"""What is said of the subject and its place: what it does, is known by, is made of, and wears."""

import re
from types import MappingProxyType

from limner.prompt.ledger.names import WORD
from limner.prompt.ledger.nouns import singular
from limner.prompt.offline import lexicon
from limner.prompt.offline.frames import ALIVE
from limner.prompt.offline.noun_phrases import ANIMALS
from limner.prompt.offline.scenes import Scene
from limner.prompt.offline.slots.motifs import glyph
from limner.prompt.offline.subjects import Subject
from limner.prompt.source_form import TOLD
from limner.prompt.wordnet.categories import category
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.table import entry
from limner.prompt.wordnet.word_classes import tags

ONLY_WORDS = ("only the words given here appear, in one sturdy typeface",)

Offer = tuple[lexicon.Phrases, Subject | None]
"""Phrases to choose from, and the subject that they speak of."""

UNDONE = re.compile(
    r"\b(?:not|never|had|stopped|before|after|without|who|which|that|whether)\b[^,;.]*",
    re.IGNORECASE,
)
"""What is not done, or not now."""
PAST = re.compile(r"[a-z]{2,}ed")
UNWORN = re.compile(r"\b(?:no|without)\s+(?:any\s+)?(?:\w+\s+)?\w+", re.IGNORECASE)

ASIDE = re.compile(r",\s*([\w-]+)(?=\s*(?:,|$))")
"""One word between commas, which says how the subject is: "shoe, muddy, side view"."""

SEEN_WHOLE = frozenset(
    ("plant", "flower", "tree", "boat", "car", "train", "aircraft", "building", "bridge", "machine")
)
EATEN = frozenset(("food", "bread", "fruit", "drink"))


def subject_details(scene: Scene, frame: lexicon.Frame) -> list[Offer]:
    """Return what each detail may say: the subject's own, then those of the place."""
    own = frame.of("detail")
    if frame.name in ("icon", "sticker"):
        return [
            (glyph(scene.words), None),
            (lexicon.motifs("icon_manner", scene.words) or own, None),
        ]
    if frame.name == "icon_set":
        return [(lexicon.motifs("icon_set", scene.words) or own, None), (own, None)]
    if frame.name in ("poster", "typographic"):
        return [(lexicon.motifs("poster_manner", scene.words) or own, None), (ONLY_WORDS, None)]
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
        own_mark = next((say for words, say in lexicon.worn() if words.search(said)), own)
        return [(own_mark, None), (own, None)]
    if frame.name in {"texture", "micrograph"}:
        return [(own, None)] * 2
    about = [(one, first) for one in (_deed(scene), known, made, inherent) if one]
    around = scene.reading.around if scene.reading.kind in ("scene", "prose") else ()
    places: list[Offer] = [(own or around, None)]
    if not own and not around:
        return about
    if frame.form == "place":
        return [*places, *about[:1], *places, *about[1:]]
    if around and not own:
        return [*places, *about[:1], *about[1:], *places]
    return [*about[:1], *places, *about[1:]]


def _told(scene: Scene, first: Subject | None, own: lexicon.Phrases) -> list[Offer]:
    """Return what a told moment shows: two things it names, or the last deed, then the place."""
    things = lexicon.all_motifs("told", scene.words)[:2]
    deed = _deed(scene) if len(things) < 2 else ()
    around = own or scene.reading.around
    said: list[Offer] = [(one, first) for one in (deed, *things, around) if one]
    if len(said) > 1:
        return said
    return said + ([(known, first)] if (known := _inherent(scene)[0]) else [])


def deeds(words: str) -> list[str]:
    """Return the base forms of what is done in *words*, in order, without what is not done."""
    parts = WORD.findall(UNDONE.sub(" ", words))
    tagged = zip(parts, tags(parts), strict=True)
    return [
        lemma(word.lower(), ("verb",))
        for word, one in tagged
        if one == "verb" or word.lower() in TOLD or PAST.fullmatch(word)
    ]


def _deed(scene: Scene) -> lexicon.Phrases:
    """Return what is to be seen of the first deed that is told; in prose of the last."""
    reading = scene.reading
    told = reading.kind == "prose"
    if not (told or (reading.acts and reading.kind == "scene")) or reading.register == "children":
        return ()
    done = deeds(scene.words)
    known = lexicon.actions("anyone")
    if not scene.subjects or scene.subjects[0].kind not in ANIMALS:
        known = MappingProxyType({**known, **lexicon.actions("people")})
    in_order = reversed(done) if told else done
    return next((known[deed] for deed in in_order if deed in known), ())


def _inherent(scene: Scene) -> tuple[lexicon.Phrases, lexicon.Phrases, lexicon.Phrases]:
    """Return by what the subject is known, what it is made of, and what is true of its kind.

    Of what stands beside it nothing is said: too much of that is unknown.
    """
    if not scene.subjects:
        return (), (), ()
    kind = scene.kind_of(scene.subjects[0])
    subject = scene.reading.subject
    described = subject.described if subject is not None else ""
    drawn_up = scene.reading.register == "children" or not described
    if scene.reading.kind in ("scene", "prose") and kind not in (*ALIVE, *EATEN, *SEEN_WHOLE):
        drawn_up = True  # What stands about in a scene is not looked at part by part.
    known = () if drawn_up else _known_by(scene.subjects[0].kind, described)
    made: lexicon.Phrases = ()
    if kind not in ALIVE and scene.reading.kind in ("product", "scene"):
        near = " ".join((described, *ASIDE.findall(scene.words)))
        made = next((say for words, say in lexicon.materials() if words.search(near)), ())
    return known, made, lexicon.details(kind)


def _known_by(kind: str, described: str) -> lexicon.Phrases:
    """Return by what a thing or an animal is known, the longest of its names first."""
    words = described.split()
    if not kind and words[-1] in lexicon.senses():
        return ()  # It may be a ribbon or a weapon.
    section = "animals" if kind in ALIVE else "tastes" if kind in EATEN else "things"
    table = lexicon.features(section)
    if not kind:
        table = MappingProxyType({**table, **lexicon.features("tastes")})
    for start in range(len(words)):
        name = " ".join(words[start:])
        one = " ".join([*words[start:-1], singular(words[-1])])
        if name in table or one in table:
            return table.get(name) or table[one]
        if entry(one) is not None and category(one) != category(singular(words[-1])):
            return ()  # A sea lion is no lion.
    return ()
