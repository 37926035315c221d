"""What the author's words in a document ask for, and where something for them goes."""

from limner import markup
from limner.document import Document, Span
from limner.markup.common.subject import whole_words, without_stray_marks
from limner.markup.interface import Intent


def read(document: Document, span: Span) -> Intent | None:
    """Say what the words at *span* ask for; ``None`` when there are none."""
    return markup.for_language(document.language).read(document, span)


def read_selection(document: Document, span: Span) -> Intent | None:
    """Say what a selection asks for; a word that it has cut at an edge is meant whole.

    What it has caught there without meaning it, such as a comma, belongs to the text around.
    """
    span = whole_words(document.text, span)
    return read(document, without_stray_marks(document.text, span))


def place(document: Document, span: Span) -> Intent:
    """Say where something for *span* goes, also when no words stand there any more."""
    # What followed a document that was closed may be beyond the end of what was opened since.
    end = len(document.text)
    span = Span(min(span.start, end), min(span.end, end))
    line = Span(document.line_start(span.start), document.line_stop(span.end))
    return read(document, span) or read(document, line) or Intent("", span)
