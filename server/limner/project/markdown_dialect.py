"""Which Markdown a project's ``.md`` files are written in: its tools decide, not the ending."""

from pathlib import Path

from limner.markup import for_language
from limner.markup.interface import ReadFile
from limner.markup.registry import dialects_of
from limner.project import stated_conventions
from limner.project.convention import folders_up, read
from limner.project.roots import Project


def dialect_of(project: Project, language: str) -> str:
    """Return the language id that fits the document's project best; *language* where none does.

    Only Markdown has dialects: an editor calls every ``.md`` file ``markdown``.
    """
    dialects = dialects_of(language)
    for folder in folders_up(project) if dialects else ():
        reader = _reader(folder)
        for dialect in dialects:
            if for_language(dialect).is_used_in(reader):
                return dialect
        if stated_conventions.is_vault(folder):  # Its settings ask for Markdown's own links.
            return language
    return language


def _reader(folder: Path) -> ReadFile:
    def read_file(name: str) -> str | None:
        file = folder / name
        return read(file) if file.is_file() else "" if file.is_dir() else None

    return read_file
