"""How one setting is declared: a field that holds all that is known about it."""

from collections.abc import Callable
from dataclasses import field
from typing import Any

from limner.settings.trust import Trust


def setting(
    key: str,
    trust: Trust,
    default: Any,
    about: str,
    *,
    choices: tuple[str, ...] = (),
    least: float = 0,
    most: float = 1e9,
    aliases: tuple[tuple[str, str], ...] = (),
    strictest: Callable[[Any, Any], Any] | None = None,
    documents: bool = True,
    table: bool = False,
    form: str = "",
    example: str = "",
    parsed: Callable[[object], Any] | None = None,
    joined: Callable[[Any, Any], Any] | None = None,
    chosen: Callable[[Any, object], Any] | None = None,
) -> Any:
    """Declare one field of `Settings` with all that is known about it.

    *parsed* reads a table with a form of its own, *joined* lays it over the one held so far, and
    *chosen* is what a document may do with it.
    """
    return field(
        default=default,
        metadata={
            "key": key,
            "trust": trust,
            "about": about,
            "choices": choices,
            "least": least,
            "most": most,
            "aliases": aliases,
            "strictest": strictest,
            "documents": documents,
            "table": table,
            "form": form,
            "example": example,
            "parsed": parsed,
            "joined": joined,
            "chosen": chosen,
        },
    )


def first_of(*order: str) -> Callable[[str, str], str]:
    """Return a rule that picks whichever value stands first in *order*, strictest first."""
    return lambda held, asked: min(held, asked, key=order.index)


def offline_wins(held: str, asked: str) -> str:
    """Return ``"offline"`` where it is asked for, else what holds already."""
    return "offline" if asked == "offline" else held
