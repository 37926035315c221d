"""From words to the plan of a sketch: the same words give the same plan everywhere."""

from dataclasses import replace

from limner.image.sketch.plans import graphic_plans
from limner.image.sketch.plans.english_reading import read_english
from limner.image.sketch.plans.figure_choice import is_person
from limner.image.sketch.plans.figure_sizes import SMALL, can_fly, home_of, is_airborne, size_of
from limner.image.sketch.plans.foreign_reading import read_foreign
from limner.image.sketch.plans.mentions import Mention, Mentions
from limner.image.sketch.plans.owned_parts import with_colours, with_parts
from limner.image.sketch.plans.plan_links import planned_links
from limner.image.sketch.plans.scene_plan import (
    MOST_COUNTED,
    PlannedFigure,
    PlannedLink,
    ScenePlan,
)
from limner.patterns import lazy_regex
from limner.prompt import naming
from limner.prompt.generator_syntax import read_flags
from limner.prompt.kinds.picture_kind import picture_kind
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.extraction import read
from limner.prompt.ledger.quotations import QUOTE
from limner.prompt.wordnet.computing_words import in_known_words

LONGEST = 700
"""Characters that are read: who, where and when stand at the beginning."""

MOST_FIGURES = 9
"""Further things would stand in one another's way."""

SEVERAL = 3
"""How many a plural without a number shows."""


def plan_of(words: str, document_language: str = "", composition: int = 0) -> ScenePlan:
    """Return the plan of the sketch for *words*.

    Args:
        words: the author's own.
        document_language: what the document states; it decides where the words leave it open.
        composition: which of several compositions.
    """
    source = naming.subject(read_flags(words).words)[:LONGEST]
    ledger = read(source, document_language)
    kind = picture_kind(source) if ledger.language == "en" else graphic_plans.foreign_kind(source)
    mentions = _mentions(ledger)
    plan = _scene(mentions, ledger)
    placed = any((mentions.ground, mentions.time, mentions.weather, mentions.season))
    plan = graphic_plans.laid_out(plan, kind, ledger, placed=placed)
    return replace(plan, composition=composition, title=naming.title(words))


def _mentions(ledger: Ledger) -> Mentions:
    text = QUOTE.sub(" ▯ ", ledger.source)
    for negation in ledger.negations:
        text = text.replace(negation.text, " , ")
    if ledger.language == "en":
        return read_english(in_known_words(text))
    return read_foreign(text, ledger.language)


def _scene(mentions: Mentions, ledger: Ledger) -> ScenePlan:
    """Return the plan of a scene, before the kind of picture is asked."""
    mentions = with_parts(with_colours(mentions, ledger))
    figures = [planned_figure(one) for one in mentions.things[:MOST_FIGURES]]
    for one in mentions.links:
        if one.name == "flies" and one.first < len(figures):
            noun = mentions.things[one.first].words[-1]
            flies = can_fly(figures[one.first].figure, noun)
            figures[one.first] = replace(figures[one.first], flies=flies)
    links = planned_links(mentions.links, figures)
    figures, lettering = _lettered(figures, ledger)
    ground = mentions.ground or _home(figures, links)
    if ground == "sky" and not all(
        can_fly(one.figure, one.words.split()[-1]) for one in figures if one.figure
    ):
        ground = "meadow"  # What cannot fly stands below the sky.
    season = mentions.season
    return ScenePlan(
        layout="scene",
        figures=tuple(_grounded(figures, links, ground)),
        links=tuple(links),
        ground="snow" if ground == "meadow" and season == "winter" else ground,
        ground_colour=mentions.ground_colour,
        sky_colour=mentions.sky_colour,
        time=mentions.time or ("night" if ground == "space" else "day"),
        weather=mentions.weather,
        season=season,
        lettering=lettering,
    )


def mentioned(text: str, tongue: str = "en") -> Mentions:
    """Return what *text* mentions, an instruction for instance, in the language *tongue*."""
    return read_english(text) if tongue in ("en", "") else read_foreign(text, tongue)


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


CARRIERS = lazy_regex(
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


TREES = frozenset(("evergreen-tree", "deciduous-tree", "palm-tree"))


def _home(figures: list[PlannedFigure], links: list[PlannedLink]) -> str:
    """Return where the first figure that is at home somewhere is; small things are on a table."""
    carried = {link.first for link in links if link.name in ("on", "in", "worn by", "held by")}
    free = [figure for number, figure in enumerate(figures) if number not in carried]
    homes = [home for one in free if (home := home_of(one.figure))]
    if any(is_person(one.figure) for one in free):
        return next((home for home in homes if home != "meadow"), "meadow")
    if "room" in homes and TREES & {one.figure for one in figures}:
        return "meadow"  # A table under trees stands in no room.
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
