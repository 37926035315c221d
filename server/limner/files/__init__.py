"""The one package that writes files: whole or not at all, and never over another file.

Pictures go into folders of the project, reached from its root without following a link. State
goes into the person's own state folder, readable by nobody else.
"""

from pathlib import Path

from limner.files.pictures import look_ahead, picture_folder, write_picture
from limner.files.reading import read_regular
from limner.files.whole import (
    create_text,
    hold_private,
    private_folder,
    remove,
    replace_text,
    set_aside,
    write_private,
)

__all__ = [
    "configuration_folder",
    "create_text",
    "hold_private",
    "look_ahead",
    "picture_folder",
    "private_folder",
    "read_regular",
    "remove",
    "replace_text",
    "set_aside",
    "state_folder",
    "write_picture",
    "write_private",
]


def state_folder() -> Path:
    """Return the folder for journal, spool and agreed hosts; it is not made yet."""
    import platformdirs

    return Path(platformdirs.user_state_dir("limner", appauthor=False))


def configuration_folder() -> Path:
    """Return the folder of the user's ``config.toml``."""
    import platformdirs

    return Path(platformdirs.user_config_dir("limner", appauthor=False))
