r"""What a reader gets of words in LaTeX: accents as letters, and no commands around words."""

import re
import unicodedata

from limner.patterns import lazy_regex

_COMBINING = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304",
    ".": "\u0307", "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "r": "\u030a",
    "k": "\u0328", "d": "\u0323", "b": "\u0331",
}  # fmt: skip
_LETTERS = {
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ",
    "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ", "ldots": "…", "dots": "…", "textendash": "–",
    "textemdash": "—", "LaTeX": "LaTeX", "TeX": "TeX",
}  # fmt: skip
_ACCENTED = lazy_regex(
    r"\\(?P<mark>['`^\"~=.])[ \t]*"
    r"(?:\{(?P<braced>\\?[A-Za-z])\}|(?P<bare>\\[ij](?![A-Za-z])|[A-Za-z]))"
    r"|\\(?P<named>[uvHcrkdb])(?:\{(?P<held>\\?[A-Za-z])\}|[ \t]+(?P<next>[A-Za-z]))"
)
_LONGEST_FIRST = "|".join(sorted(_LETTERS, key=len, reverse=True))
_LETTER = lazy_regex(rf"\\({_LONGEST_FIRST})(?![A-Za-z])(?:\{{\}}|[ \t]+)?")
_SAYS_NOTHING = lazy_regex(
    r"\\(?:label|cite\w*|footcite\w*|ref|eqref|autoref|cref|Cref|footnote|index|vspace|hspace)\*?"
    r"(?:\[[^\[\]]*\])*\{[^{}]*\}|\\(?:centering|small|footnotesize|protect|bf|it|em|sc)\b[ \t]*"
)
_AROUND_WORDS = lazy_regex(r"\\[A-Za-z]+\*?(?:\[[^\[\]]*\])?\{([^{}]*)\}")
_PRINTED = {"``": "“", "''": "”", "---": "—", "--": "–", "~": " "}
_TYPED = lazy_regex("``|''|---?|~")
DEEPEST = 5
"""Commands inside of one another that are taken off."""


def with_accents(text: str) -> str:
    r"""Return *text* with letters in place of the commands that print them (``\'e``)."""
    if "\\" not in text:
        return text
    text = _ACCENTED.sub(_letter, text)
    return _LETTER.sub(lambda found: _LETTERS[found[1]], text)


def words(text: str) -> str:
    """Return what a reader gets of a caption on one line, but for escaped special characters."""
    text = _SAYS_NOTHING.sub("", with_accents(text))
    for _ in range(DEEPEST):
        inner = _AROUND_WORDS.sub(r"\1", text)
        if inner == text:
            break
        text = inner
    text = _TYPED.sub(lambda found: _PRINTED[found[0]], text)
    return " ".join(re.sub(r"(?<!\\)[{}]", "", text).replace("\\\\", " ").split())


def _letter(found: re.Match[str]) -> str:
    mark = found["mark"] or found["named"]
    letter = found["braced"] or found["bare"] or found["held"] or found["next"]
    plain = letter.removeprefix("\\")
    return unicodedata.normalize("NFC", plain + _COMBINING[mark])
