"""The shape of a picture, from the author's words: ``16:9``, ``panorama``, ``im Hochformat``.

Words of the subject are no shape: a wide river, a town square and a portrait over a fireplace say
nothing about the picture they are in. What stands in quotation marks is written in the picture.
"""

import re
import tomllib
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("shapes.toml")

FLATTEST = 3.0
"""Shapes beyond three to one, either way, are left to the words."""

QUOTED = re.compile(r'"[^"\n]*"|“[^”\n]*”|„[^“”\n]*[“”]|«[^»\n]*»')
FLAG = re.compile(r"--(?:ar|aspect)[ =]+(\d{1,2}):(\d{1,2})\b")
NAMED = re.compile(
    r"\b(?:aspect ratio|ratio|aspect|format|seitenverhältnis|formato|formaat|proporción|"
    r"proporzione|verhouding|proporção)(?: (?:of|von|de|di|van))?:? (\d{1,2}) ?[:x×/] ?(\d{1,2})\b"
    r"|\b(\d{1,2}) ?[:x×/] ?(\d{1,2}) (?:aspect|ratio|format|formato|formaat)\b"
)
PLAIN = re.compile(r"(?<![\d:.,/])(\d{1,2}):(\d{1,2})(?![\d:]|[.,]\d)")
"""A ratio that no word introduces; a score and a time of day look the same."""

KNOWN = frozenset(
    {"16:9", "9:16", "4:3", "3:4", "3:2", "2:3", "16:10", "10:16", "21:9", "5:4", "4:5"}
)
SOMETHING_ELSE = re.compile(
    r"\b(?:at|score\w*|won|win\w*|los\w+|lost|lead\w*|beat\w*|scale|clock|uhr|um|à|a las|alle|"
    r"o'clock|[ap]m|chapter|verse|kapitel|psalm|john|mark|luke|matthew|genesis)$"
    r"|^(?: ?[ap]\.?m\b| uhr| scale| score| win| victory)"
)
PIXELS = re.compile(r"\b([1-9]\d{2,3}) ?[x×] ?([1-9]\d{2,3})\b")

JOINTS = re.compile(r"[,;.:!?()\[\]\n—–]| - ")
OPENING = (
    r"^(?:(?:an?|the|one|eine?n?|der|die|das|une?|le|la|un[ao]?|el|il|o|een|de|het|uma?)\s+)?"
    r"(?:(?!(?:of|with|in|on|at|and|over|under|by|for|from|to|mit|auf|von|und|avec|sur|et|con|"
    r"en|y|su|e|met|op|com|em|group|family|class|church|orthodox)\b)[\w'-]+\s+){0,3}?"
)


def shape(words: str) -> float | None:
    """Return width by height as *words* ask for them; ``None`` when they do not."""
    text = " ".join(QUOTED.sub(" ", words).lower().replace("’", "'").split(" "))
    found = FLAG.search(text) or NAMED.search(text) or PIXELS.search(text)
    if found:
        width, height = (int(part) for part in found.groups() if part)
        return _usable(width, height)
    for found in PLAIN.finditer(text):
        around = text[: found.start()].rstrip(), text[found.end() :]
        if found.group() in KNOWN and not any(map(SOMETHING_ELSE.search, around)):
            return _usable(int(found[1]), int(found[2]))
    parts = {part.strip() for part in JOINTS.split(text)}
    rows = _rows()
    said = (ratio for ratio, anywhere, _, _ in rows if anywhere.search(text))
    meant = (r for r, _, first, alone in rows if first.search(text.strip()) or parts & alone)
    return next(said, None) or next(meant, None)


def _usable(width: int, height: int) -> float | None:
    if not width or not height or not 1 / FLATTEST <= width / height <= FLATTEST:
        return None
    return width / height


@cache
def _rows() -> list[tuple[float, re.Pattern[str], re.Pattern[str], frozenset[str]]]:
    rows = []
    for row in tomllib.loads(TABLE.read_text("utf-8"))["shape"]:
        width, height = map(int, row["ratio"].split(":"))
        anywhere, first = (
            "|".join(map(re.escape, row.get(name, ()))) for name in ("anywhere", "first")
        )
        rows.append(
            (
                width / height,
                re.compile(rf"\b(?:{anywhere or '(?!)'})\b"),
                re.compile(rf"{OPENING}(?:{first or '(?!)'})\b(?! frame| hall| gallery| painter)"),
                frozenset(row.get("alone", ())),
            )
        )
    return rows
