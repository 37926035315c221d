"""Descriptions in other languages: kept as they are, with what can be said in that language."""

from limner.prompt.assembly import exclusion_flag, opening, written
from limner.prompt.dialects import Dialect, fits
from limner.prompt.exclusions.recasting import recast
from limner.prompt.expansion import Added, Expansion, ExpansionRequest
from limner.prompt.kinds.picture_kind import PictureKind
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.looks.weaving import look_sentences, shorter
from limner.prompt.naming import alt, title
from limner.prompt.offline.choice import DESCRIBED, Draw
from limner.prompt.offline.lexicon import sentence_sets
from limner.prompt.offline.writing import ASPECTS, named_aspect, negative
from limner.prompt.punctuation import sentences, stopped
from limner.prompt.word_count import count_words

MOST_WORDS = 40
"""Words from which a description is full enough."""

SHAPES: dict[PictureKind, str] = {"logo": "square", "icon": "square", "portrait": "tall"}
"""Kinds of pictures that are not wide."""


def other_language(
    ledger: Ledger, request: ExpansionRequest, dialect: Dialect, kind: PictureKind
) -> tuple[Expansion, ...]:
    """Return the words as they are, with what can be said in their own language, never a mix."""
    first, words = opening(ledger, dialect), recast(ledger, dialect)
    flags = ""
    if dialect.exclusions == "flag":
        shape = named_aspect(ledger) or ASPECTS[SHAPES.get(kind, "wide")]
        flags = f"{exclusion_flag(words.excluded)} --ar {shape}".strip()
    items = []
    for variant in range(max(1, request.variations)):
        said = _said(ledger, first, Draw(ledger.source.lower(), variant))
        for looks in shorter(request.looks):
            about = look_sentences(looks, ledger.language)
            parts = [stopped(first), *about, *said.values()]
            text = sentences(parts, ledger.language) if said or about else first
            prompt = written(text, flags, dialect)
            if fits(prompt, dialect):
                break
        items.append(
            Expansion(
                prompt=prompt,
                negative=negative(ledger, words, dialect),
                title=title(request.source),
                alt=alt(request.source),
                added=Added(**said),
            )
        )
    return tuple(items)


def _said(ledger: Ledger, first: str, draw: Draw) -> dict[str, str]:
    """Return a sentence for each slot that the words leave open: the more they say, the fewer."""
    offered, many = sentence_sets.other_language(ledger.language), count_words(first)
    if offered is None or many >= MOST_WORDS:
        return {}
    graphic = offered.graphic.search(ledger.source) is not None
    rows = {slot.name: (slot, slot.graphic if graphic else slot.say) for slot in offered.slots}
    is_open = {name: not slot.closed_by.search(ledger.source) for name, (slot, _) in rows.items()}
    if many >= DESCRIBED:
        other = "composition" if graphic else "light"
        kept = "medium" if rows["medium"][1] and is_open["medium"] else other
        rows = {kept: rows[kept]}
    return {
        name: several[draw.index(name, len(several))]
        for name, (_, several) in rows.items()
        if several and is_open[name]
    }
