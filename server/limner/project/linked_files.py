"""What file a link of a document means, and whether it is there.

A file that stands anywhere the link could mean is that picture; one of its name that stands
elsewhere in the project may be.
"""

import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from limner.errors import InputError
from limner.image.file_names import ENDINGS, PICTURES
from limner.project import destinations, variables
from limner.project.convention import Convention, normal
from limner.project.destinations import FILE_NAME
from limner.project.ignored import is_ignored, is_tracked
from limner.project.project_files import ProjectFiles
from limner.project.roots import Project
from limner.project.template_addresses import plain_address
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
        starts = _starts(convention, target)
        if starts is None:
            return NOWHERE
        paths = [normal(path) for path in _by_setting(project, settings, asked, target)]
        by_setting = bool(paths)
        paths += _candidates(convention, starts)
        if convention.anywhere and "/" not in target:
            paths.append(home / _named(target)[0])
        published = also = list[Path]()
        existing = next((path for path in paths if project.files.holds(path)), None)
        if existing is None:
            if not target.startswith("/"):
                published = _candidates(
                    convention, [(at, convention.published) for at, _ in starts]
                )
            also = _candidates(convention, [(path, convention.also) for path, _ in starts])
            right = (path for path in (*published, *also) if project.files.holds(path))
            existing = next(right, None)
        if existing is None and convention.lowered:
            existing = _in_any_case([*paths, *published, *also], project)
        if existing is None and convention.anywhere:
            existing = _within(convention.anywhere, target, project.files)
        if existing is not None:
            return Located(existing, there=True)
        # A file that is not there yet is meant where pictures go, if the link can mean that.
        rooted = by_setting or convention.rooted or not target.startswith("/")
        understood = rooted and not convention.template
        planned = _planned(
            paths,
            lambda: [*published, *_candidates(convention, [(path, above) for path, _ in starts])],
            home if understood else None,
            project,
        )
        if convention.anywhere and "/" not in target:
            likely = _among_its_like(planned, convention.anywhere, project.files) or planned
            # A name is one picture in a whole vault, wherever the first note that links it stands.
            planned = project.files.once(("planned", convention.anywhere, target), lambda: likely)
        found = Located(planned, understood=understood)
        if is_made(planned, project, convention.made):
            return replace(found, made=True)
        settled = not convention.loose and project.files.is_folder(planned.parent)
        other = _elsewhere(project, convention, target, paths, planned, settled=settled)
        return replace(found, elsewhere=other, settled=settled)

    return find


def _planned(
    paths: list[Path], others: Callable[[], list[Path]], home: Path | None, project: Project
) -> Path:
    """Return the file that is to be drawn: where pictures go, else in a folder that is there."""
    likely = _drawable(paths)

    def in_a_folder(path: Path) -> bool:
        return path.is_relative_to(project.root) and project.files.is_folder(path.parent)

    at_home = (path for path in likely if path.parent == home)
    found = next(at_home, None) or next(filter(in_a_folder, likely), None)
    return found or next(filter(in_a_folder, _drawable(others())), likely[0])


def _drawable(paths: list[Path]) -> list[Path]:
    """Return the pictures among *paths*, and of these the ones that can be drawn, if any."""
    pictures = [path for path in paths if _is_picture(path)] or paths
    return [path for path in pictures if path.suffix[1:].lower() in ENDINGS] or pictures


def _among_its_like(path: Path, vault: Path, files: ProjectFiles) -> Path | None:
    """Return *path* in the folder where a vault has pictures of names that begin as its does."""
    begins, dash, _ = path.name.partition("-")
    counted = Counter(
        each.parent for each in files.below(vault)
        if dash and each.name.startswith(begins + dash) and each.suffix == path.suffix
    )  # fmt: skip
    folder, many = counted.most_common(1)[0] if counted else (path.parent, 0)
    return folder / path.name if many >= FEW_ALIKE else None


FEW_ALIKE = 3
"""Pictures of a kind that make a folder theirs."""


_NO_FILE = re.compile(r"^[A-Za-z][\w+.-]*:|^//|^[?#]|[{}<>$*`|\\\0-\x1f]|%[%}=({]")
"""A scheme, another host, a bare fragment; and what a template engine fills in."""
_ALIAS = re.compile(r"^(?:~|@|#|\$|%\w+%)")
"""How a link begins that only a build understands."""
_BEHIND = re.compile(r"[?#].*", re.DOTALL)

_Starts = list[tuple[str, tuple[Path, ...]]]


def _starts(convention: Convention, target: str) -> _Starts | None:
    """Return what of a link is looked for, and in which folders; ``None`` for no file."""
    for alias, folder in convention.aliases:
        for written in (target, target.removeprefix("~")):
            if written.startswith(alias):
                rest = written.removeprefix(alias).lstrip("/")
                return (
                    None if _NO_FILE.search(rest) else [(each, (folder,)) for each in _named(rest)]
                )
    if _NO_FILE.search(target):
        return None
    if target.startswith("/"):
        shorter = target.removeprefix(convention.prefix or convention.address)
        both = dict.fromkeys(each.lstrip("/") for each in (shorter, target))
        return [(each, convention.absolute) for path in both for each in _named(path)]
    if _ALIAS.match(target):
        first = target.partition("/")[0]
        if not any((folder / first).is_dir() for folder in convention.relative):
            return None
    return [(each, convention.relative) for each in _named(target)]


def _named(target: str) -> list[str]:
    """Return the names a link may mean, the likeliest first: a fragment is seldom a part of one."""
    names = list(dict.fromkeys((_BEHIND.sub("", target), target)))
    if len(names) == 1:
        return names
    return sorted(names, key=lambda name: not _is_picture(Path(name)))


def _candidates(convention: Convention, starts: _Starts) -> list[Path]:
    """Return the files a link may mean, the likeliest first."""
    top = convention.anywhere
    found = [_joined(folder, path, top) for path, folders in starts for folder in folders]
    if not convention.endings or any(_is_picture(path) for path in found):
        return found
    return found + [
        path.with_name(path.name + ending) for ending in convention.endings for path in found
    ]


def _joined(folder: Path, path: str, top: Path | None) -> Path:
    """Return *path* from *folder*; what leads above *top*, as to a reader of a vault, begins there.

    Above a vault there is nothing: one ``..`` too many is as good as none.
    """
    found = normal(os.path.join(folder, path))  # noqa: PTH118 (one path is made, not two)
    if top is None or found.is_relative_to(top) or not folder.is_relative_to(top):
        return found
    return top.joinpath(*(part for part in Path(path).parts if part != ".."))


def _is_picture(path: Path) -> bool:
    return path.suffix[1:].lower() in PICTURES


def _within(folder: Path, target: str, files: ProjectFiles) -> Path | None:
    """Return the file of a vault that a part of a path is enough for."""
    for name in _named(target):
        parts = Path(name).parts
        for path in files.named(parts[-1], folder) if parts else ():
            if path.parts[-len(parts) :] == parts:
                return path
    return None


def _in_any_case(paths: Iterable[Path], project: Project) -> Path | None:
    """Return the file that one of *paths* is, whatever the case of its letters and folders."""
    asked = [path for path in paths if _is_picture(path)]
    wanted = {str(path).lower() for path in asked}
    named = (each for path in asked for each in project.files.named(path.name, project.root))
    return next((each for each in named if str(each).lower() in wanted), None)


def _elsewhere(
    project: Project,
    convention: Convention,
    target: str,
    paths: list[Path],
    planned: Path,
    *,
    settled: bool,
) -> Path | None:
    """Return the file of the project whose path ends most like the link.

    Of several alike it is the nearest to the document, and none where the place is *settled*: then
    they are other pictures of that name.
    """
    files = project.files
    names = dict.fromkeys(path.name for path in paths if _is_picture(path))
    named = [each for name in names for each in files.named(name, project.root)]
    found = [each for each in named if not is_made(each, project, convention.made)]
    if not found:
        return next(_in_another_form(paths, files), None)
    wanted = [part for part in Path(_named(target)[0]).parts if part not in ("/", "..", ".")]
    likeness = {path: _likeness(path, wanted) for path in found}
    best = [path for path in found if likeness[path] == max(likeness.values())]
    nearest = min(best, key=lambda path: _steps(path, project.document))
    if nearest.parent == planned.parent:
        # It differs in the case of its letters: some disks would draw over it.
        return nearest
    if settled and len(wanted) > 1 and not likeness[nearest] and _has_a_common_name(planned, files):
        return None
    if settled and (len(best) > 1 or _are_parallel(nearest.parent, planned.parent, files)):
        return None
    return nearest


def _has_a_common_name(path: Path, files: ProjectFiles) -> bool:
    """Whether many have a picture of this name, and *path* is in a folder of pictures."""
    beside = files.names(path.parent) - {path.name}
    return bool(_COMMON.fullmatch(path.stem.lower())) and any(
        _is_picture(Path(name)) for name in beside
    )


_COMMON = re.compile(
    r"(?:(?:avatar|background|banner|cover|diagram|example|favicon|fig|figure|header|hero|icon|"
    r"image|img|logo|main|output|overview|photo|picture|plot|result|sample|screenshot|test|thumb|"
    r"thumbnail)s?[-_ ]?)?\d{0,3}"
)
"""Names that say little of what a picture shows: two of them are seldom the same."""


_LANGUAGE = re.compile(
    r"(?:ar|cs|da|de|el|en|es|fa|fi|fr|he|hi|hu|id|it|ja|ko|nb|nl|no|pl|pt|ro|ru|sv|th|tr|uk|vi|zh)"
    r"(?:[-_][A-Za-z]{2,4})?"
)
"""A folder for what is shown in another language."""


def _are_parallel(one: Path, other: Path, files: ProjectFiles) -> bool:
    """Whether two folders hold pictures of the same names: in two sizes, colours or languages."""
    if _LANGUAGE.fullmatch(one.name) and one.parent == other:
        return True
    common = files.names(one) & files.names(other)
    return sum(_is_picture(Path(name)) for name in common) >= FEW_ALIKE


def _in_another_form(paths: list[Path], files: ProjectFiles) -> Iterator[Path]:
    """Yield the pictures beside *paths* that have their names but for the ending.

    None where a folder keeps its pictures in both forms, or has others of the ending that is asked
    for and a reader's program takes no picture of the other kind in its place: what a drawing was
    made from, or its form for print, is none that a page could show.
    """
    for path in filter(_is_picture, paths):
        folder = path.parent
        names = files.names(folder)
        beside = files.once(("stems", folder), partial(_stems, names))
        kept = any(name.endswith(path.suffix) for name in names - {path.name})
        for ending in sorted(PICTURES) if path.stem in beside else ():
            if f"{path.stem}.{ending}" in names:
                stems = (name.removesuffix(path.suffix) for name in names)
                both = sum(f"{stem}.{ending}" in names for stem in stems)
                is_another_kind = _kind(ending) != _kind(path.suffix[1:].lower())
                if both < FEW_ALIKE and not (kept and is_another_kind):
                    yield path.with_name(f"{path.stem}.{ending}")


def _kind(ending: str) -> str:
    """Return whether pictures of an *ending* are drawn in lines, are for print, or are of dots."""
    return {"svg": "lines", "pdf": "print", "eps": "print", "ps": "print"}.get(ending, "dots")


def _stems(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name.rpartition(".")[0] for name in names)


def _steps(path: Path, document: Path) -> int:
    """Return how many folders lie between *path* and *document*."""
    pairs = zip(path.parts, document.parts, strict=False)
    common = next((at for at, (one, other) in enumerate(pairs) if one != other), 0)
    return len(path.parts) + len(document.parts) - 2 * common


def _likeness(path: Path, wanted: list[str]) -> int:
    """Return how many folders above the file are those of the link, from the file upwards."""
    pairs = zip(reversed(path.parts[:-1]), reversed(wanted[:-1]), strict=False)
    return next((at for at, (is_, asked) in enumerate(pairs) if is_ != asked), len(wanted) - 1)


def is_made(path: Path, project: Project, made: tuple[Path, ...]) -> bool:
    """Whether a build makes the file at *path*: it stands in its folders, or Git leaves it out.

    What is in Git all the same, whatever ``.gitignore`` says, is an author's.
    """
    if any(path.is_relative_to(folder) for folder in made):
        return True
    left_out = _CHUNKS_FIGURES.search(path.parent.as_posix()) or is_ignored(
        path, project.root, project.files
    )
    return bool(left_out) and not is_tracked(path, project.root, project.files)


_CHUNKS_FIGURES = re.compile(r"_files/figure-[\w-]+$")
"""Where knitr and Quarto put the figures of a document's chunks, for one form of output."""


def _by_setting(project: Project, settings: Settings, asked: str, target: str) -> list[Path]:
    """Return the file that a link written as ``image.link`` says would mean."""
    if not asked or _is_timed(variables.chosen(settings.image_destination, project)):
        return []
    named = asked if FILE_NAME in asked else f"{asked.rstrip('/')}/{FILE_NAME}"
    try:
        marked = variables.of_document(project) | {"fileName": "\0"}
        written = variables.filled(named, "image.link", marked).replace("/./", "/")
        place = destinations.folder(project, settings)
    except InputError:
        return []
    found = re.fullmatch(re.escape(written).replace(re.escape("\0"), "(.+)", 1), target)
    return [project.root / place / found[1]] if found else []


def _is_timed(destination: str) -> bool:
    return any(f"${{{name}}}" in destination for name in variables.of_time(datetime.now(UTC)))
