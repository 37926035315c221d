"""Tables of Limner's that a person may lay rows of their own over, beside ``config.toml``."""

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from limner import files
from limner.errors import SettingsError

Row = TypeVar("Row")


def laid_over(
    table: Mapping[str, Row], own: Path | None, rows: Callable[[Mapping[str, Any]], dict[str, Row]]
) -> Mapping[str, Row]:
    """Return *table* with the *rows* of the person's *own* file over it, where there is one.

    Raises:
        SettingsError: the file does not parse, or *rows* raises a ``ValueError`` at what it says.
    """
    if own is None or not own.is_file():
        return table
    try:
        return {**table, **rows(tomllib.loads(files.read_text(own)))}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise SettingsError(
            f"{own} cannot be read ({type(error).__name__}): correct or remove it."
        ) from error
    except ValueError as error:
        raise SettingsError(f"{own} is wrong about {error}: correct or remove it.") from error
