"""The data files beside this module; what reads them is imported when the first is needed."""

from typing import Any


def text(*path: str) -> str:
    """Return the data file at *path* below this folder, as it is."""
    from pathlib import Path

    return Path(__file__).parent.joinpath(*path).read_text("utf-8")


def read(*path: str) -> dict[str, Any]:
    """Return the TOML file at *path* below this folder."""
    import tomllib

    return tomllib.loads(text(*path))
