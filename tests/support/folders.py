"""What is in a folder."""

from pathlib import Path


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below *folder*, by its path from there."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def plant(folder: Path, lines: list[str]) -> None:
    """Write files: behind a bar stands what a text holds (``⏎`` ends a line), ``->`` is a link."""
    for line in filter(None, lines):
        name, _, text = line.partition(" | ")
        name, arrow, target = name.partition(" -> ")
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if arrow:
            file.symlink_to(target)
        else:
            file.write_text(text.replace("⏎", "\n") + "\n" * bool(text))
