"""The data files of this package; what reads them is imported when the first is needed."""

from typing import Any


def text(*path: str) -> str:
    """Return the data file at *path* below the package ``limner``, as it is."""
    from pathlib import Path

    return Path(__file__).parents[1].joinpath(*path).read_text("utf-8")


def table(*path: str) -> dict[str, Any]:
    """Return the TOML file at *path* below the package ``limner``."""
    import tomllib

    return tomllib.loads(text(*path))


def data(*path: str) -> bytes:
    """Return the bytes of the data file at *path* below the package ``limner``."""
    from pathlib import Path

    return Path(__file__).parents[1].joinpath(*path).read_bytes()
