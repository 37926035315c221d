"""Whether a prompt leaves out what its author wants left out."""

import re
from collections.abc import Iterator

from limner.patterns import lazy_regex
from limner.prompt.checks.exclusion_checks.denial import EMPTY, ONLY, is_denied
from limner.prompt.checks.exclusion_checks.denied_qualities import (
    deed_faults,
    opposite_faults,
    other_things_faults,
    quality_faults,
)
from limner.prompt.checks.exclusion_checks.excluded_kinds import (
    is_had,
    shows_excluded,
    tells_absence,
)
from limner.prompt.checks.exclusion_checks.excluded_translations import is_kind_in
from limner.prompt.checks.exclusion_checks.excluded_words import (
    STEM,
    is_text,
    names_excluded,
    with_next,
)
from limner.prompt.checks.exclusion_checks.presence import (
    is_another_thing,
    is_likened,
    only_says_how,
)
from limner.prompt.checks.fault import Fault
from limner.prompt.checks.lettering import QUOTED
from limner.prompt.checks.things import is_named_by, share_stem
from limner.prompt.ledger.commitments import Ledger, Negation
from limner.prompt.ledger.language_words import LanguageWords, language_words
from limner.prompt.ledger.names import WORD
from limner.prompt.ledger.nouns import singular
from limner.prompt.ledger.tokens import Token, tokens
from limner.prompt.ledger.vocabulary import (
    FUNCTION_WORDS,
    word_set,
)
from limner.prompt.trimming.phrase_removal import without_attribute
from limner.prompt.wordnet.categories import category
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.table import entry

ANY_STUFF = word_set("stuff thing element object item detail bit cliché")
"""Nouns of which no kinds are left out: "no scary stuff"."""

PICTURE = word_set("frame picture image photograph photo scene composition")
"""What a prompt calls what it describes."""

HAVING = lazy_regex(
    r"^(?:that |which )?(?:has|have|had|having|with|contains?|shows?|there (?:is|are)) "
    r"(?P<no>no|zero)\b",
    re.IGNORECASE,
)
MAY_NOT = lazy_regex(
    r"^(?:do(?:es)?|must|should|may|can)(?: not|n['’]t) "
    r"(?:wear|have|hold|carry|show|use|include|add|draw) (?:any |an? )?",
    re.IGNORECASE,
)

FAR_QUALITY = 3
"""Words before a thing among which its quality stands: "modern national borders"."""

CARRIERS = word_set(
    "field box button bar banner link icon panel area section sign mark line element symbol badge"
)
"""Nouns for what says or shows something, of which the word before says what."""


def absence_faults(ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield what *text* shows although the author excluded it."""
    words = language_words(ledger.language)
    if words is None:
        return
    for negation in ledger.negations:
        if negation.thing:
            yield from _shown(negation, ledger, text, words)
        elif ledger.language == "en":
            yield from deed_faults(negation, ledger, text, words)
            yield from quality_faults(negation, ledger, text, words)
    if ledger.language == "en":
        yield from opposite_faults(ledger, text, words)
        yield from other_things_faults(ledger, text, words)


def unsaid_faults(ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield exclusions that *text* says nothing about, for generators that are told in words."""
    words = language_words(ledger.language)
    if words is None:
        return
    every = tokens(text)
    for negation in (one for one in ledger.negations if one.thing):
        named = WORD.findall(negation.what) or [negation.what]
        noun = named[-1]
        said = any(
            names_excluded(noun, place, every, words, ledger.language)
            or (_is_any(named, token) and is_denied(place, every, words))
            or _is_same(noun, token, ledger)
            or (ledger.language != "en" and share_stem(noun, token.text))
            or _is_without(noun, token)
            or (_covers(noun, token, ledger) and is_denied(place, every, words))
            for place, token in enumerate(every)
        )
        said = said or tells_absence(noun, text, ledger.language)
        if not said and not EMPTY.search(text) and not ONLY.search(text):
            yield Fault("exclusion", f"missing: {negation.text}", clause=_clause(negation.text))


def _clause(said: str) -> str:
    """Return what leaves something out as words of its own: "no lid", of "it had no lid"."""
    said = re.sub(r"^w/o\b", "without", said, flags=re.IGNORECASE)
    said = HAVING.sub(lambda found: found["no"], said)
    return MAY_NOT.sub("no ", said)


def _is_same(noun: str, token: Token, ledger: Ledger) -> bool:
    return ledger.language == "en" and is_named_by(noun, token)


def _is_any(named: list[str], token: Token) -> bool:
    return any(singular(word) == singular(token.text) for word in named)


def _is_without(noun: str, token: Token) -> bool:
    """Say whether a word says of something that it lacks *noun*: unfenced, of a fence."""
    stem = singular(noun).lower()[:STEM]
    ends = token.lower.endswith(("less", "frei", "los"))
    if ends and len(stem) >= STEM - 1 and token.lower.startswith(stem):
        return True
    return len(stem) >= STEM - 1 and token.lower.startswith(("un" + stem, "non" + stem))


def _is_like(noun: str, token: Token, ledger: Ledger) -> bool:
    """Say whether *token* names something of the same category: a cord, for a cable."""
    if ledger.language != "en" or len(token.text) < 3 or token.lower in FUNCTION_WORDS:
        return False
    own = category(lemma(noun.lower(), ("noun",)))
    return own is not None and category(lemma(token.lower, ("noun",))) == own


def _covers(noun: str, token: Token, ledger: Ledger) -> bool:
    """Say whether who denies *token* denies *noun*: traffic, of cars; a screen, of a laptop."""
    if _is_like(noun, token, ledger):
        return True
    if ledger.language != "en":
        return is_kind_in(noun, token.text, ledger.language)
    word = token.lower
    return (
        len(word) > 2
        and word not in FUNCTION_WORDS
        and shows_excluded(singular(word), singular(noun))
    )


def _shown(negation: Negation, ledger: Ledger, text: str, words: LanguageWords) -> Iterator[Fault]:
    every = tokens(text)
    noun = (WORD.findall(negation.what) or [negation.what])[-1]
    own = _named_by_themselves(ledger)
    says = f"must not appear: {negation.what}"
    if singular(noun) in ANY_STUFF and ledger.language == "en":
        return
    if is_text(noun, words):
        for match in QUOTED.finditer(text):
            if match[match.lastgroup or ""].lower() not in ledger.source.lower():
                yield Fault("exclusion", says, shown=match.span())
    phrase = [singular(word) for word in WORD.findall(negation.what)]
    if ledger.language == "en" and len(phrase) == 2 and phrase[1] in CARRIERS:
        noun = phrase[0]
    only_so = ledger.language == "en" and len(phrase) > 1 and _is_quality(phrase[0])
    for place, token in enumerate(every):
        said = [singular(one.text) for one in every[place : place + len(phrase)]]
        if len(phrase) > 1 and said == phrase and not is_denied(place, every, words):
            yield Fault("exclusion", says, shown=(token.start, every[place + len(phrase) - 1].end))
            continue
        if singular(token.text) in own:
            continue
        before = [singular(one.text) for one in every[max(0, place - FAR_QUALITY) : place]]
        if only_so and phrase[0] not in before:
            continue  # No plastic chairs: others may stand there.
        if not names_excluded(noun, place, every, words, ledger.language):
            continue
        if ledger.language == "en" and (
            _is_of_authors_compound(place, every, ledger)
            or only_says_how(noun, place, every)
            or is_another_thing(noun, place, every)
            or _is_pictures_own(place, every)
            or is_likened(place, every)
            or _is_all_there_is(negation, place, every)
        ):
            continue
        lacks = ledger.language == "de" and token.lower.endswith(("frei", "freie", "freien", "los"))
        if lacks or token.lower.endswith(("'s", "’s")) or is_denied(place, every, words):
            continue
        edit = without_attribute(text, token.start) if is_had(noun, token.lower) else None
        if edit is not None:
            yield Fault("exclusion", says, (edit,))
        else:
            yield Fault("exclusion", says, shown=(token.start, token.end))


def _is_pictures_own(place: int, every: tuple[Token, ...]) -> bool:
    """Say whether a word speaks of the picture itself or its edge: "it fills the frame"."""
    return place > 0 and every[place - 1].lower == "the" and every[place].lower in PICTURE


def _is_all_there_is(negation: Negation, place: int, every: tuple[Token, ...]) -> bool:
    """Say whether a text says that there are no others: "only two pieces remain"."""
    before = {token.lower for token in every[max(0, place - FAR_QUALITY) : place]}
    return "other" in negation.text.lower().split() and "only" in before


def _is_quality(word: str) -> bool:
    """Say whether *word* says of which kind or stuff a thing is: plastic, modern."""
    known = entry(word)
    may_describe = known is not None and known.frequency("adjective") > 0
    return may_describe or category(word) in ("substance", "fabric", "colour")


def _named_by_themselves(ledger: Ledger) -> set[str]:
    """Return the author's words that are seen; in English not what another is only named by.

    "No bus" at a bus stop leaves out a bus.
    """
    every = tokens(ledger.present)
    return {
        singular(token.text)
        for place, token in enumerate(every)
        if ledger.language != "en" or not with_next(place, every)
    }


def _is_of_authors_compound(place: int, every: tuple[Token, ...], ledger: Ledger) -> bool:
    both = with_next(place, every)
    return bool(both) and both in ledger.present.lower()
