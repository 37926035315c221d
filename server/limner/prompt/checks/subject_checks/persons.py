"""Whether who the author named is told in a prompt by another word for the same person."""

from limner.prompt.checks.things import is_named
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.names import WORD
from limner.prompt.ledger.nouns import is_plural, singular
from limner.prompt.ledger.tokens import Token, first_sentence, tokens
from limner.prompt.ledger.vocabulary import FUNCTION_WORDS, NEWCOMERS, word_set
from limner.prompt.wordnet.categories import category
from limner.prompt.wordnet.table import entry

TOLD_FEMALE = word_set("she her hers herself woman girl lady mother daughter sister")
TOLD_MALE = word_set("he him his himself man boy gentleman father son brother bearded")
"""Words that tell who somebody is, in English, whatever else is said."""

FEMALE = TOLD_FEMALE | word_set(
    "mum mom grandmother grandma granny aunt niece wife widow bride queen princess duchess "
    "countess empress goddess nun abbess witch sorceress heroine actress waitress hostess "
    "ballerina seamstress mermaid maid heiress schoolgirl stewardess bridesmaid"
)
MALE = TOLD_MALE | word_set(
    "dad grandfather grandpa uncle nephew husband widower groom king prince duke emperor monk "
    "friar abbot lad schoolboy wizard sorcerer warlock"
)
"""Nouns in the singular for somebody who is a woman, or a man."""

AGES = word_set("young little small old elderly aged teenage middle-aged")
"""Adjectives right before somebody that may be wrong of another."""

ANYBODY = word_set(
    "man woman person somebody someone figure guy lady gentleman kid child boy girl youth teenager "
    "teen adult elder toddler lad human"
)
"""Nouns in the singular for whoever it may be."""

BOTH = frozenset({"female", "male"})

PEOPLE = frozenset({"worker", "artist", "soldier", "athlete", "ruler", "child", "woman", "man",
                    "relative", "person"})  # fmt: skip
"""Categories of the lexicon whose members are people."""


def is_told_as_person(subject: str, ledger: Ledger, text: str) -> bool:
    """Say whether *text* tells an English *subject* by another word for a person.

    Whoever the author calls a man or a kid may be told by what they do, and who does something by
    "a woman", where nobody else of the author's can be meant, and sex and number agree.
    """
    base = singular(subject)
    if not is_person(base) or _is_told_of_other_sex(base, text):
        return False
    start, end = first_sentence(text)
    others = [one for one in _people(ledger.source) if singular(one.text) != base]
    said = [
        token
        for token in _people(text[start:end])
        if not any(is_named(one.text, token.text, "en") for one in others)
    ]
    if base not in ANYBODY:
        said = said if all(singular(one.text) in ANYBODY for one in said) else []
    return any(
        is_plural(one.text) == is_plural(subject) and {sex(base), sex(one.text)} != BOTH
        for one in said
    )


def is_person(noun: str) -> bool:
    """Say whether a noun in the singular is somebody in its usual sense."""
    if noun in NEWCOMERS["people"] | ANYBODY:
        return True
    known = entry(noun)
    is_noun = known is not None and known.frequency("noun") >= max(0, known.frequency("verb"))
    return is_noun and category(noun) in PEOPLE


def sex(noun: str) -> str:
    """Return "female" or "male" if *noun* says so, else ``""``."""
    word = singular(noun)
    if word in FEMALE or word.endswith("woman"):
        return "female"
    return (
        "male"
        if word in MALE or (word.endswith("man") and word != "human" and is_person(word))
        else ""
    )


def sexes(text: str) -> frozenset[str]:
    """Return which of "female" and "male" people in *text* are."""
    words = {singular(word) for word in WORD.findall(text)}
    told = {"female": words & TOLD_FEMALE, "male": words & TOLD_MALE}
    return frozenset(name for name, said in told.items() if said)


def people(text: str) -> frozenset[str]:
    """Return which of "female" and "male" any noun or pronoun of *text* says."""
    return frozenset(filter(None, map(sex, WORD.findall(text))))


def _is_told_of_other_sex(base: str, text: str) -> bool:
    said = sexes(text)
    return len(said) == 1 and said | {sex(base)} == BOTH


def _people(text: str) -> list[Token]:
    return [
        token
        for token in tokens(text)
        if len(token.text) > 2
        and token.lower not in FUNCTION_WORDS
        and is_person(singular(token.text))
    ]
