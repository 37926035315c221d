"""Words set into a picture, in a font of the system that has all of their letters, or not at all.

Pillow's own font has most of Latin. For other scripts the first font of the system is taken that
has the letters; nothing is ever transliterated.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from limner.image.sketch.vectors.svg_shapes import Colour

if TYPE_CHECKING:
    from PIL.Image import Image as Picture
    from PIL.ImageFont import FreeTypeFont

    Font = FreeTypeFont

FONTS = (
    "DejaVuSans.ttf", "NotoSans-Regular.ttf", "LiberationSans-Regular.ttf", "arial.ttf",
    "Arial.ttf", "segoeui.ttf", "Arial Unicode.ttf", "NotoSansCJK-Regular.ttc",
    "NotoSansJP-Regular.otf", "NotoSansSC-Regular.otf", "NotoSansKR-Regular.otf", "YuGothM.ttc",
    "msgothic.ttc", "msyh.ttc", "simsun.ttc", "malgun.ttf", "Hiragino Sans GB.ttc", "PingFang.ttc",
    "AppleSDGothicNeo.ttc", "wqy-microhei.ttc", "DroidSansFallbackFull.ttf",
    "NotoSansArabic-Regular.ttf", "NotoNaskhArabic-Regular.ttf", "tahoma.ttf",
    "NotoSansHebrew-Regular.ttf", "NotoSansDevanagari-Regular.ttf", "Nirmala.ttf",
    "NotoSansThai-Regular.ttf", "leelawui.ttf",
)  # fmt: skip
"""Usual fonts of Linux, Windows and macOS by their file names, which Pillow looks for."""

JOINED = ("ARABIC", "HEBREW", "SYRIAC", "DEVANAGARI", "BENGALI", "TAMIL", "TELUGU", "THAI", "KHMER")
"""Scripts whose letters are joined, moved or run from the right: they need a shaping engine."""

LONGEST = 240
SMALLEST = 7
"""Pixels below which nobody reads letters."""


@dataclass(frozen=True)
class SetText:
    """Words broken into lines, and how large they are.

    Attributes:
        lines: from top to bottom.
        font: in its size.
        leading: from one line to the next, in pixels.
    """

    lines: tuple[str, ...]
    font: "Font"
    leading: float

    @property
    def height(self) -> float:
        """Of all lines, in pixels."""
        return self.leading * len(self.lines)


def fitted(
    text: str, width: float, height: float, largest: float, most_lines: int = 4
) -> SetText | None:
    """Return *text* as large as a box has room for; ``None`` where it cannot be set or read.

    Args:
        text: one line; it is broken at blanks, or between any letters where there are none.
        width: of the box, in pixels.
        height: of the box.
        largest: the largest size of letters.
        most_lines: how many lines there may be.
    """
    words = " ".join(text.split())[:LONGEST]
    name = _font_name(words) if words else None
    if name is None:
        return None
    size = largest
    while size >= SMALLEST:
        font = _font(name, round(size))
        lines = _broken(words, font, width)
        if (
            len(lines) <= most_lines
            and len(lines) * size * 1.22 <= height
            and all(font.getlength(line) <= width for line in lines)
        ):
            return SetText(tuple(lines), font, size * 1.22)
        size *= 0.9
    return None


def draw_centred(
    canvas: "Picture", text: SetText, centre: tuple[float, float], colour: Colour
) -> None:
    """Draw *text* with its middle at *centre*."""
    from PIL import ImageDraw

    pen = ImageDraw.Draw(canvas)
    x, y = centre
    top = y - text.height / 2 + text.leading / 2
    for number, line in enumerate(text.lines):
        pen.text((x, top + number * text.leading), line, font=text.font, fill=colour, anchor="mm")


def _broken(words: str, font: "Font", width: float) -> list[str]:
    """Return *words* in lines of at most *width*, where they can be broken."""
    lines: list[str] = []
    unspaced = any("\u2e80" < letter < "\ua000" or letter > "\uf8ff" for letter in words)
    glue = "" if unspaced and " " not in words else " "
    for piece in words.split() if glue else list(words):
        longer = f"{lines[-1]}{glue}{piece}" if lines else piece
        if lines and font.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(piece)
    return lines


@lru_cache(256)
def _font_name(text: str) -> str | None:
    """Return the first font with all letters of *text*; ``""`` is Pillow's own."""
    from PIL import features

    scripts = {unicodedata.name(letter, "").split(" ")[0] for letter in text if letter.isalpha()}
    if not scripts.isdisjoint(JOINED) and not features.check("raqm"):
        return None
    letters = tuple(sorted({letter for letter in text if not letter.isspace()}))
    for name in ("", *FONTS):
        try:
            if _has(name, letters):
                return name
        except OSError:
            continue  # This machine has no such font.
    return None


def _has(name: str, letters: Sequence[str]) -> bool:
    font = _font(name, 24)
    missing = bytes(font.getmask("\U0010fffe"))
    none = bytes(font.getmask("\uffff"))
    return all(bytes(font.getmask(letter)) not in (missing, none, b"") for letter in letters)


@lru_cache(64)
def _font(name: str, size: int) -> "Font":
    from PIL import ImageFont

    font = ImageFont.truetype(name, size) if name else ImageFont.load_default(size)
    if not isinstance(font, ImageFont.FreeTypeFont):
        raise OSError("no font that can be measured")
    return font
