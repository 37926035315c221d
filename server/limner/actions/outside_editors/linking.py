"""Links a picture that was drawn for words of a document on disk."""

from pathlib import Path

from limner.actions import figures
from limner.actions.document_files import write_document
from limner.document import Document
from limner.markup.interface import Figure, Intent
from limner.settings.declaration import Settings


def link_picture(
    document: Document,
    intent: Intent,
    figure: Figure,
    settings: Settings,
    picture: Path,
    copy: Path | None = None,
) -> str:
    """Link *picture* at the words of *intent* in *document*, or in a *copy*; return the link.

    Raises:
        SaveError: it could not be written; where the picture is, is said.
    """
    edit = figures.write_figure(
        document, intent, figure, settings.draw_placement, settings.image_template
    )
    write_document(document, edit, copy, picture)
    return edit.text.strip()
