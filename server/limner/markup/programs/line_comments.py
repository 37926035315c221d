"""Languages of which only strings and comments are known: what is inserted is a line comment.

The marks are those of the lexers of Pygments 2.21, read in November 2026. Words in a string or in
a comment of several lines stay as they are, and the insertion goes below: only a comment of a line
of its own is safe in all of these languages. Nothing in it can end a comment, a string or a line,
also where Limner takes one for something else.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from limner.document import Span
from limner.markup.common.blocks import BlockShape, Spot
from limner.markup.common.markup_language import MarkupLanguage
from limner.markup.common.regions import Rule, Rules
from limner.markup.interface import Place
from limner.markup.markdown.commonmark import MARKDOWN
from limner.markup.programs.comment_text import Syntax
from limner.markup.programs.comments import commented
from limner.patterns import lazy_regex


def _several_lines(opens: str, closes: str) -> Rule:
    """Return the rule of a string or comment of several lines, in which nothing is written."""
    return Rule(Place.CODE, opens, closes, runs_on=True)


_DOUBLE = Rule(Place.CODE, '"', r'(?<!\\)(?:\\\\)*"|$')
_LONG = _several_lines('"', r'(?<!\\)(?:\\\\)*+"')
_SINGLE = Rule(Place.CODE, "'", r"(?<!\\)(?:\\\\)*'|$")
_TRIPLE = (_several_lines('"""', '"""'), _several_lines("'''", "'''"))
_STARS = _several_lines(r"/\*", r"\*/")

_ENDS = lazy_regex(
    r"#(?=>)|-(?=\}|->)|\|(?=#)|\*(?=[)/])|\](?=\])|'(?=')|\"(?=\"\")|[%?](?=>)|/(?=\*)|\?(?=\?/)"
)


def _harmless(text: str) -> str:
    return _ENDS.sub(r"\g<0> ", text).rstrip("\\ \t")


def _language(mark: str, *others: Rule) -> MarkupLanguage:
    comment = Rule(Place.COMMENT, re.escape(mark), "$", runs_on=True)
    rules: Sequence[Rule] = (*others, comment)
    language = commented(MARKDOWN, Syntax(mark, Rules(rules), literal_quotes="\"'`"))

    def locate(flat: str, span: Span, shape: BlockShape) -> Spot:
        spot = language.locate(flat, span, shape)
        hosted, fitted = spot.hosted, spot.fitted
        return replace(
            spot,
            hosted=lambda text: _harmless(hosted(text)),
            fitted=lambda text: _harmless(fitted(text)),
        )

    return replace(language, locate=locate)


SLASHES = _language("//", *_TRIPLE, _several_lines(r"\(\*", r"\*\)"), _STARS, _DOUBLE, _SINGLE)
NUMBER_SIGN = _language(
    "#", _several_lines("<#", "#>"), *_TRIPLE, _several_lines("''", "''"), _STARS, _LONG, _SINGLE
)
DASHES = _language("--", _several_lines(r"\{-", r"-\}"), _STARS, _DOUBLE, _several_lines("'", "'"))
HASKELL = _language("--", _several_lines(r"\{-", r"-\}"), _DOUBLE)
SEMICOLON = _language(";", _several_lines(r"#\|", r"\|#"), _LONG)
PERCENT = _language("%", _several_lines(r"%\{", r"%\}"), _STARS, _DOUBLE)
EXCLAMATION = _language("!", _DOUBLE, _SINGLE)
