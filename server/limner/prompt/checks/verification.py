"""What a prompt has lost, changed or added of its author's words: certain, or worth one question.

The same checks serve a chat model's answer, the embedded expander's tests and what is shortened.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from limner.patterns import lazy_regex
from limner.prompt.checks.colour_checks.colour_faults import colour_faults
from limner.prompt.checks.company import company_faults
from limner.prompt.checks.coverage import coverage_faults
from limner.prompt.checks.exclusion_checks.absence import absence_faults, unsaid_faults
from limner.prompt.checks.fault import Fault, with_articles
from limner.prompt.checks.lettering import QUOTED, lettering_faults
from limner.prompt.checks.literals import (
    closed_faults,
    currency_faults,
    figure_faults,
    form_faults,
    literal_faults,
)
from limner.prompt.checks.numbers.counts import count_faults
from limner.prompt.checks.side_checks.placement import side_faults
from limner.prompt.checks.side_checks.turned_places import place_faults
from limner.prompt.checks.subject_checks.main_subject import subject_faults
from limner.prompt.dialects import Dialect, fits
from limner.prompt.expansion import Expansion
from limner.prompt.generator_syntax import findings as syntax
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.quotations import QUOTE

LITERAL = (lettering_faults, literal_faults)
"""What holds for any text, however long."""

DESCRIPTIVE = (
    figure_faults,
    form_faults,
    currency_faults,
    closed_faults,
    count_faults,
    colour_faults,
    side_faults,
    place_faults,
    absence_faults,
    subject_faults,
)
"""What holds for a description of one picture."""

FLAGS = lazy_regex(r"\s--(?=[a-z])")


def all_faults(ledger: Ledger, text: str) -> tuple[Fault, ...]:
    """Return all that is found in *text*, a prompt's words without flags; hard faults first."""
    if not ledger.is_picture:
        return hard_faults(ledger, text)
    return (
        *hard_faults(ledger, text),
        *coverage_faults(ledger, text),
        *company_faults(ledger, text),
    )


@lru_cache(maxsize=64)
def hard_faults(ledger: Ledger, text: str) -> tuple[Fault, ...]:
    """Return the faults that are certain: they are put right by code if need be."""
    checks = (*LITERAL, *DESCRIPTIVE) if ledger.is_picture else LITERAL
    found = dict.fromkeys(one for check in checks for one in check(ledger, text))
    if ledger.language == "en":
        found = dict.fromkeys(replace(o, edits=with_articles(o.edits, text)) for o in found)
    mended = {one.says.lower() for one in found if one.edits}
    kept = (one for one in found if one.edits or one.says.lower() not in mended)
    return tuple(one for one in kept if not _is_label(one, found, ledger, text))


def _is_label(fault: Fault, found: Iterable[Fault], ledger: Ledger, text: str) -> bool:
    """Say whether what *fault* would take away is a label that another puts right: "Spain".

    It is one beside others that are the author's: "Finland" and "Japan".
    """
    if fault.shown is None:
        return False
    shown = text[slice(*fault.shown)]
    edits = {(edit.start, edit.end) for one in found if one.kind == "name" for edit in one.edits}
    labels = (next(filter(None, match.groups())) for match in QUOTE.finditer(text))
    inside = {label for match in QUOTE.finditer(shown) for label in filter(None, match.groups())}
    return bool(inside & {text[slice(*edit)] for edit in edits}) and any(
        label.lower() in ledger.source.lower() for label in labels
    )


def violations(ledger: Ledger, expansion: Expansion, dialect: Dialect) -> tuple[str, ...]:
    """Return what *expansion* certainly fails to keep, and what its generator would misread.

    Args:
        ledger: read from the neutralised source (see `limner.prompt.generator_syntax.neutralise`).
        expansion: as a model or the embedded expander wrote it.
        dialect: how exclusions are said, what must not appear, and the limit.
    """
    body, flags = split_flags(words_of(expansion.prompt, dialect))
    found = [
        *([] if body.strip() else ["write a prompt: it is empty"]),
        *(one.says for one in hard_faults(ledger, body)),
        *_unsaid(ledger, body, flags, expansion.negative, dialect),
        *syntax(body, dialect, ledger.source),
    ]
    if not fits(expansion.prompt, dialect):
        found.append(f"shorten the prompt to at most {dialect.limit} {dialect.unit}")
    return tuple(dict.fromkeys(found))


def _unsaid(
    ledger: Ledger, body: str, flags: str, negative: str | None, dialect: Dialect
) -> Iterator[str]:
    """Yield exclusions that stand neither in the words nor where the generator has them."""
    if dialect.exclusions == "text":
        yield from (one.says for one in unsaid_faults(ledger, body))
    elsewhere = flags if dialect.exclusions == "flag" else negative or ""
    for negation in (negation for negation in ledger.negations if negation.thing):
        if dialect.exclusions in {"flag", "field"} and negation.what not in elsewhere:
            yield f"say in the {dialect.exclusions} for exclusions: {negation.what}"


def words_of(prompt: str, dialect: Dialect) -> str:
    """Return *prompt* as running text: the strings of a JSON caption, escapes of tags undone."""
    if dialect.form == "json":
        try:
            return ". ".join(_strings(json.loads(prompt)))
        except ValueError:
            return prompt
    return re.sub(r"\\([()\[\]])", r"\1", prompt) if dialect.form == "tags" else prompt


def split_flags(text: str) -> tuple[str, str]:
    """Return the words of a prompt and the flags at its end, which may be empty.

    Dashes in lettering are no flags: a terminal that reads "git log --oneline".
    """
    unquoted = QUOTED.sub(lambda match: "x" * len(match.group()), text)
    found = FLAGS.search(unquoted)
    return (text[: found.start()], text[found.start() + 1 :]) if found else (text, "")


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)
