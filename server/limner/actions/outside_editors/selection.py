"""The words of a document that are meant, where no editor has selected them."""

import re
from collections.abc import Sequence

from limner.actions import context, intents
from limner.actions.document_files import line_of_file
from limner.document import Document, Span
from limner.errors import AmbiguousSelection, InputError
from limner.markup.interface import Intent


def select_words(
    documents: Sequence[Document], words: str, occurrence: int | None = None
) -> tuple[Document, Intent]:
    """Return what *words* ask for, and which of a file's *documents* holds them.

    Args:
        documents: a document, or the cells of a notebook.
        words: as they are written there; a line end counts as a blank.
        occurrence: which one, counted from 1, when they occur more than once.

    Raises:
        AmbiguousSelection: they occur more than once, and nobody says which one.
        InputError: they are not there, or hold nothing to depict.
    """
    document, span = _occurrence(documents, words, occurrence)
    intent = intents.read_selection(document, span)
    if intent is None:
        raise InputError("The selected words hold nothing to depict: select a few words.")
    return document, intent


def select_line(documents: Sequence[Document], number: int) -> tuple[Document, Intent]:
    """Return what line *number* of a file asks for, counted from 1: of prose, its sentence.

    Raises:
        InputError: there is no such line, or it holds no words.
    """
    document, line = line_of_file(documents, number)
    intent = intents.read(document, context.sentence_on(document, line))
    if intent is None:
        raise InputError(f"Line {number} of {_name(documents)} holds no words to depict.")
    return document, intent


def _occurrence(
    documents: Sequence[Document], selected: str, occurrence: int | None
) -> tuple[Document, Span]:
    words, name = selected.split(), _name(documents)
    if not words:
        raise InputError("Nothing is selected: give some words of the document.")
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    found = [
        (document, Span(*match.span()))
        for document in documents
        for match in pattern.finditer(document.text)
    ]
    if not found:
        raise InputError(
            f"“{selected}” does not occur in {name}: give words as they stand in the file, "
            "with their markup."
        )
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


def _name(documents: Sequence[Document]) -> str:
    path = documents[0].path if documents else None
    return path.name if path else "The document"
