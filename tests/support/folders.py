"""What is in a folder."""

from pathlib import Path


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below *folder*, by its path from there."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
