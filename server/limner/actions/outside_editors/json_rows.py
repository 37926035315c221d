"""What scripts, agents and notebooks get as JSON; keys never vanish, and unknown is ``None``."""

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from limner.actions.outside_editors.word_pictures import WordPicture
from limner.errors import LimnerError
from limner.image.pricing import MICRO
from limner.prompt.expansion import Expanded, Expansion
from limner.prompt.looks.weaving import described

KEYS = (
    "file", "source", "picture", "link", "alt", "engine", "renderer", "model", "prompt", "cost",
    "error", "code",
)  # fmt: skip
"""The keys of the JSON object of one picture, in the order they are printed."""


def expansion_row(source: str, dialect: str, expanded: Expanded) -> dict[str, object]:
    """Return the JSON object of one expansion."""
    from limner.image.sketch.plans.planning import plan_of

    looks = expanded.items[0].looks if expanded.items else ()
    return {
        "source": source,
        "dialect": dialect,
        "engine": expanded.engine,
        "model": expanded.model,
        "items": [_item(item) for item in expanded.items],
        "repairs": list(expanded.repairs),
        "notes": list(expanded.notes),
        # What would be drawn without an image service.
        "sketch": plan_of(described(source, looks)).as_json(),
    }


def _item(item: Expansion) -> dict[str, object]:
    """Return one prompt's object, with the looks it says by name."""
    return {**asdict(item), "looks": {look.name: look.whole for look in item.looks}}


def word_picture_row(
    words: str, made: WordPicture, shown: Callable[[Path], str], link: str | None = None
) -> dict[str, object]:
    """Return the JSON object of one picture that was drawn for *words*.

    Args:
        words: the author's own.
        made: the picture.
        shown: how its path is written.
        link: to it, in a document's own markup.
    """
    drawn, placed = made.drawn, made.drawn.placed
    row: dict[str, object] = dict.fromkeys(KEYS)
    return row | {
        "source": words,
        "picture": shown(placed.picture),
        "link": link,
        "alt": drawn.figure.alt,
        "engine": made.engine,
        "renderer": placed.renderer,
        "model": placed.model,
        "prompt": drawn.expansion.prompt,
        "cost": None if placed.cost is None else placed.cost / MICRO,
    }


def refusal_row(error: LimnerError, **known: object) -> dict[str, object]:
    """Return the JSON object of a picture that there is not, and why."""
    row: dict[str, object] = dict.fromkeys(KEYS)
    return row | known | {"error": str(error), "code": error.code}
