"""Whether a word of a text names what its author leaves out, or a kind of it."""

from limner.prompt.checks.exclusion_checks.excluded_kinds import (
    OF_PLACES,
    WHOLE,
    is_had,
    is_weather_of,
    shows_excluded,
)
from limner.prompt.checks.exclusion_checks.excluded_translations import (
    is_lettering,
    names_translated,
)
from limner.prompt.checks.exclusion_checks.presence import DETERMINERS, is_there
from limner.prompt.checks.things import share_stem
from limner.prompt.ledger.heads import is_quality
from limner.prompt.ledger.language_words import LanguageWords
from limner.prompt.ledger.nouns import singular
from limner.prompt.ledger.tokens import Token
from limner.prompt.ledger.vocabulary import (
    AMBIGUOUS_COLOURS,
    FUNCTION_WORDS,
    NEWCOMERS,
    word_set,
)
from limner.prompt.wordnet.categories import category
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.table import entry

STEM = 4
"""Letters that a word shares with what it is made from."""

BEARING = word_set("whose with on beside lies lie rests rest sits sit hangs")
"""What follows a thing, and no colour."""

ANYBODY = word_set("people person human humans figure figures somebody anybody crowd visitor")
"""What leaves out people of any kind; who wants no tourists may have a vendor."""

LETTERED = word_set("headline title heading type typography typeface numeral script calligraphy")
"""What shows text besides its own names."""

WHOLE_FLOWER = word_set("full single whole fresh wilted dried cut open wild")
"""What is said of a flower, and of no colour: "it ends in a full rose"."""

KNOWN = word_set("the his her their its each every")
"""Determiners of what a text speaks of without showing it: "toward the viewer"."""

RARELY_PEOPLE = word_set(
    "adjunct agent arrival authority bearer buddha character christ collector creator ghost god "
    "goddess hero jesus nobody someone somebody anyone everyone everybody maker model picket "
    "planter prospect reader relief replacement self sensation soul speaker spirit subject talent "
    "terror user viewer ward"
)
"""Nouns for persons in the lexicon that mostly name something else in a prompt."""

STATUES = word_set("statue sculpture bust relief figurine statuette carving effigy")
MATERIALS = word_set("stone bronze marble plaster wooden wax clay porcelain snow chalk carved")
"""What somebody is made of who is no person."""

LIKE_PEOPLE = word_set("mannequin dummy statue scarecrow doll puppet manikin figurine")
"""What the lexicon has among people and is none."""

PEOPLE = frozenset({"worker", "athlete", "child", "woman", "man", "relative"})
"""Categories of the lexicon whose members are somebody wherever they are shown."""

WEATHER = frozenset({"weather", "cloud", "water", "wave"})
"""Categories of what much else is like: "a flurry of pigeons"."""

LIVING = WHOLE["animal"] | PEOPLE | {"flower", "fruit", "person"}


def names_excluded(
    noun: str, place: int, every: tuple[Token, ...], words: LanguageWords, language: str
) -> bool:
    """Say whether the word at *place* names what is excluded, or a kind of it."""
    word = every[place].lower
    if language != "en":
        if is_text(noun, words):
            return is_lettering(word, words)
        return names_translated(noun, place, every, words)
    if singular(word) == singular(noun) or lemma(word, ("noun",)) == lemma(noun, ("noun",)):
        return True
    if is_weather_of(noun.lower(), word):
        return True
    if _is_quality(noun):
        return share_stem(noun, word)
    if word in FUNCTION_WORDS or len(word) < 3:
        return False
    if word in words.colours and not _is_no_colour(place, every):
        return False
    if word not in words.colours and singular(word) in words.colours.keys() - AMBIGUOUS_COLOURS:
        return False  # A grey is a horse, too; roses are flowers.
    if singular(noun) in ANYBODY and word in OF_PLACES:
        after = [one.lower for one in every[place + 1 : place + 2]]
        return word != "packed" or after != ["with"]  # Shelves packed with tins.
    if is_had(noun, word):
        return True
    if is_quality(word):
        return False  # "The deep end" is no water.
    if singular(noun) in ANYBODY:
        return _is_somebody(place, every)
    if is_text(noun, words):
        return singular(word) in words.text | LETTERED
    if is_there(place, every) and shows_excluded(noun.lower(), with_next(place, every)):
        return True
    if not is_there(place, every) or _is_measure_of(place, every):
        return False
    return shows_excluded(noun.lower(), word)


def is_text(noun: str, words: LanguageWords) -> bool:
    """Say whether *noun* is lettering of any kind."""
    return noun.lower() in words.text or singular(noun) in words.text


def with_next(place: int, every: tuple[Token, ...]) -> str:
    """Return the word at *place* with the next one where the lexicon knows both as one thing."""
    if place + 1 == len(every) or every[place].ahead != " ":
        return ""
    both = f"{every[place].lower} {singular(every[place + 1].text)}"
    return both if entry(both) else ""


def _is_no_colour(place: int, every: tuple[Token, ...]) -> bool:
    """Say whether a word for a colour names what has it: "a half-peeled lemon whose rind …"."""
    before = every[place - 1].lower if place else ""
    if before in WHOLE_FLOWER and place > 1:
        before = every[place - 2].lower
    after = every[place + 1].lower if place + 1 < len(every) else ""
    grows = category(every[place].lower) in ("fruit", "flower", "plant")
    return grows and after in BEARING and (before in DETERMINERS or before.endswith("ed"))


def _is_measure_of(place: int, every: tuple[Token, ...]) -> bool:
    """Say whether a word for what lives or grows tells how there is something else of it.

    "Blooms of pigment" are no flowers, though "clusters of poppies" would be.
    """
    kind = category(lemma(every[place].lower, ("noun",)))
    if kind not in LIVING | WEATHER or every[place].ahead != " ":
        return False
    after = [token.lower for token in every[place + 1 : place + 3]]
    return len(after) == 2 and after[0] == "of" and after[1] not in FUNCTION_WORDS


def _is_quality(noun: str) -> bool:
    """Say whether what is left out is told by a quality: "nothing figurative"."""
    known = entry(noun.lower())
    return known is not None and known.frequency("noun") < 0 <= known.frequency("adjective")


def _is_somebody(place: int, every: tuple[Token, ...]) -> bool:
    """Say whether somebody is shown: named outright, not owned or compared with."""
    word = singular(every[place].text)
    known = entry(word)
    is_noun = known is not None and known.frequency("noun") > known.frequency("adjective")
    kind = category(word) if is_noun and word not in LIKE_PEOPLE else None
    if word in NEWCOMERS["people"] or kind in PEOPLE:
        return is_there(place, every) and not _is_of_stone(place, every)
    is_usual = known is not None and known.frequency("noun") > known.frequency("verb")
    if kind not in ("person", "ruler", "artist") or not is_usual:
        return False
    return word not in RARELY_PEOPLE and _is_brought_in(place, every)


def _is_brought_in(place: int, every: tuple[Token, ...]) -> bool:
    """Say whether a noun is new to its text: "a passenger", no word for who is not shown."""
    before = [token.lower for token in every[max(0, place - 3) : place]]
    brought = any(word in DETERMINERS - KNOWN for word in before)
    return brought and is_there(place, every) and not _is_of_stone(place, every)


def _is_of_stone(place: int, every: tuple[Token, ...]) -> bool:
    """Say whether somebody is a work of art: "a statue of a horseman", "a stone angel"."""
    before = [token.lower for token in every[max(0, place - 4) : place]]
    is_statue = "of" in before and not STATUES.isdisjoint(before)
    return is_statue or not MATERIALS.isdisjoint(before[-2:])
