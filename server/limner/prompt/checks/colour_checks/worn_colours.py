"""Which colours the words around a noun give it: "a blue, tall vase", "its walls are white"."""

from collections.abc import Iterator

from limner.prompt.ledger.language_words import LanguageWords
from limner.prompt.ledger.nouns import is_plural
from limner.prompt.ledger.tokens import Token
from limner.prompt.ledger.vocabulary import word_set
from limner.prompt.wordnet.table import WordClass, entry

REACH = 5
"""Words between a colour and its noun."""

JOINING = word_set("and or und oder et ou y e o en of")
"""What stands between two colours of one thing: "black and white stripes"."""

LINKING = word_set(
    "is are was were wears wear wearing wore painted coloured colored dyed glows gleams stays ist "
    "sind war est sont es son "
    "è sono é são in im"
)
ADVERBS = word_set(
    "a an deep deeply solid bright brightly pale dark light all entirely very so glowing rich "
    "vivid "
    "soft kräftigem tiefem hellem"
)
SURFACES = word_set(
    "color colour hue hues tone tones shade shades tint coloring colouring coloration colouration "
    "finish surface coat coating fur wool fleece skin hide plumage feathers glaze icing frosting "
    "paint paintwork fabric material body exterior casing shell peel rind lacquer enamel gloss "
    "sheen dye pigment scales petals blooms blossoms livery upholstery leather"
)
"""What has the colour of the whole thing, rather than one of its own: skin, not tusks."""

CLASSES: tuple[WordClass, ...] = ("noun", "adjective", "adverb")

OF_THE_THING = word_set("it the")
"""Words before a colour without a noun that speak of what was named: "against the green"."""


def worn_by(place: int, every: tuple[Token, ...], words: LanguageWords) -> list[int]:
    """Return the places of the colours that the noun at *place* has: before it, or behind."""
    found: list[int] = []
    for earlier in range(place - 1, max(-1, place - REACH - 1), -1):
        token = every[earlier]
        is_colour = token.lower in words.colours
        next_is_colour = earlier + 1 in found
        if token.ends_clause or ("," in token.ahead and not (is_colour or next_is_colour)):
            break
        if is_colour:
            found.append(earlier)
        elif token.lower in JOINING:
            before = every[earlier - 1].lower if earlier else ""
            if not next_is_colour or before not in words.colours:
                break  # "A black shirt and red trousers".
        elif token.lower in words.small or not words.adjective_first:
            break
    if not found or not words.adjective_first:
        found += _behind(place, every, words)
    return sorted(found)


def is_of_surface(place: int, every: tuple[Token, ...], words: LanguageWords) -> bool:
    """Say whether the colour at *place* is that of a whole: "a rich red hue", "it is red."."""
    after = every[place + 1] if place + 1 < len(every) else None
    if after is not None and after.lower in SURFACES:
        return True
    if after is not None and every[place].ahead == " " and after.lower not in words.small:
        return False
    for earlier in range(place - 1, -1, -1):
        token = every[earlier]
        if token.ends_clause and "—" not in token.ahead:
            return False
        if token.lower in SURFACES | OF_THE_THING:
            return True
        if token.lower not in words.small | words.colours.keys() and _is_noun(token.lower):
            return False
    return False


def is_modifier(place: int, every: tuple[Token, ...], words: LanguageWords) -> bool:
    """Say whether an English noun only tells of what kind the next is: a cake stand.

    A noun in the singular has no verb without an s behind it, so that what has one may be either.
    """
    if words.language != "en" or every[place].ahead != " " or place + 1 >= len(every):
        return False
    after = every[place + 1].lower
    if is_plural(every[place].text) or after in words.small | words.colours.keys():
        return False
    if after.endswith("s") and not after.endswith("ss"):
        return False
    known = entry(after)
    noun, *others = (known.frequency(one) for one in CLASSES) if known else (-1,)
    return noun >= 0 and noun > max(others, default=-1)


def _is_noun(word: str) -> bool:
    """Say whether *word* is more usual as a noun than as anything else."""
    known = entry(word)
    return known is not None and known.frequency("noun") > max(
        known.frequency(other) for other in ("verb", "adjective", "adverb")
    )


def _behind(place: int, every: tuple[Token, ...], words: LanguageWords) -> Iterator[int]:
    """Yield colours behind a noun: "the door is painted red", "chats noirs"."""
    if place + 1 < len(every) and not words.adjective_first and not every[place].ends_clause:
        for later in (place + 1, place + 2, place + 3):
            if later >= len(every) or "," in every[later - 1].ahead or every[later - 1].ends_clause:
                break
            if every[later].lower in words.colours:
                yield later
                return
            if every[later].lower in words.small - {"de", "d", "un", "et", "y", "e"}:
                break
    owns = every[place].lower.endswith(("'s", "’s", "s'", "s’"))
    if owns and (place + 1 == len(every) or every[place + 1].lower not in SURFACES):
        return  # "The elephant's tusks are white."
    linked = False
    for later in range(place + 1, min(len(every), place + 6)):
        if every[later - 1].ends_clause:
            return
        token = every[later]
        if token.lower in words.colours:
            if linked:
                yield later
            return
        if token.lower in LINKING:
            linked = True
        elif linked and token.lower not in ADVERBS and not token.lower.endswith("ly"):
            return
