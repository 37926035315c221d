"""The place of a scene, drawn behind its figures: sky and land, a room, a table, the deep."""

import random
from collections.abc import Callable
from typing import TYPE_CHECKING

from limner.image.sketch.painting.grounds import depths, interiors, lands, skies
from limner.image.sketch.plans.scene_plan import ScenePlan

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

Painter = Callable[["Picture", ScenePlan, random.Random], None]

PAINTERS: dict[str, Painter] = {
    "plain": interiors.plain, "table": interiors.table, "room": interiors.room,
    "kitchen": interiors.kitchen, "underwater": depths.underwater, "space": depths.space,
    "moon": depths.space,
    "sky": skies.open_sky,
}  # fmt: skip


def paint_background(canvas: "Picture", plan: ScenePlan, chance: random.Random) -> None:
    """Draw the place of *plan* over all of *canvas*; *chance* shapes what no word says."""
    painter = PAINTERS.get(plan.ground)
    if painter is not None:
        painter(canvas, plan, chance)
        return
    skies.paint_sky(canvas, plan, chance, lands.HORIZONS.get(plan.ground, 0.55))
    lands.paint_land(canvas, plan, chance)
