"""Which scene frame fits the author's words."""

import re

from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.names import WORD
from limner.prompt.ledger.nouns import singular
from limner.prompt.ledger.vocabulary import ACTIONS, FUNCTION_WORDS
from limner.prompt.offline import lexicon
from limner.prompt.offline.subjects import Subject

GRAPHICS = (
    (r"logo|emblem|emoji|sticker|monogram|crest|coat of arms|clip ?art|icon|favicon", "logo"),
    (
        r"poster|flyer|(?:book|album|magazine|record|report|front) cover|title page|brochure"
        r"|leaflet|invitation|greeting card|banner ad",
        "poster",
    ),
    (
        r"infographic|diagram|chart|flow ?chart|timeline|schematic|blueprint|mind map|bar chart"
        r"|pie chart|venn diagram|cross[- ]?section|cutaway|exploded view|circuit|org chart",
        "infographic",
    ),
    (r"map|floor plan|street map", "map"),
    (
        r"screenshot|user interface|ui|dashboard|wireframe|landing page|website|web page|home page"
        r"|app screen|login screen|mock-?up",
        "screen",
    ),
    (r"seamless pattern|pattern|wallpaper", "pattern"),
    (r"line art|lineart|colou?ring page|doodle|line drawing|tattoo", "drawing"),
)

ABOVE = {"sky", "night"}
"""Places that are rather times and weathers: they give way to any place on the ground."""

PEOPLED = {"person", "group", "portrait", "action"}
INDOORS = {"product", "furniture", "food", "drink", "clothing", "pet", "statue", "robot"}
OUTDOORS = {
    "pasture",
    "savanna",
    "wild",
    "jungle",
    "polar",
    "bird",
    "insect",
    "flower",
    "field_tree",
}
LARGE = {"building", "bridge", "road", "rail", "sea", "sky", "field_tree", "fantasy", "underwater"}
"""Frames whose things can stand side by side, and those of things too large for a floor."""

LISTED = re.compile(
    r"(?:(?!\b(?:with|wearing|holding|in|on|at|that|which|who)\b).)*\b(?:and|or)\b",
    re.IGNORECASE,
)
"""Words whose first "and" joins two things, rather than two parts of one."""

PLACED = re.compile(
    r"\b(in|on|at|inside|atop|onto|into|through|across|along|down|up|under|over|around|from)\s+"
    r"(?:(?:the|an?|his|her|its|their|some|top of|front of)\s+)*((?:[\w'-]+\s*){1,3})",
    re.IGNORECASE,
)


def frame_for(text: str, places: list[str], subjects: tuple[Subject, ...], ledger: Ledger) -> str:
    """Return the name of the frame for *text*: drawn things, then places, then its subjects' home.

    Args:
        text: the words without quoted text and exclusions.
        places: frames of the places named, in order.
        subjects: things named, in order.
        ledger: what the words commit to.
    """
    alone = lexicon.alone().get(re.sub(r"^(?:the|an?) ", "", text.lower()))
    if graphic := alone or _graphic(text):
        return graphic
    people = not subjects or subjects[0].kind in {"person", "people", "athlete"}
    if people and not places and re.search(r"\b(?:portrait|head ?shot|selfie)\b", text, re.I):
        return "portrait"
    ground = [place for place in places if place not in ABOVE]
    if ground or (places and people):
        return (ground or places)[0]
    if not subjects:
        return "text" if ledger.quotes else "open"
    if ledger.quotes and subjects[0].kind in {"sign", "wording"}:
        return "text"
    homes = list(dict.fromkeys(lexicon.home(subject.kind) for subject in subjects))
    spatial = any(relation.name not in ACTIONS for relation in ledger.relations)
    listed = spatial or LISTED.match(text)
    name = _shared_home(homes) if listed and len(homes) > 1 else homes[0]
    elsewhere = lexicon.frame(name).form == "place" and is_placed(text, subjects)
    return "open" if elsewhere else name


def is_placed(text: str, subjects: tuple[Subject, ...]) -> bool:
    """Say whether the words give a place of their own that the lexicon does not know."""
    things = {singular(subject.noun.split()[-1]) for subject in subjects}
    for match in PLACED.finditer(text):
        words = [word for word in WORD.findall(match[2]) if word.lower() not in FUNCTION_WORDS]
        if words and not any(singular(word) in things or "▯" in word for word in words):
            return True
    return False


def opens_with_name(text: str, ledger: Ledger, subjects: tuple[Subject, ...]) -> bool:
    """Say whether the words begin with a proper name that the lexicon does not know."""
    name = ledger.names[0] if ledger.names else ""
    known = any(subject.noun.lower() in name.lower() for subject in subjects)
    return bool(name) and not known and bool(re.match(rf"(?:the )?{re.escape(name)}", text, re.I))


def _shared_home(homes: list[str]) -> str:
    """Return a frame where things from all these homes can stand together."""
    elsewhere = [home for home in homes if home not in PEOPLED]
    if not elsewhere or set(elsewhere) <= INDOORS:
        return homes[0]
    if set(elsewhere) <= OUTDOORS or len(elsewhere) == 1:
        return elsewhere[0] if lexicon.frame(elsewhere[0]).form == "subject" else "open"
    return "open" if LARGE & set(elsewhere) else "neutral"


def _graphic(text: str) -> str:
    """Return the frame of a drawn thing when the words are one: "a logo for …", "city map"."""
    words = WORD.findall(text.lower())
    stop = next((n for n, word in enumerate(words) if n and word in FUNCTION_WORDS), len(words))
    if words[:1] == ["the"]:
        return ""
    phrase = " ".join(words[: max(stop, 1)])
    for pattern, frame in GRAPHICS:
        if re.search(rf"\b(?:{pattern})s?$", phrase):
            return frame
    return ""
