"""Plain text: an image is its bare path on a line of its own; nothing carries an alternative text.

- Prompt below: a paragraph that begins with ``limner-prompt:``.
"""

import re
from collections.abc import Iterator

from limner.markup.common.blocks import NO_REGIONS, BlockShape
from limner.markup.common.headings import headings_outside
from limner.markup.common.markup_language import MarkupLanguage, comment_line, numbered

SHAPE = BlockShape(
    leader=re.compile(r"[ \t]*(?:(?:[-+*•]|\d{1,9}[.)])[ \t]+)?"),
    item=re.compile(r"[ \t]*(?:[-+*•]|\d{1,9}[.)])[ \t]+\S"),
    tight=True,
)

_HEADING = re.compile(r"[ \t]*(?:#{1,6}(?=[ \t])|=+(?=[ \t])|\\(?:part|chapter|(?:sub)*section)\b)")


def headings(flat: str, _shape: BlockShape) -> Iterator[int]:
    """Yield what the commonest markups know as headings: nobody says which one this is."""
    return headings_outside(flat, NO_REGIONS, _HEADING)


PLAIN = MarkupLanguage(
    shape=SHAPE,
    links_in=lambda _flat: (),
    inline=lambda figure, _spot: figure.target,
    block=lambda figure: [figure.target],
    escape=lambda text, _spot: text,
    mark=comment_line(""),
    several=numbered(),
    carried=lambda _alt: "",
    captions=False,
    address=str,
    headings_in=headings,
    signs=(),
    searched=False,
)
