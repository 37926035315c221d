"""Where an AsciiDoc document says its pictures are: the attribute ``imagesdir``."""

import re

from limner.markup.interface import PictureFolders

LONGEST_FOLDER = 1_000
"""Characters of a folder with its attributes filled in."""

_LISTING = re.compile(
    r"^(?P<mark>-{4,}|\.{4,}|/{4,}|\+{4,}|```)[^\n]*\n.*?(?:^(?P=mark)[ \t]*$|\Z)|^//(?!/)[^\n]*",
    re.MULTILINE | re.DOTALL,
)
_ATTRIBUTE = re.compile(r"^:([\w-]+):[ \t]+(\S[^\n]*)$", re.MULTILINE)


def pictures(text: str, folder: str) -> PictureFolders | None:
    """Return the folder of ``:imagesdir:``, which links leave out; listings say nothing."""
    prose = _LISTING.sub("", text.replace("\r\n", "\n"))
    held: dict[str, str] = {}
    attributes = [(name, said.rstrip()) for name, said in _ATTRIBUTE.findall(prose)]
    for name, said in attributes:
        held.setdefault(name, said)
    stated = held.get("imagesdir")
    if stated is None:
        return None
    known = {"docdir": folder} | held
    for _ in range(3):
        stated = re.sub(
            r"\{([\w-]+)\}", lambda name: known.get(name[1], name[0]), stated[:LONGEST_FOLDER]
        )
    if "{" in stated or ":" in stated or len(stated) > LONGEST_FOLDER:
        return None
    others = (said for name, said in attributes if name == "imagesdir")
    return PictureFolders("AsciiDoc's imagesdir", (stated, *others), beside=False)
