"""Whether a prompt tells a name by a part of it, as people do: Curie, Van Gogh, Huck, the UN."""

import re

from limner.patterns import lazy_regex
from limner.prompt.checks.name_checks.lower_case_names import bare
from limner.prompt.checks.name_checks.name_forms import holds
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.given_names import is_given_name
from limner.prompt.ledger.names import WORD
from limner.prompt.ledger.nouns import singular
from limner.prompt.ledger.tokens import Token, tokens
from limner.prompt.ledger.vocabulary import word_set
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.table import entry

PARTICLES = word_set("van von de der den da di del della du dos bin ibn al")
"""What stands inside a name without a capital: Vincent van Gogh, Rio de Janeiro."""

ROMAN = {"ii": "second", "iii": "third", "iv": "fourth", "v": "fifth", "vi": "sixth"}

INITIALS = lazy_regex(r"\b(?:[A-Z]\.){2,}|\b[A-Z]{2,4}\b")

USUAL_NOUN = 2
"""How often texts have a noun from which a name like it may be taken for it: King."""

SHORTEST = 3
"""Letters of a name cut short: Max, for Maximilian."""


def is_told_short(name: str, parts: list[str], ledger: Ledger, text: str) -> bool:
    """Say whether *text* names *name*, of these *parts*, by one of them or by its initials."""
    if any(holds(partner, text) for partner in _partners(name, ledger)):
        return True
    if len(parts) == 1:
        return len(name) > 1 and name.isupper() and _says_in_full(name, text)
    initials = "".join(part[0] for part in parts).upper()
    if any(found.group().replace(".", "") == initials for found in INITIALS.finditer(text)):
        return True
    every = tokens(text)
    numeral = ROMAN.get(parts[-1].lower(), "")
    if numeral and numeral in text.lower() and holds(" ".join(parts[:-1]), text):
        return True
    others = [one for one in ledger.names if one != name]
    return any(
        _stands_alone(place, every) and _names(token, parts) and not _is_in(token, others)
        for place, token in enumerate(every)
    )


def _partners(name: str, ledger: Ledger) -> list[str]:
    """Return what a particle joins with *name* in the source: Gogh, of "Vincent van Gogh"."""
    if ledger.language != "en":
        return []  # "Portrait de Colette".
    joined = "|".join(PARTICLES | {"of"} if _is_noun(name) else PARTICLES)
    before = re.search(rf"(\w+)(?: (?:{joined}))+ {re.escape(name)}\b", ledger.source)
    after = re.search(rf"\b{re.escape(name)}(?: (?:{joined}))+ (\w+)", ledger.source)
    return [found[1] for found in (before, after) if found and found[1][:1].isupper()]


def _is_noun(name: str) -> bool:
    """Say whether *name* is a word of the language: Statue, of "the Statue of Liberty"."""
    known = entry(name.lower())
    return known is not None and known.frequency("noun") > 0 and not known.is_name


def _says_in_full(initials: str, text: str) -> bool:
    """Say whether words of *text* begin with *initials*, as in "United Nations"."""
    words = [word for word in WORD.findall(text) if word[:1].isupper()]
    letters = "".join(word[0] for word in words)
    return initials in letters or (initials == "TV" and "television" in text.lower())


def _names(token: Token, parts: list[str]) -> bool:
    """Say whether a word is the first or last part of a name, or the first one cut short.

    What is a word of the language too, as the King of "Martin Luther King", is none.
    """
    word = bare(token.text)
    if not token.text[:1].isupper() or len(word) < SHORTEST:
        return False
    if word in (bare(parts[0]), bare(parts[-1])):
        known = entry(lemma(word))
        is_rare = known is None or known.is_name or known.frequency("noun") < USUAL_NOUN
        return is_rare or is_given_name(token.text)
    is_cut = bare(parts[0]).startswith(word) and len(word) + 2 <= len(parts[0])
    return is_cut and (is_given_name(parts[0]) or len(word) > SHORTEST)


def _stands_alone(place: int, every: tuple[Token, ...]) -> bool:
    """Say whether no other name stands beside the word at *place*."""
    after = every[place + 1 : place + 2]
    if every[place].ahead == " " and any(one.text[:1].isupper() for one in after):
        return False
    before = every[place - 1] if place else None
    if before is None or before.ahead != " " or not before.text[:1].isupper():
        return True
    opens = place < 2 or every[place - 2].ends_clause
    return opens and entry(lemma(before.lower)) is not None and not is_given_name(before.text)


def _is_in(token: Token, names: list[str]) -> bool:
    words = {singular(word) for name in names for word in WORD.findall(name)}
    return singular(token.text) in words
