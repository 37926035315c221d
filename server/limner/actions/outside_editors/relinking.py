"""Lets a document show a picture that was drawn for one of its links, on disk."""

from dataclasses import replace

from limner import markup
from limner.actions import drawing
from limner.actions.batches import batch
from limner.actions.batches.batch import DrawingResult, MissingPicture
from limner.actions.document_files import read_documents, write_document
from limner.errors import InputError
from limner.markup import amendment


def show_drawn(result: DrawingResult) -> None:
    """Let the document show the picture where its link does not say so already.

    Raises:
        LimnerError: the document has changed, or cannot be written.
    """
    for missing in (result.missing, *result.missing.also):
        target = batch.target_of(replace(result, missing=missing))
        if target is not None:
            relink(missing, target)
    if result.picture is not None:
        drawing.record_shown(result.picture)


def relink(missing: MissingPicture, target: str) -> None:
    """Let the link of *missing* say *target*.

    Raises:
        LimnerError: the document has changed, or cannot be written.
    """
    file = missing.project.document
    asked = (missing.link.target, missing.link.alt)
    for document in read_documents(file):
        for link in markup.for_language(document.language).links(document):
            if (link.target, link.alt) == asked:
                edit = amendment.with_target(document, link, target)
                if edit is not None:
                    write_document(document, edit, None, missing.project.root / target)
                    return
    raise InputError(f"The picture {target} is drawn, but its link in {file} must be written.")
