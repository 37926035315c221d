"""The one noun that stands in a prompt's first sentence where the author's subject should."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from limner.prompt.checks.exclusion_checks.excluded_kinds import WHOLE
from limner.prompt.checks.fault import Edit
from limner.prompt.checks.subject_checks.rivals import is_animal
from limner.prompt.checks.subject_checks.same_scene import is_somebody
from limner.prompt.checks.things import is_named
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.heads import is_quality
from limner.prompt.ledger.nouns import is_plural, plural, singular
from limner.prompt.ledger.tokens import Token, cased_like, first_sentence, sentences, tokens
from limner.prompt.ledger.vocabulary import COLOURS, FUNCTION_WORDS, word_set
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

SIZES = word_set("giant miniature baby toy dwarf")
"""Nouns before another that say how large it is."""

INTRODUCING = word_set("the a an one each every these those other another both two three some many")
"""Words behind which a noun stands rather than a verb."""

SHORTEST = 2
"""Letters above which the rest of a closed compound is a word."""

FAMILIES = (
    frozenset(WHOLE["animal"]),
    frozenset(WHOLE["building"]),
    frozenset(WHOLE["plant"]),
    frozenset(WHOLE["furniture"]),
    frozenset({"car", "cycle", "train", "boat", "aircraft", "vehicle"}),
    frozenset({"clothing", "headwear", "footwear"}),
    frozenset({"kitchen ware", "container"}),
    frozenset({"machine", "device"}),
    frozenset({"musical instrument"}),
)
"""Categories of the lexicon of which a picture's subject has one: an animal is no other animal."""


def replaced_head(
    subject: str, own: Iterable[str], seen: Iterable[str], text: str, source: str
) -> list[Edit]:
    """Return the edits that put *subject* where the only other noun of its family stands.

    Args:
        subject: the author's noun, which *text* does not name.
        own: the author's other nouns, which stand for nothing else.
        seen: the nouns of *text* that can be seen.
        text: the prompt.
        source: the author's words, none of which is another's name.
    """
    written = {singular(token.lower) for token in tokens(source)}
    base = lemma(subject.rpartition(" ")[2].lower(), ("noun",))
    family = next((one for one in FAMILIES if one & set(categories(base)[:1])), None)
    if family is None:
        return []
    start, end = first_sentence(text)
    kept, seen = list(own), set(seen)
    nouns = [
        token
        for token in tokens(text[start:end])
        if token.text in seen
        and singular(token.lower) not in written
        and not any(is_named(one, token.text, "en") for one in kept)
    ]
    like = [token for token in nouns if _kinds(token)[:USUAL] and family & _usual(token)]
    like = like or [token for token in nouns[:1] if family & set(_kinds(token))]
    names = {singular(token.text) for token in like}
    if len(names) != 1 or is_plural(like[0].text) != is_plural(subject):
        return []
    return list(renamed(subject, names.pop(), text))


def replaced_animal(source: str, text: str) -> list[Edit]:
    """Return the edits that put the only animal of *source* where *text* begins with another.

    Also where it says of what kind somebody is: "an otter dentist".
    """
    own = set(filter(is_animal, (singular(token.lower) for token in tokens(source)))) - SIZES
    every = tokens(text)
    said: set[str] = set()
    for start, end in sentences(text):  # The first that has an animal.
        inside = (singular(token.lower) for token in tokens(text[start:end]))
        said = said or set(filter(is_animal, inside))
    own, said = own - said, said - own
    if len(own) != 1 or len(said) != 1:
        return []
    animal, other = own.pop(), said.pop()
    if is_named(animal, text, "en"):
        return []  # A doe is a deer.
    if any(same_thing(animal, token.lower) for token in every if len(token.text) > 2):
        return []
    written = next(token.text for token in tokens(source) if singular(token.lower) == animal)
    return list(renamed(written, other, text))


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
        family = next((one for one in FAMILIES if one & set(categories(own.lower)[:1])), None)
        if family is None or is_named(own.text, text, "en"):
            continue
        for said, other in _compounds(text):
            same = singular(other.lower) == singular(noun.lower) and family & _usual(said)
            if same and not is_named(said.text, ledger.source, "en"):
                return list(renamed(own.text, singular(said.lower), text))
    return []


def renamed(subject: str, wrong: str, text: str) -> Iterator[Edit]:
    """Yield the edits that put *subject* for every *wrong*, a noun in the singular, of *text*.

    Of two squirrels that become rabbits, "one squirrel" is one rabbit.
    """
    every = tokens(text)
    bases = [re.sub(r"['’]s$", "", token.text) for token in every]
    alike = [is_plural(one) == is_plural(subject) for one in bases if singular(one) == wrong]
    forms = {True: plural(singular(subject)), False: singular(subject), is_plural(subject): subject}
    for place, (token, bare) in enumerate(zip(every, bases, strict=True)):
        if singular(bare) != wrong or not any(alike):
            continue
        if is_plural(bare) != is_plural(subject) and (" " in subject or not _is_told(place, every)):
            continue
        first = place
        before = every[place - 1] if place else None
        if before is not None and before.ahead == " " and entry(f"{before.lower} {wrong}"):
            first = place - (before.lower not in COLOURS)  # A sea turtle, and no white sheep.
        said = cased_like(forms[is_plural(bare)], every[first].text)
        yield Edit(every[first].start, token.start + len(bare), said)


def _is_told(place: int, every: tuple[Token, ...]) -> bool:
    """Say whether a noun that may be a verb begins a phrase: "hawks" of "the hawks"."""
    before = every[place - 1] if place else None
    return before is None or before.ends_clause or before.lower in INTRODUCING


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


def _is_noun(word: str) -> bool:
    """Say whether *word* is more usual as a noun than as a verb in any form."""
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


def _kinds(token: Token) -> tuple[str, ...]:
    return categories(lemma(token.lower, ("noun",)))


def _usual(token: Token) -> set[str]:
    return set(_kinds(token)[:USUAL])
