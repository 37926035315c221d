"""Prompts as JSON, in the schema of the generator that takes them.

An expander writes text, or a caption with what it knows of the look; here this becomes the schema
that a generator publishes. Nothing is added to what the expansion and the author's words say.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from limner.patterns import lazy_regex
from limner.prompt.dialects import Dialect, fits
from limner.prompt.expansion import Expansion
from limner.prompt.ledger.extraction import read
from limner.prompt.ledger.names import HEX_COLOUR
from limner.prompt.ledger.quotations import QUOTE
from limner.prompt.looks.weaving import look_sentences

MOST_COLOURS = 16
"""Colours of a whole picture; Ideogram's guide names no more."""

MOST_SENTENCES = 2
"""Of the description of a whole picture, as Ideogram's guide has it."""

PHOTOGRAPH = lazy_regex(
    r"photo|foto|fotó|valokuva|фото|φωτο|写真|照片|사진|صورة فوتوغرافية"
    r"|\bfilm still|\blens\b|\b\d+ ?mm\b|\bcamera\b|\bpolaroid|\bdaguerreotype|\bcyanotype",
    re.IGNORECASE,
)
ART = (
    ("painting", r"paint|watercolou?r|gouache|\boils?\b|acrylic|fresco|tempera|ink wash"),
    ("3d render", r"\b3d\b|render|clay|isometric"),
    ("graphic design", r"vector|logo|icon|diagram|chart|\bmap\b|poster|interface|flat|infographic"),
)
"""Kinds of pictures that are no photographs, by words in what they are made with."""

SENTENCE_END = lazy_regex(r"(?<=[.!?])\s+")

SPARE = (
    ("compositional_deconstruction", "elements"), ("subjects",),
    ("style_description", "color_palette"), ("color_palette",),
    ("style_description", "aesthetics"), ("mood",), ("background",),
    ("style_description", "lighting"), ("lighting",),
)  # fmt: skip
"""What goes first when a prompt is too long; of lists, all but the first thing and the letters."""


@dataclass(frozen=True)
class _Picture:
    """What is known of a picture, in words; ``""`` where nothing is.

    The description is one or two sentences, and *more* what else an expander wrote.
    """

    description: str
    more: str
    setting: str
    light: str
    composition: str
    palette: str
    medium: str
    mood: str
    looks: tuple[str, ...]
    details: tuple[str, ...]
    lettering: tuple[tuple[str, str], ...]
    colours: tuple[str, ...]


def structured(item: Expansion, words: str, dialect: Dialect) -> str:
    """Return the prompt of *item* in the JSON schema of *dialect*, within its limit.

    Args:
        item: what an expander wrote for *dialect*.
        words: the author's own, for lettering, colours in hexadecimal and a medium.
        dialect: one whose form is JSON.
    """
    picture = _picture(item, words)
    built = _ideogram(picture) if dialect.schema == "ideogram" else _flux(picture)
    return _shortened(_without_nothing(built), lambda text: fits(text, dialect))


def shortened(prompt: str, enough: Callable[[str], bool]) -> str:
    """Return the JSON *prompt* with as little as *enough* asks for; anything else as it is."""
    try:
        held = json.loads(prompt)
    except ValueError:
        return prompt
    return _shortened(held, enough) if isinstance(held, dict) else prompt


def _picture(item: Expansion, words: str) -> _Picture:
    try:
        held = json.loads(item.prompt)
    except ValueError:
        held = {"high_level_description": item.prompt}
    look, parts = held.get("style_description", {}), held.get("compositional_deconstruction", {})
    added, ledger = item.added, read(words)
    text = held.get("high_level_description", "")
    quotes = [next(filter(None, match.groups())) for match in QUOTE.finditer(text)]
    whole, about = text, look_sentences(item.looks, ledger.language)
    for told in about:
        text = text.replace(told, "").strip()
    said = set(vars(added).values())
    sentences = [each for each in SENTENCE_END.split(text) if each not in said]
    return _Picture(
        " ".join(sentences[:MOST_SENTENCES]),
        " ".join(sentences[MOST_SENTENCES:]),
        # An expander that knows of no place says "plain", which an author's own place would belie.
        setting=_plain(added.setting),
        light=_plain(look.get("lighting") or added.light),
        composition=_plain(look.get("composition") or added.composition),
        palette=_plain(look.get("colors") or added.palette),
        medium=_plain(look.get("medium") or added.medium or ", ".join(ledger.media)),
        mood=_plain(look.get("aesthetics") or added.mood),
        looks=tuple(told.rstrip(".") for told in about if told in whole),
        details=tuple(e["desc"] for e in parts.get("elements", ()) if e.get("type") == "obj"),
        lettering=tuple((quote, _around(quote, text)) for quote in dict.fromkeys(quotes)),
        colours=_colours(f"{words} {added.medium or ''}"),
    )


def _ideogram(picture: _Picture) -> dict[str, Any]:
    """Return a caption as Ideogram 4 was trained on, its keys in their order."""
    photograph = not picture.medium or bool(PHOTOGRAPH.search(picture.medium))
    framed = [] if photograph else [picture.composition]
    look: dict[str, Any] = {
        "aesthetics": _joined(picture.mood, picture.palette, *framed),
        "lighting": picture.light,
    }
    if photograph:
        look["photo"] = _joined(picture.medium, picture.composition)
        look["medium"] = "photograph" if look["photo"] else ""
    else:
        look["medium"] = _kind(picture.medium)
        look["art_style"] = picture.medium
    look["color_palette"] = list(picture.colours)
    if not look["medium"] and (look["aesthetics"] or look["lighting"] or picture.colours):
        # A style has to say how the picture is made.
        look = {**look, "photo": "natural view", "medium": "photograph"}
    subject = SENTENCE_END.split(picture.description)[0].rstrip(".")
    things = [
        {"type": "obj", "desc": thing} for thing in (subject, *picture.looks, *picture.details)
    ]
    letters = [{"type": "text", "text": text, "desc": desc} for text, desc in picture.lettering]
    return {
        "high_level_description": picture.description,
        "style_description": look,
        "compositional_deconstruction": {
            "background": picture.more or picture.setting or picture.description,
            "elements": [*things, *letters],
        },
    }


def _flux(picture: _Picture) -> dict[str, Any]:
    """Return the base schema that Black Forest Labs document for FLUX.2."""
    subject = SENTENCE_END.split(picture.description)[0].rstrip(".")
    return {
        "scene": f"{picture.description} {picture.more}".strip(),
        "subjects": [
            {"description": thing} for thing in (*picture.looks, *picture.details) or (subject,)
        ],
        "style": picture.medium,
        "color_palette": list(picture.colours),
        "lighting": picture.light,
        "mood": _joined(picture.mood, picture.palette),
        "background": picture.setting,
        "composition": picture.composition,
    }


def _kind(medium: str) -> str:
    kinds = (kind for kind, words in ART if re.search(words, medium, re.IGNORECASE))
    return next(kinds, "illustration")


def _around(quote: str, description: str) -> str:
    """Return the clause of *description* that says where *quote* stands."""
    sentences = (s for s in SENTENCE_END.split(description) if quote in s)
    return next(sentences, "lettering").rstrip(".")


def _colours(words: str) -> tuple[str, ...]:
    """Return the hexadecimal colours in *words* as ``#RRGGBB``, each once, without opacity."""
    found = []
    for colour in HEX_COLOUR.findall(words):
        digits = colour[1:].upper()
        if len(digits) < 6:
            digits = "".join(2 * digit for digit in digits)
        found.append(f"#{digits[:6]}")
    return tuple(dict.fromkeys(found))[:MOST_COLOURS]


def _plain(said: str | None) -> str:
    return (said or "").rstrip(".。 ")


def _joined(*parts: str) -> str:
    return ", ".join(filter(None, parts))


def _without_nothing(held: dict[str, Any]) -> dict[str, Any]:
    """Return *held* without keys that say nothing; a list of elements stays, also when empty."""
    kept = {}
    for key, value in held.items():
        value = _without_nothing(value) if isinstance(value, dict) else value
        if value or key == "elements":
            kept[key] = value
    return kept


def _shortened(held: dict[str, Any], enough: Callable[[str], bool]) -> str:
    for *path, key in SPARE:
        where = held
        for name in path:
            where = where.get(name, {})
        while not enough(_line(held)) and key in where:
            things = where[key]
            if isinstance(things, list) and (spare := _last_spare(things)):
                where[key] = things[:spare] + things[spare + 1 :]
            elif isinstance(things, list) and key in ("elements", "subjects"):
                break
            else:
                del where[key]
    return _line(held)


def _last_spare(things: list[Any]) -> int:
    """Return the place of the last thing that can go: never the first; 0 for none, or letters."""
    plain = (isinstance(thing, dict) and "text" not in thing for thing in things)
    return max((place for place, can_go in enumerate(plain) if can_go), default=0)


def _line(held: dict[str, Any]) -> str:
    return json.dumps(held, ensure_ascii=False, separators=(",", ":"))
