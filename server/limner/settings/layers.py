"""Settings arrive in layers: environment and command line, files, the editor, the document.

`resolve` lays them over each other by trust class, so that a repository or an LSP message can never
move an endpoint or raise a limit:

- ``USER``: only layers that the person alone controls.
- ``TIGHTEN``: the person; other layers may only make it stricter.
- ``FREE``: anyone; the layer nearest to the document wins.

Wrong values and unknown keys become problems (one sentence each) and the next layer's value, or
the default, is used.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import Field, dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from limner import files
from limner.errors import SettingsError
from limner.patterns import lazy_regex
from limner.settings.declaration import BY_KEY, Settings, TextTable, environment_name
from limner.settings.trust import PERSONAL, Source, Trust

NO_CHECKS: Mapping[str, Callable[[str], None]] = MappingProxyType({})

LARGEST_FILE = 1 << 20
"""Bytes of a settings file that is read."""

KEY = lazy_regex(r"(?:^|[._-])(?:api|chat|image|openai|secret)?[._-]?(?:key|token)$", re.IGNORECASE)
"""How people would call a key among their settings."""


@dataclass(frozen=True)
class Layer:
    """Values from one place, by dotted key (``{"chat.model": "…"}``)."""

    source: Source
    values: Mapping[str, object]


@dataclass(frozen=True)
class Resolved:
    """Settings that hold, where each came from, and what was wrong on the way."""

    settings: Settings
    origins: Mapping[str, Source]
    problems: tuple[str, ...]


def resolve(
    layers: Iterable[Layer], checks: Mapping[str, Callable[[str], None]] = NO_CHECKS
) -> Resolved:
    """Lay *layers* over the defaults; later layers are nearer to the document.

    Args:
        layers: the values, and where they are from.
        checks: by key, what raises ``ValueError`` with what a value must be, where only other
            packages know that.
    """
    held: dict[str, Any] = {}
    origins: dict[str, Source] = {}
    problems: list[str] = []
    for layer in layers:
        for key, raw in layer.values.items():
            row = BY_KEY.get(key)
            if row is None:
                problems.append(_unknown(key, layer.source))
                continue
            problem = _refusal(row, layer.source)
            if problem:
                problems.append(problem)
                continue
            own, join = row.metadata["chosen"], row.metadata["joined"]
            before = held.get(row.name, row.default)
            try:
                if own and layer.source is Source.DOCUMENT:
                    value = own(before, raw)
                elif join:
                    added, wrong = row.metadata["parsed"](raw)
                    problems += [f"In {layer.source.value}: {sentence}" for sentence in wrong]
                    value = join(before, added)
                else:
                    value = _parsed(row, raw)
                if check := checks.get(key):
                    check(value)
            except ValueError as error:
                problems.append(_wrong(key, layer.source, error))
                continue
            if row.metadata["trust"] is Trust.TIGHTEN and layer.source not in PERSONAL:
                value = row.metadata["strictest"](held.get(row.name, row.default), value)
            if held.get(row.name, row.default) != value or layer.source in PERSONAL:
                origins[key] = layer.source
            held[row.name] = value
    return Resolved(Settings(**held), origins, tuple(problems))


def flatten(tree: Mapping[str, object], prefix: str = "") -> dict[str, object]:
    """Turn nested tables into dotted keys: ``{"chat": {"model": 1}}`` → ``{"chat.model": 1}``.

    The value of a setting that is a table itself stays one.
    """
    flat: dict[str, object] = {}
    for name, value in tree.items():
        key = prefix + name
        row = BY_KEY.get(key)
        if isinstance(value, Mapping) and not (row and row.metadata["table"]):
            flat |= flatten(value, f"{key}.")
        else:
            flat[key] = value
    return flat


def read_file(path: Path, source: Source) -> Layer:
    """Read a TOML settings file; a file that does not exist is an empty layer.

    Raises:
        SettingsError: the file cannot be read or does not parse.
    """
    try:
        content = files.read_regular(path, LARGEST_FILE)
    except FileNotFoundError:
        return Layer(source, {})
    except OSError as error:
        raise SettingsError(f"Cannot read {path}: {error.strerror}.") from error
    try:
        return Layer(source, flatten(tomllib.loads(content.decode("utf-8-sig"))))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise SettingsError(f"{path} is not valid TOML ({error}): correct or remove it.") from error


def from_environment(environ: Mapping[str, str]) -> Layer:
    """Read ``LIMNER_…`` variables: dots and humps of a key become underscores."""
    return Layer(
        Source.ENVIRONMENT,
        {
            key: environ[name]
            for key in BY_KEY
            if environ.get(name := environment_name(key)) not in (None, "")
        },
    )


def _unknown(key: str, source: Source) -> str:
    if KEY.search(key):
        return (
            f"“{key}” in {source.value} is ignored, and a service's key does not belong there: "
            "remove it, and use “limner key set” or LIMNER_CHAT_KEY and LIMNER_IMAGE_KEY."
        )
    if source is Source.COMMAND_LINE:
        return f"There is no setting “{key}”."
    return f"Unknown setting “{key}” in {source.value}: it is ignored."


def _wrong(key: str, source: Source, must_be: ValueError) -> str:
    if source is Source.COMMAND_LINE:  # Whoever has just said it can say it again.
        return f"Setting “{key}” must be {must_be}."
    return f"Setting “{key}” in {source.value} must be {must_be}: the value held so far is used."


def _refusal(row: "Field[Any]", source: Source) -> str | None:
    key, trust = row.metadata["key"], row.metadata["trust"]
    if trust is Trust.USER and source not in PERSONAL:
        return (
            f"Setting “{key}” in {source.value} is ignored: only you can set it, "
            f"in your config.toml or as {environment_name(key)}."
        )
    if source is Source.DOCUMENT and (trust is Trust.TIGHTEN or not row.metadata["documents"]):
        return f"Setting “{key}” is ignored in a document: put it into the project's limner.toml."
    return None


def _parsed(row: "Field[Any]", raw: object) -> Any:
    """Return *raw* as the type of *row*; environment values are strings.

    Raises:
        ValueError: what the value must be.
    """
    choices, default = row.metadata["choices"], row.default
    if row.metadata["table"]:
        return _table(raw)
    if choices:
        # A setting that was once a switch still takes true and false.
        name = str(raw).lower() if isinstance(raw, bool | str) else ""
        raw = dict(row.metadata["aliases"]).get(name, raw)
        if raw not in choices:
            raise ValueError("one of " + ", ".join(choices))
        return raw
    if isinstance(default, bool):
        value = {"true": True, "1": True, "false": False, "0": False}.get(
            raw.lower() if isinstance(raw, str) else "", raw
        )
        if not isinstance(value, bool):
            raise ValueError("true or false")
        return value
    if isinstance(default, int | float):
        return _number(raw, type(default), row.metadata["least"], row.metadata["most"])
    if isinstance(default, tuple):
        if isinstance(raw, str):
            return tuple(part.strip() for part in raw.split(",") if part.strip())
        if isinstance(raw, list | tuple) and all(isinstance(part, str) for part in raw):
            return tuple(raw)
        raise ValueError("a list of texts")
    if not isinstance(raw, str):
        raise ValueError("a text")
    if row.metadata["form"] and not re.fullmatch(row.metadata["form"], raw):
        raise ValueError(row.metadata["example"])
    return raw


def _table(raw: object) -> TextTable:
    if isinstance(raw, str):
        return (("**", raw),) if raw else ()
    if isinstance(raw, Mapping):
        pairs = tuple(raw.items())
        if all(isinstance(part, str) for pair in pairs for part in pair):
            return pairs
    if raw == ():
        return ()
    raise ValueError("a text, or a table of texts")


def _number(raw: object, kind: type[int] | type[float], least: float, most: float) -> float:
    limit = f"of at least {least:g}" if most == 1e9 else f"from {least:g} to {most:g}"
    expected = f"a {'whole ' if kind is int else ''}number {limit}"
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        raise ValueError(expected)
    try:
        value = float(raw)
    except ValueError:
        raise ValueError(expected) from None
    if not least <= value <= most or (kind is int and value != int(value)):
        raise ValueError(expected)
    return kind(value)
