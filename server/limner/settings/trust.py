"""Who may set a setting, and where its values come from."""

from enum import Enum


class Trust(Enum):
    """Who may set a setting."""

    USER = "user"
    TIGHTEN = "tighten"
    FREE = "free"


class Source(Enum):
    """Where a layer of values comes from, most trusted first, nearest to the document last."""

    USER_FILE = "your config.toml"
    ENVIRONMENT = "the environment"
    PROJECT = "the project's limner.toml"
    EDITOR = "the editor"
    DOCUMENT = "the document"
    COMMAND_LINE = "the command line"


PERSONAL = frozenset({Source.USER_FILE, Source.ENVIRONMENT, Source.COMMAND_LINE})
"""Layers that only the person controls; all others may come with a repository."""
