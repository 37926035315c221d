r"""Conventions that a document, the program that reads it or its vault states.

What a document says is its markup's to read (AsciiDoc's ``:imagesdir:``, LaTeX's
``\graphicspath``); here it becomes folders of the project.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from limner import markup
from limner.markup.interface import MainFile
from limner.project.convention import Convention, beside, folders_up, normal, read
from limner.project.roots import Project

OBSIDIAN = Path(".obsidian") / "app.json"


def own_convention(project: Project) -> Convention | None:
    """Return what the document says; ``None`` when it says nothing."""
    own = markup.for_language(markup.language_of(project.document))
    base, text = project.document.parent, project.text
    if own.main_file is not None:
        base, text = _main(project, own.main_file)
    stated = own.pictures(text, str(base))
    if stated is None:
        return None
    folders = tuple(normal(base / folder) for folder in stated.folders)
    served = project.root
    if stated.root:
        holding = (each for each in folders_up(project) if (each / stated.root).is_file())
        served = next(holding, served)
    found = beside(project, stated.name)
    return replace(
        found,
        folder=folders[0] if folders else found.folder,
        relative=(base, *folders) if stated.beside else folders,
        absolute=(served,),
        dropped=folders if stated.beside else (),
        endings=stated.endings,
    )


def _main(project: Project, form: MainFile) -> tuple[Path, str]:
    """Return the folder and text of the document that speaks for this one."""
    if form.is_main in project.text:
        return project.document.parent, project.text
    named = form.named.search(project.text)
    if named:
        file = normal(project.document.parent / named[1].strip())
        if file.is_relative_to(project.root):
            return file.parent, read(file)
    for folder in folders_up(project):
        text = read(folder / form.usual)
        if form.is_main in text:
            return folder, text
    return project.document.parent, project.text


def obsidian(project: Project, *, only_wiki_links: bool = False) -> Convention | None:
    """Return a vault's attachment folder; links as the vault's settings say."""
    vault = next((folder for folder in folders_up(project) if is_vault(folder)), None)
    if vault is None:
        return None
    settings = vault_settings(vault)
    if only_wiki_links and settings.get("useMarkdownLinks") is True:
        return None
    asked = str(settings.get("attachmentFolderPath") or "/")
    start = project.document.parent if asked.startswith(".") else vault
    form = settings.get("newLinkFormat", "shortest")
    base = project.document.parent if form == "relative" else vault
    folder = normal(start / asked.strip("/"))
    return Convention(
        "Obsidian",
        folder=folder,
        relative=tuple(dict.fromkeys((base, project.document.parent, vault))),
        absolute=(vault,),
        anywhere=vault,
        shortest=form == "shortest",
    )


def is_vault(folder: Path) -> bool:
    """Whether *folder* is an Obsidian vault."""
    return (folder / OBSIDIAN.parent).is_dir()


def vault_settings(vault: Path) -> Mapping[str, object]:
    """Return what a vault's settings say about files and links."""
    try:
        settings = json.loads(read(vault / OBSIDIAN) or "{}")
    except (ValueError, RecursionError):
        return {}
    return settings if isinstance(settings, dict) else {}
