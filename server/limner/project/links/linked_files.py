"""What file a link of a document means, and whether it is there.

A file that stands anywhere the link could mean is that picture; one of its name that stands
elsewhere in the project may be.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from limner.errors import InputError
from limner.image.file_names import is_picture
from limner.project import destinations, variables
from limner.project.convention import normal
from limner.project.links.link_starts import candidates, names_in, starts_of
from limner.project.links.made_files import is_made
from limner.project.links.namesakes import namesake
from limner.project.links.planned_pictures import among_its_like, planned_picture
from limner.project.links.set_links import files_by_setting
from limner.project.links.template_addresses import plain_address
from limner.project.project_files import ProjectFiles
from limner.project.roots import Project
from limner.settings.declaration import Settings


@dataclass(frozen=True)
class Located:
    """Where a link leads.

    Attributes:
        path: the file it means; ``None`` for an address, a template, or nothing.
        there: whether that file exists.
        elsewhere: a file of its name that stands where the link does not lead.
        settled: there is a folder where it leads, so that there is little doubt about the place.
        understood: it is certain which file is meant, so that a missing one is worth a word.
        made: a build makes the file.
    """

    path: Path | None
    there: bool = False
    elsewhere: Path | None = None
    settled: bool = True
    understood: bool = True
    made: bool = False


NOWHERE = Located(None)


def resolve(project: Project, settings: Settings, target: str) -> Path | None:
    """Return the file that a link's *target* means, whether it is there or not.

    For many links of one document, `resolver` looks at its project once. *target* is decoded
    already, as in `limner.markup.interface.ImageLink`; query and fragment are taken off, but where
    they are a part of a picture's name.

    Returns:
        ``None`` for an address, a template and anything else that names no file of a project.
    """
    return resolver(project, settings)(target).path


def resolver(project: Project, settings: Settings) -> Callable[[str], Located]:
    """Return a function from what links of this document say to the files they mean."""
    convention = destinations.convention_of(project)
    asked = variables.chosen(settings.image_link, project)
    try:
        home = project.root / destinations.folder(project, settings)
    except InputError:
        home = convention.folder

    above = tuple(each for each in convention.also if project.document.is_relative_to(each))

    def find(link: str) -> Located:
        target = plain_address(link) if convention.rooted else link
        if not target.strip() or convention.supplied.fullmatch(target):
            return NOWHERE
        starts = starts_of(convention, target)
        if starts is None:
            return NOWHERE
        paths = [normal(path) for path in files_by_setting(project, settings, asked, target)]
        by_setting = bool(paths)
        paths += candidates(convention, starts)
        if convention.anywhere and "/" not in target:
            paths.append(home / names_in(target)[0])
        published = also = list[Path]()
        existing = next((path for path in paths if project.files.holds(path)), None)
        if existing is None:
            if not target.startswith("/"):
                published = candidates(convention, [(at, convention.published) for at, _ in starts])
            also = candidates(convention, [(path, convention.also) for path, _ in starts])
            right = (path for path in (*published, *also) if project.files.holds(path))
            existing = next(right, None)
        if existing is None and convention.lowered:
            existing = _in_any_case([*paths, *published, *also], project)
        if existing is None and convention.anywhere and not target.startswith("./"):
            existing = _within(convention.anywhere, target, project.files)
        if existing is not None:
            return Located(existing, there=True)
        # A file that is not there yet is meant where pictures go, if the link can mean that.
        rooted = by_setting or convention.rooted or not target.startswith("/")
        understood = rooted and not convention.template
        planned = planned_picture(
            paths,
            lambda: [*published, *candidates(convention, [(path, above) for path, _ in starts])],
            home if understood else None,
            project,
        )
        if convention.anywhere and "/" not in target:
            likely = among_its_like(planned, convention.anywhere, project.files) or planned
            # A name is one picture in a whole vault, wherever the first note that links it stands.
            planned = project.files.once(("planned", convention.anywhere, target), lambda: likely)
        found = Located(planned, understood=understood)
        if is_made(planned, project, convention.made):
            return replace(found, made=True)
        settled = not convention.loose and project.files.is_folder(planned.parent)
        other = namesake(project, convention, target, paths, planned, settled=settled)
        return replace(found, elsewhere=other, settled=settled)

    return find


def _within(folder: Path, target: str, files: ProjectFiles) -> Path | None:
    """Return the file of a vault that a part of a path is enough for."""
    for name in names_in(target):
        parts = Path(name).parts
        for path in files.named(parts[-1], folder) if parts else ():
            if path.parts[-len(parts) :] == parts:
                return path
    return None


def _in_any_case(paths: Iterable[Path], project: Project) -> Path | None:
    """Return the file that one of *paths* is, whatever the case of its letters and folders."""
    asked = [path for path in paths if is_picture(path)]
    wanted = {str(path).lower() for path in asked}
    named = (each for path in asked for each in project.files.named(path.name, project.root))
    return next((each for each in named if str(each).lower() in wanted), None)
