"""What many documents together explain of the findings in each."""

from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from limner.actions import findings
from limner.actions.across_documents.customs import Customs, Noted
from limner.actions.findings import Finding
from limner.document import Document
from limner.project.destinations import convention_of
from limner.project.folder_trees import folded
from limner.project.ignored import excludes
from limner.project.links.included_pages import pages_with
from limner.project.links.screenshots import taken_by_tests
from limner.project.links.written_pictures import written_by_programs
from limner.project.project_files import ProjectFiles
from limner.project.roots import HEAD, Project
from limner.project.stated_conventions import own_convention
from limner.settings.declaration import Settings

DocumentFindings = tuple[Document, Project, Settings, tuple[Finding, ...]]
"""A document, and what is missing in it."""


def explained(
    incomplete: Iterable[tuple[DocumentFindings, set[Path]]],
    shown: set[Path],
    noted: Mapping[Path, Iterable[Noted]],
    seen: ProjectFiles,
) -> tuple[list[DocumentFindings], set[Path]]:
    """Return what is missing all the same, and the pictures that programs write.

    Args:
        incomplete: what is missing in each document, with the pictures that this one shows.
        shown: the pictures that any of the documents shows.
        noted: all that the documents of each project link.
        seen: what is on the disk around them.
    """
    customs = {root: Customs(found, seen) for root, found in noted.items()}
    incomplete = [(_understood(one, customs), here) for one, here in incomplete]
    shown = shown | _mentioned([one for one, _ in incomplete], shown, seen)
    folders = {path.parent for path in shown}
    decided = list[DocumentFindings]()
    for (document, project, settings, found), here in incomplete:
        found = _decided(found, project, settings, shown, here)
        found = tuple(_of_documents(each, project, folders) for each in found)
        if not here and _is_sample(project):
            found = tuple(each for each in found if each.code == "missing-alt")
        decided.append((document, project, settings, _on_pages(found, project, settings)))
    written = _written(decided, shown, seen)
    left = (
        (document, project, settings, tuple(each for each in found if not _is(each, written)))
        for document, project, settings, found in decided
    )
    return [one for one in left if one[3]], written


def _understood(one: DocumentFindings, customs: Mapping[Path, Customs]) -> DocumentFindings:
    """Return *one* as the customs of its project explain what was found in it."""
    document, project, settings, found = one
    known = customs[project.root]
    understood = (known.understood((document.language, each), project) for each in found)
    return document, project, settings, tuple(each for each in understood if each)


def _mentioned(
    incomplete: Iterable[DocumentFindings], shown: Container[Path], seen: ProjectFiles
) -> set[Path]:
    """Return the pictures that stand elsewhere and that other texts of their projects name."""
    doubted = [
        finding.elsewhere
        for _, _, _, found in incomplete
        for finding in found
        if finding.elsewhere and finding.settled and finding.elsewhere not in shown
    ]
    return {
        path
        for root in {project.root for _, project, _, _ in incomplete}
        for path in seen.mentioned([each for each in doubted if each.is_relative_to(root)], root)
    }


def _decided(
    found: tuple[Finding, ...],
    project: Project,
    settings: Settings,
    shown: Container[Path],
    here: Container[Path],
) -> tuple[Finding, ...]:
    """Return *found* without what the settings exclude, as all documents together explain it.

    A picture elsewhere that another document shows or names is that one's own, where there is
    little doubt about the place of the missing one; the same picture in another form is, where this
    document shows both.
    """

    def decided(finding: Finding) -> Finding:
        path, other = finding.path, finding.elsewhere
        if path is None or other is None or not finding.settled or _differ_in_case(path, other):
            return finding
        is_form = other.with_suffix("") == path.with_suffix("")
        if other not in (here if is_form else shown):
            return finding
        return replace(finding, code="missing-image", elsewhere=None)

    return tuple(
        decided(finding)
        for finding in found
        if finding.path is None
        or not excludes(settings.missing_exclude, finding.path, project.root, project.files)
    )


def _of_documents(finding: Finding, project: Project, folders: Collection[Path]) -> Finding:
    """Return *finding*; missing, where only a part of the project that is no document's has it.

    The *folders* are those from which documents show pictures: that of the missing one is, and none
    is in that part, such as a program's own icons.
    """
    path, other, root = finding.path, finding.elsewhere, project.root
    if path is None or other is None or not finding.settled or path.parent not in folders:
        return finding
    if not (other.is_relative_to(root) and path.is_relative_to(root)):
        return finding
    first = other.relative_to(root).parts[0]
    if other.parent == root or any(each.is_relative_to(root / first) for each in folders):
        return finding
    return replace(finding, code="missing-image", elsewhere=None)


def _differ_in_case(one: Path, other: Path) -> bool:
    """Whether two files are one where the case of letters does not count."""
    return one.parent == other.parent and folded(one.name) == folded(other.name)


_SAMPLES = frozenset({"test", "tests", "testdata", "test-data", "fixtures", "__fixtures__", "spec"})
"""Folders of what programs are tested with."""


def _is_sample(project: Project) -> bool:
    """Whether a document is made for tests of a program, and no page of a site."""
    inside = project.document.relative_to(project.root).parts[:-1]
    if _SAMPLES.isdisjoint(inside):
        return False
    return not convention_of(project).name or own_convention(project) is not None


def _on_pages(
    found: tuple[Finding, ...], project: Project, settings: Settings
) -> tuple[Finding, ...]:
    """Return *found* as it is on the pages that include the document, where there are some."""
    if all(finding.code == "missing-alt" for finding in found):
        return found
    pages = pages_with(project.document, project.root, project.files)
    if not pages:
        return found
    locates = [
        findings.locator(
            Project(project.root, page, project.files.text(page)[:HEAD], project.files), settings
        )
        for page in pages
    ]

    def on_pages(finding: Finding) -> Iterator[Finding]:
        if finding.code == "missing-alt" or finding.path is None:
            yield finding
            return
        places = [locate(finding.link.target) for locate in locates]
        if any(place.there or place.made for place in places):
            return
        settled = (each for each in places if each.settled and each.path)
        first = None if finding.settled else next(settled, None)
        yield replace(finding, path=first.path, settled=True) if first else finding

    return tuple(each for finding in found for each in on_pages(finding))


def _written(
    incomplete: Iterable[DocumentFindings], shown: Container[Path], seen: ProjectFiles
) -> set[Path]:
    """Return the missing pictures that programs of their projects write, or their tests take."""
    missing: dict[Path, list[Path]] = {}
    for _, project, _, found in incomplete:
        paths = [each.path for each in found if each.path and each.code == "missing-image"]
        missing.setdefault(project.root, []).extend(paths)
    return {
        path
        for root, paths in missing.items()
        for path in (
            *written_by_programs(paths, root, seen),
            *taken_by_tests(paths, shown, root, seen),
        )
    }


def _is(finding: Finding, among: Container[Path]) -> bool:
    return finding.code == "missing-image" and finding.path in among
