"""The markups that a person has added by plugins, ready before a document is read."""

from collections.abc import Mapping

from limner import files
from limner.settings.declaration import environment_name

SETTING = "plugins.markup"


def use_own_markups(environ: Mapping[str, str]) -> None:
    """Let the markup plugins speak that the person has named; without any, next to nothing is done.

    Raises:
        InputError: a plugin cannot be used.
    """
    if not environ.get(environment_name(SETTING)) and not _mentioned():
        return
    from limner.markup.markup_plugin import register
    from limner.project.roots import personal_layers
    from limner.settings.layers import resolve

    layers, _ = personal_layers(environ)
    register(resolve(layers).settings.plugins_markup)


def _mentioned() -> bool:
    """Say whether the person's file may name a plugin; whoever reads it all tells what is wrong."""
    try:
        return "plugins" in files.read_text(files.configuration_folder() / "config.toml")
    except (OSError, UnicodeDecodeError):
        return False
