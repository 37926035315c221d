"""The word that says in a prompt of what kind somebody or something is, put right."""

from collections.abc import Iterator
from itertools import pairwise, takewhile

from limner.prompt.checks.exclusion_checks.excluded_kinds import WHOLE
from limner.prompt.checks.fault import Edit
from limner.prompt.checks.subject_checks.replaced_heads import FAMILIES, SIZES, renamed
from limner.prompt.checks.subject_checks.rivals import is_animal
from limner.prompt.checks.subject_checks.same_scene import is_somebody
from limner.prompt.checks.things import is_named
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.heads import is_quality
from limner.prompt.ledger.nouns import is_plural, plural, singular
from limner.prompt.ledger.tokens import Token, cased_like, tokens
from limner.prompt.ledger.vocabulary import FUNCTION_WORDS, word_set
from limner.prompt.wordnet.categories import USUAL, categories
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.sameness import same_thing
from limner.prompt.wordnet.table import entry

DOING = ("er", "or", "ist", "man", "smith")
"""Endings of who does something."""

CHARTS = ("chart", "graph", "plot")
"""What the last word of a chart's name may be as well."""

CHARTED = word_set("pie bar column line area scatter radar bubble donut doughnut funnel gantt")
"""What says of what kind a chart is."""

REACH = 3
"""Words behind "of" among which the noun stands: "of small grey seals"."""

SHORTEST = 2
"""Letters above which the rest of a closed compound is a word."""

BEINGS = frozenset({*WHOLE["animal"], "imaginary being"})
"""Categories of what may be said of somebody: "a goblin accountant"."""


def replaced_kind(ledger: Ledger, text: str) -> list[Edit]:
    """Return the edits that put right of what kind somebody or something is: "a saxophone player".

    That is a word of the author's right before a noun, where *text* has another of its family.
    """
    literal = " ".join((*ledger.quotes, *ledger.names))
    side_by_side = pairwise(_hyphened(ledger.present))
    once = {(own.lower, noun.lower): (own, noun) for own, noun in side_by_side}
    for own, noun in once.values():
        if own.ahead != " " or own.text in literal:
            continue
        if edits := _another_of_its_name(own, noun, ledger, text):
            return edits
    for own, noun in _compounds(ledger.present):
        if own.text in literal:
            continue
        families = (BEINGS, *FAMILIES)
        family = next((one for one in families if one & set(categories(own.lower)[:1])), None)
        if family is None or is_named(own.text, text, "en"):
            continue
        for said, other in (*_compounds(text), *_groups(text)):
            same = singular(other.lower) == singular(noun.lower) and family & _usual(said)
            if same and not is_named(said.text, ledger.source, "en"):
                named = plural(singular(own.text)) if is_plural(said.text) else own.text
                return list(renamed(named, singular(said.lower), text))
    return []


def _another_of_its_name(own: Token, noun: Token, ledger: Ledger, text: str) -> list[Edit]:
    """Return the edits where *text* has another kind of *noun*, known by its name as well.

    That is two words that the lexicon has as one thing, a bar chart for a pie chart, or one that
    ends with the noun for who does something: a clockmaker for a violin maker.
    """
    head = singular(noun.lower)
    is_name = _is_name(own.lower, head)
    acts = len(head) > SHORTEST and head.endswith(DOING) and is_somebody(head)
    if not (is_name or acts) or is_quality(own.text) or own.lower in SIZES:
        return []
    charted = head in CHARTS and own.lower in CHARTED  # "Scatter" is no synonym of dots there.
    if own.lower in text.lower() if charted else is_named(own.text, text, "en"):
        return []
    heads = CHARTS if head in CHARTS else (head,)
    edits = []
    for one, other in pairwise(_hyphened(text)) if is_name else ():
        if one.ahead != " " or singular(other.lower) not in heads:
            continue
        same = same_thing(f"{own.lower} {head}", f"{one.lower} {head}")
        if _is_name(one.lower, head) and not same and _is_strange(one.lower, ledger):
            edits.append(Edit(one.start, one.end, cased_like(own.text, one.text)))
    for token in tokens(text) if acts else ():
        word, of = singular(token.lower), singular(token.lower).removesuffix(head)
        if word != of and len(of) > SHORTEST and entry(of) and _is_strange(of, ledger):
            name = f"{own.text} {noun.text if is_plural(token.text) else head}"
            edits.append(Edit(token.start, token.end, cased_like(name, token.text)))
    return edits


def _is_name(kind: str, noun: str) -> bool:
    """Say whether the lexicon has both words as one thing, or they are a chart."""
    return entry(f"{kind} {noun}") is not None or (noun in CHARTS and kind in CHARTED)


def _is_strange(word: str, ledger: Ledger) -> bool:
    return not is_named(word, ledger.source, "en")


def _compounds(text: str) -> Iterator[tuple[Token, Token]]:
    """Yield two nouns side by side; of a word with a hyphen both parts are one."""
    for before, noun in pairwise(_hyphened(text)):
        if before.ahead == " " and all(map(_is_noun, (before.lower, noun.lower))):
            yield before, noun


def _groups(text: str) -> Iterator[tuple[Token, Token]]:
    """Yield what a noun holds several of, and the noun: "a family of young seals"."""
    every = tokens(text)
    for place, token in enumerate(every):
        if token.lower != "of" or not place:
            continue
        members = takewhile(lambda one: one.lower not in FUNCTION_WORDS, every[place + 1 :][:REACH])
        if many := next((one for one in members if is_plural(one.text)), None):
            yield many, every[place - 1]


def _is_noun(word: str) -> bool:
    """Say whether *word* is more usual as a noun than as a verb in any form, or an animal."""
    if is_animal(word):
        return True  # A badger.
    noun, verb = (entry(lemma(word, (kind,))) for kind in ("noun", "verb"))
    if len(word) < 3 or word in FUNCTION_WORDS or noun is None:
        return False
    return noun.frequency("noun") > (verb.frequency("verb") if verb else -1)


def _hyphened(text: str) -> Iterator[Token]:
    """Yield the words of *text*, those that a hyphen joins as one."""
    joined: Token | None = None
    for token in tokens(text):
        if joined is not None:
            said = text[joined.start : token.end]
            token = Token(said, joined.start, token.end, token.ahead)
        joined = token if token.ahead == "-" else None
        if joined is None:
            yield token


def _usual(token: Token) -> set[str]:
    return set(categories(lemma(token.lower, ("noun",)))[:USUAL])
