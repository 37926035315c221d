"""Reads the line of ``%imagine``: words, options that are settings, and flags.

Flags for Midjourney (``--ar 16:9``) are no options: they stay among the words.
"""

import re

NAMES = {
    "style": "style", "size": "image.size", "exact": "image.exact", "dialect": "dialect",
    "quality": "image.quality", "candidates": "image.candidates",
}  # fmt: skip
"""Options of the magic, and the settings they are."""

OPTION = re.compile(
    rf"(?<!\S)--(?:(?P<flag>prompt|again)|(?P<name>{'|'.join(NAMES)})"
    r"(?:=|[ \t]+)(?P<value>\"[^\"]*\"|'[^']*'|\S+))(?!\S)"
)


def read_line(line: str) -> tuple[str, dict[str, object], set[str]]:
    """Return the words of a magic's line, the settings its options are, and its flags."""
    given: dict[str, object] = {}
    flags: set[str] = set()
    for found in OPTION.finditer(line):
        if found["flag"]:
            flags.add(found["flag"])
        else:
            value = found["value"]
            quoted = value[:1] in "\"'" and value[-1:] == value[:1] and len(value) > 1
            given[NAMES[found["name"]]] = value[1:-1] if quoted else value
    return OPTION.sub(" ", line), given, flags
