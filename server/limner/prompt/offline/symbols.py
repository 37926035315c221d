"""One thing to be seen for a notion that cannot be: burnout as a burnt match among fresh ones."""

import re
from functools import cache

from limner.files import packaged
from limner.patterns import lazy_regex
from limner.prompt.kinds.picture_categories import CREATURES, PLACES, THINGS
from limner.prompt.ledger.nouns import singular
from limner.prompt.offline.analysis.noun_phrases import noun_phrases
from limner.prompt.wordnet.computing_words import in_known_words

VAGUE = frozenset(
    ("event", "season or hour", "region", "artifact", "thing", "structure", "device", "substance")
)
SEEN = (CREATURES | THINGS | PLACES) - VAGUE
"""Categories that are surely something to see."""

NUMBER = lazy_regex(
    r"^(?:#+\s*|\d+(?:\.\d+)*\.?\s+|(?:chapter|part|section|appendix)\s+\w+[:.]\s+)+", re.IGNORECASE
)
ARTICLE = lazy_regex(r"^(?:an?|the)\s+", re.IGNORECASE)

QUOTED = lazy_regex(r"^[\"“‘]([^\"”’]+)[\"”’]$")

ASKING = lazy_regex(
    r"^(?:(?:an?|the)\s+)?(?:image|picture|photo|illustration|drawing)?\s*(?:that\s+(?:says|means|"
    r"conveys|expresses|shows)|expressing|evoking|(?<=[a-z]\s)about|for\s+(?:an?\s+)?(?:essay|article|post|"
    r"piece|chapter)\s+(?:about|on)|illustration:)\s+",
    re.IGNORECASE,
)


def notion(words: str) -> str:
    """Return what *words* are about: without the number of a section and what asks for an image."""
    bare = ASKING.sub("", NUMBER.sub("", words.strip())).strip(" .:")
    return QUOTED.sub(r"\1", bare) or words


def is_notion(words: str) -> bool:
    """Say whether *words* are nothing but a notion that the table knows."""
    return _bare(words) in _table()


def symbol(notion: str, titled: bool = False) -> str | None:
    """Return a clause for something that stands for *notion*, None where the table has none.

    The whole notion is looked for first, then the longest of its words that the table knows. A
    title that names things is about those.
    """
    bare = _bare(notion)
    table = _table()
    if bare in table:
        return table[bare]
    notion = in_known_words(notion)  # A merge conflict is no war.
    bare = _bare(notion)
    if titled and names_things(bare):
        return None  # "Getting started with beekeeping" has bees, and needs no gate.
    found = _known().search(bare)
    if found is None:  # "Database migrations".
        found = _known().search(" ".join(singular(word) for word in bare.split()))
    found = found or _known().search(notion.lower())
    return table[found.group()] if found else None


def names_things(words: str) -> bool:
    """Say whether *words* name a thing, a place or somebody to be seen."""
    return any(
        phrase.kind is not None or phrase.category in SEEN for phrase in noun_phrases(words.lower())
    )


def _bare(words: str) -> str:
    return ARTICLE.sub("", NUMBER.sub("", words.strip())).rstrip(".:!? ").lower()


@cache
def _table() -> dict[str, str]:
    rows = packaged.table("prompt", "offline", "lexicon", "symbols.toml")
    found: dict[str, str] = {}
    for notion, row in rows.items():
        for words in (notion, *row["words"].split(", ")):
            found.setdefault(words.lower(), row["show"])
    return found


@cache
def _known() -> re.Pattern[str]:
    longest_first = sorted(_table(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")
