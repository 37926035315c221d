"""Of which thing a colour is said in a sentence, as far as the words around it tell."""

from collections.abc import Collection

from limner.prompt.checks.colour_checks.lost_colours import SHADE_WORDS
from limner.prompt.checks.colour_checks.worn_colours import ADVERBS, OF_THE_THING, SURFACES
from limner.prompt.ledger.language_words import LanguageWords
from limner.prompt.ledger.nouns import is_plural, singular
from limner.prompt.ledger.tokens import Token
from limner.prompt.ledger.translated_nouns import translated
from limner.prompt.ledger.vocabulary import FUNCTION_WORDS, word_set
from limner.prompt.wordnet.categories import category
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.table import entry

ONES = word_set("one ones")
MATERIALS = frozenset({"substance", "fabric", "rock"})
"""Categories of what a thing is made of."""

ALSO_MATERIALS = word_set("glass plastic brick clay denim lace porcelain paper cardboard ceramic")
MADE = word_set("of in")
"""Words before what a thing is made of: "a cape in burgundy velvet"."""

OWNERS = OF_THE_THING | word_set("its his her their this that")

OF_ITS_OWN = word_set(
    "eye beak bill tongue tooth fang claw talon nose lip paw hoof horn antler tusk iris pupil "
    "mouth nail mane tail foot leg cheek"
)
"""Parts whose colour is seldom that of the whole."""

EXPANSES = word_set("field expanse wash sheet block sea stretch")
"""What of a colour a ground is: "a single field of orange"."""

DRAWN = word_set("traced drawn shown marked plotted represented rendered depicted")
"""How a thing of a chart has its colour: "costs are traced by an orange line"."""

PHRASE = 4
"""Words of a noun phrase behind a colour."""


def may_be_said_of(
    place: int, things: Collection[int], every: tuple[Token, ...], words: LanguageWords
) -> bool:
    """Say whether the colour at *place* is one of *things*, rather than of what stands nearer."""
    if words.language != "en":
        return _is_foreign_owner(place, things, every, words)
    first = place
    while first and every[first - 1].ahead in (" ", "-") and _is_colour(first - 1, every, words):
        first -= 1
    behind = _phrase_behind(place, every, words)
    if behind:
        return _is_on_noun(first, behind, things, every, words)
    if first and "," in every[first - 1].ahead:
        return True  # "Seven swans drift in a line, black against the water".
    return is_behind(first, things, every)


def is_behind(place: int, things: Collection[int], every: tuple[Token, ...]) -> bool:
    """Say whether the nearest noun before *place* is one of *things*, or of their surface."""
    for n in range(place - 1, -1, -1):
        if every[n].ends_clause and "—" not in every[n].ahead:
            break
        lower = every[n].lower
        if n in things or lower in SURFACES:
            return True
        if lower in ("is", "are") and n and every[n - 1].lower == "and":
            return any(thing < n for thing in things)  # "The bar is tallest and is dyed blue".
        if not _is_noun(lower) or (lower in EXPANSES and n + 1 == place - 1):
            continue  # "The backdrop is a field of orange".
        if n - 1 in things and every[n - 1].ahead == " ":
            return True  # "A thermos flask in pearl white".
        is_part = category(lemma(lower, ("noun",))) in ("body part", "plant part")
        return is_part and singular(lower) not in OF_ITS_OWN
    return any(n > place for n in things)


def _phrase_behind(place: int, every: tuple[Token, ...], words: LanguageWords) -> tuple[int, ...]:
    """Return the places of the noun that the colour at *place* belongs to, and of what is between.

    None where it belongs to no noun behind it: "its walls are red and cracked".
    """
    found: list[int] = []
    for n in range(place + 1, min(len(every), place + 1 + PHRASE)):
        if every[n - 1].ahead not in (" ", "-") or every[n].lower in words.small:
            break
        found.append(n)
        if every[n].lower in SURFACES:
            return tuple(found)
    while found and not _is_noun(every[found[-1]].lower):
        found.pop()
    if not found or every[found[-1]].lower in words.colours:
        return ()
    acts = entry(lemma(every[found[-1]].lower, ("verb",)))
    after_of = place > 0 and every[place - 1].lower == "of" and is_plural(every[found[-1]].text)
    if after_of and acts is not None and acts.frequency("verb") > 0:
        return ()  # "In every shade of aquamarine laps".
    return tuple(found)


def _is_on_noun(
    first: int,
    behind: tuple[int, ...],
    things: Collection[int],
    every: tuple[Token, ...],
    words: LanguageWords,
) -> bool:
    """Say whether the noun *behind* a colour that begins at *first* is or makes one of *things*."""
    named = {every[n].lower for n in behind}
    if named & (SURFACES | ONES) or any(n in things for n in behind):
        return True
    of = behind[-1] + 1
    if of < len(every) and every[of].lower == "of" and {of + 1, of + 2} & set(things):
        return True  # "A green pair of scissors".
    while (
        first and every[first - 1].ahead in (" ", "-") and every[first - 1].lower not in words.small
    ):
        first -= 1
    before = every[first - 1].lower if first else ""
    if before in ("a", "an") and first > 2 and every[first - 3].lower in DRAWN:
        return is_behind(first - 2, things, every)
    material = lemma(every[behind[-1]].lower, ("noun",))
    if category(material) not in MATERIALS and material not in ALSO_MATERIALS:
        return False
    made = (
        before in MADE and first > 1 and (first - 2 in things or every[first - 2].lower in SURFACES)
    )
    return before in OWNERS or made


def _is_colour(place: int, every: tuple[Token, ...], words: LanguageWords) -> bool:
    return every[place].lower in words.colours or every[place].lower in SHADE_WORDS


def _is_noun(word: str) -> bool:
    """Say whether *word* is more usual as a noun than as anything else."""
    base = lemma(word, ("noun",))
    known, noun = entry(word) or entry(base), entry(base)
    if known is None or noun is None or word in FUNCTION_WORDS or word in ADVERBS:
        return False
    other = max(known.frequency(one) for one in ("verb", "adjective", "adverb"))
    return noun.frequency("noun") > other


def _is_foreign_owner(
    place: int, things: Collection[int], every: tuple[Token, ...], words: LanguageWords
) -> bool:
    """Say whether no other known noun stands where the colour at *place* has its own."""
    after = every[place + 1] if place + 1 < len(every) and every[place].ahead == " " else None
    owner = every[place - 1] if place and every[place - 1].ahead == " " else None
    number = place - 1
    if words.adjective_first:
        owner, number = after, place + 1
    if owner is None or number in things:
        return True
    meant = translated(owner.text, words.language)
    if meant is None:
        return True
    return meant.english in SURFACES or category(meant.english) in MATERIALS
