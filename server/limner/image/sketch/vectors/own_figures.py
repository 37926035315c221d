"""Figures by name: Limner's own simple shapes first, else those of the compiled table."""

import re
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any

from limner.files import packaged
from limner.image.sketch.vectors import figure_table
from limner.image.sketch.vectors.svg_shapes import GRID, VectorShape, colour_of, moved, shapes

HALF = (5.0, -1.0, 22.0)
"""Where half a figure stands above its legs: left, top and size."""


@lru_cache(256)
def figure_shapes(name: str) -> tuple[VectorShape, ...]:
    """Return the shapes of the figure *name*.

    Raises:
        KeyError: there is none.
    """
    own = _own()
    if name in own["simple"]:
        return shapes(own["simple"][name])
    if name in own["composed"]:
        return _composed(own["composed"][name], own["templates"])
    legs = _legs().get(name)
    if legs:
        row = {"template": "standing", "head": name, "legs": legs, "shoes": "#464646", "at": HALF}
        return _composed(row, own["templates"])
    left_off = {colour_of(fill) for fill in own["left_off"].get(name, "").split()}
    return tuple(one for one in shapes(figure_table.body(name)) if one.fill not in left_off)


def is_drawn(name: str) -> bool:
    """Say whether there is a figure *name*."""
    own = _own()
    return name in own["simple"] or name in own["composed"] or figure_table.has_figure(name)


def _composed(row: dict[str, Any], templates: dict[str, str]) -> tuple[VectorShape, ...]:
    """Return a body in its colours with the head that the table has."""
    body = re.sub(r"\{(\w+)\}", lambda found: row[found[1]], templates[row["template"]])
    left, top, size = row["at"]
    scale = size / GRID
    head = [
        replace(
            shape,
            polygons=tuple(moved(one, (scale, 0, 0, scale, left, top)) for one in shape.polygons),
        )
        for shape in shapes(figure_table.body(row["head"]))
    ]
    return (*shapes(body), *head)


@cache
def _legs() -> dict[str, str]:
    """Return the colour of the legs that each half figure gets."""
    rows: dict[str, str] = _own()["busts"]
    return {name: legs for legs, names in rows.items() for name in names.split()}


@cache
def _own() -> dict[str, Any]:
    return packaged.table("image", "sketch", "vectors", "own_figures.toml")
