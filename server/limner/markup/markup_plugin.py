"""A markup of somebody else's, for languages that Limner does not know."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from limner import plugins
from limner.document import DATA
from limner.errors import InputError
from limner.markup import registry
from limner.markup.interface import Markup
from limner.markup.plugin_checks.plugin_markup import PluginMarkup, checked


@dataclass(frozen=True, kw_only=True)
class MarkupPlugin:
    """What an entry point in ``limner.markup`` names.

    Attributes:
        interface: the `limner.plugins.INTERFACE` it was written for.
        markup: what speaks for its languages, mostly a
            `limner.markup.common.markup_language.MarkupLanguage`.
        languages: LSP language ids, lower case; the first is what the endings mean.
        endings: of file names, without the dot.
    """

    interface: int
    markup: Markup
    languages: tuple[str, ...]
    endings: tuple[str, ...] = ()


def register(names: Iterable[str]) -> None:
    """Let the plugins called *names* speak for their languages from now on.

    Raises:
        InputError: one cannot be used, or speaks for a language or for files that are known.
    """
    for name in names:
        plugin = plugins.load("markup", name, MarkupPlugin)
        _check(name, plugin)
        markup = checked(name, plugin.markup)
        registry.add(markup, " ".join(plugin.languages), " ".join(plugin.endings))


def _check(name: str, plugin: MarkupPlugin) -> None:
    """Make sure that *plugin* speaks for what nobody else speaks for.

    Raises:
        InputError: it does not.
    """
    if not _are_ids(plugin.languages, r"\S+") or not plugin.languages:
        raise InputError(
            f"The plugin “{name}” says no language ids: its languages must be a tuple of them, in "
            "lower case."
        )
    if not _are_ids(plugin.endings, r"[^\s.]+"):
        raise InputError(
            f"The plugin “{name}” says what no file ends in: its endings must be a tuple of them, "
            "in lower case and without a dot."
        )
    for language in plugin.languages:
        known = registry.is_known(language) or language in DATA | registry.GENERIC
        if known and not _speaks(plugin, language):
            raise InputError(
                f"The plugin “{name}” wants to speak for “{language}”, which Limner knows "
                "already: it needs a language id of its own."
            )
    for ending in plugin.endings:
        if registry.meant_by(ending) not in (None, *plugin.languages):
            raise InputError(
                f"The plugin “{name}” wants to speak for files that end in “.{ending}”, which "
                "Limner knows already: it needs an ending of its own, or none."
            )


def _speaks(plugin: MarkupPlugin, language: str) -> bool:
    """Say whether *plugin* speaks for *language* already."""
    speaker = registry.for_language(language)
    return isinstance(speaker, PluginMarkup) and speaker.markup is plugin.markup


def _are_ids(words: object, form: str) -> bool:
    return isinstance(words, tuple) and all(
        isinstance(word, str) and word == word.lower() and re.fullmatch(form, word)
        for word in words
    )
