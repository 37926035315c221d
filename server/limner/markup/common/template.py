"""Image links written by a person's own template instead of the markup's own form.

``${target}``, ``${alt}``, ``${caption}`` and ``${label}`` stand for what the picture is. Words are
escaped as the markup does; inside quotation marks, where every language has its own escapes, they
lose what could end or escape them: ``"`` becomes ``'``, a backslash ``/``, braces parentheses.
"""

import re
from collections.abc import Callable

from limner.document import split_lines
from limner.markup.common.words import literal
from limner.markup.interface import Figure
from limner.patterns import lazy_regex

_VARIABLE = lazy_regex(r"\$\{(target|alt|caption|label)\}")
_UNQUOTED = str.maketrans('"\\{}', "'/()")


def templated(
    template: str, figure: Figure, escape: Callable[[str], str], address: Callable[[str], str]
) -> list[str]:
    """Return the lines of *template* for *figure*, its words through *escape*."""
    words = {"alt": figure.alt, "caption": figure.caption or "", "label": figure.label or ""}

    def value(found: re.Match[str]) -> str:
        if found[1] == "target":
            return address(figure.target)
        quoted = found.string.count('"', 0, found.start()) % 2 == 1
        text = words[found[1]]
        return literal(text.translate(_UNQUOTED)) if quoted else escape(text) if text else ""

    lines = (line.rstrip("\r\n") for line in split_lines(template.strip("\r\n")))
    return [_VARIABLE.sub(value, line) for line in lines]
