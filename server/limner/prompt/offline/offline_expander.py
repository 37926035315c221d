"""The offline expander: words in, an image prompt out, by the lexicon alone."""

import unicodedata
from collections.abc import Callable

from limner.errors import InputError
from limner.prompt import dialects
from limner.prompt.cleaning import clean
from limner.prompt.dialects import Dialect
from limner.prompt.expansion import Expanded, ExpansionRequest
from limner.prompt.generator_syntax import neutralise
from limner.prompt.ledger.extraction import LONGEST_DESCRIPTION, read
from limner.prompt.naming import subject, unwrapped

DEPICTABLE = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Nd", "Nl", "No", "So"})
"""Unicode categories of characters that can mean something to draw: letters, digits, emoji."""

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
    source = _source(request, dialect)
    ledger = read(source, request.document_language)
    style = neutralise(clean(request.style), dialect) if not ledger.media else ""
    # The lexicon's part is loaded with the first description, so that no start waits for it.
    if ledger.language != "en" or len(source) > LONGEST_DESCRIPTION:
        from limner.prompt.offline.foreign import other_language

        items = other_language(ledger, request, dialect)
    else:
        from limner.prompt.offline.english import english

        items = english(ledger, request, style, dialect)
    unknown = () if ledger.language else (UNKNOWN_LANGUAGE,)
    long = tuple(
        f"The words alone are longer than a prompt for “{dialect.id}” may be "
        f"({dialect.limit} {dialect.unit}): "
        "shorten them before you use the prompt."
        for item in items[:1]
        if not dialects.fits(item.prompt, dialect)
    )
    return Expanded(items=items, engine="offline", notes=unknown + long)


def _source(request: ExpansionRequest, dialect: Dialect) -> str:
    words = request.source
    listed = dialect.form in {"phrases", "tags"} or "chat" in dialect.forbids
    source = neutralise(subject(words) if listed else unwrapped(words), dialect)
    if not any(unicodedata.category(character) in DEPICTABLE for character in source):
        raise InputError("There is nothing to depict in the selected words: select a description.")
    return source
