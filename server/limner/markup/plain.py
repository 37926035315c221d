"""Plain text: an image is its bare path on a line of its own; nothing carries an alternative text.

- Prompt below: a paragraph that begins with ``limner-prompt:``.
"""

import re

from limner.markup.common.blocks import BlockShape
from limner.markup.common.markup_language import MarkupLanguage, comment_line, numbered

SHAPE = BlockShape(
    leader=re.compile(r"[ \t]*(?:(?:[-+*•]|\d{1,9}[.)])[ \t]+)?"),
    item=re.compile(r"[ \t]*(?:[-+*•]|\d{1,9}[.)])[ \t]+\S"),
    tight=True,
)

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
)
