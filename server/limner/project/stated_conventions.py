r"""Conventions that a document or its program states itself.

AsciiDoc's ``:imagesdir:``, LaTeX's ``\graphicspath``, Typst's root, Obsidian's attachment folder.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from limner.project.convention import Convention, beside, folders_up, normal, read
from limner.project.roots import Project

LONGEST = 1_000
"""Characters of a path with its attributes filled in."""

OBSIDIAN = Path(".obsidian") / "app.json"

LATEX_ENDINGS = (".png", ".pdf", ".jpg", ".jpeg", ".eps", ".mps")


def own_convention(project: Project) -> Convention | None:
    """Return what the document says; ``None`` when it says nothing."""
    stated = STATED.get(project.document.suffix.lower())
    return stated(project) if stated else None


_LISTING = re.compile(
    r"^(?P<mark>-{4,}|\.{4,}|/{4,}|\+{4,}|```)[^\n]*\n.*?(?:^(?P=mark)[ \t]*$|\Z)|^//(?!/)[^\n]*",
    re.MULTILINE | re.DOTALL,
)
_ATTRIBUTE = re.compile(r"^:([\w-]+):[ \t]+(\S[^\n]*)$", re.MULTILINE)


def asciidoc(project: Project) -> Convention | None:
    """Return the folder of ``:imagesdir:``, which links leave out; listings say nothing."""
    prose = _LISTING.sub("", project.text.replace("\r\n", "\n"))
    held: dict[str, str] = {}
    attributes = [(name, text.rstrip()) for name, text in _ATTRIBUTE.findall(prose)]
    for name, text in attributes:
        held.setdefault(name, text)
    stated = held.get("imagesdir")
    if stated is None:
        return None
    known = {"docdir": str(project.document.parent)} | held
    for _ in range(3):
        stated = re.sub(r"\{([\w-]+)\}", lambda name: known.get(name[1], name[0]), stated[:LONGEST])
    if "{" in stated or ":" in stated or len(stated) > LONGEST:
        return None
    folder = normal(project.document.parent / stated)
    others = (project.document.parent / text for name, text in attributes if name == "imagesdir")
    return replace(
        beside(project, "AsciiDoc's imagesdir"),
        folder=folder,
        relative=(folder, *map(normal, others)),
        absolute=(project.root,),
    )


_COMMENT = re.compile(r"(?<!\\)%[^\n]*")
_ROOT = re.compile(r"(?im)^%[ \t]*!TEX[ \t]+root[ \t]*=([^\n]*)$")
_GRAPHICS_PATH = re.compile(r"\\graphicspath\s*\{((?:\s*\{[^{}]*\})+)\s*\}")


def latex(project: Project) -> Convention:
    r"""Return the first folder of ``\graphicspath``; paths begin at the document LaTeX runs on."""
    main, text = _main(project)
    stated = _GRAPHICS_PATH.search(_COMMENT.sub("", text))
    folders = [
        normal(main / folder.strip()) for folder in re.findall(r"\{([^{}]*)\}", stated[1])
    ] if stated else []  # fmt: skip
    found = replace(
        beside(project, r"LaTeX's \graphicspath" if folders else "LaTeX"),
        relative=(main, *folders),
        dropped=tuple(folders),
        endings=LATEX_ENDINGS,
    )
    return replace(found, folder=folders[0]) if folders else found


def _main(project: Project) -> tuple[Path, str]:
    """Return the folder and text of the document that LaTeX runs on."""
    if r"\documentclass" in project.text:
        return project.document.parent, project.text
    named = _ROOT.search(project.text)
    if named:
        file = normal(project.document.parent / named[1].strip())
        if file.is_relative_to(project.root):
            return file.parent, read(file)
    for folder in folders_up(project):
        text = read(folder / "main.tex")
        if r"\documentclass" in text:
            return folder, text
    return project.document.parent, project.text


def typst(project: Project) -> Convention:
    """Return the root that links beginning with ``/`` mean: the package's, or the project's."""
    packages = (folder for folder in folders_up(project) if (folder / "typst.toml").is_file())
    return replace(beside(project, "Typst"), absolute=(next(packages, project.root),))


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


STATED: Mapping[str, Callable[[Project], Convention | None]] = {
    ".adoc": asciidoc, ".asciidoc": asciidoc, ".asc": asciidoc,
    ".tex": latex, ".ltx": latex, ".latex": latex,
    ".typ": typst,
}  # fmt: skip
"""Who speaks for a document, by its file's ending."""
