"""Pictures that are no scenes: diagrams, charts, wireframes, marks, posters, portraits, words."""

import re
from dataclasses import replace
from typing import cast

from limner.image.sketch.plans.place_words import foreign_kinds
from limner.image.sketch.plans.scene_plan import Layout, PlannedFigure, ScenePlan, without
from limner.patterns import lazy_regex
from limner.prompt.kinds.picture_kind import PictureKind
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.quotations import QUOTE
from limner.prompt.ledger.vocabulary import word_set

MOST_LABELS = 8
LONGEST_LABEL = 32

LEAD = lazy_regex(
    r"^(?:[\w’'-]+\s+){0,5}?(?:diagram|flow ?chart|chart|graph|plot|schematic|architecture"
    r"|pipeline|infographic"
    r"|map|plan"
    r"|timeline|cycle|wireframe|mock-?up|screenshot|screen|page|app|dashboard|form|interface|ui|website"
    r"|dialog|window|workflow|process|sequence|histogram|overview|illustration|tree)\b"
    r"(?:\s+(?:of|for|showing|that shows|which shows|with|comparing|about|from|between|on|how)\b)*"
    r"[\s:,]*"
    r"(?:(?:the|an?|our|my)\b)?\s*",
    re.IGNORECASE | re.DOTALL,
)
"""What only says that it is a diagram of something."""

PARTED = lazy_regex(
    r"\s*(?:,|;|→|➜|⇒|->|=>|—>|\bthen\b|\band then\b|\band\b|\bvs\.?\b|\bversus\b|\binto\b|\bvia\b"
    r"|\bthrough\b|\bto\b|\bbetween\b|\bsends?\b|\bcalls?\b|\bconnected\b|\btalking\b|\bwith\b|\bplus\b"
    r"|\bfrom\b|\bby\b|\bper\b|\bover\b|\bbehind\b|\bagainst\b|\bwrites?\b|\breads?\b|\bof\b|\bfor\b"
    r"|\bshowing\b|\bon\b|\bin\b|\bas\b|[.:()])\s*",
    re.IGNORECASE,
)
ARTICLE = lazy_regex(r"^(?:an?|the|its|their|each|three|two|four|five|six|some)\s+", re.IGNORECASE)
BY = lazy_regex(r"\s(?:by|per|over|for each|across)\s", re.IGNORECASE)
"""Between what a chart measures and what it measures it by."""

QUOTED = lazy_regex("\ue000(\\d+)")
"""Stands for quoted words while a text is taken apart."""

EMPTY = word_set(
    "it them that which this how a an the is are one two three four five six labelled labeled "
    "boxes arrows box arrow"
)

PRINTED = lazy_regex(
    r"\b(?:poster|flyer|cover|banner|card|sign|billboard|title|invitation)s?$", re.I
)
"""What a poster calls itself."""

STANDING_FOR = {
    "mountains": "snow-capped-mountain", "forest": "evergreen-tree", "sea": "water-wave",
    "lake": "water-wave", "city": "office-building", "beach": "beach-with-umbrella",
    "desert": "cactus", "snow": "snowflake", "space": "ringed-planet", "sky": "cloud",
    "meadow": "seedling",
}  # fmt: skip
"""The figure of a place, where a mark shows nothing else."""

LINES = lazy_regex(
    r"\b(?:line|trend|curve|over time|growth|time series|sparkline)\b", re.IGNORECASE
)
PIE = lazy_regex(r"\b(?:pie|donut|doughnut|share of|shares of)\b", re.IGNORECASE)


def foreign_kind(source: str) -> PictureKind:
    """Return the kind of picture that words of another language than English ask for."""
    found = next((kind for kind, cue in foreign_kinds() if cue.search(source)), "scene")
    return cast(PictureKind, found)


def laid_out(plan: ScenePlan, kind: PictureKind, ledger: Ledger, *, placed: bool) -> ScenePlan:
    """Return *plan*, made for a scene, laid out for *kind*.

    *placed* says whether the words name a place or an hour themselves.
    """
    if kind in ("diagram", "chart", "interface", "map"):
        return _labelled(plan, kind, ledger)
    drawn = [one for one in plan.figures if one.figure]
    if not drawn and kind in ("logo", "icon", "pattern") and plan.ground in STANDING_FOR:
        drawn = [PlannedFigure(plan.ground, STANDING_FOR[plan.ground])]
    if kind in ("logo", "icon") and (drawn or plan.lettering):
        return replace(plan, layout="mark", figures=tuple(drawn[:1]), links=(), ground="plain")
    if kind == "pattern" and drawn:
        return replace(plan, layout="pattern", figures=tuple(drawn[:2]), links=(), ground="plain")
    lettered = any(one.lettering for one in plan.figures)
    shown = [one for one in drawn if not PRINTED.search(one.words)]
    if kind == "poster" and not (plan.lettering or shown or lettered):
        return replace(plan, layout="words", figures=(), links=(), ground="plain")
    if kind == "poster":
        own = tuple(one.lettering for one in plan.figures if one.lettering)
        bare = without(
            plan,
            {
                number
                for number, one in enumerate(plan.figures)
                if not one.figure or PRINTED.search(one.words)
            },
        )
        return replace(
            bare,
            layout="poster",
            figures=tuple(replace(one, lettering="") for one in bare.figures),
            lettering=(*own, *plan.lettering),
        )
    nowhere = plan.ground == "plain" and plan.time == "day" and not plan.weather
    notion = kind == "abstract" and sum(one.count for one in drawn) < 2
    if notion or (nowhere and not plan.figures):
        if plan.lettering and plan.figures:
            return replace(plan, layout="poster", ground="plain")
        return replace(plan, layout="words", figures=(), links=(), ground="plain")
    worn = all(one.name == "worn by" and one.second == 0 for one in plan.links)
    alone = not placed and worn and len(plan.figures) == 1 + len(plan.links)
    if kind == "portrait" and alone and plan.figures[0].figure and plan.figures[0].count == 1:
        return replace(plan, layout="portrait", ground="plain")
    return plan


def _labelled(plan: ScenePlan, kind: PictureKind, ledger: Ledger) -> ScenePlan:
    """Return the plan of boxes, axes, a wireframe or a map with the parts that are named."""
    source = ledger.source
    for negation in ledger.negations:  # What must not be there is no part.
        source = source.replace(negation.text, " , ")
    labels = named_parts(source)
    if kind == "chart":
        form = "pie" if PIE.search(source) else "lines" if LINES.search(source) else "bars"
        measured = BY.split(source, maxsplit=1)
        if ":" in source:
            measured = source.split(":", maxsplit=1)
        parts = named_parts(measured[1], lead=False) if len(measured) > 1 else ()
        title = named_parts(measured[0])[:1] if parts else ()
        return replace(
            plan, layout="chart", figures=(), links=(), ground=form, labels=parts or labels,
            lettering=title,
        )  # fmt: skip
    if kind == "map":
        names = tuple(
            name
            for name in ledger.names
            if not name[0].isdigit() and not ("-" in name and source.startswith(name))
        )
        labels = (*plan.lettering, *names)[:MOST_LABELS] or labels
        return replace(plan, layout="map", figures=(), links=(), labels=labels, lettering=())
    if kind == "interface":
        return replace(plan, layout="interface", figures=(), links=(), labels=labels)
    if len(labels) < 2:
        figures = [one.words for one in plan.figures]
        labels = tuple(dict.fromkeys((*labels, *figures)))[:MOST_LABELS]
    layout: Layout = "diagram" if labels else "words"
    return replace(plan, layout=layout, figures=(), links=(), labels=labels)


def named_parts(source: str, *, lead: bool = True) -> tuple[str, ...]:
    """Return what a diagram names, in reading order: quoted words, else phrases.

    *lead* says whether *source* begins with what it calls itself: "diagram of".
    """
    quotes = [_quoted(one) for one in QUOTE.finditer(source)]
    if len(quotes) > 1:
        return tuple(dict.fromkeys(quotes))[:MOST_LABELS]
    # Quoted words are one part each, whatever stands in them.
    bare = QUOTE.sub(lambda one: f" \ue000{quotes.index(_quoted(one))} ", source)
    while lead and (shorter := LEAD.sub("", bare, count=1)) not in ("", bare):
        bare = shorter
    _, colon, listed = bare.partition(":")
    if colon and len(PARTED.split(listed.strip(" ."))) > 1:
        bare = listed
    parts = []
    for part in PARTED.split(bare.strip(" .")):
        label = ARTICLE.sub("", part.strip(" .,:"))
        label = QUOTED.sub(lambda one: quotes[int(one[1])], label)
        if label and label.lower() not in EMPTY and len(label) <= LONGEST_LABEL:
            parts.append(label)
    return tuple(dict.fromkeys(parts))[:MOST_LABELS]


def _quoted(match: re.Match[str]) -> str:
    return str(next(filter(None, match.groups())))
