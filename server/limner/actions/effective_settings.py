"""The settings that hold outside an editor: the person's, the project's, the document's own."""

from collections.abc import Mapping
from dataclasses import replace

from limner.errors import InputError, SettingsError
from limner.markup import language_of
from limner.project.document_settings import document_layer
from limner.project.roots import Project, personal_layers, project_layer
from limner.prompt import dialects
from limner.settings.layers import Layer, Resolved, resolve
from limner.settings.trust import Source

CHECKS = {"dialect": dialects.check}
"""What only other packages know of the values of settings."""


def check_settings(given: Mapping[str, object]) -> None:
    """Make sure that settings can be used; ``None`` says nothing.

    Raises:
        InputError: one is unknown or has a wrong value.
    """
    said = {key: value for key, value in given.items() if value is not None}
    wrong = resolve([Layer(Source.COMMAND_LINE, said)], CHECKS).problems
    if wrong:
        raise InputError(f"{wrong[0]} Nothing was done.")


def effective_settings(
    project: Project | None, given: Mapping[str, object], environ: Mapping[str, str]
) -> Resolved:
    """Resolve the settings for a document of *project*, with what was *given* on top.

    Args:
        project: where the document belongs, and how it begins; ``None`` for words alone.
        given: by dotted key; ``None`` says nothing.
        environ: the person's environment.

    Raises:
        SettingsError: a settings file does not parse.
    """
    layers, problems = personal_layers(environ)
    if problems:
        raise SettingsError(problems[0])
    unread: tuple[str, ...] = ()
    if project is not None:
        stated, unread = document_layer(project.text, language_of(project.document))
        layers += [project_layer(project), stated]
    said = {key: value for key, value in given.items() if value is not None}
    found = resolve([*layers, Layer(Source.COMMAND_LINE, said)], CHECKS)
    return replace(found, problems=(*unread, *found.problems))
