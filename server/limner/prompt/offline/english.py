"""English descriptions: read as a scene, filled from the lexicon, written in the dialect's form."""

from dataclasses import replace

from limner.prompt.dialects import Dialect, fits
from limner.prompt.exclusions.recasting import Recast, recast
from limner.prompt.expansion import Added, Expansion, ExpansionRequest
from limner.prompt.kinds.picture_kind import PictureKind
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.looks.weaving import shorter
from limner.prompt.naming import alt, title
from limner.prompt.offline.choice import Choices, Draw, choose
from limner.prompt.offline.scenes import Scene, read_scene
from limner.prompt.offline.writing import negative, write


def english(
    ledger: Ledger,
    request: ExpansionRequest,
    style: str,
    dialect: Dialect,
    kind: PictureKind,
) -> tuple[Expansion, ...]:
    """Return as many expansions of *ledger*'s words as *request* asks for, each of its own.

    *kind* is the kind of picture that the request asks for, read from all of its words.
    """
    words = recast(ledger, dialect)
    scene = read_scene(ledger, words, style, kind, request.source)
    if request.purpose and request.purpose.space and not scene.reading.reserved:
        scene = replace(scene, reading=replace(scene.reading, reserved="any"))
    used: frozenset[str] = frozenset()
    items = []
    for variant in range(max(1, request.variations)):
        draw = Draw(scene.words.lower(), variant)
        choices = choose(scene, ledger, style, draw, used)
        purpose = request.purpose
        if purpose and (purpose.name == "vignette" or (purpose.kind and style)):
            # A style of one's own says how it is made, and no more what it is.
            choices = _composed(choices, scene, purpose.says)
        used |= choices.taken
        items.append(_expansion(scene, ledger, words, choices, style, dialect, draw, request))
    return tuple(items)


def _composed(choices: Choices, scene: Scene, says: str) -> Choices:
    """Return *choices* with a composition of its own, where the words leave it open."""
    if "composition" in scene.closed:
        return choices
    return replace(choices, phrases={**choices.phrases, "composition": says})


def _expansion(
    scene: Scene,
    ledger: Ledger,
    words: Recast,
    choices: Choices,
    style: str,
    dialect: Dialect,
    draw: Draw,
    request: ExpansionRequest,
) -> Expansion:
    for looks in shorter(request.looks):
        prompt, said = write(scene, ledger, words, choices, style, dialect, draw, looks)
        if fits(prompt, dialect):
            break
    # The author's words stand at the beginning as they are: nothing of them has to be put right.
    return Expansion(
        prompt=prompt,
        negative=negative(ledger, words, dialect),
        title=title(request.source),
        alt=alt(request.source),
        added=Added(
            setting=said.get("setting"),
            light=said.get("light"),
            composition=said.get("composition"),
            palette=said.get("palette"),
            medium=said.get("medium") or style or None,
            mood=said.get("mood"),
        ),
    )
