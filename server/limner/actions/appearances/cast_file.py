"""Writes somebody into the cast of a project; every other letter of the file stays."""

import json
import tomllib
from pathlib import Path

from limner import files
from limner.errors import InputError, SettingsError
from limner.patterns import lazy_regex
from limner.project.roots import PROJECT_FILE, cast_path
from limner.settings.cast_members import CastMember, member_of, named_alike, parsed
from limner.settings.layers import LARGEST_FILE, read_file
from limner.settings.trust import Source

BARE = lazy_regex(r"[A-Za-z0-9_-]+")
"""A name that TOML takes without quotation marks."""


def cast_file(root: Path) -> Path:
    """Return the file of the project at *root* that holds its cast: ``limner.toml``, or another.

    Raises:
        SettingsError: it does not parse.
    """
    named = read_file(root / PROJECT_FILE, Source.PROJECT).values.get("cast")
    return cast_path(root, named) if isinstance(named, str) and named else root / PROJECT_FILE


def add_member(root: Path, member: CastMember) -> Path:
    """Write *member* into the cast of the project at *root*; return the file.

    Raises:
        InputError: there is one of that name, or the name or look cannot be one.
        SettingsError: the file does not parse.
        SaveError: it could not be written; it is as it was.
    """
    path, old, held = _read(root, member.name)
    said: dict[str, str | list[str]] = {
        key: value
        for key, value in (
            ("look", member.look),
            ("keep", member.keep),
            ("names", list(member.names)),
            ("references", list(member.references)),
        )
        if value
    } or {"look": ""}
    try:
        member_of(member.name, said)
    except ValueError as error:
        raise InputError(f"This cannot be added to the cast. {error}") from None
    cast, _ = parsed(held)
    for called in (member.name, *member.names):
        other = named_alike(cast, called)
        if other is not None and not (called.islower() and called in other.names):
            raise InputError(f"“{called}” is a name of {other.name} already: choose another one.")
    rows = "".join(f"{key} = {_written(value)}\n" for key, value in said.items())
    end = "\r\n" if old and "\r\n" in old else "\n"
    gap = "" if not old else end if old.endswith("\n") else end + end
    added = f"{table_of(member.name)}\n{rows}".replace("\n", end)
    new = f"{old or ''}{gap}{added}"
    if _cast_in(new) != {**held, member.name: said}:
        table = table_of(member.name)
        raise SettingsError(f"{path} cannot be added to at its end: write {table} there.")
    if old is None:
        files.create_text(path, new.encode())
    else:
        files.replace_text(path, new.encode())
    return path


def _cast_in(text: str) -> object:
    """Return the cast that *text* holds; ``None`` where it is no TOML."""
    try:
        return tomllib.loads(text.removeprefix("\ufeff")).get("cast", {})
    except tomllib.TOMLDecodeError:
        return None


def table_of(name: str) -> str:
    """Return how the table of somebody called *name* begins."""
    return f"[cast.{name if BARE.fullmatch(name) else _written(name)}]"


def check_can_add(root: Path, name: str) -> None:
    """Make sure that somebody called *name* can be added to the cast of the project at *root*.

    Raises:
        InputError: there is one of that name.
        SettingsError: the file does not parse.
    """
    _read(root, name)


def _read(root: Path, name: str) -> tuple[Path, str | None, dict[str, object]]:
    """Return the cast's file, its text, and the cast in it, to which *name* does not belong."""
    path = cast_file(root)
    if not path.resolve().is_relative_to(root.resolve()):
        raise SettingsError(f"The cast's file {path} is outside the project: keep it inside.")
    read_file(path, Source.PROJECT)
    old = files.read_text(path, LARGEST_FILE) if path.exists() else None
    held = tomllib.loads((old or "").removeprefix("\ufeff")).get("cast", {})
    if not isinstance(held, dict):
        raise SettingsError(f"{path} says something else by “cast”: correct it first.")
    if name in held:
        raise InputError(f"{name} is in the cast already: change the look in {path}.")
    return path, old, held


def _written(value: object) -> str:
    """Return *value* as TOML writes it."""
    return json.dumps(value, ensure_ascii=False)
