"""Whether a hex colour stands as its author wrote it, digit for digit."""

import colorsys
from collections.abc import Iterator
from difflib import SequenceMatcher

from limner.prompt.checks.colour_checks.free_colours import TINTS
from limner.prompt.checks.colour_checks.lost_colours import SHADE_WORDS, name_of
from limner.prompt.checks.fault import Edit, Fault
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.language_words import LanguageWords, language_words
from limner.prompt.ledger.names import HEX_COLOUR
from limner.prompt.ledger.tokens import Token, tokens
from limner.prompt.ledger.vocabulary import FUNCTION_WORDS, word_set

BEFORE = word_set(
    "in into from to of and with on auf von zu nach bis mit und sur en de du vers au et sobre a al "
    "con y su da di e"
)
"""What stands before a colour that is said of no thing: "from deep blue to white"."""

STRONG = TINTS | word_set(
    "vivid intense strong clear midnight inky kräftigem kräftigen tiefem tiefen hellem hellen "
    "dunklem dunklen sattem satten zartem zarten leuchtendem leuchtenden un una einem"
)
"""What a colour's name may have before it."""

DARK, PALE, GREY = 0.2, 0.85, 0.12
"""Lightness below and above which a colour may be called black or white; saturation of a grey."""

HUES = (
    (20, "red orange brown pink"), (45, "orange brown gold red"), (70, "yellow gold"),
    (165, "green turquoise"), (200, "turquoise blue green"), (255, "blue purple"),
    (290, "purple blue pink"), (345, "pink purple red"), (361, "red pink"),
)  # fmt: skip
"""Names for a colour by its hue, in degrees up to which they hold."""

ENGLISH = {
    "red": "rot rouge rojo rosso", "blue": "blau bleu azul blu", "green": "grün vert verde",
    "yellow": "gelb jaune amarillo giallo", "black": "schwarz noir negro nero",
    "white": "weiß blanc blanco bianco", "grey": "grau gris grigio gray",
    "brown": "braun brun marrón marrone roux", "orange": "naranja arancione",
    "pink": "rosa rose", "purple": "lila violet morado viola", "gold": "golden doré dorado dorato",
    "silver": "silbern argenté plateado argentato", "turquoise": "türkis turquesa turchese",
}  # fmt: skip
"""What colours are called in German, French, Spanish and Italian."""


def hex_faults(name: str, ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield what is wrong where *name*, a hex colour, does not stand in *text*.

    Another hex colour stands for it, one of the author's that is said twice, or its name alone.
    """
    if name.lower() in text.lower():
        return
    says, own = f"missing: {name}", {one.lower() for one in ledger.names}
    said = list(HEX_COLOUR.finditer(text))
    strange = [match for match in said if match.group().lower() not in own]
    twice = [match for match in said if sum(match.group() == o.group() for o in said) > 1]
    if strange:
        closest = max(strange, key=lambda m: SequenceMatcher(None, m.group(), name).ratio())
        yield Fault("name", says, (Edit(*closest.span(), name),))
    elif twice and ledger.source.lower().count(twice[-1].group().lower()) == 1:
        yield Fault("name", says, (Edit(*twice[-1].span(), name),))
    elif len(named := list(_named(name, ledger, text))) == 1:
        yield Fault("name", says, (Edit(*named[0], name),))
    else:
        yield Fault("name", says, clause=name)


def _named(name: str, ledger: Ledger, text: str) -> Iterator[tuple[int, int]]:
    """Yield where *text* has a name for the colour, alone: "a gradient from deep blue to …"."""
    words = language_words(ledger.language)
    if words is None:
        return
    own = {name_of(token.lower, words) for token in tokens(ledger.source)}
    every = tokens(text)
    for place, token in enumerate(every):
        colour = name_of(token.lower, words)
        called = next((one for one, others in ENGLISH.items() if colour in others.split()), colour)
        if colour in own or called not in _names(name) or not _stands_alone(place, every, words):
            continue
        first = place
        while first and every[first - 1].lower in STRONG | SHADE_WORDS:
            first -= 1
        if first and every[first - 1].lower in BEFORE and every[first - 1].ahead == " ":
            yield every[first].start, token.end


def _stands_alone(place: int, every: tuple[Token, ...], words: LanguageWords) -> bool:
    """Say whether no noun follows the colour at *place*, which would be what has it."""
    after = every[place + 1] if place + 1 < len(every) else None
    if after is None or every[place].ahead.strip() or every[place].ends_clause:
        return True
    return after.lower in FUNCTION_WORDS | words.small | BEFORE


def _names(code: str) -> frozenset[str]:
    """Return what a hex colour may be called."""
    digits = code[1:] if len(code) > 5 else "".join(2 * one for one in code[1:])
    red, green, blue = (int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    names = next(names for most, names in HUES if 360 * hue <= most).split()
    if light < DARK:
        names += ["black", "grey"]
    if light > PALE:
        names += ["white", "cream", "beige"]
    if saturation < GREY:
        names += ["grey", "silver", "black" if light < 0.5 else "white"]
    return frozenset(names)
