"""What a picture is for, as the name of its file says: "post-hero.png", "fox-icon.svg"."""

from dataclasses import dataclass
from functools import cache
from pathlib import PurePath
from typing import cast

from limner.files import packaged
from limner.prompt.kinds.picture_cues import PictureKind, named_kind

UNDER_HEADING = frozenset({"chart", "diagram", "icon", "interface", "logo", "map", "pattern"})
"""Kinds of pictures that a heading may name."""


@dataclass(frozen=True)
class Purpose:
    """What a picture is for.

    Attributes:
        name: of the row in ``purposes.toml``.
        says: how it is composed.
        ratio: width by height; ``None`` for any.
        kind: of the picture, where the author's words name none; ``None`` for any.
        space: whether room is kept free for words.
    """

    name: str
    says: str
    ratio: float | None = None
    kind: PictureKind | None = None
    space: bool = False


def purpose_of(file_name: str) -> Purpose | None:
    """Return what a picture of that name is for; ``None`` where the name does not say it."""
    words = [
        word
        for word in PurePath(file_name).stem.lower().replace("_", "-").split("-")
        if word and not word.isdecimal()
    ]
    if words[-1:] == ["image"]:
        words = words[:-1]
    return _by_word().get(words[-1]) if words else None


def purpose_under(heading: str) -> Purpose | None:
    """Return what a picture under *heading* is: "Architecture diagram", "Map of the island".

    ``None`` where the heading names no kind of picture.
    """
    kind = named_kind(heading) if heading else None
    if kind not in UNDER_HEADING:
        return None
    return Purpose(kind, f"{'an' if kind[0] in 'aeio' else 'a'} {kind}", kind=kind)


@cache
def _by_word() -> dict[str, Purpose]:
    return {
        word: Purpose(
            name,
            row["says"],
            row["shape"][0] / row["shape"][1] if "shape" in row else None,
            cast("PictureKind | None", row.get("kind")),
            row.get("space", False),
        )
        for name, row in packaged.table("prompt", "purposes.toml").items()
        for word in row["names"].split()
    }
