"""Where those of the cast appear: in which documents, and in which pictures with which look."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from limner import markup
from limner.actions import findings
from limner.actions.document_search import documents_in
from limner.document import Document
from limner.image.formats import provenance
from limner.image.formats.provenance import Provenance
from limner.markup.interface import ImageLink
from limner.project.roots import Project
from limner.prompt import dialects
from limner.prompt.looks.binding import Look
from limner.prompt.looks.cast_mentions import cast_mentions
from limner.prompt.looks.weaving import fitted
from limner.settings.cast_members import Cast, CastMember
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
    shown: dict[str, dict[tuple[Path, Path], ShownPicture]] = {}
    for document, project, settings in documents_in(paths, settings_of, unreadable):
        members |= {member.name: member for member in settings.cast}
        file = document.path or project.document
        for mention in cast_mentions(document.text, settings.cast):
            if mention.is_name:
                counts = named.setdefault(mention.member.name, {})
                counts[file] = counts.get(file, 0) + 1
        for picture in shown_pictures(document, project, settings):
            for name, _ in picture.record.looks:
                shown.setdefault(name, {}).setdefault((picture.path, file), picture)
    return tuple(
        _appearance(member, named.get(name, {}), shown.get(name, {}).values())
        for name, member in members.items()
    )


def record_of(picture: Path) -> Provenance | None:
    """Return how a picture was made; ``None`` when it does not say, or is not there."""
    try:
        return provenance.read_file(picture)
    except OSError:
        return None


def shown_pictures(
    document: Document,
    project: Project,
    settings: Settings,
    read: Callable[[Path], Provenance | None] = record_of,
) -> Iterable[ShownPicture]:
    """Yield the pictures that *document* shows and that say whose looks they were drawn with."""
    if not findings.may_hold_images(document):
        return
    locate = findings.locator(project, settings)
    for link in markup.for_language(document.language).links(document):
        path = locate(link.target).path
        record = read(path) if path is not None else None
        if path is not None and record is not None and record.looks:
            yield ShownPicture(document, project, settings, link, path, record)


def words_of_pictures(document: Document, project: Project, settings: Settings) -> tuple[str, ...]:
    """Return the words that the pictures in *document* were drawn from, each once."""
    if not findings.may_hold_images(document):
        return ()
    locate = findings.locator(project, settings)
    links = markup.for_language(document.language).links(document)
    paths = dict.fromkeys(locate(link.target).path for link in links)
    records = (record_of(path) for path in paths if path is not None)
    return tuple(dict.fromkeys(record.words for record in records if record and record.words))


def is_current(record: Provenance, member: CastMember) -> bool:
    """Say whether a picture was drawn with the look that *member* has now, as prompts say it."""
    dialect = dialects.get(record.dialect if record.dialect in dialects.ids() else "generic")
    (today,) = fitted((Look(member.name, member.name, member.look, member.keep),), dialect)
    return dict(record.looks).get(member.name) == today.whole


def changed_looks(record: Provenance, cast: Cast) -> tuple[str, ...]:
    """Return the names of those in a picture whose look is another one by now."""
    shown = dict(record.looks)
    return tuple(
        member.name
        for member in cast
        if member.name in shown and member.whole and not is_current(record, member)
    )


def _appearance(
    member: CastMember, named: dict[Path, int], pictures: Iterable[ShownPicture]
) -> Appearance:
    pictures = tuple(pictures)
    return Appearance(
        member,
        tuple(named.items()),
        tuple(each for each in pictures if is_current(each.record, member)),
        tuple(each for each in pictures if not is_current(each.record, member)),
    )
