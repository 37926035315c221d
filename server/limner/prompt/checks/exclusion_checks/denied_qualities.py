"""What a text says although its author denies it: deeds, qualities, opposites, other things."""

import re
from collections.abc import Iterator

from limner.patterns import lazy_regex
from limner.prompt.checks.exclusion_checks.denial import is_denied
from limner.prompt.checks.exclusion_checks.excluded_kinds import (
    OF_PLACES,
    OPPOSITES,
    opposites,
    shows_excluded,
)
from limner.prompt.checks.exclusion_checks.excluded_words import LIVING, STEM
from limner.prompt.checks.exclusion_checks.presence import is_there
from limner.prompt.checks.fault import Fault
from limner.prompt.checks.things import is_named, is_named_by, is_rather_noun, mentions
from limner.prompt.ledger.commitments import Ledger, Negation
from limner.prompt.ledger.language_words import LanguageWords
from limner.prompt.ledger.tokens import Token, tokens
from limner.prompt.ledger.vocabulary import (
    FUNCTION_WORDS,
    word_set,
)
from limner.prompt.trimming.phrase_removal import without_attribute
from limner.prompt.wordnet.categories import category, is_a
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.sameness import same_thing
from limner.prompt.wordnet.table import entry

PARTLY = word_set("half nearly almost partly mostly")
"""Words before "empty" with which something is there."""

NEAR = 4
"""Words between a thing and what is said of it."""

DEED = lazy_regex(
    r"\b(?:not|never|\w+n['’]t|(?:nobody|no one|no-one)(?: else)?(?: (?:is|are|was|were))?)"
    r"\s+([a-z]+)",
    re.IGNORECASE,
)

USUAL_VERB = 1
"""How usual a verb must be in texts for one that is denied to be looked for."""

CLOSED = lazy_regex(
    r"\b(?:nothing else|nothing more|and nothing but|that is all|that's all)\b", re.I
)
"""What closes the list of what a picture shows."""


def deed_faults(
    negation: Negation, ledger: Ledger, text: str, words: LanguageWords
) -> Iterator[Fault]:
    """Yield a deed that the author denies, "she did not smile", where *text* nowhere denies it."""
    deed = DEED.search(negation.text)
    verb = lemma(deed[1].lower(), ("verb",)) if deed else ""
    known = entry(verb)
    if known is None or known.frequency("verb") < USUAL_VERB or verb in FUNCTION_WORDS:
        return
    if any(_is_deed(verb, token) for token in tokens(ledger.present)):
        return
    every = tokens(text)
    done = [place for place, token in enumerate(every) if _is_deed(verb, token)]
    hushed = any(token.lower.startswith("un" + verb[:STEM]) for token in every)
    if done and not hushed and not any(is_denied(place, every, words) for place in done):
        token = every[done[0]]
        yield Fault(
            "exclusion", f"must not appear: {negation.what}", shown=(token.start, token.end)
        )


def quality_faults(
    negation: Negation, ledger: Ledger, text: str, words: LanguageWords
) -> Iterator[Fault]:
    """Yield a quality that the author denies, "not cartoonish", where *text* has it: a cartoon."""
    quality = entry(negation.what.lower())
    made = quality is None and negation.what.endswith(("ish", "like"))
    if not made and not (quality and max(quality.frequencies) == quality.frequency("adjective")):
        return
    every = tokens(text)
    for place, token in enumerate(every):
        said = len(token.text) > 3 and same_thing(negation.what, token.lower)
        if said not in ("lemma", "derived") or is_denied(place, every, words):
            continue
        if not any(same_thing(one.lower, token.lower) for one in tokens(ledger.present)):
            says = f"must not appear: {negation.what}"
            yield Fault("exclusion", says, shown=(token.start, token.end))


def opposite_faults(ledger: Ledger, text: str, words: LanguageWords) -> Iterator[Fault]:
    """Yield what cannot be said of things that the author calls empty: "crowded stands"."""
    every = tokens(text)
    source = tokens(ledger.present)
    own = {token.lower for token in source}
    for place, token in enumerate(source):
        if token.lower not in OPPOSITES or (place and source[place - 1].lower in PARTLY):
            continue
        around = source[max(0, place - 3) : place + 2]
        things = {
            n
            for one in around
            if one.lower not in FUNCTION_WORDS and len(one.text) > 3 and one is not token
            for n in mentions(one.text, text, "en")
        }
        for number, said in enumerate(every):
            near = any(abs(number - thing) <= NEAR for thing in things)
            if said.lower not in opposites(token.lower) - own or is_denied(number, every, words):
                continue
            if near or said.lower in OF_PLACES:
                end = said.end
                if number + 1 < len(every) and every[number + 1].lower in ("with", "by"):
                    end = next((one.end for one in every[number:] if one.ahead.strip()), len(text))
                says = f"must be {token.lower}"
                alone = end == said.end and said.lower not in OF_PLACES
                edit = without_attribute(text, said.start) if alone else None
                if edit:
                    yield Fault("exclusion", says, (edit,))
                else:
                    yield Fault("exclusion", says, shown=(said.start, end))


def other_things_faults(ledger: Ledger, text: str, words: LanguageWords) -> Iterator[Fault]:
    """Yield what lives or grows in *text* besides what the author closes the list with."""
    if not CLOSED.search(ledger.source):
        return
    source, every = tokens(ledger.source), tokens(text)
    if any(_lives(one) and not is_named(one.text, text, "en") for one in source):
        return  # What is there may be what the author named.
    for place, token in enumerate(every):
        kind = lemma(token.lower, ("noun",))
        known = entry(kind)
        if len(token.text) < 3 or token.lower in FUNCTION_WORDS or known is None:
            continue
        lives = category(kind) in LIVING or shows_excluded("flower", kind)
        if not lives or known.frequency("noun") < max(0, known.frequency("verb")):
            continue
        if not is_there(place, every) or is_denied(place, every, words):
            continue
        if not any(
            is_named_by(one.text, token) or shows_excluded(kind, one.lower)
            for one in source
            if len(one.text) > 2
        ):
            yield Fault("exclusion", "nothing else may appear", shown=(token.start, token.end))


def _lives(token: Token) -> bool:
    kind = lemma(token.lower, ("noun",))
    is_word = len(token.text) > 2 and token.lower not in FUNCTION_WORDS
    return is_word and category(kind) in LIVING and is_rather_noun(kind)


def _is_deed(verb: str, token: Token) -> bool:
    """Say whether a word names a deed, or a kind of it in the face: a grin, of a smile."""
    done = lemma(token.lower, ("verb",))
    if done == verb:
        return True
    known = entry(done)
    is_done = known is not None and known.frequency("verb") > 0
    return is_done and category(verb) == "face" and is_a(done, verb)
