"""Lets documents show pictures: drawn just now, or paid for by an earlier run."""

from collections.abc import Iterable

from limner.actions import batch, drawing, findings
from limner.actions.batch import DrawingResult, MissingPicture
from limner.actions.document_files import read_documents, write_document
from limner.cli.console import say
from limner.cli.inputs import shown_path
from limner.errors import InputError
from limner.image.jobs.recovery import Waiting
from limner.markup import amendment
from limner.project import destinations


def link_drawn(result: DrawingResult) -> None:
    """Let the document show the picture where its link does not say so already.

    Raises:
        LimnerError: the document has changed, or cannot be written.
    """
    target = batch.target_of(result)
    if target is not None:
        _relink(result.missing, target)
    if result.picture is not None:
        drawing.record_shown(result.picture)


def linked_earlier(missing: MissingPicture, earlier: Iterable[Waiting]) -> bool:
    """Link the picture that an earlier run has paid for this link; say whether there is one."""
    project, path = missing.project, missing.path
    for one in earlier:
        asked = path.with_suffix("") == one.picture.with_suffix("") if path else not path
        if one.document != project.document or one.words != missing.words or not asked:
            continue
        _relink(
            missing,
            destinations.renamed(project, missing.settings, missing.link.target, path, one.picture)
            if path
            else destinations.target(project, missing.settings, one.picture),
        )
        one.journal.done(one.job)
        say(f"An earlier run has paid for {shown_path(one.picture)}: it is used, free of charge.")
        return True
    return False


def _relink(missing: MissingPicture, target: str) -> None:
    file = missing.project.document
    locate = findings.locator(missing.project, missing.settings)
    asked = (missing.link.target, missing.link.alt)
    for document in read_documents(file):
        for one in findings.look(document, locate, findings.IMAGES_ONLY):
            if (one.link.target, one.link.alt) == asked:
                edit = amendment.with_target(document, one.link, target)
                if edit is not None:
                    write_document(document, edit, None, missing.project.root / target)
                    return
    raise InputError(f"The picture {target} is drawn, but its link in {file} must be written.")
