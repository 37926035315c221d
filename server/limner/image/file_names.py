"""What a picture's file is called: a name from words, words from a name, and where it may stand."""

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path, PurePath

from limner.errors import InputError
from limner.image.request import FileFormat
from limner.patterns import lazy_regex

ENDING_OF: Mapping[FileFormat, str] = {"png": "png", "jpeg": "jpg", "webp": "webp", "avif": "avif"}
"""The ending that a new file of each format gets."""

FORMAT_OF: Mapping[str, FileFormat] = {
    "png": "png", "jpg": "jpeg", "jpeg": "jpeg", "webp": "webp", "avif": "avif",
}  # fmt: skip
"""The format that a file's ending means, of those that can be drawn."""

DRAWN = frozenset(FORMAT_OF)
"""The endings of files that can be drawn."""

READABLE = DRAWN - {"avif"}
"""The endings of files that can be looked into, drawn again and changed."""

MIME_TYPES = {ending: f"image/{meant}" for ending, meant in FORMAT_OF.items()}
"""The media type of each ending in `DRAWN`."""

PICTURES = DRAWN | {"gif", "svg", "bmp", "tif", "tiff", "ico", "pdf", "eps"}
"""The endings of files that are pictures; a link to any other file is none of ours."""


def is_picture(path: Path) -> bool:
    """Whether a file is a picture by its ending."""
    return path.suffix[1:].lower() in PICTURES


def can_be_drawn(path: Path | None) -> bool:
    """Whether a file can be drawn by its ending; ``None`` is one that gets its name later."""
    return path is None or path.suffix[1:].lower() in DRAWN


SLUG_CHARACTERS = 48

FLAGS = lazy_regex(r"\s(?:--|—)[A-Za-z]+(?:\s|$).*", re.DOTALL)
"""Flags for Midjourney at the end of words: they are no part of a name."""

RESERVED = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(10)}
)
"""Names that Windows keeps for devices, with any ending."""


def slug(words: str) -> str:
    """Return *words* as a file name of ``[a-z0-9-]``, at most 48 characters, without an ending.

    Other scripts are transliterated. Words without any letter or digit, and names that Windows
    reserves, get eight hexadecimal digits of the words' SHA-256, so that the name is stable.
    """
    from slugify import slugify

    name = slugify(
        FLAGS.sub("", words[:2000]),
        max_length=SLUG_CHARACTERS,
        word_boundary=True,
        save_order=True,
        replacements=[("'", ""), ("\u2019", "")],
    )
    if not name or name in RESERVED:
        digits = hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:8]
        return f"{name}-{digits}" if name else f"picture-{digits}"
    return name


def named(name: str, extension: str) -> tuple[str, str]:
    """Return the stem and the ending of *name* for a picture whose bytes say *extension*.

    An ending that means the same (``.PNG``, ``.jpeg``) stays as it is written.
    """
    stem, _, ending = name.rpartition(".")
    meant = FORMAT_OF.get(ending.lower())
    if not stem or meant is None:
        return name, extension
    return stem, ending if ENDING_OF[meant] == extension else extension


def place_of(root: Path, path: Path) -> str:
    """Return the folder of *path* inside the project at *root*, with ``/``, to draw it there.

    Raises:
        InputError: the file lies outside the project or in a hidden folder, or has an ending that
            cannot be drawn.
    """
    if not can_be_drawn(path):
        raise InputError(
            f"{path.name} cannot be drawn: Limner draws png, jpg, webp and avif files, so link one."
        )
    if not path.is_relative_to(root):
        raise InputError(
            f"{path} lies outside the project {root}, where nothing is written: link a "
            "file inside it."
        )
    device = path.name.partition(".")[0].rstrip().lower() in RESERVED
    hidden = path.name.startswith(".")
    if device or hidden or not path.name.isprintable() or len(path.name.encode()) > 200:
        raise InputError(f"“{path.name[:40]}” is no name for a picture: link another one.")
    folder = path.parent.relative_to(root)
    if any(name.startswith(".") for name in folder.parts):
        raise InputError(
            f"Pictures are not put into {folder}, which is hidden: link one in another folder."
        )
    return "" if folder == Path() else folder.as_posix()


def name_words(path: PurePath) -> str:
    """Return the words of a file's name; ``""`` for names like ``IMG_2041.png`` that hold none."""
    parts = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", path.stem)
    # A short number at a word's end counts copies; a long one, or one inside, is no word's.
    counted = (re.sub(r"(?<=[^\W\d])\d{1,3}$", "", part) for part in re.split(r"[\W_]+", parts))
    words = [word for word in counted if word.isalpha()]
    telling = [word for word in words if len(word) > 2 and word.lower() not in _SAYING_NOTHING]
    return " ".join(words) if telling else ""


_SAYING_NOTHING = frozenset(
    {"img", "image", "pic", "picture", "photo", "fig", "figure", "screenshot", "untitled", "dsc",
     "scan", "bild", "foto", "new", "copy", "pasted"}
)  # fmt: skip
