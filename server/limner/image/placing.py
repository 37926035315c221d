"""A checked picture becomes a file of the project that says how it was made."""

from datetime import UTC, datetime

import limner
from limner import files
from limner.image import library, provenance
from limner.image.checks import Picture
from limner.image.commission import Commission, Placed
from limner.image.request import Drawn


def place(drawn: Drawn, commission: Commission, picture: Picture) -> Placed:
    """Write *picture* into the folder of *commission* under the name its words give it.

    How it was made goes into its file, or beside it where that is wished or the file has no place.

    Raises:
        SaveError: it could not be written.
    """
    wanted = commission.name or library.slug(commission.request.title or commission.words)
    data, record, told = picture.data, _record(commission, drawn), commission.provenance
    if told == "file":
        data = provenance.embed(data, record)
        told = "sidecar" if data == picture.data else "file"
    path = files.write_picture(
        commission.root,
        commission.folder,
        *library.named(wanted, picture.extension),
        data,
        provenance.write_beside(record) if told == "sidecar" else None,
    )
    size, notes = (picture.width, picture.height), drawn.notes
    if told == "sidecar" and not path.with_name(path.name + provenance.SIDECAR).is_file():
        notes += ("The file that says how the picture was made could not be written.",)
    return Placed(path, size, drawn.renderer, drawn.model, notes=notes)


def _record(commission: Commission, drawn: Drawn) -> provenance.Provenance:
    request = commission.request
    asked = {"size": request.size, "quality": request.quality, "format": request.format}
    if request.background != "auto":
        asked["background"] = request.background
    if request.compression is not None:
        asked["compression"] = str(request.compression)
    return provenance.Provenance(
        words=commission.words,
        prompt=commission.prompt or request.prompt,
        negative=request.negative,
        dialect=commission.dialect,
        model=drawn.model,
        parameters=tuple(asked.items()),
        usage=drawn.usage,
        created=datetime.now(UTC).astimezone().isoformat(timespec="seconds"),
        limner=limner.__version__,
        edits=commission.edits,
    )
