"""The author's words without their wrapping, and what a picture of them is called."""

import re

from limner.prompt.cleaning import clean
from limner.prompt.generator_syntax import read_flags
from limner.prompt.punctuation import stopped

LEADERS = re.compile(
    r"^(?:(?:[-*+•>#]+|//+|/\*+|--|%+|;+|\d+[.)])\s+|\[[ xX]\]\s+"
    r"|(?:TODO|FIXME|XXX|NOTE|HACK)\b(?:\([^)]*\))?\s*[:\-–—]?\s*"
    r"|(?:[Ff]igure|[Ff]ig\.?|[Cc]aption|[Ii]llustration)\s*\d*(?:\.\d+)*\s*:\s+)+"
)
REQUEST = re.compile(
    r"^(?:please\s+)?(?:can you\s+|i want\s+|i would like\s+|we need\s+)?"
    r"(?:draw|create|generate|make|add|insert|produce|give|show)\s+(?:me\s+|us\s+)?"
    r"(?:(?:an?|the|some)\s+(?:image|picture)\s+(?:of|showing|with)\s+"
    r"|(?=(?:an?|the|some|two|three|four|five|my|our)\s))",
    re.IGNORECASE,
)
DEPICTION = re.compile(
    r"^(?:an?\s+|the\s+)?(?:image|picture|photo|photograph)\s+(?:of|showing)\s+(?=\w)",
    re.IGNORECASE,
)
LOOSE_END = re.compile(
    r"(?:[\s,;:–—-]+|\s(?:a|an|the|of|in|on|at|by|with|and|or|to|for|from|as|its|his|her|is|are))+$",
    re.IGNORECASE,
)
TITLE_LIMIT = 60
ALT_LIMIT = 125


def unwrapped(source: str) -> str:
    """Return *source* without comment leaders, list marks and "TODO:".

    What remains is the author's, word for word; a source that is only wrapping stays as it is.
    """
    text = clean(source)
    return LEADERS.sub("", text) or text


def subject(source: str) -> str:
    """Return what *source* asks for: unwrapped, and without "draw me a picture of"."""
    bare = unwrapped(source)
    return REQUEST.sub("", bare) or bare


def title(source: str) -> str:
    """Return a title of at most 60 characters in the author's own words."""
    words = subject(read_flags(source).words).rstrip(".,;: 。．，、；：।۔،؛")
    return _capital(_cut(words, TITLE_LIMIT)) or "Untitled"


def alt(source: str, limit: int = ALT_LIMIT) -> str:
    """Return alternative text: the author's words as one sentence of at most *limit* characters.

    It says what is shown, not that it is an image, ends with the full stop of its own script, and
    is not yet escaped for any markup.
    """
    words = DEPICTION.sub("", subject(read_flags(source).words)).strip()
    return _capital(stopped(_cut(words, limit - 1)))


def _cut(text: str, limit: int) -> str:
    """Return *text*, or as many whole words of it as fit with an ellipsis."""
    if len(text) <= limit:
        return text
    kept = text[: limit - 1]
    if " " in kept and not text[limit - 1].isspace():
        kept = kept[: kept.rindex(" ")]
    return LOOSE_END.sub("", kept) + "…"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
