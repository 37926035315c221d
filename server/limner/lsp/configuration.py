"""The settings that hold for a document in the editor, pulled whenever they are used."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from lsprotocol import types

from limner.actions.effective_settings import CHECKS
from limner.errors import InputError, SettingsError
from limner.files import in_time
from limner.lsp.client_window import ANSWER_SECONDS, OWN_OPTIONS
from limner.lsp.documents.open_documents import OpenDocument
from limner.lsp.documents.uris import path_of
from limner.lsp.protocol.mended_protocol import ask
from limner.lsp.server import LimnerServer
from limner.project.document_settings import document_layer
from limner.project.markdown_dialect import dialect_of
from limner.project.project_files import ProjectFiles
from limner.project.roots import HEAD, Project, personal_layers, project_layer, project_of
from limner.settings.cast_members import Cast
from limner.settings.declaration import BY_KEY, Settings
from limner.settings.layers import Layer, Resolved, flatten, from_environment, resolve
from limner.settings.trust import Source

SECTION = "limner"

SAVE_FIRST = "Save the document first: its pictures are kept beside the file."


@dataclass(frozen=True)
class DocumentContext:
    """What holds for a document in the editor.

    Attributes:
        resolved: the settings, whoever may set what, and where they come from.
        layers: what they were resolved from, without what the document states itself.
        project: where the document belongs; ``None`` while it has no file.
    """

    resolved: Resolved
    project: Project | None
    layers: tuple[Layer, ...] = ()

    @property
    def whole_cast(self) -> Cast:
        """The cast of the project, also where the document says who of them appears."""
        return resolve(self.layers).settings.cast

    @property
    def settings(self) -> Settings:
        """The settings that hold."""
        return self.resolved.settings

    @property
    def saved_project(self) -> Project:
        """The project of a document that is a file; raises ``InputError`` for one that is none."""
        if self.project is None:
            raise InputError(SAVE_FIRST)
        return self.project


def check_saved(document: OpenDocument) -> None:
    """Make sure that *document* is a file, before a job begins whose picture goes beside it.

    Raises:
        InputError: it was never saved.
    """
    if document.path is None:
        raise InputError(SAVE_FIRST)


async def settings_for(ls: LimnerServer, document: OpenDocument) -> Settings:
    """Resolve the settings for *document*; each problem is shown to the person once."""
    return (await context_for(ls, document)).settings


async def context_for(
    ls: LimnerServer, document: OpenDocument, *, quiet: bool = False
) -> DocumentContext:
    """Find the project of *document* and resolve its settings; each problem is shown once.

    With *quiet* none is shown.

    The disk is looked at in a thread; where it does not answer in time, the project's own files
    have no say.
    """
    begins = document.text.beginning(HEAD)
    seen = ProjectFiles(ls.trees)
    read = partial(_on_disk, document.path, workspace_folders(ls), begins, document.language, seen)
    found = await in_time(read, None)
    if found is None:
        found = _without_files(document.path, begins, document.language)
    document.language = found.language
    layers = [*found.layers, await _editor_layer(ls, document)]
    stated, unread = document_layer(begins, document.language)
    resolved = resolve([*layers, stated], CHECKS)
    for problem in () if quiet else (*found.problems, *unread, *resolved.problems):
        ls.tell_once(problem, types.MessageType.Warning)
    return DocumentContext(resolved, found.project, tuple(layers))


async def find_dialect(ls: LimnerServer, document: OpenDocument) -> None:
    """Find out in which language a document is really written: editors call all Markdown that."""
    if document.language == "markdown" and document.path is not None:
        read = partial(_dialect, document.path, workspace_folders(ls), document.language)
        document.language = await in_time(read, document.language)


@dataclass(frozen=True)
class _OnDisk:
    """What the disk says of a document."""

    project: Project | None
    layers: tuple[Layer, ...]
    problems: tuple[str, ...]
    language: str


def _on_disk(
    path: Path | None, folders: list[Path], begins: str, language: str, seen: ProjectFiles
) -> _OnDisk:
    layers, problems = personal_layers(os.environ)
    if path is None:
        return _OnDisk(None, tuple(layers), tuple(problems), language)
    project = project_of(path, folders, begins, seen)
    try:
        layers.append(project_layer(project))
    except SettingsError as error:
        problems.append(f"{error} Until then the defaults are used.")
    return _OnDisk(project, tuple(layers), tuple(problems), dialect_of(project, language))


def _without_files(path: Path | None, begins: str, language: str) -> _OnDisk:
    project = Project(path.parent, path, begins) if path else None
    problem = "The folder of this document does not answer: its settings are not used."
    return _OnDisk(project, (from_environment(os.environ),), (problem,), language)


def _dialect(path: Path, folders: list[Path], language: str) -> str:
    return dialect_of(project_of(path, folders), language)


def workspace_folders(ls: LimnerServer) -> list[Path]:
    """Return the folders that are open in the editor."""
    found = [path_of(folder.uri) for folder in ls.workspace.folders.values()]
    if not found and ls.workspace.root_uri:
        found.append(path_of(ls.workspace.root_uri))
    return [path for path in found if path is not None]


async def _editor_layer(ls: LimnerServer, document: OpenDocument) -> Layer:
    raw: object = _without_own_options(ls.protocol.options)
    if ls.protocol.features.configuration:
        item = types.ConfigurationItem(scope_uri=document.uri, section=SECTION)
        answer = await ask(
            ls.workspace_configuration_async(types.ConfigurationParams(items=[item])),
            ANSWER_SECONDS,
        )
        if answer and isinstance(answer[0], Mapping):
            raw = answer[0]
    # A push may be empty, or hold what is meant for other servers.
    pushed = {key: value for key, value in _values(ls.protocol.pushed).items() if key in BY_KEY}
    return Layer(Source.EDITOR, _values(raw) | pushed)


def _without_own_options(options: object) -> object:
    """Return initialization options without what a client of ours announces there."""
    if not isinstance(options, Mapping):
        return options
    return {
        name: value
        for name, value in options.items()
        if not (name in OWN_OPTIONS and isinstance(value, bool))
    }


def _values(raw: object) -> dict[str, object]:
    """Return the settings in what a client sent, by dotted key: below ``limner`` or without it."""
    if not isinstance(raw, Mapping):
        return {}
    inner = raw.get(SECTION)
    values = flatten(inner if isinstance(inner, Mapping) else raw)
    # Clients send null for what is not set.
    return {
        key.removeprefix(f"{SECTION}."): value for key, value in values.items() if value is not None
    }
