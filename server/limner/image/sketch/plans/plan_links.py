"""The relations of a plan, from those that are written."""

from collections.abc import Sequence

from limner.image.sketch.plans.figure_choice import is_person, worn_on_head
from limner.image.sketch.plans.figure_sizes import SMALL, is_vessel
from limner.image.sketch.plans.mentions import BACK, MentionLink
from limner.image.sketch.plans.scene_plan import LinkName, PlannedFigure, PlannedLink
from limner.patterns import lazy_regex

LEVEL = lazy_regex(r"^(?:table|desk|shelf|bench|stool|plate)$")
"""What things stand on that it is said to be "with"."""

LARGEST_HELD = 0.7
"""What somebody can hold, where a person is 1."""

NAMES: dict[str, LinkName] = {
    "left of": "left of", "right of": "right of", "on": "on", "under": "under", "above": "above",
    "in": "in", "behind": "behind", "in front of": "in front of", "front": "in front of",
    "beside": "beside", "between": "between", "around": "around", "surrounded by": "around",
    "among": "around", "with": "beside", "held": "beside", "worn": "beside",
}  # fmt: skip
"""The relation of a plan for each that is written, where nothing is known of the things."""

REVERSED = frozenset({"surrounded by", "among"})


def planned_links(
    written: Sequence[MentionLink], figures: Sequence[PlannedFigure]
) -> list[PlannedLink]:
    """Return the links of *figures* for the relations that are *written* of them."""
    links = []
    for one in written:
        written_name = one.name.removeprefix(BACK)
        if max(one.first, one.second, one.third) >= len(figures) or written_name not in NAMES:
            continue
        name, turned = _name(written_name, figures[one.first], figures[one.second])
        if written_name != one.name:
            name, turned = NAMES[written_name], True
        first, second = (one.second, one.first) if turned else (one.first, one.second)
        links.append(PlannedLink(name, first, second, one.third))
    return _sharing_support(links, figures)


def _name(written: str, one: PlannedFigure, other: PlannedFigure) -> tuple[LinkName, bool]:
    """Return the relation of two figures, and whether it is said of the second."""
    if is_person(one.figure) and written in ("worn", "with", "in", "held"):
        if worn_on_head(other.figure):
            return "worn by", True
        if written in ("held", "with") and other.size <= LARGEST_HELD and other.count == 1:
            return "held by", True
    if written == "with" and LEVEL.match(one.figure):
        return "on", True
    if written == "with" and is_vessel(one.figure) and other.size <= SMALL:
        return "in", True
    return NAMES[written], written in REVERSED


def _sharing_support(
    links: Sequence[PlannedLink], figures: Sequence[PlannedFigure]
) -> list[PlannedLink]:
    """Let what is beside a cup on a table be on the table too."""
    found = list(links)
    for link in links:
        if link.name not in ("left of", "right of", "beside"):
            continue
        carried = {one.first: one for one in found if one.name in ("on", "in")}
        for one, other in ((link.first, link.second), (link.second, link.first)):
            support = carried.get(other)
            if support is None or one in carried or one == support.second:
                continue
            if link.second == other and figures[one].size < 0.8 * figures[support.second].size:
                found.append(PlannedLink(support.name, one, support.second))
    return found
