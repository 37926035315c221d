"""What each image model takes, from one dated table that a person may correct.

A model that no row names is taken at its word: what a person set is sent as it is, a size is never
chosen for it, and fields that a service refuses by name are left out (see
`limner.services.openai.image_generations`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import inf
from pathlib import Path
from typing import Any

from limner.files import packaged
from limner.image.personal_tables import laid_over

ModelTable = Mapping[str, "Limits"]


@dataclass(frozen=True)
class Limits:
    """What one image model takes; the defaults are those of a model that no row names.

    Attributes:
        sizes: the only sizes it takes, as ``WIDTHxHEIGHT``; ``None`` for any that follow.
        multiple: width and height are multiples of this, 0 when that is not known.
        ratio: the longer side by the shorter one, at most.
        longest: the longer side, at most, in pixels.
        pixels: width times height, at most.
        usual: the shorter side of a picture whose size nobody asked for.
        qualities: its levels, lowest first; ``None`` when they are not known.
        formats: file formats that can be asked for; ``None`` when they are not known.
        backgrounds: what can be asked for behind the subject; ``None`` when that is not known.
        compression: whether a compression can be asked for.
        candidates: most pictures of one request.
        negative: whether there is a field for what to avoid.
        response_format: whether the field that asks for bytes instead of an address is taken.
        inputs: most pictures to work from.
        partial: most unfinished pictures that are sent along.
        characters: longest prompt.
    """

    sizes: tuple[str, ...] | None = None
    multiple: int = 0
    ratio: float = 8.0
    longest: int = 8192
    pixels: int = 40_000_000
    usual: int = 1024
    qualities: tuple[str, ...] | None = None
    formats: tuple[str, ...] | None = None
    backgrounds: tuple[str, ...] | None = None
    compression: bool = True
    candidates: int = 10
    negative: bool = True
    response_format: bool = True
    inputs: int = 16
    partial: int = 0
    characters: int = 32_000


UNKNOWN = Limits()
"""A model that no row names."""

ANYTHING = Limits(multiple=16, ratio=3.0, longest=3840)
"""The sketch, which is drawn whatever is asked for."""


def read_table(own: Path | None = None) -> ModelTable:
    """Read Limner's table, with the person's *own* file laid over it where there is one.

    Raises:
        SettingsError: the person's file does not parse, or a value in it has the wrong type.
    """
    return laid_over(_packaged(), own, _rows)


def limits(table: ModelTable, model: str) -> Limits:
    """Return the row whose name *model* is or begins with, also behind a gateway's own prefix."""
    for name in (model, model.rpartition("/")[2]):
        rows = [row for row in table if name == row or name.startswith(f"{row}-")]
        if rows:
            return table[max(rows, key=len)]
    return UNKNOWN


@cache
def _packaged() -> ModelTable:
    return _rows(packaged.table("image", "models.toml"))


def _rows(content: Mapping[str, Any]) -> dict[str, Limits]:
    for key in content:
        if key != "models":
            raise ValueError(f"“{key}”, which is no such field: rows are called [models.NAME]")
    models = content.get("models", {})
    if not isinstance(models, Mapping):
        raise ValueError("[models], which is no table")
    return {name: _row(name, row) for name, row in models.items()}


def _row(name: str, row: object) -> Limits:
    """Return a row as limits.

    Raises:
        ValueError: what is wrong, to finish the sentence "It is wrong about …".
    """
    held: dict[str, Any] = {}
    if not isinstance(row, Mapping):
        raise ValueError(f"{name}, which is no table")
    for key, value in row.items():
        if key in ("as_of", "source"):
            continue
        if key not in _KINDS:
            raise ValueError(f"“{key}” of {name}, which is no such field")
        if not _KINDS[key](value):
            raise ValueError(f"“{key}” of {name}, which has a value of another kind")
        held[key] = tuple(value) if isinstance(value, list) else value
    return Limits(**held)


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < inf


def _whole(value: object) -> bool:
    return isinstance(value, int) and _number(value)


def _truth(value: object) -> bool:
    return isinstance(value, bool)


_KINDS = (
    dict.fromkeys(("sizes", "qualities", "formats", "backgrounds"), _texts)
    | dict.fromkeys(("compression", "negative", "response_format"), _truth)
    | dict.fromkeys(
        ("multiple", "longest", "pixels", "usual", "candidates", "inputs", "partial", "characters"),
        _whole,
    )
    | {"ratio": _number}
)
