"""A picture that a document shows: its file in the project, and how it was made."""

import errno
from dataclasses import dataclass
from pathlib import Path

from limner import files, markup
from limner.document import Document, Span
from limner.errors import InputError
from limner.image import file_names
from limner.image.formats import provenance
from limner.image.formats.containers import recognise
from limner.image.formats.provenance import Provenance
from limner.markup.interface import ImageLink
from limner.project.links import linked_files
from limner.project.roots import Project
from limner.settings.declaration import Settings

MOST_BYTES = 50_000_000
"""The largest picture that is read; services take no larger one either."""

MOST_REFERENCES = 16
"""Pictures that one drawing follows, at most."""


@dataclass(frozen=True)
class LinkedPicture:
    """A picture that is there.

    Attributes:
        link: the link that shows it.
        path: its file, inside the project.
        data: the encoded file.
        record: how it was made; ``None`` when it does not say.
    """

    link: ImageLink
    path: Path
    data: bytes
    record: Provenance | None

    @property
    def words(self) -> str:
        """What it shows: the words it was drawn from, else what its link or its name says."""
        said = (self.link.alt or "").strip() or (self.link.caption or "").strip()
        drawn_from = self.record.words if self.record else ""
        return drawn_from or said or file_names.name_words(self.path)


def link_at(document: Document, place: Span) -> ImageLink:
    """Return the one image link that *place* touches, such as a cursor or a selection.

    Raises:
        InputError: there is none, or there are several.
    """
    links = markup.for_language(document.language).links(document)
    found = [link for link in links if link.span.touches(place)]
    if len(found) != 1:
        how = "There is no image link here" if not found else "Several image links are selected"
        raise InputError(f"{how}: put the cursor on one.")
    return found[0]


def unchanged_link(document: Document, span: Span) -> ImageLink | None:
    """Return the image link that is all of *span*; ``None`` where it has changed or gone."""
    links = markup.for_language(document.language).links(document)
    return next((link for link in links if link.span == span), None)


def read(link: ImageLink, project: Project, settings: Settings) -> LinkedPicture:
    """Read the picture that *link* shows.

    Raises:
        InputError: the link leads to no picture of the project.
    """
    path = linked_files.resolve(project, settings, link.target)
    if path is None:
        raise InputError(
            f"“{link.target[:80]}” is no file of the project: only pictures in it can be changed."
        )
    data = read_picture(path, project)
    return LinkedPicture(link, path, data, provenance.read_file(path, data))


def find(link: ImageLink, project: Project, settings: Settings) -> LinkedPicture | None:
    """Read the picture that *link* shows; ``None`` when it is no picture of the project."""
    try:
        return read(link, project, settings)
    except InputError:
        return None


def references(project: Project, settings: Settings) -> tuple[bytes, ...]:
    """Read the pictures that drawings follow.

    Raises:
        InputError: one of them is not there, lies outside the project, or there are too many.
    """
    named = settings.image_references
    if len(named) > MOST_REFERENCES:
        many = len(named)
        raise InputError(f"image.references names {many} pictures: name {MOST_REFERENCES} at most.")
    return tuple(read_picture(reference_path(project, name), project) for name in named)


def reference_path(project: Project, name: str) -> Path:
    """Return the file that settings name as a picture to follow; nothing is looked at."""
    base = project.root if name.startswith("/") else project.document.parent
    return base / name.lstrip("/")


def read_picture(path: Path, project: Project) -> bytes:
    """Read a picture's file inside *project*; no link in its path leads out of it.

    Raises:
        InputError: it is not there, no picture, too large, or outside.
    """
    try:
        real = path.resolve()
        if not real.is_relative_to(project.root.resolve()):
            raise InputError(
                f"{path} lies outside the project {project.root}: copy the picture into it."
            )
        if path.suffix[1:].lower() not in file_names.READABLE:
            raise InputError(f"{path.name} is no png, jpg or webp file: link another one.")
        data = files.read_regular(real, MOST_BYTES)
    except FileNotFoundError:
        raise InputError(f"There is no picture {path.name}: draw it first.") from None
    except (OSError, RuntimeError) as error:
        if getattr(error, "errno", None) == errno.EFBIG:
            most = MOST_BYTES // 1_000_000
            raise InputError(f"{path.name} is larger than {most} MB: make it smaller.") from None
        raise InputError(f"{path.name} cannot be read: check that it is a file.") from error
    if recognise(data) is None:
        raise InputError(f"{path.name} is no PNG, JPEG or WebP picture: link another file.")
    return data
