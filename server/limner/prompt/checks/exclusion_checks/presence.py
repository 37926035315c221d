"""Whether an English noun stands in a text for what its picture shows."""

from itertools import pairwise

from limner.prompt.ledger.nouns import is_plural
from limner.prompt.ledger.tokens import Token
from limner.prompt.ledger.vocabulary import word_set
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.table import entry

COMPARING = word_set("like as if")

DRAWN = word_set("drawn shown rendered depicted painted designed built written set")
"""What stands before an "as" that compares nothing: "drawn as a solid shape"."""

DETERMINERS = word_set(
    "a an the some several many few two three four five six his her their its another each every "
    "one"
)

FEW_BEFORE = 2
"""Words of its clause before a noun from which it needs a determiner to be what is shown."""

MEASURES = word_set(
    "slab slice piece pile heap bowl cup glass plate bunch row cluster group crowd pair handful "
    "bottle jug basket tray stack flock herd swarm clump patch field"
)
"""What stands before "of" where there is some of a thing: "a slab of smoky bacon"."""


def is_there(place: int, every: tuple[Token, ...]) -> bool:
    """Say whether the noun at *place* is shown rather than compared with: "like a hawk"."""
    near = every[max(0, place - 4) : place]
    ends = [number for number, token in enumerate(near, 1) if token.ends_clause]
    before = [token.lower for token in near[ends[-1] if ends else 0 :]]
    for number, word in enumerate(before):
        drawn = word == "as" and number and before[number - 1] in DRAWN
        if word in COMPARING and not drawn:
            return False
    if is_plural(every[place].text) or any(word in DETERMINERS for word in before):
        return True
    if any(pair[1] == "of" and pair[0] in MEASURES for pair in pairwise(before)):
        return True
    return len(before) < FEW_BEFORE and _acts(place + 1, every)  # "White greasepaint covers".


def _acts(place: int, every: tuple[Token, ...]) -> bool:
    """Say whether the word at *place* says what one thing does."""
    if place >= len(every) or not every[place].lower.endswith("s"):
        return False
    known = entry(lemma(every[place].lower, ("verb",)))
    return known is not None and known.frequency("verb") > known.frequency("noun")
