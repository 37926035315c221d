"""Changes of a sketch by words: light, weather, colours, counts, things that come or go.

What a sketch can't do is handed back, to be said.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from limner.image.sketch.plans.figure_sizes import home_of
from limner.image.sketch.plans.mentions import Mentions
from limner.image.sketch.plans.place_words import forms
from limner.image.sketch.plans.planning import SEVERAL, mentioned, planned_figure
from limner.image.sketch.plans.scene_plan import MOST_COUNTED, PlannedFigure, ScenePlan, without
from limner.patterns import lazy_regex
from limner.prompt.language import language
from limner.prompt.ledger.language_words import language_words
from limner.prompt.ledger.nouns import singular
from limner.prompt.ledger.quotations import QUOTE
from limner.prompt.ledger.vocabulary import COLOURS


def _any_of(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


# English, German, French, Spanish, Italian, Russian, Ukrainian; a few words of each.
ADDED = _any_of(
    "add|put|insert|include|place|draw|give (?:it|him|her|them)|with|plus|füge|setze|mit|hinzu"
    "|ajoute[zr]?|mets|avec|añade|agrega|pon|con|aggiungi|metti|добавь|додай"
)
MORE = _any_of(
    "more|another|extra|additional|noch|weitere[rsn]?|mehr|encore|más|altr[oiea]|ещё|еще|ще"
)
GONE = _any_of(
    "remove|delete|without|no more|take away|take out|leave out|drop|erase|get rid of|no|ohne"
    "|entferne|lösche|keine?n?|sans|enlève|retire|supprime|sin|quita|elimina|senza|togli|убери|без|прибери"
)
ONLY = _any_of("only|just|exactly|nur|genau|seulement|solo|sólo|soltanto|только|лише")
MIRRORED = lazy_regex(r"\b(?:mirror|flip|swap|switch sides|other side)\b", re.IGNORECASE)
LARGER = lazy_regex(r"\b(?:bigger|larger|closer|zoom in)\b", re.IGNORECASE)
SMALLER = lazy_regex(r"\b(?:smaller|farther|further away|zoom out)\b", re.IGNORECASE)
CLEAR = lazy_regex(
    r"\b(?:clear up|sunny|sunshine|clear sky|no rain|stop the rain|daytime|by day|make it day)\b",
    re.IGNORECASE,
)
CLAUSE = lazy_regex(r"[,;.]\s*|\s+and\s+(?=(?:make|add|remove|turn|paint|put|change|give|take)\b)")


def changed(plan: ScenePlan, instruction: str) -> tuple[ScenePlan, tuple[str, ...]]:
    """Return *plan* changed as *instruction* says, and the parts of it that a sketch can't do."""
    unmet = []
    for clause in CLAUSE.split(instruction):
        if not clause.strip():
            continue
        new = _changed(plan, clause.strip())
        if new is None:
            unmet.append(clause.strip())
        else:
            plan = new
    return plan, tuple(unmet)


def _changed(plan: ScenePlan, clause: str) -> ScenePlan | None:
    """Return *plan* changed by one clause; ``None`` where that is nothing a sketch can do."""
    found = _mentioned(clause)
    for change in (_lettering, _sizes, _mirrored, _people, _recoloured, _hour):
        new = change(plan, clause, found)
        if new is not None:
            return new
    return None


def _mentioned(clause: str) -> Mentions:
    return mentioned(QUOTE.sub(" ▯ ", clause), language(clause))


def _hour(plan: ScenePlan, clause: str, found: Mentions) -> ScenePlan | None:
    """Change the time, the weather, the season or the place."""
    if CLEAR.search(clause):
        return replace(plan, time="day", weather="")
    words = re.findall(r"[\w-]+", clause.lower())
    weathers = [means for word in words if (means := forms("weather", "en").meaning(word))]
    if "snow" in words and (re.search(r"\bit snow|\bsnow fall", clause) or plan.ground == "snow"):
        weathers = ["snowfall"]
    weathers = weathers or [found.weather] * bool(found.weather)
    if weathers and GONE.search(clause):
        return replace(plan, weather="")
    changes: dict[str, str] = {}
    if found.time:
        changes["time"] = found.time
    if weathers:
        changes["weather"] = weathers[0]
    if found.season:
        changes["season"] = found.season
    elif found.ground and plan.layout in ("scene", "poster"):
        changes["ground"] = found.ground
    if changes and plan.layout == "portrait":
        changes["layout"] = "scene"
        changes.setdefault("ground", home_of(plan.figures[0].figure) or "meadow")
    return replace(plan, **changes) if changes else None  # type: ignore[arg-type]


def _lettering(plan: ScenePlan, clause: str, found: Mentions) -> ScenePlan | None:
    """Set other words where some stand, or on top of the picture."""
    quote = QUOTE.search(clause)
    if quote is None:
        return None
    words = next(filter(None, quote.groups()))
    carriers = [number for number, one in enumerate(plan.figures) if one.lettering]
    if carriers:
        return _with(plan, carriers[0], lambda one: replace(one, lettering=words))
    return replace(plan, lettering=(words, *plan.lettering[1:]))


def _sizes(plan: ScenePlan, clause: str, found: Mentions) -> ScenePlan | None:
    scale = 1.35 if LARGER.search(clause) else 0.7 if SMALLER.search(clause) else None
    if scale is None:
        return None
    spoken = _spoken_of(plan, clause)
    if not spoken:
        return None
    for number in spoken:
        plan = _with(plan, number, lambda one: replace(one, size=one.size * scale))
    return plan


def _mirrored(plan: ScenePlan, clause: str, found: Mentions) -> ScenePlan | None:
    """Put everything on the other side."""
    if not MIRRORED.search(clause):
        return None
    other = {"left of": "right of", "right of": "left of"}
    sides = {"left": "right", "right": "left", "": ""}
    return replace(
        plan,
        composition=plan.composition ^ 1,
        links=tuple(replace(one, name=other.get(one.name, one.name)) for one in plan.links),  # type: ignore[arg-type]
        figures=tuple(replace(one, side=sides[one.side]) for one in plan.figures),
    )


def _people(plan: ScenePlan, clause: str, found: Mentions) -> ScenePlan | None:
    """Change how many there are of something, add it, or take it away."""
    if GONE.search(clause):
        gone = _spoken_of(plan, clause)
        if not gone:
            return None
        number = next((one.number for one in found.things if one.number), 0)
        if number and plan.figures[gone[0]].count > number:
            return _with(plan, gone[0], lambda one: replace(one, count=one.count - number))
        return without(plan, set(gone))
    more, added, only = MORE.search(clause), ADDED.search(clause), ONLY.search(clause)
    counted = any(one.number for one in found.things)
    if not (more or added or only or counted) or not found.things:
        return None
    done = False
    for mention in found.things:
        same = [
            number
            for number, one in enumerate(plan.figures)
            if one.figure and one.figure == mention.figure
        ]
        many = mention.number or (SEVERAL if mention.several and not more else 1)
        if same and (more or (added and not only)):
            plan = _with(
                plan,
                same[0],
                lambda one, many=many: replace(one, count=min(one.count + many, MOST_COUNTED + 1)),  # type: ignore[misc]
            )
        elif same and many != plan.figures[same[0]].count and (only or mention.number):
            plan = _with(plan, same[0], lambda one, many=many: replace(one, count=many))  # type: ignore[misc]
        elif not same and (added or more):
            figure = planned_figure(mention)
            plan = replace(plan, figures=(*plan.figures, figure))
            if plan.layout == "portrait":
                plan = replace(plan, layout="scene", ground=home_of(figure.figure) or "plain")
        else:
            continue
        done = True
    return plan if done else None


def _recoloured(plan: ScenePlan, clause: str, found: Mentions) -> ScenePlan | None:
    colour = _colour(clause)
    spoken = _spoken_of(plan, clause) if colour else []
    if colour and not spoken and len(plan.figures) == 1 and IT.search(clause):
        spoken = [0]
    for number in spoken:
        plan = _with(plan, number, lambda one: replace(one, colour=colour))
    return plan if spoken else None


IT = _any_of("it|this|that|them|es|ihn|sie|le|la|lo|его|її")


def _colour(clause: str) -> str:
    """Return the last colour that *clause* names, in English; ``""`` for none."""
    families, tongue = language_words("en"), language(clause)
    for word in reversed(re.findall(r"[\w-]+", clause.lower())):
        if word in COLOURS and families is not None:
            return families.colours.get(word, word)
        if meant := forms("colours", tongue).meaning(word):
            return meant
    return ""


def _spoken_of(plan: ScenePlan, clause: str) -> list[int]:
    """Return the figures that *clause* names, by their words or by another word for the same."""
    words = {singular(word) for word in re.findall(r"[\w-]+", clause)}
    same = {one.figure for one in _mentioned(clause).things if one.figure}
    return [
        number
        for number, one in enumerate(plan.figures)
        if singular(one.words.split()[-1]) in words or (one.figure and one.figure in same)
    ]


def _with(
    plan: ScenePlan, number: int, change: Callable[[PlannedFigure], PlannedFigure]
) -> ScenePlan:
    figures = list(plan.figures)
    figures[number] = change(figures[number])
    return replace(plan, figures=tuple(figures))
