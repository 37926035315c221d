"""The embedded renderer: an honest, labelled stand-in picture, drawn without any service.

A quiet landscape in colours that the description's own words choose, with its title and the words
"Placeholder · Limner" on it. The same description gives the same picture.
"""

import asyncio
import hashlib
import io
import random
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from limner.image.placeholder import landscape
from limner.image.request import Drawn, PaidStep, PictureRequest

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

LABEL = "Placeholder · Limner"

SIZE = re.compile(r"(\d{1,5})x(\d{1,5})")
USUAL = (1024, 1024)
SMALLEST, LARGEST = 64, 3840


class Placeholder:
    """An image model that needs neither key nor network, and touches no paid step."""

    async def generate(
        self,
        request: PictureRequest,
        step: PaidStep,
        on_progress: Callable[[str], None] = lambda _: None,
    ) -> Drawn:
        """Draw the stand-in for *request*; it costs nothing and never fails to arrive."""
        on_progress("Drawing a placeholder")
        picture = await asyncio.to_thread(
            render, request.prompt, request.title, request.size, request.format
        )
        return Drawn(
            pictures=(picture,),
            renderer="placeholder",
            notes=("No image service is set up: this picture is a placeholder.",),
        )


def render(prompt: str, title: str = "", size: str = "auto", format: str = "png") -> bytes:  # noqa: A002 (the request's own word)
    """Return the stand-in for *prompt* as a file of *size* (``auto`` is 1024×1024)."""
    width, height = _size(size)
    seed = hashlib.sha256(f"{title}\n{prompt}".encode("utf-8", "replace")).digest()
    canvas = landscape.paint(title, prompt, width, height, random.Random(seed))  # noqa: S311
    _label(canvas, title or prompt)
    file = io.BytesIO()
    options = {"optimize": width * height <= 4_000_000} if format == "png" else {"quality": 90}
    canvas.save(file, format, **options)
    return file.getvalue()


def _size(text: str) -> tuple[int, int]:
    match = SIZE.fullmatch(text)
    if match is None:
        return USUAL
    width, height = (min(LARGEST, max(SMALLEST, int(side))) for side in match.groups())
    return width, height


# The label


def _label(canvas: "Picture", title: str) -> None:
    """Write the title and what this is into the lower left corner, over a soft shade."""
    from PIL import Image, ImageDraw, ImageFont

    width, height = canvas.size
    unit = max(8.0, min(width, height) * 0.026)
    shade = Image.linear_gradient("L").point(lambda value: round(value**2 / 255 * 0.62))
    shade = shade.resize((width, round(unit * 6.5)), Image.Resampling.BICUBIC)
    canvas.paste((10, 12, 20), (0, height - shade.height), shade)
    pen = ImageDraw.Draw(canvas)
    large, small = ImageFont.load_default(unit * 1.15), ImageFont.load_default(unit * 0.8)
    left, room = unit * 1.6, width - unit * 3.2
    words = _fitting(_writable(title), lambda text: pen.textlength(text, font=large) <= room)
    pen.text((left, height - unit * 3.0), words, font=large, fill=(250, 248, 242), anchor="ls")
    pen.text((left, height - unit * 1.6), LABEL, font=small, fill=(214, 212, 206), anchor="ls")


def _writable(text: str) -> str:
    """Return *text* in the letters that Pillow's own font has; other scripts transliterated."""
    from slugify import slugify

    line = " ".join(text.split())[:200]
    if all(letter in FONT_CHARACTERS for letter in line):
        return line
    return slugify(line, separator=" ", lowercase=False)


FONT_CHARACTERS = frozenset(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,;:!?'\"()&%+-/–—‘’“”…·"
    "äöüßÄÖÜáàâãåæçéèêëíìîïñóòôõøœúùûÿÁÀÂÃÅÆÇÉÈÊËÍÌÎÏÑÓÒÔÕØŒÚÙÛ"
)


def _fitting(text: str, fits: Callable[[str], bool]) -> str:
    """Return *text*, cut at a word and ended with "…" until it *fits*."""
    if fits(text):
        return text
    words = text.split()
    while words and not fits(" ".join(words) + " …"):
        words.pop()
    return " ".join(words) + " …" if words else ""
