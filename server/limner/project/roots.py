"""Which project a document belongs to, and the settings that hold there before an editor speaks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from limner import files, markup
from limner.errors import SettingsError
from limner.project.project_files import ProjectFiles
from limner.settings.declaration import BY_KEY
from limner.settings.layers import Layer, from_environment, read_file
from limner.settings.trust import Source

PROJECT_FILE = "limner.toml"

ROOT_FILES = frozenset({PROJECT_FILE, ".git"})
"""What marks a project before anything else does."""

TOOL_FILES = frozenset({
    ".obsidian", "mkdocs.yml", "mkdocs.yaml", "book.toml", "conf.py", "_quarto.yml", "_quarto.yaml",
    "hugo.toml", "hugo.yaml", "hugo.json", "_config.yml", "_config.toml", ".vitepress",
    "antora.yml", "dendron.yml", "typst.toml", "myst.yml", "_bookdown.yml",
    *(f"{tool}.config.{ending}" for ending in ("js", "ts", "mjs", "cjs", "mts")
      for tool in ("docusaurus", "astro", "next", "nuxt", "svelte", "vite", "eleventy")),
    ".eleventy.js", "gatsby-config.js", "gatsby-config.ts", "gatsby-config.mjs",
})  # fmt: skip
"""What marks a vault, a site or a book that nobody keeps in Git."""


@dataclass(frozen=True)
class Project:
    """The folder pictures may be written into, and how a document stands in it.

    Attributes:
        root: the project's folder.
        document: the document's file, below *root*.
        text: how the document begins, for it may say where its pictures are.
        files: what is on the disk around it, as far as it was looked at.
    """

    root: Path
    document: Path
    text: str = ""
    files: ProjectFiles = field(default_factory=ProjectFiles, compare=False, repr=False)


HEAD = 1 << 14
"""Characters of a document in which it may say something about itself."""


def project_of(
    document: Path,
    folders: Iterable[Path] = (),
    text: str = "",
    files: ProjectFiles | None = None,
) -> Project:
    """Find the project of a document that begins with *text*.

    It is the innermost of the editor's *folders* that holds the document, else the nearest folder
    up with a ``limner.toml`` or ``.git``, else the nearest with the settings of a vault, a site
    generator or a book, else that of the whole document which this one says it is a part of, else
    the document's own folder.
    """
    path, seen = document.absolute(), files or ProjectFiles()
    holding = [folder for folder in folders if path.is_relative_to(folder)]
    root = max(holding, key=lambda folder: len(folder.parts), default=None)
    return Project(root or marked_root(path, text, seen) or path.parent, path, text[:HEAD], seen)


def marked_root(path: Path, text: str, files: ProjectFiles) -> Path | None:
    """Return the folder that something marks as the project of the document at *path*."""
    marked = files.once(("root", path.parent), lambda: _marked(path, files))
    if marked is not None:
        return marked
    form = markup.for_language(markup.language_of(path)).parts
    whole = form.named_whole(path, text[:HEAD]) if form else None
    folder = whole.parent if whole else path.parent
    return folder if path.is_relative_to(folder) and folder != path.parent else None


def _marked(path: Path, files: ProjectFiles) -> Path | None:
    for marks in (ROOT_FILES, TOOL_FILES):
        for folder in path.parents:
            if not marks.isdisjoint(files.names(folder)):
                return folder
    return None


def personal_layers(environ: Mapping[str, str]) -> tuple[list[Layer], list[str]]:
    """Read what the person alone controls: their config.toml, then the environment.

    Returns:
        The layers, and one sentence for a file that could not be read.
    """
    layers, problems = [], []
    try:
        layers.append(read_file(files.configuration_folder() / "config.toml", Source.USER_FILE))
    except SettingsError as error:
        problems.append(str(error))
    return [*layers, from_environment(environ)], problems


def project_layer(project: Project) -> Layer:
    """Read the project's ``limner.toml``, and the file of its cast where it names one.

    Raises:
        SettingsError: a file does not parse, or the cast's is not there.
    """
    layer = read_file(project.root / PROJECT_FILE, Source.PROJECT)
    named = layer.values.get("cast")
    if not isinstance(named, str) or not named:
        return layer
    own = {key: value for key, value in layer.values.items() if key != "cast"}
    return Layer(Source.PROJECT, {**_cast_file(project.root, named), **own})


def cast_path(root: Path, named: str) -> Path:
    """Return the file that a project names for its cast.

    Raises:
        SettingsError: it is no TOML file of the project, or stands in a hidden folder.
    """
    path = root / named.lstrip("/")
    try:
        inside = path.resolve().is_relative_to(root.resolve())
    except (OSError, ValueError, RuntimeError):
        inside = False
    hidden = any(part.startswith(".") for part in Path(named).parts)
    if not inside or hidden or path.suffix.lower() != ".toml" or not named.isprintable():
        shown = named[:80].encode("unicode_escape").decode() if not named.isprintable() else named
        raise SettingsError(
            f"{PROJECT_FILE} names “{shown[:80]}” for its cast: name a .toml file of the project."
        )
    return path


def _cast_file(root: Path, named: str) -> dict[str, object]:
    """Return ``cast`` and ``work`` of the file that a project names for them."""
    path = cast_path(root, named)
    try:
        there = path.is_file()
    except OSError:
        there = False
    if not there:
        raise SettingsError(
            f"{PROJECT_FILE} names “{named[:80]}” for its cast, which is not there."
        )
    values = read_file(path, Source.PROJECT).values
    # What is unknown there is said, as in any settings file.
    return {
        key: value
        for key, value in values.items()
        if key == "cast" or key.startswith("work.") or key not in BY_KEY
    }
