"""Programming languages: how each writes comments and strings, and what its comments hold.

Comments hold Markdown, which most tools that read them know, but reStructuredText in Python and
HTML in Java and C#.
"""

from limner.markup.common.regions import Rule, Rules
from limner.markup.html import HTML
from limner.markup.interface import Place
from limner.markup.markdown.commonmark import MARKDOWN
from limner.markup.programs.comment_text import Syntax
from limner.markup.programs.comments import commented
from limner.markup.rst import RST


def _string(quote: str) -> Rule:
    """Return the rule of a string on one line."""
    return Rule(Place.CODE, quote, rf"(?<!\\)(?:\\\\)*{quote}|$")


def _long_string(quote: str) -> Rule:
    """Return the rule of a string that may have several lines."""
    return Rule(Place.CODE, quote, rf"(?<!\\)(?:\\\\)*{quote}", runs_on=True)


_SLASHES = Rule(Place.COMMENT, "//", "$", runs_on=True)
_STARS = Rule(Place.COMMENT, r"/\*", r"\*/", runs_on=True)
_HASH = Rule(Place.COMMENT, "#", "$", runs_on=True)
_WORD_HASH = Rule(Place.COMMENT, "#", "$", before=r"(?:^|(?<=\s))", runs_on=True)
_DASHES = Rule(Place.COMMENT, "--", "$", runs_on=True)
_SIMPLE = (_string('"'), _string("'"))
_TRIPLE = (_long_string('"""'), _long_string("'''"))
_C_LIKE = (_SLASHES, _STARS, *_SIMPLE)
_C = Syntax("//", Rules(_C_LIKE))

PYTHON = commented(RST, Syntax("#", Rules((*_TRIPLE, _HASH, *_SIMPLE)), docstrings=True))
JAVASCRIPT = commented(MARKDOWN, Syntax("//", Rules((*_C_LIKE, _long_string("`")))))
C = commented(MARKDOWN, _C)
JAVA = commented(HTML, Syntax("//", Rules((_SLASHES, _STARS, _long_string('"""'), *_SIMPLE))))
CSHARP = commented(HTML, Syntax("//", Rules(_C_LIKE), literal_quotes='"'))
# A single quote also begins a lifetime, so characters are not read as strings.
RUST = commented(MARKDOWN, Syntax("//", Rules((_SLASHES, _STARS, _long_string('"')))))
GO = commented(
    MARKDOWN,
    Syntax("//", Rules((*_C_LIKE, Rule(Place.CODE, "`", "`"))), literal_quotes="`"),
)
# Kotlin, Swift, Dart, Scala and PHP put values into strings, each by other marks.
KOTLIN = commented(
    MARKDOWN,
    Syntax("//", Rules((_SLASHES, _STARS, *_TRIPLE, *_SIMPLE)), literal_quotes="\"'"),
)
LUA = commented(
    MARKDOWN,
    Syntax(
        "--",
        Rules(
            (
                Rule(Place.COMMENT, r"--\[\[", r"\]\]", runs_on=True),
                _DASHES,
                Rule(Place.CODE, r"\[\[", r"\]\]"),
                *_SIMPLE,
            )
        ),
    ),
)
SHELL = commented(
    MARKDOWN,
    Syntax("#", Rules((_WORD_HASH, _long_string('"'), _long_string("'"))), literal_quotes="\"'"),
)
RUBY = commented(MARKDOWN, Syntax("#", Rules((_WORD_HASH, *_SIMPLE)), literal_quotes="'"))
