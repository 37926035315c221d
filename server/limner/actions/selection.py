"""The words of a document that are meant, where no editor has selected them."""

import re

from limner.actions import expanding
from limner.document import Document, Span, split_lines
from limner.errors import AmbiguousSelection, InputError
from limner.markup.interface import Intent


def select_words(document: Document, words: str, occurrence: int | None = None) -> Intent:
    """Return what *words* of *document* ask for; a line end there counts as a blank.

    Args:
        document: where they stand.
        words: as they are written there.
        occurrence: which one, counted from 1, when they occur more than once.

    Raises:
        AmbiguousSelection: they occur more than once, and nobody says which one.
        InputError: they are not there, or hold nothing to depict.
    """
    intent = expanding.read(document, _occurrence(document, words, occurrence))
    if intent is None:
        raise InputError("The selected words hold nothing to depict: select a few words.")
    return intent


def select_line(document: Document, number: int) -> Intent:
    """Return what the words of line *number*, counted from 1, ask for.

    Raises:
        InputError: there is no such line, or it holds no words.
    """
    lines, name = split_lines(document.text), _name(document)
    if not 1 <= number <= len(lines):
        raise InputError(f"{name} has no line {number}: it has {len(lines)}.")
    start = sum(map(len, lines[: number - 1]))
    intent = expanding.read(document, Span(start, document.line_stop(start)))
    if intent is None:
        raise InputError(f"Line {number} of {name} holds no words to depict.")
    return intent


def _occurrence(document: Document, selected: str, occurrence: int | None) -> Span:
    words, name = selected.split(), _name(document)
    if not words:
        raise InputError("Nothing is selected: give some words of the document.")
    pattern = r"\s+".join(map(re.escape, words))
    found = [Span(*match.span()) for match in re.finditer(pattern, document.text)]
    if not found:
        raise InputError(f"“{selected}” does not occur in {name}.")
    if occurrence is None and len(found) > 1:
        raise AmbiguousSelection(
            f"“{selected}” occurs {len(found)} times in {name}: "
            f"say which one, with --occurrence 1 to {len(found)}."
        )
    number = occurrence or 1
    if not 1 <= number <= len(found):
        most = "once" if len(found) == 1 else f"{len(found)} times"
        raise InputError(
            f"“{selected}” occurs {most} in {name}: say which one, with --occurrence and such a "
            "number."
        )
    return found[number - 1]


def _name(document: Document) -> str:
    return document.path.name if document.path else "The document"
