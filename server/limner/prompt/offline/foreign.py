"""Descriptions in other languages: kept as they are, with what can be said in that language."""

from limner.prompt.dialects import Dialect
from limner.prompt.expansion import Added, Expansion, ExpansionRequest
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.exclusions import Recast
from limner.prompt.naming import alt, title
from limner.prompt.offline import lexicon
from limner.prompt.offline.choice import Draw
from limner.prompt.offline.writing import negative
from limner.prompt.repair import opening, written


def other_language(
    ledger: Ledger, request: ExpansionRequest, dialect: Dialect
) -> tuple[Expansion, ...]:
    """Return the words as they are, with what can be said in their own language, never a mix."""
    rows = lexicon.other_language(ledger.language)
    first = opening(ledger, dialect)
    items = []
    for variant in range(max(1, request.variations)):
        draw = Draw(ledger.source.lower(), variant)
        said = {
            slot: sentences[draw.index(slot, len(sentences))]
            for slot, words, sentences in rows
            if len(first.split()) < 40 and not words.search(ledger.source)
        }
        text = " ".join([_stopped(first), *said.values()]) if said else first
        items.append(
            Expansion(
                prompt=written(text, "", dialect),
                negative=negative(ledger, Recast(text), dialect),
                title=title(request.source),
                alt=alt(request.source),
                added=Added(**said),
            )
        )
    return tuple(items)


def _stopped(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else text + "."
