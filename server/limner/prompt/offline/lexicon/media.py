"""What pictures are made with, and how that shows itself."""

import re
from functools import cache

from limner.prompt.offline.lexicon.lexicon_files import Phrases, any_of, load
from limner.prompt.own_lexicon import own_lexicon


@cache
def hands() -> tuple[tuple[re.Pattern[str], Phrases], ...]:
    """Return how media show themselves: a pattern for the medium, and clauses about the making.

    A person's own (`limner.prompt.own_lexicon`) come first.
    """
    own = ((list(words), hand) for words, hand in own_lexicon().media)
    rows = ((re.split(r",\s*", row["words"]), tuple(row["hand"])) for row in load("media").values())
    return tuple((any_of(words), hand) for words, hand in (*own, *rows))


@cache
def families(kind: str) -> tuple[Phrases, ...]:
    """Return what a picture of *kind* is made with: families of media, the usual one first."""
    table = load("families")
    return tuple(tuple(family) for family in table.get(kind, table["scene"]))


@cache
def media() -> frozenset[str]:
    """Return all that a picture may be made with, as a prompt says it, without articles."""
    table = load("families")
    return frozenset(
        medium.partition(" ")[2] for kind in table.values() for family in kind for medium in family
    )
