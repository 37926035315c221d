"""The offline expander: words in, an image prompt out, by the lexicon alone."""

from collections.abc import Callable

from limner.prompt import dialects
from limner.prompt.cleaning import clean
from limner.prompt.exclusions.recasting import recast
from limner.prompt.expansion import Expanded, ExpansionRequest
from limner.prompt.generator_syntax import neutralise
from limner.prompt.ledger.extraction import LONGEST_DESCRIPTION, read

UNKNOWN_LANGUAGE = (
    "Limner has no sentences in the language of these words: the prompt is the words as they are."
)


class OfflineExpander:
    """Implements `limner.prompt.expansion.Expander` without a model."""

    async def expand(
        self, request: ExpansionRequest, on_words: Callable[[str], None] = lambda words: None
    ) -> Expanded:
        """Expand *request* at once; see `expand`."""
        expanded = expand(request)
        on_words(expanded.items[0].prompt)
        return expanded


def expand(request: ExpansionRequest) -> Expanded:
    """Expand *request* by the lexicon; the same request gives the same answer everywhere.

    Raises:
        InputError: the words hold nothing that can be depicted, or the dialect is unknown.
    """
    dialect = dialects.get(request.dialect)
    # The lexicon's part is loaded with the first description, so that no start waits for it.
    from limner.prompt.offline.depiction import depicted

    depiction = depicted(request.source)
    source, notes = neutralise(depiction.words, dialect), depiction.notes
    ledger = read(source, request.document_language)
    if ledger.language != "en" or len(source) > LONGEST_DESCRIPTION:
        from limner.prompt.offline.foreign import other_language

        items = other_language(ledger, request, dialect, depiction.kind)
        notes = () if ledger.language else (UNKNOWN_LANGUAGE,)
    else:
        from limner.prompt.offline.closed_slots import DRAWN, media_of
        from limner.prompt.offline.english import english

        style = "" if media_of(ledger) else neutralise(clean(request.style), dialect)
        kind = depiction.kind
        if request.purpose and request.purpose.kind and kind not in DRAWN:
            kind = request.purpose.kind
        items = english(ledger, request, style, dialect, kind)
    if unsaid := tuple(dict.fromkeys(recast(ledger, dialect).unsaid)):
        named, are = ", ".join(f"“{what}”" for what in unsaid), "is" if len(unsaid) == 1 else "are"
        notes += (
            f"A prompt for “{dialect.id}” has no place for what must not appear: {named} {are} "
            "left out.",
        )
    notes += tuple(
        f"The words alone are longer than a prompt for “{dialect.id}” may be "
        f"({dialect.limit} {dialect.unit}): "
        "shorten them before you use the prompt."
        for item in items[:1]
        if not dialects.fits(item.prompt, dialect)
    )
    return Expanded(items=items, engine="offline", notes=notes)
