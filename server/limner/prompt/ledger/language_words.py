"""Words that count, colour, place and leave out, by language."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from limner.files import packaged
from limner.prompt.ledger.vocabulary import COLOURS, FUNCTION_WORDS, NEWCOMERS, NUMBERS, word_set


@dataclass(frozen=True)
class LanguageWords:
    """What a language commits with.

    Attributes:
        language: which one.
        numbers: what each word counts.
        colours: a name for the colour that each form means.
        left: words for the left side.
        right: words for the right side.
        without: a pattern for what begins an exclusion.
        negating: a pattern for words that deny what stands near them.
        small: words that end a noun phrase.
        people: nouns for people of any kind.
        text: nouns for lettering of any kind.
        adjective_first: whether an adjective stands before its noun.
    """

    language: str
    numbers: Mapping[str, int]
    colours: Mapping[str, str]
    left: frozenset[str]
    right: frozenset[str]
    without: str
    negating: str
    small: frozenset[str]
    people: frozenset[str]
    text: frozenset[str]
    adjective_first: bool = True


FAMILIES = (
    "red crimson scarlet ruby vermilion cherry reddish", "blue azure cobalt sapphire navy indigo "
    "bluish",
    "green emerald olive jade moss greenish lime", "yellow lemon mustard yellowish",
    "purple violet mauve lilac plum lavender purplish", "pink rose rosy salmon fuchsia magenta",
    "brown tan chestnut umber chocolate", "black jet ebony onyx", "white ivory snowy",
    "grey gray charcoal slate greyish", "orange tangerine amber", "gold golden gilded gilt",
    "silver silvery", "turquoise teal cyan aqua", "cream beige", "blonde blond",
)  # fmt: skip
"""English words of one colour; a shade is the colour, and the first word names all of them."""

INDEFINITE = word_set("ein eine einen einem einer eines un une una unos unas uno een um uma")
"""What stands before a thing that is named for the first time, in languages besides English."""

NEGATING = (
    r"no|not|none|w o|except|nobody|nowhere|without|never|zero|neither|nor|lacks?|lacking|absent"
    r"|absence|free of|free from|clear of|empty of|bare of|devoid|void of|instead of|rather than"
    r"|left out|missing|un\w+(?:ed|en) by|clean of|emptied of|bereft of"
    r"|stripped of|cleared of"
    r"|in place of|in lieu of|(?:stand(?:s|ing)?|fill(?:s|ing)?) in for|substitut\w+ for"
    r"|no longer|used to"
    r"|nothing(?! but)|avoid|avoids|avoiding|minus|\w+n['’]t"
)


@cache
def language_words(language: str) -> LanguageWords | None:
    """Return the words of *language*, ``None`` for one whose commitments are not read."""
    if language == "en":
        return _english()
    row = packaged.table("prompt", "ledger", "languages.toml").get(language)
    if row is None:
        return None
    colours = {form: group.split()[0] for group in row["colours"] for form in group.split()}
    shades = row.get("shades", "").split()
    colours |= {shade + form: shade + name for shade in shades for form, name in colours.items()}
    return LanguageWords(
        language=language,
        numbers={word: int(n) for word, n in (pair.split("=") for pair in row["numbers"].split())},
        colours=colours,
        left=word_set(row["left"]),
        right=word_set(row["right"]),
        without=row["without"],
        negating=row["negating"],
        small=word_set(row["articles"]),
        people=word_set(row["people"]),
        text=word_set(row["text"]),
        adjective_first=row["before"],
    )


def _english() -> LanguageWords:
    families = {word: family.split()[0] for family in FAMILIES for word in family.split()}
    return LanguageWords(
        language="en",
        numbers=NUMBERS | {"both": 2, "twin": 2, "twins": 2, "duo": 2, "quartet": 4, "quintet": 5},
        colours={word: families.get(word, word) for word in COLOURS | families.keys()},
        left=word_set("left lefthand leftmost leftward leftwards"),
        right=word_set("right righthand rightmost rightward rightwards"),
        without=r"without|no",
        negating=NEGATING,
        small=FUNCTION_WORDS,
        people=NEWCOMERS["people"],
        text=word_set(
            "text word words lettering letter letters caption label inscription writing wording "
            "slogan tagline wordmark motto subtitle handwriting"
        ),
    )
