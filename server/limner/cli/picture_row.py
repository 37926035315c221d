"""What ``limner illustrate`` prints about one picture."""

import os
from pathlib import Path

KEYS = (
    "file", "source", "picture", "link", "alt", "engine", "renderer", "model", "prompt", "cost",
    "error",
)  # fmt: skip
"""The keys of the JSON object, in the order they are printed."""


def shown(path: Path) -> str:
    """Return *path* as a person in this folder would write it."""
    relative = os.path.relpath(path)
    return str(path) if relative.startswith("..") else relative
