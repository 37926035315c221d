"""By which parts things and animals are known at a glance."""

from types import MappingProxyType

from limner.patterns import lazy_regex
from limner.prompt.ledger.nouns import singular
from limner.prompt.offline.analysis.noun_phrases import NounPhrase
from limner.prompt.offline.frames import ALIVE
from limner.prompt.offline.lexicon import noun_meanings, visible_features
from limner.prompt.offline.lexicon.lexicon_files import Phrases
from limner.prompt.offline.slots.arrangement import is_seen
from limner.prompt.wordnet.categories import category
from limner.prompt.wordnet.table import entry

BUILT = frozenset(("building", "bridge"))
EATEN = frozenset(("food", "bread", "fruit", "drink"))
POSSESSIVE = lazy_regex(r"\b(?:its|their)\b")


def known_by(kind: str, described: str) -> Phrases:
    """Return by what a thing or an animal is known, the longest of its names first."""
    words = described.split()
    if kind in BUILT and len(words) > 1:
        return ()  # A rammed-earth chapel has neither steep roof nor arches.
    if not kind and words[-1] in noun_meanings.senses():
        return ()  # It may be a ribbon or a weapon.
    section = "animals" if kind in ALIVE else "tastes" if kind in EATEN else "things"
    table = visible_features.features(section)
    if not kind:
        table = MappingProxyType({**table, **visible_features.features("tastes")})
    for start in range(len(words)):
        name = " ".join(words[start:])
        one = " ".join([*words[start:-1], singular(words[-1])])
        if name in table or one in table:
            return table.get(name) or table[one]
        found = _parts(one)
        if found:
            patterns = visible_features.feature_patterns(section)
            return tuple(pattern.replace("{parts}", found) for pattern in patterns)
        if entry(one) is not None and category(one) != category(singular(words[-1])):
            return ()  # A sea lion is no lion.
    return ()


def known_beside(phrases: tuple[NounPhrase, ...], subject: NounPhrase | None) -> Phrases:
    """Return by what the first known thing beside or around *subject* is known, with its name."""
    for phrase in phrases:
        if phrase is subject or phrase.named or phrase.plural or not is_seen(phrase):
            continue
        found = _parts(phrase.words.lower()) or _parts(phrase.noun)
        own = POSSESSIVE.search(found)  # "Its edges of the slot" is no English.
        if found and not own and (subject is None or phrase.noun != subject.noun):
            return tuple(
                pattern.replace("{parts}", found).replace("{the}", f"the {phrase.words.lower()}")
                for pattern in visible_features.feature_patterns("beside")
            )
    return ()


def _parts(noun: str) -> str:
    """Return the parts of *noun* where it means what they were written for, else ``""``."""
    meant, parts = visible_features.parts().get(noun, ("", ""))
    if meant == "*":
        return parts
    return parts if noun not in noun_meanings.senses() and category(noun) == meant else ""
