"""The edit by which a page of JupyterLab shows what a job has made, where the words are now."""

import base64
import os
from dataclasses import replace
from pathlib import PurePosixPath

from limner.actions import drawing, figures, intents, written_prompts
from limner.actions.linked_picture import link_at
from limner.errors import InputError
from limner.image.file_names import MIME_TYPES
from limner.jupyter.lab_jobs import Event, LabJob
from limner.jupyter.lab_place import LabPlace, edit_row
from limner.markup import amendment
from limner.markup.interface import Figure
from limner.settings.declaration import Settings


def land(job: LabJob, place: LabPlace, *, attached: bool = False) -> Event:
    """Return the edit by which the page shows the result of *job*, where the words are now.

    Raises:
        InputError: there is nothing to insert, or no place for it.
    """
    document, details = place.document, job.details
    if "prompts" in details:
        intent = intents.place(document, place.span)
        edit = written_prompts.write_prompts(document, intent, details["prompts"], details["where"])
        return {"edit": edit_row(document.text, edit)}
    if "alt" in details:
        changed = amendment.with_alt(document, link_at(document, place.span), details["alt"])
        if changed is None:
            raise InputError(
                f"This kind of link has no place for alternative text: “{details['alt']}”"
            )
        return {"edit": edit_row(document.text, changed)}
    if "figure" not in details:
        raise InputError("There is nothing to insert.")
    figure: Figure = details["figure"]
    settings: Settings = details["settings"]
    saved = PurePosixPath(details["saved"])
    target = os.path.relpath(saved, PurePosixPath(job.path).parent).replace(os.sep, "/")
    attached = attached and document.language == "markdown" and job.cell != ""
    figure = replace(figure, target=f"attachment:{saved.name}" if attached else target)
    intent = intents.place(document, place.span)
    edit = figures.write_figure(
        document, intent, figure, settings.draw_placement, settings.image_template
    )
    row: Event = {"edit": edit_row(document.text, edit)}
    if attached:
        kind = MIME_TYPES.get(saved.suffix[1:].lower(), "image/png")
        data = base64.b64encode(details["data"]).decode()
        row["attachment"] = {"name": saved.name, "mime": kind, "data": data}
    return row


def landed(job: LabJob) -> None:
    """Write down that the document shows the picture."""
    job.taken = True
    drawn = job.details.get("drawn")
    if drawn is not None:
        drawing.record_shown(drawn)
