"""Which Markdown a project's ``.md`` files are written in: its tools decide, not the ending."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from limner.project import sites, stated_conventions
from limner.project.convention import folders_up, read
from limner.project.roots import Project


def dialect_of(project: Project, language: str) -> str:
    """Return the language id that fits the document's project best; *language* where none does.

    Only Markdown has dialects: an editor calls every ``.md`` file ``markdown``.
    """
    if language != "markdown":
        return language
    for folder in folders_up(project):
        for dialect, fits in DIALECTS.items():
            if fits(folder):
                return dialect
        if stated_conventions.is_vault(folder):  # Its settings ask for Markdown's own links.
            return language
    return language


def _any(*names: str) -> Callable[[Path], bool]:
    return lambda folder: any((folder / name).is_file() for name in names)


def _wiki_links(folder: Path) -> bool:
    return (
        stated_conventions.is_vault(folder)
        and stated_conventions.vault_settings(folder).get("useMarkdownLinks") is not True
    )


def _reads_myst(folder: Path) -> bool:
    return re.search(r"[\"']myst_(?:parser|nb)[\"']", read(folder / "conf.py")) is not None


def _reads_mdx(folder: Path) -> bool:
    """Whether Docusaurus reads ``.md`` files as MDX, as it does until it is told otherwise."""
    settings = sites.read_first(folder, *sites.DOCUSAURUS)
    return bool(settings) and not re.search(r"\bformat:\s*[\"'](?:md|detect)[\"']", settings)


DIALECTS: Mapping[str, Callable[[Path], bool]] = {
    "obsidian": _wiki_links,
    "myst": lambda folder: _any("myst.yml", "_toc.yml")(folder) or _reads_myst(folder),
    "quarto": _any("_quarto.yml", "_quarto.yaml"),
    "learn": _any("docfx.json", ".openpublishing.publish.config.json"),
    "mdx": _reads_mdx,
}
"""Each dialect, and what its project's folder holds."""
