"""Plain text: an image is its bare path on a line of its own; nothing carries an alternative text.

- Prompt below: a paragraph that begins with ``limner-prompt:``.
"""

import re

from limner.markup.blocks import Shape
from limner.markup.language import Language, comment_line, numbered

SHAPE = Shape(
    leader=re.compile(r"[ \t]*(?:(?:[-+*•]|\d{1,9}[.)])[ \t]+)?"),
    item=re.compile(r"[ \t]*(?:[-+*•]|\d{1,9}[.)])[ \t]+\S"),
    tight=True,
)

PLAIN = Language(
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
