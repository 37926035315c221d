"""English nouns: one form for singular and plural, so that "boats" keeps the promise of "boat"."""

import re
from functools import lru_cache

from limner.prompt.ledger.vocabulary import word_set
from limner.prompt.wordnet.table import entry

IRREGULAR = {
    "men": "man", "women": "woman", "children": "child", "people": "person", "persons": "person",
    "mice": "mouse", "geese": "goose", "feet": "foot", "teeth": "tooth", "oxen": "ox",
    "leaves": "leaf", "loaves": "loaf", "knives": "knife", "wolves": "wolf", "shelves": "shelf",
    "halves": "half", "scarves": "scarf", "calves": "calf", "hooves": "hoof", "wives": "wife",
    "lives": "life", "thieves": "thief", "elves": "elf", "dice": "die", "cacti": "cactus",
    "fungi": "fungus", "octopi": "octopus", "heroes": "hero", "potatoes": "potato",
    "tomatoes": "tomato", "mangoes": "mango", "volcanoes": "volcano", "buses": "bus",
    "movies": "movie", "cookies": "cookie", "pies": "pie", "ties": "tie", "zombies": "zombie",
    "selfies": "selfie", "smoothies": "smoothie", "brownies": "brownie", "cops": "cop",
    "axes": "axe", "shoes": "shoe", "canoes": "canoe", "toes": "toe", "horses": "horse",
    "houses": "house", "roses": "rose", "vases": "vase", "noses": "nose", "nurses": "nurse",
    "cases": "case", "suitcases": "suitcase", "bookcases": "bookcase", "purses": "purse",
    "greenhouses": "greenhouse", "lighthouses": "lighthouse", "warehouses": "warehouse",
    "cheeses": "cheese", "blouses": "blouse", "buttes": "butte", "axles": "axle",
}  # fmt: skip
UNCHANGED = word_set(
    "glass grass dress bus boss moss cross class canvas gas lens iris cactus octopus walrus "
    "hippopotamus rhinoceros compass mattress fortress princess waitress actress business chess "
    "bass brass mass swiss success press virus campus circus christmas atlas paris series species "
    "tennis this his its us is as was has does plus focus lotus citrus hibiscus asparagus abacus "
    "mars venus texas news physics mathematics happiness sadness darkness wilderness kindness "
    "chaos cosmos genius stylus torus apparatus harness witness pancreas bonus"
)
ALWAYS_PLURAL = word_set(
    "glasses scissors trousers jeans pants shorts sunglasses binoculars headphones goggles clothes "
    "pliers tweezers spectacles pyjamas pajamas stairs"
)

SAME_IN_PLURAL = word_set("sheep deer fish moose bison shrimp salmon trout aircraft spacecraft")
WITH_MAN = word_set("human german roman shaman talisman ottoman caiman norman")


@lru_cache(maxsize=8192)
def singular(word: str) -> str:
    """Return the singular of *word* in lower case, as a key to compare nouns by."""
    word = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
    if word in IRREGULAR:
        return IRREGULAR[word]
    if word.endswith("men") and entry(word) is None and entry(word[:-2] + "an"):
        return word[:-2] + "an"  # Firemen, and no specimen.
    if len(word) < 4 or word in UNCHANGED or not word.endswith("s") or word.endswith("ss"):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses", "zzes")):
        return word[:-2]
    return word[:-1]


def plural(word: str) -> str:
    """Return the plural of *word*, a singular in lower case."""
    if word in ALWAYS_PLURAL or word in SAME_IN_PLURAL:
        return word
    irregular = (form for form, base in IRREGULAR.items() if base == word)
    if found := next(irregular, ""):
        return found
    if word.endswith("man") and word not in WITH_MAN:
        return word[:-3] + "men"
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")


def same_noun(one: str, other: str) -> bool:
    """Say whether two nouns are forms of one word."""
    return singular(one) == singular(other)


def is_plural(word: str) -> bool:
    """Say whether *word* takes a plural verb ("the boats rest")."""
    word = word.lower()
    return word in ALWAYS_PLURAL or singular(word) != word


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Return a crude key under which forms of one word agree: riding, rides, ride."""
    word = singular(word)
    for ending in ("ingly", "edly", "ing", "ed", "ly", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return re.sub(r"([bdgmnprt])\1$", r"\1", word.removesuffix(ending))
    return word
