"""Where those of the cast appear: in which documents, and in which pictures with which look."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from limner import markup
from limner.actions import findings
from limner.actions.document_files import documents_in
from limner.document import Document
from limner.image.formats import provenance
from limner.image.formats.provenance import Provenance
from limner.markup.interface import ImageLink
from limner.project.roots import Project
from limner.prompt.looks.binding import cast_mentions
from limner.settings.cast_members import CastMember
from limner.settings.declaration import Settings


@dataclass(frozen=True)
class ShownPicture:
    """A picture that a document shows, and that says whose looks it was drawn with.

    Attributes:
        document: the document whose link shows it.
        project: of the document.
        settings: that hold there.
        link: the link.
        path: the picture.
        record: how it was made.
    """

    document: Document
    project: Project
    settings: Settings
    link: ImageLink
    path: Path
    record: Provenance


@dataclass(frozen=True)
class Appearance:
    """Where one of the cast appears.

    Attributes:
        member: who.
        named: how often each document names it.
        pictures: those drawn with its look as it is now.
        earlier: those drawn with a look that it had before.
    """

    member: CastMember
    named: tuple[tuple[Path, int], ...]
    pictures: tuple[ShownPicture, ...]
    earlier: tuple[ShownPicture, ...]


def appearances(
    paths: Iterable[Path],
    settings_of: Callable[[Project], Settings],
    unreadable: Callable[[str], None] = lambda sentence: None,
) -> tuple[Appearance, ...]:
    """Return where each of the cast appears in the documents at *paths*, folders among them.

    Raises:
        InputError: there is nothing at a path.
    """
    members: dict[str, CastMember] = {}
    named: dict[str, dict[Path, int]] = {}
    shown: dict[str, dict[Path, ShownPicture]] = {}
    for document, project, settings in documents_in(paths, settings_of, unreadable):
        members |= {member.name: member for member in settings.cast}
        file = document.path or project.document
        for mention in cast_mentions(document.text, settings.cast):
            if mention.is_name:
                counts = named.setdefault(mention.member.name, {})
                counts[file] = counts.get(file, 0) + 1
        for picture in shown_pictures(document, project, settings):
            for name, _ in picture.record.looks:
                shown.setdefault(name, {}).setdefault(picture.path, picture)
    return tuple(
        _appearance(member, named.get(name, {}), shown.get(name, {}).values())
        for name, member in members.items()
    )


def shown_pictures(
    document: Document, project: Project, settings: Settings
) -> Iterable[ShownPicture]:
    """Yield the pictures that *document* shows and that say whose looks they were drawn with."""
    if not findings.may_hold_images(document):
        return
    locate = findings.locator(project, settings)
    for link in markup.for_language(document.language).links(document):
        path = locate(link.target).path
        record = _record(path) if path is not None else None
        if path is not None and record is not None and record.looks:
            yield ShownPicture(document, project, settings, link, path, record)


def is_current(picture: ShownPicture, member: CastMember) -> bool:
    """Say whether *picture* was drawn with the look that *member* has now."""
    return dict(picture.record.looks).get(member.name) == member.whole


def _appearance(
    member: CastMember, named: dict[Path, int], pictures: Iterable[ShownPicture]
) -> Appearance:
    pictures = tuple(pictures)
    return Appearance(
        member,
        tuple(named.items()),
        tuple(each for each in pictures if is_current(each, member)),
        tuple(each for each in pictures if not is_current(each, member)),
    )


def _record(path: Path) -> Provenance | None:
    try:
        return provenance.read_file(path)
    except OSError:
        return None
