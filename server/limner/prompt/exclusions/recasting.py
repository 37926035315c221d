"""Things that must not appear, said in the generator's own way.

Where a generator has a place of its own for them, they stand there and nowhere else. Where it has
none, words say what is there instead if that is certain: a clear sky has no clouds. All else is
cut out of the words.
"""

import re
from dataclasses import dataclass

from limner.prompt.dialects import Dialect
from limner.prompt.exclusions import english_cuts, foreign_cuts
from limner.prompt.exclusions.alternatives import with_alternative
from limner.prompt.ledger.commitments import Ledger, Negation


@dataclass(frozen=True)
class Recast:
    """A description with its exclusions taken out of the words.

    Attributes:
        text: the words, saying only what is there.
        excluded: what must not appear, for ``--no`` or a negative prompt.
        unsaid: what of it the generator is told neither there nor in words.
    """

    text: str
    excluded: tuple[str, ...] = ()
    unsaid: tuple[str, ...] = ()


def recast(ledger: Ledger, dialect: Dialect) -> Recast:
    """Return the author's words as *dialect* can carry them.

    Where exclusions may stand in the text, these are the words as written. Negated deeds ("does
    not fit", "not working") stay, contracted or as "far from working": no other words say the same.
    """
    text = ledger.source
    if dialect.exclusions == "text":
        return Recast(text)
    unsaid: list[str] = []
    phrases: dict[str, list[Negation]] = {}
    for negation in (one for one in ledger.negations if one.thing):
        phrases.setdefault(negation.text, []).append(negation)
    for phrase, things in phrases.items():
        found = re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text, re.IGNORECASE)
        if found is None or _says_what_is_there(phrase, things[0]):
            continue
        said = None
        if dialect.exclusions == "positive" and len(things) == 1:
            said = with_alternative(text, found.span(), things[0], ledger)
        if said is None:
            said = _cut(text, *found.span(), ledger.language)
            unsaid += [one.what for one in things if said != text]
        text = said
    if ledger.language == "en":
        text = _without_not(text)
    excluded = tuple(one.what for one in ledger.negations if one.thing)
    return Recast(
        text,
        excluded,
        tuple(unsaid) if dialect.exclusions == "positive" else (),
    )


def _cut(text: str, start: int, end: int, language: str) -> str:
    if language != "en":
        return foreign_cuts.cut(text, start, end, language)
    shorter = english_cuts.cut(text, start, end)
    return shorter if shorter != text else english_cuts.only_places(text) or text


def _says_what_is_there(phrase: str, negation: Negation) -> bool:
    """Say whether words say what is there: a "cloudless" sky, "everything but the names"."""
    if re.match(r"(?:everything|anything|all)\b", phrase, re.IGNORECASE):
        return True
    return phrase.lower() in (f"{negation.what}less".lower(), f"{negation.what}-free".lower())


def _without_not(text: str) -> str:
    text = re.sub(r"\b(?:not|no) (more|less|fewer) than\b", _bound, text, flags=re.IGNORECASE)
    text = re.sub(r"\bnot (?=\w+ing\b)", "far from ", text)
    return re.sub(r"\b(is|are|was|were|does|do|did|has|have) not\b", r"\1n't", text)


def _bound(match: re.Match[str]) -> str:
    return "at most" if match[1].lower() == "more" else "at least"
