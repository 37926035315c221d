"""The smallest edits that put a model's prompt right; all else stays as it was written."""

from collections.abc import Iterable
from dataclasses import replace

from limner.prompt.assembly import join_parts, opening, written
from limner.prompt.checks.exclusion_checks.absence import unsaid_faults
from limner.prompt.checks.fault import Edit, Fault
from limner.prompt.checks.verification import hard_faults, split_flags, words_of
from limner.prompt.dialects import Dialect
from limner.prompt.expansion import Expansion
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.names import ODD
from limner.prompt.ledger.tokens import sentences
from limner.prompt.trimming.sentence_trimming import trim

MOST_ROUNDS = 4
"""How often what must not appear is taken out: each time once from a sentence."""


def repaired(ledger: Ledger, expansion: Expansion, dialect: Dialect) -> Expansion:
    """Return *expansion* with everything that its author decided for certain.

    One that holds all of it comes back as it is.
    """
    body, flags = split_flags(words_of(expansion.prompt, dialect))
    text, begins = body, opening(ledger, dialect)
    for _ in range(MOST_ROUNDS):
        found = hard_faults(ledger, text)
        text = mended(text, found, dialect, begins)
        if not any(one.shown for one in found):
            break
    if any(one.kind == "subject" for one in hard_faults(ledger, text)):
        text = join_parts([begins, text], dialect)
    if dialect.exclusions == "text":
        text = mended(text, unsaid_faults(ledger, text), dialect)
    if text == body:
        return expansion
    return replace(expansion, prompt=written(text, flags, dialect))


def mended(text: str, found: Iterable[Fault], dialect: Dialect, opening: str = "") -> str:
    """Return *text* with what is *found* put right: in place, else trimmed, else added.

    Args:
        text: a prompt's words.
        found: its faults; of several that must not appear in one sentence, one is taken out.
        dialect: in which form something is added.
        opening: the author's words, for a first sentence that cannot stay.
    """
    found = list(found)
    edits = [edit for one in found for edit in one.edits]
    shown = (one.shown for one in found if one.shown and not one.edits)
    by_sentence = {_sentence(text, place[0]): place for place in shown}
    edits += [trim(text, place, opening) for place in by_sentence.values()]
    text = _edited(text, edits)
    clauses = dict.fromkeys(one.clause for one in found if one.clause and one.kind != "subject")
    return _joined(text, list(clauses), dialect) if clauses else text


def _edited(text: str, edits: list[Edit]) -> str:
    """Return *text* after *edits*; of two that meet, the longer counts."""
    taken: list[Edit] = []
    for edit in sorted(edits, key=lambda one: one.start - one.end):
        if all(edit.end <= one.start or edit.start >= one.end for one in taken):
            taken.append(edit)
    for edit in sorted(taken, key=lambda one: one.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text.strip()


def _sentence(text: str, place: int) -> int:
    """Return where the sentence at *place* begins."""
    return max((start for start, _ in sentences(text) if start <= place), default=0)


def _joined(text: str, clauses: list[str], dialect: Dialect) -> str:
    """Return *text* with *clauses* at its end, as one more sentence or as phrases."""
    if dialect.form in ("phrases", "tags"):
        return ", ".join([text.rstrip(" ,."), *clauses])
    said = ", ".join(clauses)
    if not ODD.match(said):  # "kWh" and "iPhone" keep their letters.
        said = said[:1].upper() + said[1:]
    return f"{text} {said}.".lstrip()
