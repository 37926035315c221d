"""What kind of thing a noun phrase shows, by its words, its owner and what it does."""

import re

from limner.prompt.ledger.nouns import is_plural
from limner.prompt.ledger.vocabulary import word_set
from limner.prompt.offline.analysis.senses import ACTORS, ANIMALS, kind_of
from limner.prompt.offline.lexicon import noun_meanings
from limner.prompt.wordnet.categories import categories, category
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.table import entry
from limner.prompt.wordnet.word_classes import Tag

COOKED = word_set("grilled fried roast roasted smoked baked boiled pickled steamed stuffed poached")

PERSONS = frozenset(("worker", "artist", "soldier", "athlete", "ruler", "person"))

BODY = frozenset(("face", "hair", "body part"))


def kind_of_phrase(
    words: list[str], classes: list[Tag], start: int, last: int, compound: str, named: bool
) -> str | None:
    """Return the kind of a phrase; a face is of the kind of whose it is."""
    known = entry(lemma(compound.lower(), ("noun",))) if is_plural(compound) else None
    if named and (" " in compound or known is None):  # "Vikings" are people, whoever they were.
        return _kind_of_name(compound)
    noun = lemma(words[last], ("noun",))
    cooked = not COOKED.isdisjoint(word.lower() for word in words[start:last])
    owners = [words[place] for place in range(start, last) if classes[place] == "possessive"]
    if owners and category(noun) in BODY:
        owner = lemma(re.sub(r"['’]s?$", "", owners[-1]), ("noun",))
        return kind_of(owner.lower(), owner.lower(), words)
    kind = kind_of(compound.lower(), noun, words)
    if cooked and (kind is None or kind in ANIMALS):
        return "food"
    following = words[last + 1] if last + 1 < len(words) and classes[last + 1] == "verb" else ""
    somebody = category(noun) not in BODY and PERSONS & set(categories(noun))
    if following.endswith("ing") and kind not in ACTORS and somebody:
        return "person"  # "Scribes counting grain" are no tools.
    return kind


def _kind_of_name(name: str) -> str | None:
    """Return the kind of what a well-known name of several words stands for."""
    found = noun_meanings.nouns().get(name.lower()) if " " in name else None
    return found[1] if found and found[0] == "thing" else None
