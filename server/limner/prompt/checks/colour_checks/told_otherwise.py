"""Whether a prompt tells a colour in another word than its author: copper braids, of red hair."""

import re

from limner.prompt.checks.colour_checks.attribution import is_behind, may_be_said_of
from limner.prompt.checks.colour_checks.lost_colours import name_of
from limner.prompt.checks.colour_checks.worn_colours import REACH, worn_by
from limner.prompt.checks.things import mentions
from limner.prompt.ledger.commitments import Binding, Ledger
from limner.prompt.ledger.language_words import LanguageWords
from limner.prompt.ledger.shades import LIKENESSES, SHADES
from limner.prompt.ledger.tokens import Token, tokens
from limner.prompt.ledger.vocabulary import word_set
from limner.prompt.wordnet.categories import is_a
from limner.prompt.wordnet.forms import lemma

HAIR = word_set("hair braid braids beard moustache curls ponytail plaits locks fringe eyebrows")
HAIRED = word_set("haired headed tressed")
HAIR_COLOURS = {
    "red": word_set("copper auburn ginger titian russet rust strawberry carrot flame fiery"),
    "blonde": word_set(
        "golden straw flaxen fair honey sandy platinum wheat corn sand gold yellow bleached"
    ),
    "brown": word_set("chestnut brunette mousy hazel walnut auburn"),
    "gray": word_set("silver silvery ash steel salt"),
    "white": word_set("silver silvery snowy"),
    "black": word_set("raven dark jet"),
}
"""What else hair of a colour is called."""

LOOKING = word_set(
    "coloured colored dark black bright pale white red blue green brown grey gray hued toned tinted"
)
"""What stands behind that which a colour is likened to: "sand-coloured", "coal-dark"."""

TINTS = word_set("color colour hue shade tint tone colors colours hues shades tints tones")

DEPTHS = word_set("dark deep dusky dull pale light soft muted")

LIKENING = 5
"""Words between "like" and the noun that it likens to."""


def is_told_by_hair(bound: Binding, wanted: str, every: tuple[Token, ...]) -> bool:
    """Say whether hair is told by what hair of its colour is called: copper braids, of red hair."""
    said = [token.lower.replace("grey", "gray") for token in every]
    names = HAIR_COLOURS.get(wanted.replace("grey", "gray"), frozenset())
    if bound.noun.lower() not in HAIR and wanted != "blonde":
        return False
    return any(
        (word in names and (HAIR | HAIRED) & set(said[place + 1 : place + 4]))
        or (word == "fair" and wanted == "blonde" and _is_person(said[place + 1 : place + 3]))
        for place, word in enumerate(said)
    )


def _is_person(words: list[str]) -> bool:
    """Say whether one of *words* is somebody: "a fair young woman"."""
    return any(is_a(lemma(word, ("noun",)), "person") for word in words)


def is_told_by_shade(
    wanted: str,
    named: set[int],
    worn: set[int],
    every: tuple[Token, ...],
    words: LanguageWords,
) -> bool:
    """Say whether the thing has a shade of its colour, or is like what has it by nature.

    "A russet fox", of a red one; "a coat like soot", of a black dog.
    """
    shades = SHADES.get(wanted, frozenset())
    likenesses = LIKENESSES.get(wanted, frozenset())
    if {"blue", "green"} <= {name_of(every[place].lower, words) for place in worn}:
        return wanted == "turquoise"
    if any(every[place].lower not in shades for place in worn):
        return any(_is_dark(place, wanted, every, words) for place in worn)
    for place, token in enumerate(every):
        telling = token.lower in shades and not _deepens(place, wanted, every, words)
        if telling and may_be_said_of(place, named, every, words):
            return True
        if token.lower in likenesses and _is_likened(place, named, every, words):
            return True
    return False


def _is_dark(place: int, wanted: str, every: tuple[Token, ...], words: LanguageWords) -> bool:
    """Say whether the colour at *place* is that of which *wanted* is a dark or pale shade.

    "Dark red", of a maroon bus.
    """
    before = every[place - 1].lower if place else ""
    return before in DEPTHS and wanted in SHADES.get(name_of(every[place].lower, words), ())


def _deepens(place: int, wanted: str, every: tuple[Token, ...], words: LanguageWords) -> bool:
    """Say whether a shade only tells of what kind another colour behind it is: "golden brown"."""
    after = every[place + 1].lower if place + 1 < len(every) else ""
    joined = every[place].ahead in (" ", "-") and after in words.colours
    return joined and name_of(after, words) != wanted


def _is_likened(
    place: int, named: set[int], every: tuple[Token, ...], words: LanguageWords
) -> bool:
    """Say whether the thing has the look of what stands at *place*: "like soot", "coal-dark"."""
    after = every[place + 1].lower if place + 1 < len(every) else ""
    if every[place].ahead in ("-", " ") and after in LOOKING:
        return may_be_said_of(place + 1, named, every, words)
    for n in range(place - 1, max(-1, place - LIKENING), -1):
        if "," in every[n].ahead or every[n].ends_clause:
            return False
        if every[n].lower in ("like", "as") or (n and every[n - 1].lower in TINTS):
            return is_behind(n, named, every)
    return False


def is_in_another_word(
    bound: Binding,
    wanted: str,
    named: tuple[int, ...],
    ledger: Ledger,
    text: str,
    words: LanguageWords,
) -> bool:
    """Say whether a word near the thing holds its colour, or what it is described by has it.

    "Whitewashed", of a white wall; "a plant in a blue pot", of a blue potted plant.
    """
    every, source = tokens(text), tokens(ledger.source)
    near = {n for place in named for n in range(max(0, place - REACH), place + REACH)}
    held = (every[n].lower for n in near if n < len(every))
    endings = rf"[a-z]?(?:ish|washed|en|ened|tinted)|{re.escape(bound.noun.lower())}s?"
    made = re.compile(rf"{re.escape(bound.colour)}(?:{endings})")
    if any(made.fullmatch(word) for word in held):
        return True
    first = next((n for n, one in enumerate(source) if one.lower == bound.colour), len(source))
    last = next((n for n in range(first, len(source)) if source[n].text == bound.noun), first)
    described = [one.lower for one in source[first + 1 : last] if one.lower.endswith("ed")]
    return any(
        name_of(every[n].lower, words) == wanted
        for word in described
        for place in mentions(lemma(word, ("verb",)), text, "en")
        for n in worn_by(place, every, words)
    )
