"""Turns words into image prompts and pictures, inside the author's own document.

The public functions do what the terminal's commands do (see `limner.aio`, which has them as
coroutines). Both that module and asyncio are imported at the first call. What is not named in
``__all__`` here or there may change at any time.
"""

from typing import TYPE_CHECKING, Any, TypeVar

from limner._version import __version__
from limner.errors import LimnerError

if TYPE_CHECKING:
    from collections.abc import Collection, Coroutine, Mapping
    from pathlib import Path

    from IPython.core.interactiveshell import InteractiveShell

    from limner.aio import Illustration, Missing, Picture
    from limner.prompt.expansion import Expanded

_T = TypeVar("_T")

__all__ = ["LimnerError", "__version__", "draw", "expand", "find_missing", "illustrate"]


def load_ipython_extension(shell: "InteractiveShell") -> None:
    """Add ``%imagine`` to IPython, for ``%load_ext limner``."""
    from limner.jupyter import magics

    magics.register(shell)


def expand(
    words: str,
    *,
    variations: int = 1,
    settings: "Mapping[str, object] | None" = None,
    agree: "Collection[str]" = (),
) -> "Expanded":
    """Turn a description into image prompts; see `limner.aio.expand`."""
    from limner import aio

    return _run(aio.expand(words, variations=variations, settings=settings, agree=agree))


def draw(
    words: str,
    output: "Path | str | None" = None,
    *,
    again: bool = False,
    settings: "Mapping[str, object] | None" = None,
    agree: "Collection[str]" = (),
) -> "Picture":
    """Draw a picture for words, without a document; see `limner.aio.draw`."""
    from limner import aio

    return _run(aio.draw(words, output, again=again, settings=settings, agree=agree))


def illustrate(
    document: "Path | str",
    *,
    select: str | None = None,
    line: int | None = None,
    occurrence: int | None = None,
    output: "Path | str | None" = None,
    settings: "Mapping[str, object] | None" = None,
    agree: "Collection[str]" = (),
) -> "Illustration":
    """Draw for words of a document, and link the picture there; see `limner.aio.illustrate`."""
    from limner import aio

    return _run(
        aio.illustrate(
            document,
            select=select,
            line=line,
            occurrence=occurrence,
            output=output,
            settings=settings,
            agree=agree,
        )
    )


def find_missing(
    *paths: "Path | str", settings: "Mapping[str, object] | None" = None
) -> "tuple[Missing, ...]":
    """Find image links without a picture or alternative text; see `limner.aio.find_missing`."""
    from limner import aio

    return _run(aio.find_missing(*paths, settings=settings))


def _run(coroutine: "Coroutine[Any, Any, _T]") -> "_T":
    """Run *coroutine* to its end. ``limner --version`` does without what is imported here."""
    import asyncio

    return asyncio.run(coroutine)
