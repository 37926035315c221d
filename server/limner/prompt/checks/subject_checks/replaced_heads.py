"""The one noun that stands in a prompt's first sentence where the author's subject should."""

import re
from collections.abc import Iterable, Iterator

from limner.prompt.checks.exclusion_checks.excluded_kinds import WHOLE
from limner.prompt.checks.fault import Edit
from limner.prompt.checks.subject_checks.rivals import is_animal
from limner.prompt.checks.things import is_named
from limner.prompt.ledger.nouns import is_plural, plural, singular
from limner.prompt.ledger.tokens import Token, cased_like, first_sentence, sentences, tokens
from limner.prompt.ledger.vocabulary import COLOURS, NUMBERS, word_set
from limner.prompt.wordnet.categories import USUAL, categories
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.sameness import same_thing
from limner.prompt.wordnet.table import entry

SIZES = word_set("giant miniature baby toy dwarf")
"""Nouns before another that say how large it is."""

INTRODUCING = word_set("the a an one each every these those other another both two three some many")
"""Words behind which a noun stands rather than a verb."""

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
    # What any animal is, a creature, the other one is.
    named = {same_thing(animal, token.lower) for token in every if len(token.text) > 2}
    if named - {None, "generic"}:
        return []
    written = next(token.text for token in tokens(source) if singular(token.lower) == animal)
    return list(renamed(written, other, text))


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
    before, deed = every[place - 1] if place else None, entry(lemma(every[place].lower, ("verb",)))
    if before is None or before.ends_clause or deed is None or deed.frequency("verb") < 0:
        return True
    return before.lower in INTRODUCING or before.lower in NUMBERS or before.text.isdecimal()


def _kinds(token: Token) -> tuple[str, ...]:
    return categories(lemma(token.lower, ("noun",)))


def _usual(token: Token) -> set[str]:
    return set(_kinds(token)[:USUAL])
