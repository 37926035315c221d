"""What an answer has to keep of its author's words, and which of it can be compared."""

from dataclasses import dataclass, replace

from limner.errors import InputError
from limner.prompt import naming
from limner.prompt.checks.verification import split_flags, words_of
from limner.prompt.cleaning import clean
from limner.prompt.dialects import Dialect
from limner.prompt.dialects import get as dialect_of
from limner.prompt.expansion import Expansion, ExpansionRequest
from limner.prompt.generator_syntax import neutralise
from limner.prompt.kinds.picture_kind import PictureKind, picture_kind
from limner.prompt.language import language
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.extraction import read as read_ledger
from limner.prompt.ledger.given_names import is_given_name

LEAST_TOLD = 12
"""Words of an answer from which its language is certain."""


@dataclass(frozen=True)
class Brief:
    """What one expansion has to keep: the author's words, and for which generator."""

    source: str
    ledger: Ledger
    dialect: Dialect
    kind: PictureKind
    request: ExpansionRequest


def brief_of(request: ExpansionRequest) -> Brief:
    """Return what is to be kept of a request.

    Raises:
        InputError: its words hold nothing to depict.
    """
    dialect = dialect_of(request.dialect)
    source = neutralise(clean(naming.subject(request.source)), dialect)
    if not any(letter.isalnum() for letter in source):
        raise InputError("These words hold nothing to depict: say what the picture shows.")
    ledger = read_ledger(source, request.document_language)
    if request.language not in ("source", ledger.language):
        ledger = _of_translation(ledger)
    return Brief(source, ledger, dialect, picture_kind(source), replace(request, source=source))


def as_answered(items: list[Expansion], brief: Brief) -> Brief:
    """Return *brief* as *items* can be compared with it, by the language that they are in.

    It decides where the author's words leave theirs open; in another one they are a translation.
    """
    request = brief.request
    if request.language != "source" or not items:
        return brief
    text = split_flags(words_of(items[0].prompt, brief.dialect))[0]
    answered = language(text) if len(text.split()) >= LEAST_TOLD else ""
    ledger = brief.ledger
    if answered and not request.document_language:
        ledger = read_ledger(brief.source, answered)
    if answered and ledger.language and answered != ledger.language:
        ledger = _of_translation(ledger)
    return replace(brief, ledger=ledger)


def _of_translation(ledger: Ledger) -> Ledger:
    """Return what is never translated, which is all that can be compared.

    What is left out goes along, for generators that have a field or a flag for it.
    """
    names = tuple(name for name in ledger.names if _is_never_translated(name))
    return Ledger(
        ledger.source,
        "",
        quotes=ledger.quotes,
        names=names,
        negations=ledger.negations,
        is_picture=False,
    )


def _is_never_translated(name: str) -> bool:
    """Say whether *name* is a figure, a code, or that of a person."""
    return any(map(str.isdigit, name)) or is_given_name(name.partition(" ")[0])
