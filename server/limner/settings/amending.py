"""Sets values in a person's TOML file and leaves every other letter of it as they wrote it."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from limner import files
from limner.errors import SettingsError
from limner.settings.layers import LARGEST_FILE, flatten, read_file
from limner.settings.trust import Source

ROWS = r"(?:[ \t]*[\w-]+[ \t]*=.*\n)*"
"""The values right below a table's header."""

STRING = r'"(?:[^"\\\n]|\\.)*"' + r"|'[^'\n]*'"

MARK = "\ufeff"
"""A byte order mark."""


def amend_file(path: Path, values: Mapping[str, str]) -> bool:
    """Set *values*, by dotted key, in the settings file at *path*; make it where it is missing.

    Returns:
        Whether the file is another one now.

    Raises:
        SettingsError: the file does not parse, is protected against writing, or holds a value in a
            form that is not amended.
        SaveError: it could not be written; it is as it was.
    """
    read_file(path, Source.USER_FILE)
    if path.is_symlink() and not path.exists():
        raise SettingsError(f"{path} is a link to a file that is not there: mend or remove it.")
    old = files.read_text(path, LARGEST_FILE) if path.exists() else None
    # The mark that some editors of Windows begin a file with stays where it is.
    mark = MARK if (old or "").startswith(MARK) else ""
    new = (old or "").removeprefix(MARK)
    for key, value in values.items():
        changed = amended(new, key, value)
        if changed is None:
            raise SettingsError(
                f"{path} is written in a form that Limner does not change: "
                f"set {key} = {_written(value)} there yourself."
            )
        new = changed
    new = mark + new
    if old is None:
        files.private_folder(path.parent)
        files.create_text(path, new.encode())
    elif new != old:
        if files.write_protected(path):
            raise SettingsError(f"{path} is write-protected: allow writing, or change it yourself.")
        files.replace_text(path, new.encode())
    return new != old


def amended(text: str, key: str, value: str) -> str | None:
    """Return the TOML *text* with *key* set to *value*; ``None`` where its form does not allow it.

    Each place where the value could go is tried, and the parser decides: what it reads then must
    be the same as before but for this one value. So comments, strings that look like tables and
    forms that nobody thought of can never be broken.
    """
    before = flatten(tomllib.loads(text))
    if before.get(key) == value:
        return text
    wanted = before | {key: value}
    for candidate in _candidates(text, key, _written(value)):
        try:
            if flatten(tomllib.loads(candidate)) == wanted:
                return candidate
        except tomllib.TOMLDecodeError:
            continue
    return None


def _candidates(text: str, key: str, value: str) -> Iterator[str]:
    table, _, name = key.rpartition(".")
    old = rf"""(?<![\w-])["']?{re.escape(name)}["']?[ \t]*=[ \t]*({STRING})"""
    for found in re.finditer(old, text):
        yield text[: found.start(1)] + value + text[found.end(1) :]
    end = "\r\n" if "\r\n" in text else "\n"
    whole = text if not text or text.endswith("\n") else text + end
    if not table:
        yield f"{whole}{name} = {value}{end}"
        yield f"{name} = {value}{end}{text}"
        return
    header = rf"(?m)^[ \t]*\[[ \t]*{re.escape(table)}[ \t]*\].*\n"
    for place in (header + ROWS, header):
        for found in re.finditer(place, whole):
            yield f"{whole[: found.end()]}{name} = {value}{end}{whole[found.end() :]}"
    for found in re.finditer(rf"(?m)^[ \t]*{re.escape(table)}[ \t]*\..*\n", whole):
        yield f"{whole[: found.end()]}{key} = {value}{end}{whole[found.end() :]}"
    for found in re.finditer(rf"(?<![\w-]){re.escape(table)}[ \t]*=[ \t]*\{{", text):
        yield f"{text[: found.end()]} {name} = {value},{text[found.end() :]}"
        yield f"{text[: found.end()]} {name} = {value} {text[found.end() :]}"
    gap = end if whole else ""
    yield f"{whole}{gap}[{table}]{end}{name} = {value}{end}"


def _written(value: str) -> str:
    """Return *value* as TOML writes it."""
    return json.dumps(value, ensure_ascii=False)
