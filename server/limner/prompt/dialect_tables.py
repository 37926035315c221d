"""What a table of an image generator may say, and a person's own laid over Limner's.

A person's own ``dialects.toml``, beside their ``config.toml``, changes single values of Limner's
table and adds tables. What it says is checked here, once, before anything is written by it.
"""

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal, get_args

from limner import files
from limner.errors import SettingsError
from limner.files import packaged

PromptForm = Literal["prose", "phrases", "tags", "json"]
Unit = Literal["characters", "utf-16", "tokens"]
Schema = Literal["", "ideogram", "flux2"]
Exclusions = Literal["text", "flag", "field", "positive"]
AspectPlace = Literal["flag", "words", "api"]

Tables = dict[str, dict[str, Any]]


def tables(own: Path) -> Tables:
    """Return the table of each generator, with what the person's file *own* says of it.

    Raises:
        SettingsError: that file does not parse, or says something wrong.
    """
    found: Tables = packaged.table("prompt", "dialects.toml")
    syntax = {name for table in found.values() for name in table["forbids"]["value"]}
    for name, said in _read(own).items():
        try:
            found[name] = _laid_over(found, name, said)
            _check(found[name], syntax)
        except ValueError as error:
            raise SettingsError(
                f"{own} is wrong about “{name}” ({error}): correct or remove it."
            ) from error
    return found


def _read(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(files.read_text(path))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(
            f"{path} cannot be read ({type(error).__name__}): correct or remove it."
        ) from error


def _laid_over(found: Tables, name: str, said: object) -> dict[str, Any]:
    """Return the table *name* with what a person has *said* of it, in whole facts or bare values.

    Raises:
        ValueError: it is no table, says something that no table does, or is like none there is.
    """
    if not isinstance(said, Mapping):
        raise ValueError("no table")
    like = said.get("like", name if name in found else "generic")
    if not isinstance(like, str) or like not in found:
        raise ValueError(f"there is no table {like} to be like")
    merged = dict(found[like])
    if name not in found:
        merged["name"] = name
    for key, value in said.items():
        if key == "like":
            continue
        if key != "name" and key not in VALUES:
            raise ValueError(f"nothing is called {key}")
        merged[key] = value if key == "name" else _fact(key, value, merged.get(key))
    return merged


def _fact(key: str, value: object, before: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return a value with its source, whichever of the two a person has written.

    Raises:
        ValueError: it says something that no value does.
    """
    said = value if isinstance(value, Mapping) else {"value": value}
    for name, part in said.items():
        if name not in ("value", "source", "as_of") and (key, name) != ("limit", "unit"):
            raise ValueError(f"{key} has no {name}")
        if name in ("source", "as_of") and not isinstance(part, str):
            raise ValueError(f"{name} of {key} is no text")
    return {**(before or {}), "source": "your dialects.toml", "as_of": "", **said}


def _check(table: Mapping[str, Any], syntax: set[str]) -> None:
    """Make sure that a generator's table can be written by.

    Raises:
        ValueError: it cannot; what a value has to be.
    """
    if not isinstance(table["name"], str) or not table["name"]:
        raise ValueError("name is a text")
    values = {key: fact.get("value") for key, fact in table.items() if key != "name"}
    for key, value in values.items():
        must_be, is_right = VALUES[key]
        if not is_right(value):
            raise ValueError(f"{key} is {must_be}")
    if table["limit"].get("unit") not in get_args(Unit):
        raise ValueError(f"the unit of limit is {_one_of(Unit)}")
    if unknown := [name for name in values["forbids"] if name not in syntax]:
        raise ValueError(f"forbids names {unknown[0]}, and knows {', '.join(sorted(syntax))}")
    if values["form"] == "json" and not values.get("schema"):
        raise ValueError("the form json takes a schema")
    if values["exclusions"] == "field" and not values.get("negative"):
        raise ValueError("a field for exclusions takes negative, its most characters")


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_count(value: object, least: int = 0) -> bool:
    return type(value) is int and value >= least


def _are_words(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 2
        and all(_is_count(number, 1) for number in value)
        and value[0] <= value[1]
    )


def _are_names(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _are_parameters(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_parameter, value))


def _is_parameter(row: object) -> bool:
    """Say whether *row* is a text that is no blank, what it does, and maybe two bounds."""
    return (
        isinstance(row, list)
        and len(row) in (2, 4)
        and _are_names(row[:2])
        and bool(row[0].strip())
        and all(map(_is_count, row[2:]))
        and row[2:] == sorted(row[2:])
    )


def _one_of(choices: Any) -> str:
    return "one of " + ", ".join(name for name in get_args(choices) if name)


def _choice(choices: Any) -> tuple[str, Callable[[object], bool]]:
    return _one_of(choices), lambda value: isinstance(value, str) and value in get_args(choices)


VALUES: dict[str, tuple[str, Callable[[object], bool]]] = {
    "form": _choice(PromptForm),
    "lead": ("a text", _is_text),
    "limit": ("a whole number above 0", lambda value: _is_count(value, 1)),
    "words": ("a list of two whole numbers, the least and the most", _are_words),
    "exclusions": _choice(Exclusions),
    "negative": ("a whole number, 0 for none", _is_count),
    "aspect": _choice(AspectPlace),
    "schema": _choice(Schema),
    "sizes": ("a text", _is_text),
    "parameters": (
        "a list of rows: its text, what it does, and its least and most value or neither",
        _are_parameters,
    ),
    "forbids": ("a list of names", _are_names),
    "motion": ("true or false", lambda value: isinstance(value, bool)),
}
"""What a table may say beside its name: in words, and whether a value is that."""
