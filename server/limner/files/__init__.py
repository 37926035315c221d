"""The one package that reads and writes files: bounded, whole, and never over another file.

Pictures go into folders of the project, reached from its root without following a link. State
goes into the person's own state folder, readable by nobody else.
"""

from pathlib import Path

from limner.errors import InputError
from limner.files.pictures import (
    check_writable,
    delete,
    new_picture,
    picture_folder,
    replace_picture,
    write_picture,
)
from limner.files.reading import LARGEST_TEXT, in_time, read_beginning, read_regular, read_text
from limner.files.whole import (
    append_private,
    create_text,
    discard,
    hold_private,
    move_private,
    private_folder,
    remove,
    replace_text,
    set_aside,
    write_private,
    write_protected,
)

__all__ = [
    "LARGEST_TEXT",
    "append_private",
    "check_writable",
    "configuration_folder",
    "create_text",
    "current_folder",
    "delete",
    "discard",
    "hold_private",
    "in_time",
    "move_private",
    "new_picture",
    "picture_folder",
    "private_folder",
    "read_beginning",
    "read_regular",
    "read_text",
    "remove",
    "replace_picture",
    "replace_text",
    "set_aside",
    "state_folder",
    "write_picture",
    "write_private",
    "write_protected",
]


def current_folder() -> Path:
    """Return the folder this process works in.

    Raises:
        InputError: it was deleted, or may not be looked into.
    """
    try:
        return Path.cwd()
    except OSError as error:
        raise InputError(
            f"The current folder cannot be used ({error.strerror}): go to one that is there."
        ) from None


def state_folder() -> Path:
    """Return the folder for journal, spool and agreed hosts; it is not made yet."""
    import platformdirs

    return Path(platformdirs.user_state_dir("limner", appauthor=False))


def configuration_folder() -> Path:
    """Return the folder of the user's ``config.toml``."""
    import platformdirs

    return Path(platformdirs.user_config_dir("limner", appauthor=False))
