"""A markup of somebody else's, for languages that Limner does not know."""

from collections.abc import Iterable
from dataclasses import dataclass

from limner import plugins
from limner.document import DATA
from limner.errors import InputError
from limner.markup import registry
from limner.markup.interface import Markup


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
        InputError: one cannot be used, or speaks for a language that Limner knows itself.
    """
    for name in names:
        plugin = plugins.load("markup", name, MarkupPlugin)
        for language in plugin.languages:
            known = registry.is_known(language) or language in DATA
            if known and registry.for_language(language) is not plugin.markup:
                raise InputError(
                    f"The plugin “{name}” wants to speak for “{language}”, which Limner knows "
                    "itself: it needs a language id of its own."
                )
        registry.add(plugin.markup, " ".join(plugin.languages), " ".join(plugin.endings))
