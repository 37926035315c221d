"""The offline expander: words in, an image prompt out, by the lexicon alone."""

import unicodedata
from collections.abc import Callable

from limner.errors import InputError
from limner.prompt import dialects
from limner.prompt.cleaning import clean
from limner.prompt.dialects import Dialect
from limner.prompt.exclusions import Recast, recast
from limner.prompt.expansion import Added, Expanded, Expansion, ExpansionRequest
from limner.prompt.ledger import LONGEST_DESCRIPTION, Ledger, read
from limner.prompt.naming import alt, subject, title, unwrapped
from limner.prompt.offline import lexicon
from limner.prompt.offline.choice import Choices, Draw, choose
from limner.prompt.offline.reading import Scene, read_scene
from limner.prompt.offline.writing import negative, write
from limner.prompt.repair import opening, repair, written
from limner.prompt.syntax import neutralise

DEPICTABLE = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Nd", "Nl", "No", "So"})
"""Unicode categories of characters that can mean something to draw: letters, digits, emoji."""


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
    ledger = read(source)
    style = neutralise(clean(request.style), dialect) if not ledger.media else ""
    if ledger.language != "en" or len(source) > LONGEST_DESCRIPTION:
        items = _other_language(ledger, request, dialect)
    else:
        items = _english(ledger, request, style, dialect)
    notes = tuple(
        f"The words alone are longer than a prompt for “{dialect.id}” may be "
        f"({dialect.limit} {dialect.unit}): "
        "shorten them before you use the prompt."
        for item in items[:1]
        if not dialects.fits(item.prompt, dialect)
    )
    return Expanded(items=items, engine="offline", notes=notes)


def _source(request: ExpansionRequest, dialect: Dialect) -> str:
    words = request.source
    listed = dialect.form in {"phrases", "tags"} or "chat" in dialect.forbids
    source = neutralise(subject(words) if listed else unwrapped(words), dialect)
    if not any(unicodedata.category(character) in DEPICTABLE for character in source):
        raise InputError("There is nothing to depict in the selected words: select a description.")
    return source


def _english(
    ledger: Ledger, request: ExpansionRequest, style: str, dialect: Dialect
) -> tuple[Expansion, ...]:
    words = recast(ledger, dialect)
    scene = read_scene(ledger, words, style)
    used: frozenset[str] = frozenset()
    items = []
    for variant in range(max(1, request.variations)):
        draw = Draw(scene.words.lower(), variant)
        choices = choose(scene, ledger, style, draw, used)
        used |= choices.taken
        items.append(_expansion(scene, ledger, words, choices, style, dialect, draw, request))
    return tuple(items)


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
    prompt, said = write(scene, ledger, words, choices, style, dialect, draw)
    expansion = Expansion(
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
    return repair(ledger, expansion, dialect)


def _other_language(
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
