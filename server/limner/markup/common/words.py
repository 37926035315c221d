"""Words as every markup may carry them: one line, nothing invisible, nothing an editor obeys."""

import html
import re
import unicodedata
from urllib.parse import quote, unquote

from limner.patterns import lazy_regex

MARK = "limner-prompt"
"""What tells Limner's own prompts from other words, in a fence's info string or a comment."""

PROMPT_WORDS = 40
"""From this many words on, a text may be a finished prompt: drawing it as it stands is offered."""

_INVISIBLE = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})
_MODELINE = lazy_regex(r"(?i)(?<!\w)(vim?|ex)([<=>]?\d*):|(Local Variables):|-\*-")
_TEMPLATE = lazy_regex(r"[{<$#](?=[{%?#])|[}%?](?=[}>])|\\(?=u)")
_WORD = lazy_regex(r"[\u3040-\u30ff\u3400-\u9fff]|[^\s\u3040-\u30ff\u3400-\u9fff]+")
_SCHEME = lazy_regex(r"[A-Za-z][A-Za-z0-9+.-]+://|attachment:")
"""How an address begins; the second is Jupyter's, for what a cell holds itself."""


def without_references(text: str) -> str:
    """Return *text* with characters in place of HTML's references to them (``&amp;``)."""
    return _REFERENCE.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text


_REFERENCE = lazy_regex(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,31});")


def one_line(text: str) -> str:
    """Return *text* composed (NFC), visible and on one line with single blanks.

    Control, format, private and unassigned characters go; a joiner or an emoji selector stays
    only where it joins two visible characters (a family emoji, a Persian word).
    """
    blanks = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text))
    kept = "".join(
        character
        for position, character in enumerate(blanks)
        if _is_visible(character) or _joins(blanks, position)
    )
    return unicodedata.normalize("NFC", re.sub(r" +", " ", kept).strip())


def plain(text: str) -> str:
    """Return *text* on one line, without what Vim and Emacs run on opening a file.

    Modelines (``vim:``, ``-*-``, ``Local Variables:``) get a blank inside, so that they are words.
    """
    return _MODELINE.sub(_apart, one_line(text))


def literal(text: str) -> str:
    r"""Return *text* for a place that knows no escapes: `plain`, and template marks broken.

    A site generator reads ``{{``, ``{%`` or ``<?`` also inside code blocks and comments, and a
    compiler of Java ``\u``.
    """
    return _TEMPLATE.sub(r"\g<0> ", plain(text))


def count(text: str) -> int:
    """Count words; each Chinese or Japanese character counts as one."""
    return len(_WORD.findall(text))


def backslashed(text: str, specials: str) -> str:
    """Return *text* with a backslash before each character that stands in *specials*."""
    return "".join("\\" + character if character in specials else character for character in text)


def url(target: str) -> str:
    """Return a path as a URL reference that any markup takes: percent-encoded where needed.

    Letters of all scripts stay as they are; an address that has a scheme is only made safe.
    """
    safe = "/-_.~:?=&%+,;@" if _SCHEME.match(target) else "/-_.~"
    return "".join(
        character if character.isalnum() else quote(character, safe=safe) for character in target
    )


def path(address: str) -> str:
    """Return what a URL reference means: percent-decoded, if what comes out is text."""
    decoded = unquote(address, errors="surrogateescape")
    return address if any("\udc80" <= character <= "\udcff" for character in decoded) else decoded


def _is_visible(character: str) -> bool:
    return unicodedata.category(character) not in _INVISIBLE and not (
        "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
    )


def _joins(text: str, position: int) -> bool:
    """Whether the unseen character at *position* shapes its visible neighbours."""
    before, after = text[position - 1 : position], text[position + 1 : position + 2]
    if text[position] == "\ufe0f":
        return bool(before) and (_is_emoji_part(before) or before in "0123456789#*")
    if text[position] == "\u200d" and _is_emoji_part(before) and _is_emoji_part(after):
        return True
    # Joiners spell words in the scripts from Arabic to Malayalam and Sinhala.
    return text[position] in "\u200c\u200d" and all(
        "\u0600" <= neighbour <= "\u0dff" for neighbour in (before, after)
    )


def _is_emoji_part(character: str) -> bool:
    return bool(character) and (
        unicodedata.category(character) in {"So", "Sk"} or character == "\ufe0f"
    )


def _apart(match: re.Match[str]) -> str:
    if match.group() == "-*-":
        return "- * -"
    return match.group()[:-1] + " :"
