"""Base forms of English words, by rules that the table confirms."""

from functools import lru_cache

from limner.patterns import lazy_regex
from limner.prompt.ledger.vocabulary import word_set
from limner.prompt.wordnet.table import WORD_CLASSES, WordClass, entry

IRREGULAR = {
    "feet": "foot", "teeth": "tooth", "geese": "goose", "mice": "mouse", "children": "child",
    "people": "person", "oxen": "ox", "leaves": "leaf", "knives": "knife", "wolves": "wolf",
    "cacti": "cactus", "dice": "die", "asleep": "sleep", "alive": "live", "lit": "light",
    "ran": "run", "sat": "sit", "stood": "stand", "lay": "lie", "lying": "lie", "broke": "break",
    "broken": "break", "frozen": "freeze", "flown": "fly", "worn": "wear", "wore": "wear",
    "torn": "tear", "written": "write", "drawn": "draw", "woven": "weave", "risen": "rise",
    "slept": "sleep", "swept": "sweep", "held": "hold", "grew": "grow", "grown": "grow",
    "threw": "throw", "blew": "blow", "sang": "sing", "swam": "swim", "ate": "eat",
    "wrote": "write", "struck": "strike", "caught": "catch", "knelt": "kneel", "flung": "fling",
    "swung": "swing", "leapt": "leap", "crept": "creep", "rode": "ride", "fled": "flee",
    "fought": "fight", "bought": "buy", "drew": "draw", "shook": "shake", "hung": "hang",
    "told": "tell", "taught": "teach", "sold": "sell", "sent": "send", "brought": "bring",
    "met": "meet", "spoke": "speak", "began": "begin", "forgot": "forget", "chose": "choose",
}  # fmt: skip
"""WordNet's own lists of exceptions do not come with its data files."""

PLURAL_ENDINGS = (
    ("ies", "y"), ("ves", "f"), ("ves", "fe"), ("ches", "ch"), ("shes", "sh"), ("sses", "ss"),
    ("xes", "x"), ("zes", "z"), ("ses", "s"), ("oes", "o"), ("men", "man"), ("s", ""),
)  # fmt: skip
"""Verbs in the third person end in them too."""

VERB_ENDINGS = (("ied", "y"), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", ""))
ADJECTIVE_ENDINGS = (
    ("ier", "y"),
    ("iest", "y"),
    ("er", ""),
    ("er", "e"),
    ("est", ""),
    ("est", "e"),
)

RULES: tuple[tuple[str, str, tuple[WordClass, ...]], ...] = (
    *((ending, base, ("noun", "verb")) for ending, base in PLURAL_ENDINGS),
    *((ending, base, ("verb",)) for ending, base in VERB_ENDINGS),
    # Of nothing else: a photographer is no photograph.
    *((ending, base, ("adjective",)) for ending, base in ADJECTIVE_ENDINGS),
)

ONLY_PLURAL = word_set(
    "glasses sunglasses goggles spectacles scissors trousers jeans shorts pants tights clothes "
    "woods stairs binoculars headphones pyjamas pajamas tweezers pliers news series species lens "
    "bus gas grass dress bass"
)
"""What is meant as it stands, though the table has a word without the ending."""

POSSESSIVE = lazy_regex(r"['’]s?$")


@lru_cache(8192)
def lemma(word: str, classes: tuple[WordClass, ...] = WORD_CLASSES) -> str:
    """Return the base form of *word* as one of *classes*, in lower case, without a possessive.

    A word that is a lemma itself stays what it is, unless it is the plural of a more usual one
    ("letters"). What the table does not know is returned as it is.
    """
    word = POSSESSIVE.sub("", word.lower())
    if _is(IRREGULAR.get(word, ""), classes):
        return IRREGULAR[word]
    if _is(word, classes):
        return _singular(word, classes) or word
    for ending, base, rule_classes in RULES:
        wanted = tuple(one for one in rule_classes if one in classes)
        if not wanted or not word.endswith(ending) or len(word) <= len(ending) + 1:
            continue
        stem = word.removesuffix(ending) + base
        if _is(stem, rule_classes):
            return stem
        if not base and ending != "s" and stem[-2:-1] == stem[-1] and _is(stem[:-1], classes):
            return stem[:-1]  # Stopped, bigger.
    return word


def _singular(word: str, classes: tuple[WordClass, ...]) -> str | None:
    """Return the singular of a word that is a lemma itself, if that is rather meant."""
    own = entry(word)
    if own is None or own.frequency("noun") < 0 or word in ONLY_PLURAL or word.endswith("ss"):
        return None
    for ending, base in PLURAL_ENDINGS:
        stem = word.removesuffix(ending) + base
        if word.endswith(ending) and len(word) > len(ending) + 2 and _is(stem, classes):
            found = entry(stem)
            usual = found is not None and found.frequency("noun") >= own.frequency("noun")
            return stem if usual else None
    return None


def _is(word: str, classes: tuple[WordClass, ...]) -> bool:
    found = entry(word)
    return found is not None and found.is_any(classes)
