"""Whether a prompt says that it is about another notion than its author: revenge."""

import re
from collections.abc import Iterator

from limner.patterns import lazy_regex
from limner.prompt.checks.fault import Edit
from limner.prompt.checks.things import is_named
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.tokens import cased_like, tokens
from limner.prompt.wordnet.categories import categories
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.sameness import same_thing

ABOUT = lazy_regex(
    r"\b(?:illustration|image|picture|metaphor|allegory|depiction|portrait|portrayal|symbol|study"
    r"|still life|vision) (?:of|for)\s+(?P<of>[a-z]+)\b(?!['’-])"
    r"|\b(?:representing|symboli[sz]ing|personifying|depicting)\s+(?P<shows>[a-z]+)\b(?!['’-])",
    re.IGNORECASE,
)
"""Where a prompt names what its picture stands for."""

NOTIONS = frozenset({"feeling", "abstract", "action"})
"""Categories of what a picture can only stand for."""

OPENING = lazy_regex(r"\W*(?P<notion>[^\W\d_]+)")


def replaced_notion(ledger: Ledger, text: str) -> tuple[Edit, ...]:
    """Return the edits that name the author's notion where *text* names another as its own.

    The author's words begin with it ("Jealousy pictured as ivy"), and *text* has it under no name.
    English only.
    """
    opening = OPENING.match(ledger.present)
    notion = opening["notion"] if opening else ""
    if not notion or not _is_notion(notion) or is_named(notion, text, "en"):
        return ()
    found = ABOUT.search(text)
    other = (found["of"] or found["shows"]) if found else ""
    if not other or not _is_notion(other) or same_thing(notion.lower(), other.lower()):
        return ()
    if not any("feeling" in _categories(one) for one in (notion, other)):
        return ()
    if is_named(other, ledger.source, "en"):
        return ()
    return tuple(_renamed(other, notion.lower(), text))


def _renamed(other: str, notion: str, text: str) -> Iterator[Edit]:
    for token in tokens(text):
        if token.lower == other.lower():
            yield Edit(token.start, token.end, cased_like(notion, token.text))


def _is_notion(word: str) -> bool:
    return set(_categories(word)[:1]) <= NOTIONS and bool(_categories(word))


def _categories(word: str) -> tuple[str, ...]:
    return categories(lemma(word.lower(), ("noun",)))
