"""What JupyterLab's language server extension (jupyter-lsp) reads to start Limner by itself."""

import sys
from typing import Any

MARKDOWN = ("markdown", "ipythongfm", "gfm", "myst")

PROGRAMS = ("python", "r", "julia")

COMMAND = (sys.executable, "-P", "-m", "limner", "serve")
"""The Python that Jupyter runs in; ``-P`` keeps modules of the notebooks' folder out."""


def servers(app: object) -> dict[str, dict[str, Any]]:
    """Return Limner's specifications, version 2 of the schema, for Markdown cells and for code.

    JupyterLab asks one server per language and, among equals, the first by name: with the second
    name a language's own server goes first.
    """
    return {
        "limner": _specification(MARKDOWN, ("text/x-markdown", "text/x-ipythongfm")),
        "zz-limner": _specification(
            PROGRAMS, ("text/x-python", "text/x-ipython", "text/x-rsrc", "text/x-julia")
        ),
    }


def _specification(languages: tuple[str, ...], mime_types: tuple[str, ...]) -> dict[str, Any]:
    return {
        "version": 2,
        "display_name": "Limner",
        "argv": list(COMMAND),
        "languages": list(languages),
        "mime_types": list(mime_types),
        "requires_documents_on_disk": False,
    }
