"""The lexicon: data files that a person can read and extend, each loaded when first needed.

A phrase may hold alternatives, ``[soft|clear] light``, and stand for its subject with ``{the}``
("the bench and the bowl") and ``{of}`` ("the bench's").
"""

import re
from functools import cache
from typing import Any

from limner.files import packaged

Phrases = tuple[str, ...]

FOLDER = ("prompt", "offline", "lexicon")
VERSION = "2"
"""Changes when choices change: part of every hash, so that a new lexicon is a new draw."""


def glue(section: str) -> dict[str, Any]:
    """Return one table of the sentence patterns."""
    return dict(load("glue")[section])


def any_of(words: list[str], bounded: bool = True) -> re.Pattern[str]:
    """Return a pattern for any of *words*, in which a star stands for any letters."""
    alternatives = "|".join(re.escape(word).replace(r"\*", r"\w*") for word in words)
    return re.compile(rf"\b(?:{alternatives})\b" if bounded else alternatives, re.IGNORECASE)


@cache
def load(name: str) -> dict[str, Any]:
    """Return the lexicon's file *name*, without its ending."""
    return packaged.table(*FOLDER, f"{name}.toml")
