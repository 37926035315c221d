"""Programming languages: how each writes comments and strings, and what its comments hold."""

from limner.markup.comments import Syntax, commented
from limner.markup.interface import Place
from limner.markup.markdown import MARKDOWN
from limner.markup.regions import Rule, Rules
from limner.markup.rst import RST


def _string(quote: str) -> Rule:
    """Return the rule of a string on one line."""
    return Rule(Place.CODE, quote, rf"(?<!\\)(?:\\\\)*{quote}|$")


def _long_string(quote: str) -> Rule:
    return Rule(Place.CODE, quote, rf"(?<!\\)(?:\\\\)*{quote}", runs_on=True)


_SLASHES = Rule(Place.COMMENT, "//", "$", runs_on=True)
_STARS = Rule(Place.COMMENT, r"/\*", r"\*/", runs_on=True)
_HASH = Rule(Place.COMMENT, "#", "$", runs_on=True)
_SIMPLE = (_string('"'), _string("'"))

PYTHON = commented(
    RST,
    Syntax(
        "#", Rules((_long_string('"""'), _long_string("'''"), _HASH, *_SIMPLE)), docstrings=True
    ),
)
JAVASCRIPT = commented(
    MARKDOWN, Syntax("//", Rules((_SLASHES, _STARS, *_SIMPLE, _long_string("`"))))
)
