"""The settings that hold for a document in the editor, pulled whenever they are used."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lsprotocol import types

from limner.errors import InputError, SettingsError
from limner.lsp.documents.open_documents import OpenDocument, path_of
from limner.lsp.protocol.mended_protocol import ask
from limner.lsp.server import ANSWER_SECONDS, LimnerServer
from limner.project.markdown_dialect import dialect_of
from limner.project.roots import HEAD, Project, personal_layers, project_layer, project_of
from limner.settings.declaration import Settings, Source
from limner.settings.document_settings import document_layer
from limner.settings.layers import Layer, flatten, resolve

SECTION = "limner"


async def settings_for(ls: LimnerServer, document: OpenDocument) -> Settings:
    """Resolve the settings for *document*; each problem is shown to the person once."""
    layers, problems = personal_layers(os.environ)
    project = project_for(ls, document)
    if project is not None:
        try:
            layers.append(project_layer(project))
        except SettingsError as error:
            problems.append(f"{error} Until then the defaults are used.")
    layers.append(await _editor_layer(ls, document))
    stated, unread = document_layer(document.text.beginning(HEAD), document.language)
    layers.append(stated)
    problems += unread
    resolved = resolve(layers)
    for problem in (*problems, *resolved.problems):
        ls.tell_once(problem, types.MessageType.Warning)
    return resolved.settings


async def saved_context(ls: LimnerServer, document: OpenDocument) -> tuple[Settings, Project]:
    """Return the settings and the project of a document that is a file.

    Raises:
        InputError: it is none yet.
    """
    project = project_for(ls, document)
    if project is None:
        raise InputError("Save the document first: its pictures are kept beside the file.")
    return await settings_for(ls, document), project


def project_for(ls: LimnerServer, document: OpenDocument) -> Project | None:
    """Return the project of *document*; ``None`` while it has no file."""
    if document.path is None:
        return None
    return project_of(document.path, workspace_folders(ls), document.text.beginning(HEAD))


def dialect(ls: LimnerServer, path: Path | None, language: str) -> str:
    """Return the language a document is really written in: its project may say more than its name.

    Looks at a few files of the project; an editor calls all Markdown ``markdown``.
    """
    if language != "markdown" or path is None:
        return language
    return dialect_of(project_of(path, workspace_folders(ls)), language)


def workspace_folders(ls: LimnerServer) -> list[Path]:
    """Return the folders that are open in the editor."""
    found = [path_of(folder.uri) for folder in ls.workspace.folders.values()]
    if not found and ls.workspace.root_uri:
        found.append(path_of(ls.workspace.root_uri))
    return [path for path in found if path is not None]


async def _editor_layer(ls: LimnerServer, document: OpenDocument) -> Layer:
    raw: Any = ls.protocol.options
    if ls.protocol.features.configuration:
        item = types.ConfigurationItem(scope_uri=document.uri, section=SECTION)
        answer = await ask(
            ls.workspace_configuration_async(types.ConfigurationParams(items=[item])),
            ANSWER_SECONDS,
        )
        if answer and isinstance(answer[0], Mapping):
            raw = answer[0]
    if not isinstance(raw, Mapping):
        return Layer(Source.EDITOR, {})
    inner = raw.get(SECTION)
    tree = inner if isinstance(inner, Mapping) else raw
    values = flatten(tree)
    # Clients send null for what is not set.
    return Layer(Source.EDITOR, {key: value for key, value in values.items() if value is not None})
