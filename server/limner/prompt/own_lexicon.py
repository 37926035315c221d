"""A person's own words for the embedded expander: ``lexicon.toml`` beside their ``config.toml``.

[parts]                       # by what a thing is known at a glance
tiltrotor = "the two stubby wings and the big rotors at their ends"

[media.riso]                  # how a medium shows itself
words = ["risograph", "riso print"]
hand = ["two inks overlap with a slight misregister"]
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from limner import files
from limner.errors import SettingsError

LONGEST = 200
"""Characters of one phrase: a prompt is no place for a paragraph that comes every time."""

FILE = "lexicon.toml"


@dataclass(frozen=True)
class OwnLexicon:
    """What a person's file says.

    Attributes:
        parts: by what each noun is known at a glance.
        media: the words for each medium, and clauses about its making.
    """

    parts: Mapping[str, str]
    media: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]


@cache
def own_lexicon() -> OwnLexicon:
    """Read the person's file, once; without one there are no such words.

    Raises:
        SettingsError: it does not parse, or says something wrong.
    """
    path = files.configuration_folder() / FILE
    try:
        held = tomllib.loads(files.read_text(path))
    except FileNotFoundError:
        return OwnLexicon({}, ())
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(
            f"{path} cannot be read ({type(error).__name__}): correct or remove it."
        ) from error
    try:
        return _parsed(held)
    except ValueError as error:
        raise SettingsError(f"{path} is wrong about {error}: correct or remove it.") from error


def _parsed(held: Mapping[str, Any]) -> OwnLexicon:
    """Return what *held* says.

    Raises:
        ValueError: what is wrong.
    """
    for name in held:
        if name not in ("parts", "media"):
            raise ValueError(f"“{name}”: there are only the tables parts and media")
    parts, media = held.get("parts", {}), held.get("media", {})
    for name, table in (("parts", parts), ("media", media)):
        if not isinstance(table, Mapping):
            raise ValueError(f"“{name}”, which is no table")
    for noun, named in parts.items():
        _check_phrase(f"parts.{noun}", named)
    return OwnLexicon(
        {noun.lower(): named.strip() for noun, named in parts.items()},
        tuple(_medium(name, row) for name, row in media.items()),
    )


def _medium(name: str, row: object) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if not isinstance(row, Mapping) or set(row) != {"words", "hand"}:
        raise ValueError(f"“media.{name}”, which has no words and hand, or more than these")
    for key in ("words", "hand"):
        if not isinstance(row[key], list) or not row[key]:
            raise ValueError(f"“media.{name}.{key}”, which is no list of texts")
        for phrase in row[key]:
            _check_phrase(f"media.{name}.{key}", phrase)
    return tuple(row["words"]), tuple(phrase.strip(" .") for phrase in row["hand"])


def _check_phrase(where: str, phrase: object) -> None:
    if not isinstance(phrase, str) or not phrase.strip() or len(phrase) > LONGEST:
        raise ValueError(f"“{where}”, which is no text of at most {LONGEST} characters")
    if any(mark in phrase for mark in "{}\n"):
        raise ValueError(f"“{where}”, which has a brace or a line break in it")
