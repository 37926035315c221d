"""Reads the line of ``%imagine``: words, options that are settings, and flags.

Flags for Midjourney (``--ar 16:9``) are no options: they stay among the words. Anything else that
looks like an option is a mistake, which is not to be drawn and paid for.
"""

import difflib

from limner.errors import InputError
from limner.patterns import lazy_regex
from limner.prompt.generator_syntax import FLAG_NAMES, PROTECTED

NAMES = {
    "style": "style", "size": "image.size", "exact": "image.exact", "dialect": "dialect",
    "quality": "image.quality", "candidates": "image.candidates",
}  # fmt: skip
"""Options of the magic, and the settings they are."""

OPTION = lazy_regex(
    rf"(?<!\S)--(?:(?P<flag>prompt|again)|(?P<name>{'|'.join(NAMES)})"
    r"(?:=|[ \t]+)(?P<value>\"[^\"]*\"|'[^']*'|\S+))(?!\S)"
)


OPTIONS = (*NAMES, "prompt", "again")

WRITTEN = lazy_regex(r"(?<!\S)--(?P<name>[A-Za-z][\w-]*)")


def read_line(line: str) -> tuple[str, dict[str, object], set[str]]:
    """Return the words of a magic's line, the settings its options are, and its flags.

    Raises:
        InputError: it holds an option that there is none of, or without its value.
    """
    given: dict[str, object] = {}
    flags: set[str] = set()
    for found in OPTION.finditer(line):
        if found["flag"]:
            flags.add(found["flag"])
        else:
            value = found["value"]
            quoted = value[:1] in "\"'" and value[-1:] == value[:1] and len(value) > 1
            given[NAMES[found["name"]]] = value[1:-1] if quoted else value
    words = OPTION.sub(" ", line)
    # In quotation marks stands what a picture shows.
    for found in WRITTEN.finditer(PROTECTED.sub(" ", words)):
        _check(found["name"])
    return words, given, flags


def _check(name: str) -> None:
    """Make sure that what is written like an option, and was not read as one, is a flag.

    Raises:
        InputError: it is none.
    """
    if name in NAMES:
        raise InputError(f"--{name} takes a value: --{name} VALUE.")
    if name in OPTIONS:
        raise InputError(f"--{name} takes no value.")
    if name.lower() in ("no", *FLAG_NAMES.split("|")):
        return
    near = difflib.get_close_matches(name.lower(), OPTIONS, 1)
    meant = f"did you mean --{near[0]}?" if near else f"there are --{', --'.join(OPTIONS)}."
    raise InputError(f"%imagine has no option --{name}: {meant}")
