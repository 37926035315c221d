"""Room that a picture keeps free for words: "keep space on the left for the headline"."""

import re
from dataclasses import dataclass
from typing import Literal

from limner.patterns import lazy_regex

Reserved = Literal["left", "right", "top", "bottom", "any"]

SIDE = r"(?:left|right|top|bottom|upper|lower|above|below)"
ROOM = lazy_regex(
    r"[,;.]?\s*(?:\b(?:and|with|but|please)\s+)?\b(?:leave|leaving|keep|keeping|plenty of|lots of|"
    r"enough|some|reserve|with|(?P<empty>empty|clear|free|quiet|negative|copy))?\s*"
    r"(?:(?:the|an?|some|plenty of|enough|empty|clear|free|negative|quiet|open|white|copy)\s+)*"
    rf"(?:(?P<area>space|room|sky|area|margin|background|third|half|side|corner|{SIDE})\b)"
    r"[^.;]{0,60}?\bfor\s+(?:the\s+|an?\s+|some\s+|our\s+|my\s+)?"
    r"(?:text|headline|title|copy|caption|logo|type|words|lettering|quote|heading|slogan)s?\b"
    rf"(?:\s+(?:on|at|in|along)\s+the\s+{SIDE}(?:\s+(?:third|half|edge|side|corner))?)?"
    r"|[,;]?\s*\b(?:with\s+)?(?:negative|copy|white) space\b(?:[^.,;]{0,30})"
    rf"|[,;.]?\s*\b(?:leave|keep)\s+(?:the\s+)?{SIDE}[^.;,]*\b(?:free|empty|quiet|clear|open)\b",
    re.IGNORECASE,
)
STANDS = lazy_regex(
    r"[,;.]?\s*(?:\b(?:and|with)\s+)?\b(?:(?:the|an?|its)\s+)?(?:title|headline|text|copy|caption|"
    r"heading|slogan|lettering|tagline)\s+(?:(?:goes|stands|placed|set|is|comes)\s+)?(?:at|along|in|"
    r"on|across)\s+the\s+(?:very\s+)?(?:top|bottom|left|right|(?:upper|lower)\s+\w+)"
    r"(?:\s+(?:third|half|edge|side|corner))?\b",
    re.IGNORECASE,
)
"""Words whose place is given: "title at the bottom"."""


@dataclass(frozen=True)
class ReservedSpace:
    """Room kept free.

    Attributes:
        side: where it is.
        without: the description without the words for it.
    """

    side: Reserved
    without: str


def reserved(text: str) -> ReservedSpace | None:
    """Return where *text* asks for free room, None where it does not."""
    found = ROOM.search(text)
    if found is None or (found["area"] or "").lower() in ("left", "right", "top", "bottom"):
        found = STANDS.search(text)
    if found is None:
        return None
    said = found.group().lower()
    sides: tuple[tuple[str, Reserved], ...] = (
        ("left", "left"), ("right", "right"), ("top", "top"), ("upper", "top"), ("above", "top"),
        ("sky", "top"), ("bottom", "bottom"), ("lower", "bottom"), ("below", "bottom"),
    )  # fmt: skip
    side: Reserved = next((side for word, side in sides if word in said), "any")
    return ReservedSpace(side, (text[: found.start()] + text[found.end() :]).strip(" ,;"))
