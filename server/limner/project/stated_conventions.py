r"""Conventions that a document, the program that reads it or its vault states.

What a document says is its markup's to read (AsciiDoc's ``:imagesdir:``, LaTeX's
``\graphicspath``); here it becomes folders of the project.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from limner import markup
from limner.image.file_names import PICTURES
from limner.markup.interface import Parts
from limner.patterns import lazy_regex
from limner.project.convention import Convention, beside, folders_up, normal
from limner.project.inclusion import parts_of, wholes_of
from limner.project.project_files import ProjectFiles
from limner.project.roots import Project

OBSIDIAN = Path(".obsidian") / "app.json"


def own_convention(project: Project) -> Convention | None:
    """Return what the document says, or the whole it is a part of; ``None`` when nothing does."""
    own = markup.for_language(markup.language_of(project.document))
    wholes = wholes_of(project, own.parts) if own.parts else []
    speaking = [
        (whole.parent, stated)
        for whole in (*wholes, project.document)
        if (stated := own.pictures(_text(project, whole, own.parts), str(whole.parent)))
    ]
    if not speaking:
        return None
    first = speaking[0][1]
    # What this very file says holds last, and so first.
    own_words = own.pictures(project.text, str(project.document.parent))
    if wholes and own_words and own_words.beside:
        speaking.insert(0, (wholes[0].parent, own_words))
    folders = [normal(each / folder) for each, stated in speaking for folder in stated.folders]
    # A part is read in the folder of the whole.
    alone = speaking[: len(speaking) - bool(wholes)] or speaking
    beside_it = [each for each, stated in alone if stated.beside]
    served = project.root
    if first.root:
        holding = (each for each in folders_up(project) if (each / first.root).is_file())
        served = next(holding, served)
    found = beside(project, first.name)
    return replace(
        found,
        folder=next(_that_may_be(folders, project.files), (*folders, found.folder)[0]),
        relative=tuple(dict.fromkeys((*beside_it, *folders))),
        absolute=(served,),
        # A part may be read in any folder above: not every whole says plainly what it includes.
        also=tuple(folders_up(project)),
        rooted=first.root is not None,
        dropped=tuple(folders) if first.beside else (),
        endings=first.endings,
        supplied=first.supplied,
        loose=first.loose,
    )


def _that_may_be(folders: Iterable[Path], files: ProjectFiles) -> Iterator[Path]:
    """Yield the folders that are there or could be made in one that is.

    Others are meant from where the author compiles.
    """
    return (each for each in folders if files.is_folder(each) or files.is_folder(each.parent))


def book_convention(project: Project) -> Convention | None:
    """Return where pictures are of a book's chapter, if neither says; ``None`` for no chapter."""
    own = markup.for_language(markup.language_of(project.document))
    wholes = wholes_of(project, own.parts) if own.parts else []
    if not wholes:
        return None
    found = beside(project)
    return replace(found, relative=tuple(dict.fromkeys(whole.parent for whole in wholes)))


def _text(project: Project, whole: Path, form: Parts | None) -> str:
    """Return what *whole* and the files that it includes say."""
    if form is None:
        return project.text
    parts = parts_of(whole, form, project)
    head = project.text if whole == project.document else parts.get(whole, "")
    return "\n".join((head, *(text for file, text in parts.items() if file != whole)))


def obsidian(project: Project, *, only_wiki_links: bool = False) -> Convention | None:
    """Return a vault's attachment folder; links as the vault's settings say."""
    vault = next(
        (folder for folder in folders_up(project) if is_vault(folder, project.files)), None
    )
    if vault is None:
        return None if only_wiki_links else _vault_without_settings(project)
    settings = vault_settings(vault, project.files)
    if only_wiki_links and settings.get("useMarkdownLinks") is True:
        return None
    stated = str(settings.get("attachmentFolderPath") or "")
    among_notes = not stated and _are_among_notes(vault, project.files)
    kept = None if stated else _folder_of_pictures(vault, project.files)
    asked = "./" if among_notes else stated or "/"
    start = project.document.parent if asked.startswith(".") else vault
    form = settings.get("newLinkFormat", "shortest")
    base = project.document.parent if form == "relative" else vault
    folder = kept or normal(start / asked.strip("/"))
    return Convention(
        "Obsidian",
        folder=folder,
        relative=tuple(dict.fromkeys((base, project.document.parent, vault))),
        absolute=(vault,),
        anywhere=vault,
        shortest=form == "shortest",
        template=_is_template(project, vault),
    )


def _are_among_notes(vault: Path, files: ProjectFiles) -> bool:
    """Whether the pictures of a vault that names no folder for them mostly stand beside notes.

    Obsidian then puts a pasted one into the vault's own folder, which must not hold any.
    """

    def looked() -> bool:
        below = tuple(files.below(vault))
        kept = {each.parent for each in below if each.suffix[1:].lower() in PICTURES}
        notes = {each.parent for each in below if each.suffix.lower() == ".md"}
        return vault not in kept and len(kept & notes) * 2 > len(kept)

    return files.once(("pictures among notes", vault), looked)


def _folder_of_pictures(vault: Path, files: ProjectFiles) -> Path | None:
    """Return the folder that most pictures of a vault stand in, without notes of its own.

    One note may stand there, as some describe each folder by one.
    """

    def looked() -> Path | None:
        below = tuple(files.below(vault))
        kept = Counter(each.parent for each in below if each.suffix[1:].lower() in PICTURES)
        folder, many = kept.most_common(1)[0] if kept else (vault, 0)
        notes = sum(name.endswith(".md") for name in files.names(folder))
        is_theirs = folder != vault and many >= FEW_PICTURES and notes <= 1
        return folder if is_theirs and many * 2 > kept.total() else None

    return files.once(("folder of pictures", vault), looked)


FEW_PICTURES = 3
"""Pictures that make a folder theirs."""


def _is_template(project: Project, vault: Path) -> bool:
    """Whether the document is in the folder from which a vault's templates are taken."""
    stated = (
        _json(project.files.text(vault / OBSIDIAN.parent / file)).get(key)
        for file, key in _TEMPLATES
    )
    folders = (each.strip("/") for each in stated if isinstance(each, str))
    return any(project.document.is_relative_to(normal(vault / each)) for each in folders if each)


_TEMPLATES = (
    ("templates.json", "folder"),
    ("plugins/templater-obsidian/data.json", "templates_folder"),
)
"""Where Obsidian's own plugin and the usual one name the folder of templates."""


def _vault_without_settings(project: Project) -> Convention | None:
    """Return the convention of notes whose vault leaves its settings out of Git, as most do."""
    is_markdown = markup.language_of(project.document) == "markdown"
    if not is_markdown or not _LINKED_BY_NAME.search(project.text):
        return None
    for folder in folders_up(project):
        for name in sorted(project.files.names(folder)):
            if name.lower() in _ATTACHMENTS and project.files.is_folder(folder / name):
                return replace(beside(project), folder=folder / name, anywhere=folder)
    kept = _folder_of_pictures(project.root, project.files) or project.document.parent
    return replace(beside(project), folder=kept, anywhere=project.root)


_ATTACHMENTS = frozenset(
    {"attachments", "_attachments", "assets", "images", "media", "files", "_resources"}
)


def embeds_by_name(project: Project) -> bool:
    """Whether a document embeds pictures by their names, as only notes in vaults do."""
    return bool(_EMBEDDED_BY_NAME.search(project.text))


_EMBEDDED_BY_NAME = lazy_regex(r"!\[\[[^\[\]|\n]+\.(?:png|jpe?g|gif|svg|webp)[^\[\]\n]*\]\]")
_LINKED_BY_NAME = lazy_regex(r"(?<![\[\w`])!?\[\[[^\s\[\]][^\[\]\n]*\]\]")


def is_vault(folder: Path, files: ProjectFiles) -> bool:
    """Whether *folder* is an Obsidian vault."""
    return OBSIDIAN.parent.name in files.names(folder)


def vault_settings(vault: Path, files: ProjectFiles) -> Mapping[str, object]:
    """Return what a vault's settings say about files and links."""
    return _json(files.text(vault / OBSIDIAN))


def _json(text: str) -> Mapping[str, object]:
    try:
        settings = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}
    return settings if isinstance(settings, dict) else {}
