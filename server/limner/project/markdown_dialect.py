"""Which Markdown a project's ``.md`` files are written in: its tools decide, not the ending."""

from pathlib import Path

from limner.markup import for_language
from limner.markup.interface import ReadFile
from limner.markup.registry import dialects_of
from limner.project import stated_conventions
from limner.project.convention import folders_up
from limner.project.project_files import ProjectFiles
from limner.project.roots import Project


def dialect_of(project: Project, language: str) -> str:
    """Return the language id that fits the document's project best; *language* where none does.

    Only Markdown has dialects: an editor calls every ``.md`` file ``markdown``.
    """
    if not dialects_of(language):
        return language
    asked = project.files.once(
        ("dialect", project.root, project.document.parent, language),
        lambda: _asked_for(project, language),
    )
    if asked is None and stated_conventions.embeds_by_name(project):
        return "obsidian"
    return asked or language


def _asked_for(project: Project, language: str) -> str | None:
    """Return the language that the folders around the document ask for."""
    for folder in folders_up(project):
        reader = _reader(folder, project.files)
        for dialect in dialects_of(language):
            if for_language(dialect).is_used_in(reader):
                return dialect
        if stated_conventions.is_vault(folder, project.files):
            # Its settings ask for Markdown's own links.
            return language
    return None


def _reader(folder: Path, files: ProjectFiles) -> ReadFile:
    return lambda name: files.text(folder / name) if files.has(folder, name) else None
