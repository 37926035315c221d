"""The contact sheet of ``docs/sketches.md``: ``python -m tests.evaluation.sketch_sheet docs``.

The words stand in the page itself, as a numbered list; the sheet shows their sketches in its order.
"""

import re
import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from limner.image.sketch.drawn_plan import picture_of
from limner.image.sketch.plans.planning import plan_of

TILE, GAP, COLUMNS = 216, 6, 6
ROW = re.compile(r"^\d+\. (.+)$", re.MULTILINE)
BEGIN, END = "<!-- sketches -->", "<!-- end of sketches -->"


def main(folder: str) -> None:
    """Draw the sheet of the page in *folder*."""
    docs = Path(folder)
    page = (docs / "sketches.md").read_text()
    words = ROW.findall(page.split(BEGIN)[1].split(END)[0])
    sheet(words).save(docs / "images" / "sketches.webp", quality=82, method=6)


def sheet(words: list[str]) -> Image.Image:
    """Return the sketches of *words* in rows, each with its number."""
    rows = -(-len(words) // COLUMNS)
    step = TILE + GAP
    paper = Image.new("RGB", (COLUMNS * step + GAP, rows * step + GAP), "white")
    pen, font = ImageDraw.Draw(paper), ImageFont.load_default(13)
    for number, text in enumerate(words):
        x, y = GAP + number % COLUMNS * step, GAP + number // COLUMNS * step
        small = picture_of(plan_of(text), 2 * TILE, 2 * TILE).reduce(2)
        paper.paste(small, (x, y))
        label = str(number + 1)
        pen.rectangle((x, y, x + 8 + pen.textlength(label, font=font), y + 19), fill="white")
        pen.text((x + 4, y + 2), label, font=font, fill=(40, 44, 52))
    return paper


if __name__ == "__main__":
    main(*sys.argv[1:])
