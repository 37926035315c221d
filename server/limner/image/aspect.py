"""The shape of a picture, from the author's words: ``16:9``, ``panorama``, ``im Hochformat``.

Words of the subject are no shape: a wide river, a town square and a portrait over a fireplace say
nothing about the picture they are in. What stands in quotation marks is written in the picture.
"""

import re
from functools import cache
from math import gcd

from limner.files import packaged
from limner.patterns import lazy_regex

FLATTEST = 3.0
"""Shapes beyond three to one, either way, are left to the words."""

QUOTED = lazy_regex(r'"[^"\n]*"|“[^”\n]*”|„[^“”\n]*[“”]|«[^»\n]*»')
FLAG = lazy_regex(r"(?<![\w-])(?:--|—)(?:ar|aspect)[ =]+(\d{1,4}):(\d{1,4})\b")
SPOKEN = lazy_regex(
    r"\b(?:aspect ratio|ratio|aspect|format|seitenverhältnis|formato|formaat|proporción|"
    r"proporzione|verhouding|proporção)(?: (?:of|von|de|di|van))?:? (\d{1,2}) ?[:x×/] ?(\d{1,2})\b"
)
NAMED = lazy_regex(
    r"\b(\d{1,2}) ?[:x×/] ?(\d{1,2}) (?:aspect(?: ratio)?|ratio|format|formato|formaat)\b"
)
PLAIN = lazy_regex(r"(?<![\d:.,/])(\d{1,2}):(\d{1,2})(?![\d:]|[.,]\d)")
"""A ratio that no word introduces; a score and a time of day look the same."""

KNOWN = frozenset(
    {"16:9", "9:16", "4:3", "3:4", "3:2", "2:3", "16:10", "10:16", "21:9", "5:4", "4:5"}
)
SOMETHING_ELSE = lazy_regex(
    r"\b(?:at|score\w*|won|win\w*|los\w+|lost|lead\w*|beat\w*|scale|clock|uhr|um|à|a las|alle|"
    r"o'clock|[ap]m|chapter|verse|kapitel|psalm|john|mark|luke|matthew|genesis)$"
    r"|^(?: ?[ap]\.?m\b| uhr| scale| score| win| victory)"
)
PIXELS = lazy_regex(r"\b([1-9]\d{2,3}) ?[x×] ?([1-9]\d{2,3})\b")

_LEAD = r"[,;]?\s*(?:\b(?:in|with|as|at)\s+)?(?:\b(?:an?|the)\s+)?"
NUMBERS = (
    *(re.compile(_LEAD + said.pattern, re.IGNORECASE) for said in (FLAG, SPOKEN, NAMED)),
    re.compile(PIXELS.pattern + r"\s?"),
    re.compile(r"[,;]?\s*(?:\bin\s+)?" + PLAIN.pattern),
)
"""The ways in which numbers say a shape, with the words that lead up to them."""

JOINTS = lazy_regex(r"[,;.:!?()\[\]\n—–]| - | --")
OPENING = (
    r"^(?:(?:an?|the|one|eine?n?|der|die|das|une?|le|la|un[ao]?|el|il|o|een|de|het|uma?)\s+)?"
    r"(?:(?!(?:of|with|in|on|at|and|over|under|by|for|from|to|mit|auf|von|und|avec|sur|et|con|"
    r"en|y|su|e|met|op|com|em|group|family|class|church|orthodox)\b)[\w'-]+\s+){0,3}?"
)


def aspect_of(words: str) -> float | None:
    """Return width by height as *words* ask for them; ``None`` when they do not."""
    found = ratio_of(words)
    return found[0] / found[1] if found else None


def ratio_of(words: str) -> tuple[int, int] | None:
    """Return the shape that *words* ask for as width and height in lowest terms, as 16 and 9.

    Numbers beyond three to one ask for nothing: the words beside them decide.
    """
    text = " ".join(QUOTED.sub(" ", words).lower().replace("’", "'").split(" "))
    for pattern in (FLAG, SPOKEN, NAMED, PIXELS):
        found = pattern.search(text)
        if found and (usable := _usable(int(found[1]), int(found[2]))):
            return usable
    plain = (_usable(int(f[1]), int(f[2])) for f in PLAIN.finditer(text) if _is_shape(f))
    if usable := next(filter(None, plain), None):
        return usable
    text = PIXELS.sub(" ", text)
    parts = {part.strip() for part in JOINTS.split(text)}
    rows = _rows()
    said = (ratio for ratio, anywhere, _, _ in rows if anywhere.search(text))
    meant = (r for r, _, first, alone in rows if first.search(text.strip()) or parts & alone)
    return next(said, None) or next(meant, None)


def unwritten(text: str) -> str:
    """Return *text* without the numbers that say a shape: a model might letter them.

    Words such as ``panorama`` stay, for they say how the picture is composed; so does what stands
    in quotation marks.
    """
    kept, end = [], 0
    for found in QUOTED.finditer(text):
        kept += [_unnumbered(text[end : found.start()]), found.group()]
        end = found.end()
    left = "".join((*kept, _unnumbered(text[end:])))
    if left == text:
        return text
    return re.sub(r"^[\s,;]+|(?<=\s)\s+|\s+(?=[,.;:!?])", "", left).rstrip(" ,;")


def _unnumbered(text: str) -> str:
    *sure, bare = NUMBERS
    for pattern in sure:
        text = pattern.sub("", text)
    return bare.sub(lambda found: "" if _is_shape(found) else found.group(), text)


def _is_shape(found: re.Match[str]) -> bool:
    """Say whether two numbers that no word introduces are a shape: no score, no time of day."""
    text, ratio = found.string.lower(), f"{found[1]}:{found[2]}"
    start = found.end() - len(ratio)
    around = text[:start].rstrip(), text[found.end() :]
    return ratio in KNOWN and not any(map(SOMETHING_ELSE.search, around))


def _usable(width: int, height: int) -> tuple[int, int] | None:
    if not width or not height or not 1 / FLATTEST <= width / height <= FLATTEST:
        return None
    common = gcd(width, height)
    return width // common, height // common


@cache
def _rows() -> list[tuple[tuple[int, int], re.Pattern[str], re.Pattern[str], frozenset[str]]]:
    rows = []
    for row in packaged.table("image", "aspect.toml")["shape"]:
        width, height = map(int, row["ratio"].split(":"))
        anywhere, first = (
            "|".join(map(re.escape, row.get(name, ()))) for name in ("anywhere", "first")
        )
        rows.append(
            (
                (width, height),
                re.compile(rf"\b(?:{anywhere or '(?!)'})\b"),
                re.compile(rf"{OPENING}(?:{first or '(?!)'})\b(?! frame| hall| gallery| painter)"),
                frozenset(row.get("alone", ())),
            )
        )
    return rows
