"""Which words of its author a prompt does not refer to in any way: they may be asked for once."""

import re
from collections.abc import Iterator
from itertools import pairwise

from limner.patterns import lazy_regex
from limner.prompt.checks.fault import Fault
from limner.prompt.checks.foreign_coverage import foreign_losses
from limner.prompt.checks.lettering import with_labels
from limner.prompt.checks.side_checks.turned_relations import turned_relations
from limner.prompt.checks.subject_checks.persons import is_person
from limner.prompt.checks.subject_checks.same_scene import is_somebody
from limner.prompt.checks.subject_checks.seen_nouns import ALL, GENERAL, MEDIUM, word_before
from limner.prompt.checks.things import is_named, is_named_by, is_rather_noun
from limner.prompt.kinds.picture_kind import picture_kind
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.heads import may_act, number_of
from limner.prompt.ledger.names import WORD
from limner.prompt.ledger.nouns import is_plural, singular
from limner.prompt.ledger.quotations import QUOTE
from limner.prompt.ledger.tokens import ARTICLES, Token, tokens
from limner.prompt.ledger.vocabulary import (
    FUNCTION_WORDS,
    word_set,
)
from limner.prompt.wordnet.categories import categories, category
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.sameness import same_thing
from limner.prompt.wordnet.table import entry

ASIDE = word_set(
    "todo fixme insert add picture image photo figure illustration hero header here about "
    "showing show chapter section client bring "
    "colored coloured very real exactly scene seen style view named called text sign says saying "
    "words time camera viewer centre center fed spoke store foot number "
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

LONG_PART = 4
"""Letters above which the first part of a compound tells the whole: a stair, of a staircase."""

IN_THE_SKY = word_set("cloud star moon sun sunset sunrise storm aurora")
"""What is seen of a sky that is not named."""

PRONOUNS = word_set("she her hers he him his they them")
"""How people are told who have another name."""

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


def coverage_faults(ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield things of the author that *text* refers to in no form, synonym or kind."""
    if ledger.language == "en" and picture_kind(ledger.source) == "abstract":
        return
    if ledger.language == "en":
        lost = [*_lost(ledger, with_labels(ledger, text)), *turned_relations(ledger, text)]
    else:
        lost = list(foreign_losses(ledger, text))
    for word in lost:
        yield Fault("thing", f"the source also says: {word}")


def _lost(ledger: Ledger, text: str) -> Iterator[str]:
    every = tokens(text)
    source = QUOTE.sub(" ", ledger.source)
    for unseen in (PURPOSE, SOON, NEVER, LABEL):
        source = unseen.sub(" ", source)
    for negation in ledger.negations:
        source = source.replace(negation.text, " ")
    names = {word.lower() for name in ledger.names for word in WORD.findall(name)}
    words = WORD.findall(source)
    for word in dict.fromkeys(words):
        lower = word.lower()
        if (
            len(word) < 3
            or (word == words[0] and lower.endswith("ing"))
            or lower in FUNCTION_WORDS | ASIDE | names | GENERAL | MEDIUM
            or number_of(word) is not None
            or (lower.endswith("ing") and words[words.index(word) - 1].lower() in ALL)
        ):
            continue
        if not _is_seen(lower) or is_named(word, text, ledger.language):
            continue
        if any(bound.colour == lower for bound in ledger.colours):
            continue  # Whether it is there in any shade, the checks of colours say.
        if _is_of_many(word, source) or _is_felt(word, source) or _is_of_whom(word, source, text):
            continue
        if _is_told_by_its_head(word, words, text) or _is_told_by_kind(lower, words, every):
            continue
        if not is_rather_noun(lower) and any(_may_name(lower, token) for token in every):
            continue
        if any(_tells(lower, token) for token in every) or _is_told_by_its_kind(word, source, text):
            continue
        yield word
    for first, second in pairwise(words):
        both = f"{first} {second}".lower()
        if first[:1].islower() and _is_lost_compound(both, text):
            yield both


def _is_of_many(word: str, source: str) -> bool:
    """Say whether *word* only says that what follows it are many: "a herd of elephants"."""
    many = "animals together" in categories(lemma(word.lower(), ("noun",)))
    return many and f"{word} of" in source


def _is_felt(word: str, source: str) -> bool:
    """Say whether *word* says with what feeling something is done: "in surprise"."""
    felt = "feeling" in categories(lemma(word.lower(), ("noun",)))
    return felt and re.search(rf"\b(?:in|with) {re.escape(word)}\b", source) is not None


def _is_of_whom(word: str, source: str, text: str) -> bool:
    """Say whether *word* tells of what kind somebody is who has another name in *text*: a busker,
    of a street musician.
    """
    found = re.search(rf"\b{re.escape(word)} ([a-z]+)", source)
    who = singular(found[1]) if found else ""
    return is_person(who) and who not in map(singular, WORD.findall(text))


def _is_lost_compound(name: str, text: str) -> bool:
    """Say whether no part of a thing of two words is named, which alone are verbs: a bow tie."""
    known = entry(lemma(name, ("noun",)))
    if known is None or known.frequency("noun") < 0 or category(name) in ABSTRACT | {"colour"}:
        return False
    parts = name.split()
    return not any(map(_is_seen, parts)) and not any(is_named(part, text, "en") for part in parts)


def _is_told_by_its_head(word: str, words: list[str], text: str) -> bool:
    """Say whether *word* only tells of what kind the next is, and that is named: a book cover.

    So does a deed of what it is done to: "kids building a raft".
    """
    place = words.index(word)
    after = words[place + 1].lower() if place + 1 < len(words) else ""
    if word.lower().endswith("ing") and after in ARTICLES:
        return True
    before = words[place - 1] if place else ""
    if is_plural(before) and not is_plural(word) and may_act(word.lower()):
        return True  # "Gulls circle".
    both = entry(f"{word.lower()} {singular(after)}") is not None
    return (both or after in MEDIUM) and (after in MEDIUM or is_named(after, text, "en"))


def _is_told_by_its_kind(word: str, source: str, text: str) -> bool:
    """Say whether the noun right before *word*, which says of what kind it is, is named."""
    before = word_before(word, source).lower()
    known = entry(lemma(before, ("noun",))) if len(before) > 2 else None
    is_noun = known is not None and known.frequency("noun") >= known.frequency("adjective")
    return is_noun and before not in FUNCTION_WORDS and is_named(before, text, "en")


def _is_told_by_kind(word: str, words: list[str], every: tuple[Token, ...]) -> bool:
    """Say whether *word* is somebody, and others are shown, or the sky, and what is in it is."""
    said = {singular(token.lower) for token in every if len(token.text) > 2}
    if word == "sky":
        return bool(said & IN_THE_SKY)
    if not is_somebody(lemma(word, ("noun",))):
        return False
    own = {singular(one.lower()) for one in words}
    people = {one for one in said if is_somebody(one)}
    return bool(people - own) or bool(said & PRONOUNS and not people & own)


def _may_name(word: str, token: Token) -> bool:
    """Say whether *token* may name what is rather a deed, not by a word for many: food, pickles."""
    return is_named_by(word, token) and same_thing(word, token.lower) != "is-a"


def _tells(word: str, token: Token) -> bool:
    """Say whether *token* holds *word*, chessboard for chess, or is what it is: snug for cosy."""
    if len(token.text) < 3 or token.lower in FUNCTION_WORDS:
        return False
    reason = same_thing(word, token.lower)
    if reason == "compound":
        base, said = lemma(word, ("noun",)), lemma(token.lower, ("noun",))
        return said.startswith(base) or (len(said) > LONG_PART and base.startswith(said))
    return reason == "synonym" and _describes(word) and _describes(token.lower)


def _describes(word: str) -> bool:
    known = entry(word)
    return known is not None and known.frequency("adjective") >= max(0, known.frequency("noun"))


def _is_seen(word: str) -> bool:
    """Say whether *word* is a noun of something that a picture can show."""
    known = entry(word) or entry(lemma(word, ("noun",)))
    if known is None:
        return False
    done = entry(lemma(word, ("verb",))) or known
    noun, verb = known.frequency("noun"), max(known.frequency("verb"), done.frequency("verb"))
    other = max(known.frequency("adjective"), known.frequency("adverb"))
    seen = noun >= max(verb, other)
    return seen and category(lemma(word, ("noun",))) not in ABSTRACT
