"""Things that must not appear, said in the generator's own way.

A generator that reads "without people" as "people" is told what is there instead. The table of
positive alternatives is Limner's own.
"""

import re
from dataclasses import dataclass

from limner.patterns import lazy_regex
from limner.prompt.dialects import Dialect
from limner.prompt.ledger.commitments import Ledger, Negation
from limner.prompt.ledger.nouns import singular

ALTERNATIVES = (
    (
        "person people man woman child student fan passenger passer-by crowd visitor tourist human "
        "anyone anybody figure audience worker customer guest pedestrian face",
        "left quiet and deserted",
    ),
    (
        "text word letter lettering caption writing label logo watermark signature brand",
        "with clean, unmarked surfaces",
    ),
    ("cloud", "under a clear, open sky"),
    ("leaf foliage", "with bare branches"),
    ("car traffic vehicle truck bus", "with open, quiet lanes"),
    ("boat ship", "over open water"),
    ("window door opening", "with plain, unbroken walls"),
    ("wrapper packaging wrapping", "unwrapped"),
    ("peel skin rind", "freshly peeled"),
    ("string", "unstrung"),
    ("hat cap helmet", "bareheaded"),
    ("glove", "bare-handed"),
    ("shoe sock boot", "left bare"),
    ("shadow", "in flat, even light"),
    ("background", "on a plain, seamless ground"),
    ("colour color", "in greys only"),
    ("frame border", "running to the edges"),
    ("light lamp", "lying in the dark"),
    ("rain", "in dry air"),
    ("snow", "on bare ground"),
    ("wind wave ripple", "lying perfectly still"),
)
"""Head nouns of what is excluded, and words for what is there instead."""

IN_IT = "left empty"
IN_PLACE = "kept bare and simple"
IN_LIST = "and only that"
ON_IT = lazy_regex(r"^\s+(?:on|in|inside|at|around|to) (?:it|them)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Recast:
    """A description with its exclusions taken out of the words.

    Attributes:
        text: the words, saying only what is there.
        excluded: what must not appear, for ``--no`` or a negative prompt.
    """

    text: str
    excluded: tuple[str, ...] = ()


def recast(ledger: Ledger, dialect: Dialect) -> Recast:
    """Return the author's words as *dialect* can carry them.

    Where exclusions may stand in the text, these are the words as written. Elsewhere each
    "without X" becomes a positive alternative in its place. Negated deeds ("does not fit",
    "not working") stay, contracted or as "far from working": no alternative says the same.
    """
    text = ledger.source
    if dialect.exclusions == "text":
        return Recast(text)
    for negation in ledger.negations:
        text = _replaced(text, negation)
    text = re.sub(r"\b(?:not|no) (more|less|fewer) than\b", _bound, text, flags=re.IGNORECASE)
    text = re.sub(r"\bnot (?=\w+ing\b)", "far from ", text)
    text = re.sub(r"\b(is|are|was|were|does|do|did|has|have) not\b", r"\1n't", text)
    return Recast(text, tuple(negation.what for negation in ledger.negations if negation.thing))


def alternative(what: str) -> str | None:
    """Return words for what is there instead of *what*, ``None`` when only emptiness fits."""
    noun = singular(what.split()[-1]) if what.split() else ""
    return next((said for nouns, said in ALTERNATIVES if noun in nouns.split()), None)


def _replaced(text: str, negation: Negation) -> str:
    start = text.find(negation.text)
    if start < 0 or not negation.thing:
        return text
    before, after = text[:start].rstrip(), text[start + len(negation.text) :]
    after, within = ON_IT.subn("", after)
    emptiness = IN_IT if within else IN_LIST if before.endswith(",") else IN_PLACE
    said = alternative(negation.what) or emptiness
    if not before or before[-1] in ".!?:":
        said = said[0].upper() + said[1:] if not before else "it is " + said
    return f"{before} {said}{after}".strip()


def _bound(match: re.Match[str]) -> str:
    return "at most" if match[1].lower() == "more" else "at least"
