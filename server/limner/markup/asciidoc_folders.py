"""Where an AsciiDoc document says its pictures are, in the attribute ``imagesdir``, and which files
it includes.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from limner.markup.interface import PictureFolders
from limner.patterns import lazy_regex

LONGEST_FOLDER = 1_000
"""Characters of a folder with its attributes filled in."""

_LISTING = lazy_regex(
    r"^(?P<mark>-{4,}|\.{4,}|/{4,}|\+{4,}|```)[^\n]*\n.*?(?:^(?P=mark)[ \t]*$|\Z)|^//(?!/)[^\n]*",
    re.MULTILINE | re.DOTALL,
)
_ATTRIBUTE = lazy_regex(
    r"^(?P<on_condition>ifn?def::[^\[\n]*\[)?:(?P<name>[\w-]+):[ \t]+(?P<said>\S[^\n]*)$",
    re.MULTILINE,
)
_INCLUDE = lazy_regex(r"^include::(?P<path>[^\[\n]+)\[", re.MULTILINE)


def included(text: str, read: Iterable[str]) -> Iterator[str]:
    """Yield the files that a document includes, attributes filled in; none with unknown ones."""
    for found in _INCLUDE.finditer(text.replace("\r\n", "\n")):
        path = found["path"]
        if "{" in path:
            held = {"docdir": "."}
            for each in read:
                held.update(_attributes(each))
            path = _filled(path, held)
        if "{" not in path and ":" not in path:
            yield path


def _attributes(text: str) -> list[tuple[str, str]]:
    """Return what attributes a document sets, in its order; listings set none."""
    prose = _LISTING.sub("", text.replace("\r\n", "\n"))
    return [
        (found["name"], found["said"].rstrip().removesuffix("]" if found["on_condition"] else ""))
        for found in _ATTRIBUTE.finditer(prose)
    ]


def _filled(text: str, known: Mapping[str, str]) -> str:
    for _ in range(3):
        text = re.sub(
            r"\{([\w-]+)\}", lambda name: known.get(name[1], name[0]), text[:LONGEST_FOLDER]
        )
    return text


def pictures(text: str, folder: str) -> PictureFolders | None:
    """Return the folder of ``:imagesdir:``, which links leave out; listings say nothing."""
    attributes = _attributes(text)
    held: dict[str, str] = {}
    for name, said in attributes:
        held.setdefault(name, said)
    known = {"docdir": folder} | held
    every = [_filled(said, known) for name, said in attributes if name == "imagesdir"]
    if not every:
        return None
    folders = [each.replace("\\", "/") for each in every if "{" not in each and ":" not in each]
    if not folders or len(folders[0]) > LONGEST_FOLDER or len(every[0]) > LONGEST_FOLDER:
        return None
    return PictureFolders("AsciiDoc's imagesdir", tuple(folders), beside=False)
