"""Whether a prompt is about what its author named."""

from collections.abc import Iterator

from limner.prompt.checks.fault import Fault
from limner.prompt.checks.things import is_named
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.nouns import singular
from limner.prompt.ledger.tokens import sentences, tokens
from limner.prompt.ledger.vocabulary import FUNCTION_WORDS, MEDIA, NEWCOMERS, VERBS, word_set
from limner.prompt.picture_kind import picture_kind
from limner.prompt.wordnet.categories import category
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.head_noun import WORD_OR_MARK
from limner.prompt.wordnet.sameness import same_thing
from limner.prompt.wordnet.table import entry
from limner.prompt.wordnet.word_classes import tags

MEDIUM = word_set(MEDIA.replace("|", " ")) | word_set(
    "picture image scene view shot sketch screen banner illustration figure graphic print symbol "
    "logo icon emoji poster map diagram chart pattern page timeline dashboard portrait cover mockup"
)
"""What a picture is, rather than what it shows."""

GENERAL = word_set(
    "type kind sort piece instrument thing object way part set group lot pair view moment stack "
    "pile "
    "row collection weight height width length end record top middle bottom front back side "
    "background style shape form colour color size"
)
"""Nouns that say little of what is seen."""

UNSEEN = frozenset(
    {None, "season or hour", "feeling", "abstract", "number or unit", "action", "writing", "event",
     "language or speech", "picture", "sign", "diagram", "chart", "map", "region"}
)  # fmt: skip
"""Categories of the lexicon that a picture shows only by something else."""

OPEN = frozenset({"abstract", "heading", "prose"})
"""Kinds whose words name nothing that must be seen under its own name."""


def subject_faults(ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield subjects that are not named in *text*: by no form, synonym or kind of them."""
    for subject in subjects(ledger):
        if not is_named(subject, text, ledger.language):
            yield Fault("subject", f"write about what the source names: {subject}", clause=subject)


def subjects(ledger: Ledger) -> tuple[str, ...]:
    """Return the nouns that the author's words are about: the first thing, and who lives.

    In other languages than English it is what they count.
    """
    if picture_kind(ledger.source) in OPEN and ledger.language == "en":
        return ()
    if ledger.language != "en":
        return tuple(dict.fromkeys(count.noun for count in ledger.counts[:1]))
    present = ledger.source
    for negation in ledger.negations:
        present = present.replace(negation.text, " ")
    nouns = list(_seen(present, ledger))
    living = [
        noun for noun in nouns if singular(noun) in NEWCOMERS["animals"] | NEWCOMERS["people"]
    ]
    return tuple(dict.fromkeys([*nouns[:1], *living]))


def other_subject(ledger: Ledger, text: str) -> str:
    """Return what the first sentence of *text* is about when the author named no such thing."""
    wanted = subjects(ledger)[:1]
    if not wanted or is_named(wanted[0], text, ledger.language) or ledger.language != "en":
        return ""
    start, end = next(iter(sentences(text)), (0, len(text)))
    own = [singular(token.text) for token in tokens(ledger.source)]
    for noun in _seen(text[start:end], ledger):
        if not any(singular(noun) == word or same_thing(noun.lower(), word) for word in own):
            return noun
        return ""
    return ""


def _seen(text: str, ledger: Ledger) -> Iterator[str]:
    """Yield the nouns of *text* that can be seen: heads of their phrases, no names, no medium."""
    words = WORD_OR_MARK.findall(text)
    classes = tags(words)
    quoted = {word for quote in ledger.quotes for word in WORD_OR_MARK.findall(quote)}
    named = {word for name in ledger.names for word in WORD_OR_MARK.findall(name)}
    for place, (word, kind) in enumerate(zip(words, classes, strict=True)):
        lower = word.lower()
        after = words[place + 1] if classes[place + 1 : place + 2] == ["noun"] else ""
        if kind != "noun" or (after and not after[:1].isupper() and after not in VERBS):
            continue
        if lower in FUNCTION_WORDS | MEDIUM | GENERAL or singular(lower) in MEDIUM | GENERAL:
            continue
        if word in quoted | named or entry(lemma(lower, ("noun",))) is None:
            continue
        if category(lemma(lower, ("noun",))) not in UNSEEN:
            yield word
