"""Which files a document is made of, and which document a file is a part of.

A book speaks for its chapters: where its pictures are, LaTeX's preamble and AsciiDoc's attributes
say once, in the whole or in a file that it includes.
"""

from pathlib import Path

from limner.markup.interface import Parts
from limner.project.convention import folders_up, normal
from limner.project.project_files import ProjectFiles
from limner.project.roots import Project

MOST_PARTS = 500
"""Files that are read of one document."""
DEEPEST = 50
"""Files that are included inside of one another."""
MOST_WHOLES = 200
"""Documents of a folder that may be the whole which another is a part of."""


def wholes_of(project: Project, form: Parts) -> list[Path]:
    """Return the documents that the project's document is a part of, the one it names first.

    They stand in its own folder or one above it, or it names them. Where none plainly includes it
    (macros may put paths together), those of the nearest folder that has any are taken for them.
    """
    document, found = project.document, list[Path]()
    named = form.named_whole(document, project.text)
    if named and named.is_relative_to(project.root):
        found.append(named)
    if form.is_whole and form.is_whole in project.text:
        return found
    nearest = list[Path]()
    for folder in folders_up(project):
        candidates = _documents(folder, document, project.files)
        candidates.sort(key=lambda file: file.name not in form.usual)
        wholes = [
            file
            for file in candidates
            if file != document and form.is_whole in project.files.text(file)
        ]
        nearest = nearest or wholes
        found += (
            file
            for file in wholes
            if document in parts_of(file, form, project) or file.name in form.usual
        )
    found = list(dict.fromkeys(found or (nearest if form.is_whole else [])))
    # A chapter that is a part of the book itself speaks after the book.
    holding = {one: parts_of(one, form, project) for one in found}
    is_part = {one: any(one in holding[other] for other in found if other != one) for one in found}
    return sorted(found, key=lambda one: is_part[one])


def parts_of(whole: Path, form: Parts, project: Project) -> dict[Path, str]:
    """Return the files that *whole* is made of with their texts, itself first."""

    def read() -> dict[Path, str]:
        texts: dict[Path, str] = {}
        _read_parts(whole, whole, form, project, texts)
        return texts

    return project.files.once(("parts", whole), read)


def _documents(folder: Path, document: Path, files: ProjectFiles) -> list[Path]:
    ending = document.suffix
    names = sorted(name for name in files.names(folder) if name.endswith(ending))
    return [folder / name for name in names[:MOST_WHOLES]]


def _read_parts(
    file: Path, whole: Path, form: Parts, project: Project, texts: dict[Path, str], depth: int = 0
) -> None:
    """Add *file* and what it includes to *texts*, in the order in which they are read."""
    texts[file] = text = project.files.text(file)
    for name in form.included(text, texts.values()):
        bases = dict.fromkeys((whole.parent, file.parent))
        asked = (normal(base / f"{name}{end}") for base in bases for end in form.endings)
        there = (path for path in asked if path.is_relative_to(project.root) and path.is_file())
        part = next(there, None)
        if part and part not in texts and len(texts) < MOST_PARTS and depth < DEEPEST:
            _read_parts(part, whole, form, project, texts, depth + 1)
