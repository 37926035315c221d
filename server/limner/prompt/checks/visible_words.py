"""Which words of an English description name what its picture must show, whatever shows it."""

import re
from collections.abc import Iterator

from limner.patterns import lazy_regex
from limner.prompt.checks.subject_checks.picture_uses import without_use
from limner.prompt.checks.subject_checks.seen_nouns import ALL, GENERAL, MEDIUM, nouns_seen
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.heads import number_of
from limner.prompt.ledger.names import WORD
from limner.prompt.ledger.quotations import QUOTE
from limner.prompt.ledger.vocabulary import FUNCTION_WORDS, word_set
from limner.prompt.wordnet.categories import categories, category
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.table import entry

ASIDE = word_set(
    "todo fixme insert add picture image photo figure illustration hero header here about "
    "showing show chapter section client bring "
    "colored coloured colors colours very real exactly scene seen style view named called text "
    "sign says saying words time camera viewer centre center fed spoke store foot number "
    "surface story vintage frame ground overhead blog memory bit lots space giant miniature"
)
"""Words about the picture rather than what it shows."""

SOON = lazy_regex(r"\b(?:after|before|since|until|during) (?!the\b|an?\b)[a-z]+", re.IGNORECASE)
"""When something is, told by what is over or to come: "after school"."""

PURPOSE = lazy_regex(r"\b(?:it is|it['’]s|this is) for (?:an?|the|my|our) [^.;]*", re.IGNORECASE)
"""What a picture is for: "it is for a blog post about the end of the year"."""

NEVER = lazy_regex(r"\bnever\b[^.,;:()]*", re.IGNORECASE)
"""What never happens need not be seen: "the ferryman never asked for coin"."""

LABEL = lazy_regex(
    r"^\W*(?:[\w'’-]+\s+){0,3}[\w'’-]+(?=:)|^\W*(?:diary|journal|log|notebook|memo)(?=,? \d)",
    re.IGNORECASE,
)
"""What a description is from or for: "Lab notebook: a petri dish", "diary, 3 May"."""

ABSTRACT = frozenset(
    {
        None,
        "feeling",
        "abstract",
        "number or unit",
        "action",
        "language or speech",
        "region",
        "season or hour",
    }
)
"""Categories of the lexicon that no picture shows under their own name."""


def described(ledger: Ledger) -> str:
    """Return the author's words without lettering, exclusions, and what is only told around it."""
    shown = without_use(ledger.source) if ledger.language == "en" else ledger.source
    source = QUOTE.sub(" ", shown)
    for unseen in (PURPOSE, SOON, NEVER, LABEL):
        source = unseen.sub(" ", source)
    for negation in ledger.negations:
        source = source.replace(negation.text, " ")
    return source


def visible_words(ledger: Ledger, source: str) -> Iterator[str]:
    """Yield the words of *source*, as `described` leaves it, that name something to be seen."""
    names = {word.lower() for name in ledger.names for word in WORD.findall(name)}
    colours = {bound.colour for bound in ledger.colours}  # Checked by themselves, in any shade.
    words = WORD.findall(source)
    nouns = {noun for noun in nouns_seen(source, ledger) if _follows_article(noun, source)}
    for word in dict.fromkeys(words):
        lower = word.lower()
        if len(word) < 3 or lower in FUNCTION_WORDS | ASIDE | names | GENERAL | colours:
            continue
        if number_of(word) is not None or (lower in MEDIUM and not _is_shown(lower, source)):
            continue
        place = words.index(word)
        if lower.endswith("ing") and (not place or words[place - 1].lower() in ALL):
            continue
        if _is_of_many(word, source) or _is_felt(word, source):
            continue
        if word in nouns or is_seen(lower):
            yield word


def is_seen(word: str) -> bool:
    """Say whether *word* is a noun of something that a picture can show."""
    known = entry(word) or entry(lemma(word, ("noun",)))
    if known is None:
        return False
    done = entry(lemma(word, ("verb",))) or known
    noun, verb = known.frequency("noun"), max(known.frequency("verb"), done.frequency("verb"))
    other = max(known.frequency("adjective"), known.frequency("adverb"))
    seen = noun >= max(verb, other)
    return seen and category(lemma(word, ("noun",))) not in ABSTRACT


def _is_shown(medium: str, source: str) -> bool:
    """Say whether what a picture may be is rather in it: "a garden with a marble statue"."""
    place = rf"\b(?:with|and|beside|near|behind|holding|on|by) an? (?:[\w-]+ )?{medium}\b(?! of)"
    return bool(re.search(place, source, re.IGNORECASE))


def _follows_article(noun: str, source: str) -> bool:
    return bool(re.search(rf"\ban? (?:[\w-]+ )?{re.escape(noun)}\b", source, re.IGNORECASE))


def _is_of_many(word: str, source: str) -> bool:
    """Say whether *word* only says that what follows it are many: "a herd of elephants"."""
    many = "animals together" in categories(lemma(word.lower(), ("noun",)))
    return many and f"{word} of" in source


def _is_felt(word: str, source: str) -> bool:
    """Say whether *word* says with what feeling something is done: "in surprise"."""
    felt = "feeling" in categories(lemma(word.lower(), ("noun",)))
    return felt and re.search(rf"\b(?:in|with) {re.escape(word)}\b", source) is not None
