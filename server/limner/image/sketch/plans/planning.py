"""From words to the plan of a sketch: the same words give the same plan everywhere."""

import re
from dataclasses import replace
from functools import cache

from limner.files import packaged
from limner.image.sketch.plans import graphic_plans
from limner.image.sketch.plans.english_reading import read_english
from limner.image.sketch.plans.figure_choice import is_clothing_word, worn_on_head
from limner.image.sketch.plans.figure_sizes import can_fly, home_of, is_airborne, is_vessel, size_of
from limner.image.sketch.plans.foreign_reading import read_foreign
from limner.image.sketch.plans.mentions import Mention, Mentions
from limner.image.sketch.plans.scene_plan import (
    MOST_COUNTED,
    LinkName,
    PlannedFigure,
    PlannedLink,
    ScenePlan,
)
from limner.prompt import naming
from limner.prompt.generator_syntax import read_flags
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.extraction import QUOTE, read
from limner.prompt.ledger.language_words import language_words
from limner.prompt.ledger.vocabulary import COLOURS
from limner.prompt.picture_kind import picture_kind

LONGEST = 700
"""Characters that are read: who, where and when stand at the beginning."""

MOST_FIGURES = 9
"""Further things would stand in one another's way."""

SEVERAL = 3
"""How many a plural without a number shows."""

PEOPLE = re.compile(
    r"^(?:person|man|woman|boy|girl|child|baby|old|cook|farmer|astronaut|robot|artist|guard|judge"
    r"|pilot|detective|scientist|singer|health|police|office|factory|firefighter|construction|mechanic"
    r"|technologist|prince|ninja|santa|clown|alien)(?:-|$)"
)
LEVEL = re.compile(r"^(?:table|desk|shelf|bench|stool|plate)$")
"""What things stand on that it is said to be "with"."""

SMALL = 0.45
"""Figures up to so large are at home on a table."""


def plan_of(words: str, document_language: str = "", variant: int = 0) -> ScenePlan:
    """Return the plan of the sketch for *words*.

    Args:
        words: the author's own.
        document_language: what the document states; it decides where the words leave it open.
        variant: which of several compositions.
    """
    source = naming.subject(read_flags(words).words)[:LONGEST]
    ledger = read(source, document_language)
    kind = picture_kind(source) if ledger.language == "en" else graphic_plans.foreign_kind(source)
    mentions = _mentions(ledger)
    plan = _scene(mentions, ledger)
    placed = any((mentions.ground, mentions.time, mentions.weather, mentions.season))
    plan = graphic_plans.laid_out(plan, kind, ledger, placed=placed)
    return replace(plan, variant=variant, title=naming.title(words))


def _mentions(ledger: Ledger) -> Mentions:
    text = QUOTE.sub(" ▯ ", ledger.source)
    for negation in ledger.negations:
        text = text.replace(negation.text, " , ")
    if ledger.language == "en":
        return read_english(text)
    return read_foreign(text, ledger.language)


def _scene(mentions: Mentions, ledger: Ledger) -> ScenePlan:
    """Return the plan of a scene, before the kind of picture is asked."""
    mentions = _with_parts(_with_colours(mentions, ledger))
    figures = [planned_figure(one) for one in mentions.things[:MOST_FIGURES]]
    links: list[PlannedLink] = []
    for one in mentions.links:
        last = max(one.first, one.second, one.third)
        if last >= len(figures):
            continue
        if one.name == "flies":
            flies = can_fly(figures[one.first].figure, mentions.things[one.first].words[-1])
            figures[one.first] = replace(figures[one.first], flies=flies)
        elif (name := _link_name(one.name, figures, one.first, one.second)) is not None:
            if one.name == "with" and LEVEL.match(figures[one.first].figure):
                name = "on"
            elif one.name == "with" and is_vessel(figures[one.first].figure):
                name = "in" if figures[one.second].size <= SMALL else name
            reverse = name in ("on", "in") and one.name == "with"
            reverse = (
                reverse or one.name in ("surrounded by", "among") or name in ("worn by", "held by")
            )
            first, second = (one.second, one.first) if reverse else (one.first, one.second)
            links.append(PlannedLink(name, first, second, one.third))
    links = _sharing_support(links, figures)
    figures, lettering = _lettered(figures, ledger)
    ground = mentions.ground or _home(figures, links)
    season = mentions.season
    return ScenePlan(
        layout="scene",
        figures=tuple(_grounded(figures, links, ground)),
        links=tuple(links),
        ground="snow" if ground == "meadow" and season == "winter" else ground,
        time=mentions.time or ("night" if ground == "space" else "day"),
        weather=mentions.weather,
        season=season,
        lettering=lettering,
    )


def mentioned(text: str) -> Mentions:
    """Return what the English *text* mentions, an instruction for instance."""
    return read_english(text)


def planned_figure(mention: Mention) -> PlannedFigure:
    """Return what *mention* shows in a scene, before anything is said of the place."""
    count = mention.number or (SEVERAL if mention.several else 1)
    words = " ".join(mention.words)
    return PlannedFigure(
        words=words,
        figure=mention.figure,
        count=min(count, MOST_COUNTED + 1),
        colour=mention.colour,
        parts=mention.parts,
        size=round(size_of(mention.figure, mention.words[-1]) * mention.scale, 3),
        flies=is_airborne(mention.figure),
        side=mention.side,
    )


def _link_name(
    written: str, figures: list[PlannedFigure], first: int, second: int
) -> LinkName | None:
    """Return the relation that the plan has for the one that is written."""
    one, other = figures[first], figures[second]
    if written in ("worn", "with", "in", "held") and PEOPLE.search(one.figure):
        if worn_on_head(other.figure):
            return "worn by"
        if written in ("held", "with"):
            return "held by" if other.size <= 0.7 and other.count == 1 else "beside"
    names: dict[str, LinkName] = {
        "left of": "left of", "right of": "right of", "on": "on", "under": "under",
        "above": "above", "in": "in", "behind": "behind", "in front of": "in front of",
        "front": "in front of", "beside": "beside", "between": "between", "around": "around",
        "surrounded by": "around", "among": "around", "with": "beside", "held": "beside",
        "worn": "beside",
    }  # fmt: skip
    return names.get(written)


def _with_colours(mentions: Mentions, ledger: Ledger) -> Mentions:
    """Give things the colours that are said of them elsewhere: "the cup is blue"."""
    families = language_words("en")
    if ledger.language != "en" or families is None:
        return mentions
    for binding in ledger.colours:
        noun = binding.noun.lower()
        named = [one for one in mentions.things if one.words[-1].lower() == noun]
        if len(named) == 1 and not named[0].colour and binding.colour in COLOURS:
            named[0].colour = families.colours.get(binding.colour, binding.colour)
    return mentions


def _with_parts(mentions: Mentions) -> Mentions:
    """Return *mentions* with parts of things and clothes given to what has them, in its colours."""
    gone: set[int] = set()
    for link in mentions.links:
        if link.name not in ("with", "in", "worn", "of", "on") or link.second in gone:
            continue
        owner, part = mentions.things[link.first], mentions.things[link.second]
        noun = part.words[-1].lower()
        if part_fills(owner.figure, noun) is not None:
            owner.parts = (*owner.parts, (noun, part.colour)) if part.colour else owner.parts
            gone.add(link.second)
        elif owner.figure and is_clothing_word(noun) and link.name in ("in", "worn", "with"):
            # A squirrel in a jacket is drawn without it; people are dressed in its colour.
            if PEOPLE.search(owner.figure):
                owner.colour = part.colour or owner.colour
            gone.add(link.second)
    gone |= {number for number, one in enumerate(mentions.things) if one.doubtful}
    if not gone:
        return mentions
    kept = [number for number in range(len(mentions.things)) if number not in gone]
    new = {old: number for number, old in enumerate(kept)} | {-1: -1}
    return replace(
        mentions,
        things=[mentions.things[number] for number in kept],
        links=[
            replace(link, first=new[link.first], second=new[link.second], third=new[link.third])
            for link in mentions.links
            if {link.first, link.second, link.third}.isdisjoint(gone)
        ],
    )


def _sharing_support(links: list[PlannedLink], figures: list[PlannedFigure]) -> list[PlannedLink]:
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


def part_fills(figure: str, part: str) -> str | None:
    """Return the fills of a named part of *figure*, ``None`` for what is none."""
    found: dict[str, str] = _parts().get(figure, {})
    return found.get(part)


@cache
def _parts() -> dict[str, dict[str, str]]:
    parts: dict[str, dict[str, str]] = packaged.table("image", "sketch", "plans", "figures.toml")[
        "parts"
    ]
    return parts


CARRIERS = re.compile(
    r"^(?:sign|billboard|placard|whiteboard|easel|t-shirt|sweater|mug|closed-book|open-book|newspaper"
    r"|sheet-of-paper|envelope|label|flag|wrapped-gift|bottle|box|package|convenience-store|bus"
    r"|framed-picture|birthday-cake|laptop|desktop-computer|television|mobile-phone|stop-sign|wall"
    r"|banner|speech-balloon|rug|)$"
)
"""What words are written on; a card is, too."""


def _lettered(
    figures: list[PlannedFigure], ledger: Ledger
) -> tuple[list[PlannedFigure], tuple[str, ...]]:
    """Return *figures* with the first quoted words on what carries some, and the other words."""
    quotes = [quote for quote in ledger.quotes if quote.strip()]
    if not quotes:
        return figures, ()
    for number, figure in enumerate(figures):
        if CARRIERS.match(figure.figure) and figure.size <= 1.3:
            figures = list(figures)
            figures[number] = replace(figure, lettering=quotes[0])
            return figures, tuple(quotes[1:])
    return figures, tuple(quotes)


def _home(figures: list[PlannedFigure], links: list[PlannedLink]) -> str:
    """Return where the first figure that is at home somewhere is; small things are on a table."""
    carried = {link.first for link in links if link.name in ("on", "in", "worn by", "held by")}
    free = [figure for number, figure in enumerate(figures) if number not in carried]
    if any(PEOPLE.search(figure.figure) for figure in free):
        return (
            "meadow"
            if all(home_of(one.figure) in ("meadow", "") for one in free)
            else next(
                home_of(one.figure) for one in free if home_of(one.figure) not in ("meadow", "")
            )
        )
    for figure in [*free, *figures]:
        if home_of(figure.figure):
            return home_of(figure.figure)
    if figures and all(figure.size <= SMALL for figure in free):
        return "table"
    return "plain"


def _grounded(
    figures: list[PlannedFigure], links: list[PlannedLink], ground: str
) -> list[PlannedFigure]:
    """Return *figures* as they are in that place: everything floats in space and under water."""
    supported = {
        one.first for one in links if one.name in ("on", "in", "under", "worn by", "held by")
    }
    afloat = ground in ("space", "underwater", "sky")
    return [
        replace(figure, flies=False)
        if number in supported
        else replace(figure, flies=True)
        if afloat and figure.figure
        else figure
        for number, figure in enumerate(figures)
    ]
