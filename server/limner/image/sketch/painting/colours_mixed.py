"""Colours of backgrounds and of what an author commits to, as numbers, and between two of them."""

from functools import cache
from typing import Any

from limner.files import packaged
from limner.image.sketch.plans.scene_plan import ScenePlan
from limner.image.sketch.vectors.svg_shapes import Colour, colour_of

NAMED = {
    "red": "#d63a34", "blue": "#2f6fd0", "green": "#3d9a4b", "yellow": "#f5c731",
    "orange": "#f28a2e", "purple": "#8450b8", "pink": "#ef86b0", "brown": "#8a5a3a",
    "black": "#2b2b2f", "white": "#f4f3ef", "grey": "#8e9299", "gold": "#d9a92b",
    "silver": "#b9bec6", "turquoise": "#2fa39c", "cream": "#efe3c4", "blonde": "#e8cf7a",
    "bronze": "#a9743a", "copper": "#b8683a", "khaki": "#a89c6c", "burgundy": "#7c1f34",
    "maroon": "#7a2430", "mint": "#9bd8b9", "peach": "#f4b58e", "coral": "#f0765f",
    "mustard": "#d3a12c", "rust": "#a8512d", "ochre": "#c98f2e",
}  # fmt: skip
"""Colours by the first word of their family, as `limner.prompt.ledger.language_words` gives it."""


def named_colour(name: str) -> Colour | None:
    """Return the colour called *name* in English, ``None`` for one that is not known."""
    return colour_of(NAMED[name]) if name in NAMED else None


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """Return *one* with so large a *share* of *other*."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def sky_of(plan: ScenePlan) -> dict[str, Any]:
    """Return the row of the sky over *plan*: its time first, then its weather."""
    skies: dict[str, Any] = palette()["sky"]
    dark = plan.time == "night" or plan.ground in ("space", "moon")
    row: dict[str, Any] = skies["night" if dark else plan.weather or plan.time]
    return row


def sky_colours(plan: ScenePlan) -> list[Colour]:
    """Return the colours of the sky over *plan* from the top to the horizon."""
    colours = [colour_of(one) for one in sky_of(plan)["colours"]]
    return _committed(colours, plan.sky_colour, range(3), 0.62)


TINTED = {"lake": range(1, 3), "beach": range(2, 4), "room": range(2), "table": range(2, 4)}
"""Which of a place's colours are meant where its own is said; all of them elsewhere."""


def land_of(plan: ScenePlan) -> list[Colour]:
    """Return the colours of the land from far to near, in the light of its hour."""
    lands, sky = palette()["land"], sky_of(plan)
    turns = plan.season == "autumn" and plan.ground in ("meadow", "forest")
    name = "autumn" if turns else plan.ground
    colours = [colour_of(one) for one in lands.get(name, lands["meadow"])]
    colours = _committed(colours, plan.ground_colour, TINTED.get(plan.ground, range(4)), 0.72)
    return [mixed(one, colour_of(sky["tint"]), sky["share"]) for one in colours]


def inside_of(plan: ScenePlan) -> list[Colour]:
    """Return the colours of wall, upper wall, floor and edge; darker at night."""
    inside = palette()["inside"]
    night = 0.45 if plan.time == "night" else 0.0
    colours = [colour_of(one) for one in inside[plan.ground]]
    colours = _committed(colours, plan.ground_colour, TINTED.get(plan.ground, range(4)), 0.6)
    return [mixed(one, colour_of(inside["night"]), night) for one in colours]


def _committed(colours: list[Colour], name: str, places: range, share: float) -> list[Colour]:
    """Return *colours*, those at *places* with a large *share* of the colour called *name*."""
    tone = named_colour(name)
    if tone is None:
        return colours
    return [
        mixed(one, tone, share) if number in places else one for number, one in enumerate(colours)
    ]


@cache
def palette() -> dict[str, Any]:
    """Return the table of colours."""
    return packaged.table("image", "sketch", "painting", "palette.toml")
