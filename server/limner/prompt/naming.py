"""The author's words without their wrapping, and what a picture of them is called."""

import re

from limner.patterns import lazy_regex
from limner.prompt.cleaning import clean
from limner.prompt.generator_syntax import read_flags
from limner.prompt.punctuation import stopped

LEADERS = lazy_regex(
    r"^(?:(?:[-*+•>#]+|//+|/\*+|--|%+|;+|\d+[.)])\s+|\[[ xX]\]\s+|\[item art\]\s*|item art:\s*"
    r"|(?:TODO|FIXME|XXX|TBD|NOTE|HACK)\b(?:\([^)]*\))?\s*[:\-–—]?\s*"
    r"|(?:[Ff]igure|[Ff]ig\.?|[Cc]aption|[Ii]llustration)\s*\d*(?:\.\d+)*\s*:\s+"
    r"|(?:[Ff]igure|[Ff]ig\.)\s*\d+[a-z]?(?:\.\d+)*\.\s+|[Pp]age \d+:\s+)+"
)
WRAPPED = tuple(
    re.compile(pattern, re.DOTALL)
    for pattern in (
        r"\s*<!--\s*(.*?)\s*-->\s*", r"\s*\{\{\s*(.*?)\s*\}\}\s*", r"\s*\{#\s*(.*?)\s*#\}\s*",
        r"\s*/\*+\s*(.*?)\s*\*+/\s*", r"\s*!?\[(?![ xX]\])([^\[\]]*)\](?:\([^()\s]*\))?\s*",
        r"\s*<(?=[\w ])([^<>]+)>\s*", r"\s*(?:\*{1,3}|_{1,3})(?=\w)([^*_]+)(?:\*{1,3}|_{1,3})\s*",
        r"\s*alt=[\"“](.+?)[\"”]\s*", r"\s*\\caption\{(.*)\}\s*",
        r"\s*\\begin\{figure\}\s*(.*?)\s*\\end\{figure\}\s*",
    )
)  # fmt: skip
"""Comments, template marks, emphasis, brackets and environments around the whole text."""
PICTURE = r"(?:image|picture|illustration|figure|drawing|graphic|visual|artwork|img)"
LABEL = lazy_regex(
    rf"^(?:(?:(?:blog|article|page|post)\s+)?(?:(?:hero|header|cover|banner|title|lead|opening|"
    rf"featured)\s+)?{PICTURE}(?:\s+(?:placeholder|here))?(?:\s*,\s*wide)?\s*:\s*"
    r"|(?:hero|header|cover|banner|title)\s+(?:image|picture|photo|illustration)\s+for\s+"
    r"(?:the|our|my)\s+[\w ]{1,30}:\s*|(?:blog|article|page|post)\s+(?:header|hero|banner)\s*:\s*"
    r"|(?:alt|placeholder|hero shot|(?:an?\s+)?(?:(?:children|kid)s?['’]?s?|picture)[ -]book"
    r"|storybook)(?:\s*:|\s+(?:page|spread|illustration)\s*[:,])\s*"
    r"|for\s+(?:the|my|our)\s+(?:[\w-]+\s+){0,2}(?:chapter|section|post|page|scene|article)\s*:\s*)",
    re.IGNORECASE,
)
"""What the picture is called, or where it goes: "hero image:", "For the opening chapter:"."""
USE = lazy_regex(
    rf"^(?:(?:an?|the)\s+)?(?:(?:hero|header|cover|banner|title|lead|opening|featured)\s+)?"
    rf"(?:{PICTURE}|header|banner)\s+for\s+(?:an?|the|my|our)\s+(?:[\w-]+\s+)?(?:post|essay|article|"
    r"talk|blog|newsletter|column|page|section|chapter|book|report|presentation|slide|lesson|lecture|"
    r"course|episode|podcast)\s+(?:about|on)\s+"
    r"|^(?:an?\s+|the\s+)?(?:(?:blog|newsletter|article|post)\s+)?(?:header|banner|hero)"
    rf"(?:\s+{PICTURE})?\s+(?:about|on)\s+",
    re.IGNORECASE,
)
"""What the picture is used for: "hero image for a post about"."""
REQUEST = lazy_regex(
    r"^(?:please\s+)?(?:can you\s+|i want\s+|i would like\s+|we need\s+)?"
    r"(?:draw|create|generate|make|add|insert|produce|give|show|need|put|replace(?:\s+(?:this|it))?\s+with)\s+"
    r"(?:me\s+|us\s+)?(?:(?:an?|the|some)?\s*(?:proper\s+)?(?:image|picture)\s+(?:here\s*)?"
    r"(?:of|showing|with|:)\s+|(?:chart|figure|diagram|image|picture)(?: here)?:\s+"
    r"|(?=(?:photo|map|screenshot|diagram|chart|plot)\s+of\s)"
    r"|(?=(?:an?|the|some|two|three|four|five|my|our)\s))"
    rf"|^{PICTURE}\s+of\s+(?=\w)",
    re.IGNORECASE,
)
HERE = lazy_regex(
    r"\b(?:proper\s+|real\s+|nice\s+)?(logo|icon|map|chart|diagram|image|photo|illustration) here\b"
)
HERE_LAST = lazy_regex(r"\s+here$")
DEPICTION = lazy_regex(
    r"^(?:an?\s+|the\s+)?(?:image|picture|photo|photograph)\s+(?:of|showing)\s+(?=\w)",
    re.IGNORECASE,
)
LOOSE_END = lazy_regex(
    r"(?:[\s,;:–—-]+|\s(?:a|an|the|of|in|on|at|by|with|and|or|to|for|from|as|its|his|her|is|are))+$",
    re.IGNORECASE,
)
TITLE_LIMIT = 60
MOST_LAYERS = 4
"""How many wrappings are taken off, such as ``<!-- TODO: [image: …] -->``."""
ALT_LIMIT = 125


def unwrapped(source: str) -> str:
    """Return *source* without comment marks, list marks, brackets around it and "TODO:".

    What remains is the author's, word for word; a source that is only wrapping stays as it is.
    """
    text = clean(source)
    for _ in range(MOST_LAYERS):
        bare = without_marks(LEADERS.sub("", text))
        if bare == text or not bare.strip():
            break
        text = bare
    return text


def without_marks(text: str) -> str:
    """Return *text* without the marks of a comment, a template or an emphasis around all of it."""
    for pattern in WRAPPED:
        inside = pattern.fullmatch(text)
        text = inside[1] if inside else text
    return text


def subject(source: str) -> str:
    """Return what *source* asks for: unwrapped, without "draw me", "hero image for a post on"."""
    text = unwrapped(source)
    for pattern in (LABEL, USE, REQUEST):
        text = pattern.sub("", text, count=1).strip() or text
    asked = text != unwrapped(source)
    return HERE.sub(r"\1", HERE_LAST.sub("", text) if asked else text)


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
