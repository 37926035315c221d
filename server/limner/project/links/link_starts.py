"""What of a link is looked for, and in which folders it may begin."""

import os
import re
from pathlib import Path

from limner.image.file_names import is_picture
from limner.patterns import lazy_regex
from limner.project.convention import Convention, normal

_NO_FILE = lazy_regex(r"^[A-Za-z][\w+.-]*:|^//|^[?#]|[{}<>$*`|\\\0-\x1f]|%[%}=({]")
"""A scheme, another host, a bare fragment; and what a template engine fills in."""
_ALIAS = lazy_regex(r"^(?:~|@|#|\$|%\w+%)")
"""How a link begins that only a build understands."""
_BEHIND = lazy_regex(r"[?#].*", re.DOTALL)

Starts = list[tuple[str, tuple[Path, ...]]]


def starts_of(convention: Convention, target: str) -> Starts | None:
    """Return what of a link is looked for, and in which folders; ``None`` for no file."""
    for alias, folder in convention.aliases:
        for written in (target, target.removeprefix("~")):
            if written.startswith(alias):
                rest = written.removeprefix(alias).lstrip("/")
                return (
                    None
                    if _NO_FILE.search(rest)
                    else [(each, (folder,)) for each in names_in(rest)]
                )
    if _NO_FILE.search(target):
        return None
    if target.startswith("/"):
        shorter = target.removeprefix(convention.prefix or convention.address)
        both = dict.fromkeys(each.lstrip("/") for each in (shorter, target))
        return [(each, convention.absolute) for path in both for each in names_in(path)]
    if _ALIAS.match(target):
        first = target.partition("/")[0]
        if not any((folder / first).is_dir() for folder in convention.relative):
            return None
    return [(each, convention.relative) for each in names_in(target)]


def names_in(target: str) -> list[str]:
    """Return the names a link may mean, the likeliest first: a fragment is seldom a part of one."""
    names = list(dict.fromkeys((_BEHIND.sub("", target), target)))
    if len(names) == 1:
        return names
    return sorted(names, key=lambda name: not is_picture(Path(name)))


def candidates(convention: Convention, starts: Starts) -> list[Path]:
    """Return the files a link may mean, the likeliest first."""
    top = convention.anywhere
    found = [_joined(folder, path, top) for path, folders in starts for folder in folders]
    if not convention.endings or any(is_picture(path) for path in found):
        return found
    return found + [
        path.with_name(path.name + ending) for ending in convention.endings for path in found
    ]


def _joined(folder: Path, path: str, top: Path | None) -> Path:
    """Return *path* from *folder*; what leads above *top*, as to a reader of a vault, begins there.

    Above a vault there is nothing: one ``..`` too many is as good as none.
    """
    found = normal(os.path.join(folder, path))  # noqa: PTH118 (one path is made, not two)
    if top is None or found.is_relative_to(top) or not folder.is_relative_to(top):
        return found
    return top.joinpath(*(part for part in Path(path).parts if part != ".."))
