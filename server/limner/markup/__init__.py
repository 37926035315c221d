"""Documents: one small interface, one file per markup language.

`for_language` opens the door; everything behind it speaks `limner.markup.interface`.
"""

from collections.abc import Mapping
from importlib import import_module
from pathlib import PurePath

from limner.markup.interface import Markup

_MODULES: Mapping[str, str] = {
    "markdown": "markdown",
    "html": "html",
    "restructuredtext": "rst", "rst": "rst",
    "asciidoc": "asciidoc", "adoc": "asciidoc",
    "latex": "latex", "tex": "latex", "plaintex": "latex",
    "org": "org",
    "typst": "typst",
    "plaintext": "plain",
}  # fmt: skip
"""Which file, and in it which constant of the same name, speaks for an LSP language id."""

_ENDINGS: Mapping[str, str] = {
    "md": "markdown", "markdown": "markdown", "mdown": "markdown", "mkd": "markdown",
    "html": "html", "htm": "html", "xhtml": "html",
    "rst": "restructuredtext", "rest": "restructuredtext",
    "adoc": "asciidoc", "asciidoc": "asciidoc", "asc": "asciidoc",
    "tex": "latex", "ltx": "latex", "latex": "latex",
    "org": "org",
    "typ": "typst",
    "txt": "plaintext", "text": "plaintext",
}  # fmt: skip


def for_language(language_id: str) -> Markup:
    """Return the markup of an LSP language id; plain text for one that is unknown."""
    name = _MODULES.get(language_id.lower(), "plain")
    markup: Markup = getattr(import_module(f"limner.markup.{name}"), name.upper())
    return markup


def language_of(path: PurePath) -> str:
    """Return the LSP language id for a file's name; ``plaintext`` when it says nothing."""
    return _ENDINGS.get(path.suffix[1:].lower(), "plaintext")
