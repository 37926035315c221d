"""Which project a document belongs to, and the settings that hold there before an editor speaks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from limner import files
from limner.errors import InputError, SettingsError
from limner.settings.declaration import Source
from limner.settings.layers import Layer, from_environment, read_file

PROJECT_FILE = "limner.toml"


@dataclass(frozen=True)
class Project:
    """The folder pictures may be written into, and how a document stands in it.

    Attributes:
        root: the project's folder.
        document: the document's file, below *root*.
        text: how the document begins, for it may say where its pictures are.
    """

    root: Path
    document: Path
    text: str = ""


HEAD = 1 << 14
"""Characters of a document in which it may say something about itself."""


def project_of(document: Path, folders: Iterable[Path] = (), text: str = "") -> Project:
    """Find the project of a document that begins with *text*.

    It is the innermost of the editor's *folders* that holds the document, else the nearest folder
    up with a ``limner.toml`` or ``.git``, else the document's own folder.
    """
    path = document.absolute()
    holding = [folder for folder in folders if path.is_relative_to(folder)]
    if holding:
        return Project(max(holding, key=lambda folder: len(folder.parts)), path, text[:HEAD])
    for folder in path.parents:
        if (folder / PROJECT_FILE).is_file() or (folder / ".git").exists():
            return Project(folder, path, text[:HEAD])
    return Project(path.parent, path, text[:HEAD])


def saved(document: Path | None) -> Path:
    """Return the document's file.

    Raises:
        InputError: the document has none yet.
    """
    if document is None:
        raise InputError("Save the document first: its picture is kept beside the file.")
    return document


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
    """Read the project's ``limner.toml``.

    Raises:
        SettingsError: the file does not parse.
    """
    return read_file(project.root / PROJECT_FILE, Source.PROJECT)
