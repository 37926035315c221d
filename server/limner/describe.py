"""Says what a picture shows, from words that are there already; nothing is sent."""

from pathlib import Path

from limner import missing, workflow
from limner.document import Document, Span
from limner.image import provenance
from limner.markup.interface import Place
from limner.missing import Finding
from limner.prompt import naming

LARGEST_FILE = 64_000_000
"""Bytes of a picture that is still looked into."""

FARTHEST_HEADING = 40
"""Lines above a picture among which its heading is looked for."""


def alternative_text(document: Document, finding: Finding) -> str:
    """Return alternative text of at most 125 characters for a picture that has none.

    It is the caption, else the words Limner drew the file from, else the words of its name, else
    the heading above it; ``""`` when nothing says anything.
    """
    words = (
        (finding.link.caption or "").strip()
        or _drawn_from(finding.path)
        or (missing.name_words(finding.path) if finding.path else "")
        or _heading_above(document, finding.link.span)
    )
    return naming.alt(words) if words else ""


def _drawn_from(path: Path | None) -> str:
    try:
        if path is None or path.stat().st_size > LARGEST_FILE:
            return ""
        record = provenance.read(path.read_bytes())
    except OSError:
        return ""
    return record.words if record else ""


def _heading_above(document: Document, span: Span) -> str:
    start = document.line_start(span.start)
    for _ in range(FARTHEST_HEADING):
        if start == 0:
            break
        start = document.line_start(start - 1)
        intent = workflow.read(document, Span(start, document.line_stop(start)))
        if intent is not None and intent.place is Place.HEADING:
            return intent.subject
    return ""
