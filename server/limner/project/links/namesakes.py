"""A file that may be meant by a link that leads to nothing: one of its name, or in another form."""

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from limner.image.file_names import PICTURES, is_picture
from limner.patterns import lazy_regex
from limner.project.convention import Convention
from limner.project.folder_trees import SEARCHED_HIDDEN
from limner.project.links.link_starts import names_in
from limner.project.links.made_files import is_made
from limner.project.links.planned_pictures import FEW_ALIKE
from limner.project.project_files import ProjectFiles
from limner.project.roots import Project


def namesake(
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
    names = dict.fromkeys(path.name for path in paths if is_picture(path))
    named = [each for name in names for each in files.named(name, project.root)]
    found = [each for each in named if not is_made(each, project, convention.made)]
    if _says_little(planned) or _stands_among_pictures(planned, files):
        # What was uploaded in an editor of pages is shown by these, and meant by no other link.
        found = [each for each in found if SEARCHED_HIDDEN.isdisjoint(each.parts)]
    if not found:
        return next(_in_another_form(paths, files), None)
    wanted = [part for part in Path(names_in(target)[0]).parts if part not in ("/", "..", ".")]
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
    return _says_little(path) and _stands_among_pictures(path, files)


def _stands_among_pictures(path: Path, files: ProjectFiles) -> bool:
    return any(is_picture(Path(name)) for name in files.names(path.parent) - {path.name})


def _says_little(path: Path) -> bool:
    return bool(_COMMON.fullmatch(path.stem.lower()))


_COMMON = lazy_regex(
    r"(?:(?:avatar|background|banner|cover|diagram|example|favicon|fig|figure|header|hero|icon|"
    r"image|img|logo|main|output|overview|photo|picture|plot|result|sample|screenshot|test|thumb|"
    r"thumbnail)s?[-_ ]?)?\d{0,3}"
)
"""Names that say little of what a picture shows: two of them are seldom the same."""


_LANGUAGE = lazy_regex(
    r"(?:ar|cs|da|de|el|en|es|fa|fi|fr|he|hi|hu|id|it|ja|ko|nb|nl|no|pl|pt|ro|ru|sv|th|tr|uk|vi|zh)"
    r"(?:[-_][A-Za-z]{2,4})?"
)
"""A folder for what is shown in another language."""


def _are_parallel(one: Path, other: Path, files: ProjectFiles) -> bool:
    """Whether two folders hold pictures of the same names: in two sizes, colours or languages."""
    if _LANGUAGE.fullmatch(one.name) and one.parent == other:
        return True
    common = files.names(one) & files.names(other)
    return sum(is_picture(Path(name)) for name in common) >= FEW_ALIKE


def _in_another_form(paths: list[Path], files: ProjectFiles) -> Iterator[Path]:
    """Yield the pictures beside *paths* that have their names but for the ending.

    None where a folder keeps its pictures in both forms, or has others of the ending that is asked
    for and a reader's program takes no picture of the other kind in its place: what a drawing was
    made from, or its form for print, is none that a page could show.
    """
    for path in filter(is_picture, paths):
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
