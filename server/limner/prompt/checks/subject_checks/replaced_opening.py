"""The noun that a prompt opens with where the author's subject should stand: it is put there."""

from collections.abc import Iterable, Iterator

from limner.prompt.checks.exclusion_checks.excluded_kinds import WHOLE
from limner.prompt.checks.fault import Edit
from limner.prompt.checks.subject_checks.opening_noun import opening_noun
from limner.prompt.checks.subject_checks.persons import AGES, BOTH, is_person, sex, sexes
from limner.prompt.checks.subject_checks.replaced_heads import FAMILIES, renamed
from limner.prompt.checks.subject_checks.rivals import is_animal, is_general
from limner.prompt.checks.things import is_named, is_named_by, share_stem
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.heads import is_quality
from limner.prompt.ledger.language_words import language_words
from limner.prompt.ledger.nouns import is_plural, singular
from limner.prompt.ledger.tokens import Token, first_sentence, tokens
from limner.prompt.ledger.vocabulary import FUNCTION_WORDS
from limner.prompt.wordnet.categories import USUAL, categories, category, is_a
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.table import entry
from limner.prompt.wordnet.word_classes import PREPOSITIONS

FOOD = frozenset(WHOLE["food"])

REACH = 4
"""Words before a noun among which its number stands: "two old enamel kettles"."""

BROAD = frozenset(
    {"artifact", "thing", "natural object", "substance", "structure", "abstract", None}
)
"""Categories of the lexicon that say nearly nothing of what a thing is."""


def replaced_opening(subject: str, own: Iterable[str], text: str, source: str) -> list[Edit]:
    """Return the edits that put *subject* where *text* opens with another of its kind.

    Such a one is somebody else, or of the same family of things, or stands where the author's thing
    does: a lighthouse on a hill, for a windmill on a hill.

    Args:
        subject: the author's noun, which *text* does not name; English.
        own: the author's other nouns, which stand for nothing else.
        text: the prompt.
        source: the author's words, none of which is another's name.
    """
    other, base = opening_noun(text), lemma(subject.rpartition(" ")[2].lower(), ("noun",))
    if other is None or is_plural(other.text) != is_plural(subject):
        return []
    noun = singular(other.text)
    written = {singular(token.lower) for token in tokens(source)}
    if any(noun == word or share_stem(noun, word) for word in written):
        return []  # A suburb, for a suburban street.
    if any(is_named(one, other.text, "en") for one in own):
        return []
    if is_general(other.text) or is_general(subject) or _is_part_of_another(other, text):
        return []
    if _are_alike(base, noun) or _has_its_place(base, other, text, source):
        return list(renamed(subject, noun, text))
    return []


def replaced_things(ledger: Ledger, text: str) -> list[Edit]:
    """Return the edits that put the author's things where *text* opens with as many others.

    That is where the author's words begin with their number: "two kettles arguing"; English.
    """
    words, other = language_words("en"), opening_noun(text)
    first = next((one for one in ledger.counts if one.number > 1), None)
    if words is None or other is None or first is None or not is_plural(other.text):
        return []
    begins = tokens(ledger.present)[:1]
    if not begins or words.numbers.get(begins[0].lower) != first.number:
        return []
    before = {words.numbers.get(one.lower) for one in _words_before(other, text)}
    base, noun = (lemma(one.lower(), ("noun",)) for one in (first.noun, other.text))
    if before - {None} != {first.number} or not all(is_a(one, "artifact") for one in (base, noun)):
        return []
    if is_general(base) or is_general(noun) or is_named(base, text, "en"):
        return []
    if is_named(noun, ledger.source, "en"):
        return []
    return list(renamed(first.noun, singular(other.text), text))


def _words_before(noun: Token, text: str) -> tuple[Token, ...]:
    """Return the words before *noun* in its sentence, as far as a number may be that of it."""
    start = first_sentence(text)[0]
    return tuple(one for one in tokens(text) if start <= one.start < noun.start)[-REACH:]


def replaced_sex(subject: str, text: str, source: str) -> list[Edit]:
    """Return the edits that put *subject* where *text* opens with somebody of the other sex.

    Not where *text* has both, or *source*: a queen and a king may change places. A word for their
    age goes: "a young boy", where a grandmother should be.
    """
    other = opening_noun(text)
    if other is None or {sex(subject), sex(other.text)} != BOTH or sexes(text) & {sex(subject)}:
        return []
    if _names_person(subject, text) or _names_person(other.text, source):
        return []
    if is_plural(other.text) != is_plural(subject):
        return []
    edits = list(renamed(subject, singular(other.text), text))
    before = [token for token in tokens(text) if token.end < other.start][-1:]
    if before and before[0].lower in AGES and before[0].ahead == " ":
        whole = Edit(before[0].start, other.end, subject)
        edits = [whole, *(one for one in edits if one.start != other.start)]
    return edits


def _names_person(person: str, text: str) -> bool:
    """Say whether *text* has *person*, by a form or synonym that says of the same sex."""
    alike = (one for one in tokens(text) if sex(one.text) == sex(person))
    return any(is_named(person, one.text, "en") for one in alike)


def _are_alike(one: str, other: str) -> bool:
    """Say whether a picture of one thing may have become one of the other."""
    for is_kind in (_is_animal, is_person):  # The lexicon has a whale as somebody first.
        if is_kind(one) or is_kind(other):
            return is_kind(one) and is_kind(other)
    first, second = (set(categories(noun)[:USUAL]) for noun in (one, other))
    if any(family & first and family & second for family in (*FAMILIES, FOOD)):
        return True
    return category(one) == category(other) and category(one) not in BROAD


def _is_animal(noun: str) -> bool:
    return is_animal(noun) or category(noun) in WHOLE["animal"]


def _is_part_of_another(noun: Token, text: str) -> bool:
    """Say whether another thing stands right before *noun*, which would stay: a yacht hull."""
    before = next((one for one in reversed(tokens(text)) if one.end < noun.start), None)
    if before is None or before.ahead != " " or is_quality(before.text):
        return False
    if entry(f"{before.lower} {singular(noun.lower)}"):
        return False
    kinds = set(categories(lemma(before.lower, ("noun",)))[:1])
    return any(family & kinds for family in FAMILIES)


def _has_its_place(base: str, other: Token, text: str, source: str) -> bool:
    """Say whether *other* is by the same thing in its sentence as *base* in *source*."""
    if _is_animal(base) != _is_animal(singular(other.text)) or is_person(base):
        return False
    own = next((token for token in tokens(source) if singular(token.text) == base), None)
    place = next(_places(source[own.end :]), None) if own else None
    after = text[other.end : first_sentence(text)[1]]
    return place is not None and any(is_named_by(place.text, one) for one in _places(after))


def _places(text: str) -> Iterator[Token]:
    """Yield the last words of the phrases behind prepositions: the hill of "on a green hill"."""
    every, inside, last = tokens(text), False, None
    for token in every:
        if token.lower in PREPOSITIONS | FUNCTION_WORDS - {"a", "an", "the", "its", "his", "her"}:
            if inside and last is not None:
                yield last
            inside, last = token.lower in PREPOSITIONS, None
            continue
        last = token
        if token.ahead.strip():
            if inside:
                yield last
            inside, last = False, None
    if inside and last is not None:
        yield last
