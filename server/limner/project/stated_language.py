r"""The language that a document states near its beginning, in the manner of any markup.

Front matter has ``lang: de``, AsciiDoc ``:lang: de``, Org ``#+LANGUAGE: de``, HTML ``<html lang>``,
Typst ``#set text(lang: "de")``, LaTeX options of babel or ``\setmainlanguage``.
"""

import re

from limner.patterns import lazy_regex

REACH = 5_000
"""Characters in which a document says so."""

CODE = lazy_regex(
    r"""^(?:lang|language|locale|:lang|\#\+LANGUAGE)[ \t]*[:=][ \t]*["']?([a-z]{2})\b
    |^<html\b[^>]*\blang=["']?([a-z]{2})\b
    |^\#set[ ]text\([^)\n]*\blang:[ ]*"([a-z]{2})\"""",
    re.VERBOSE | re.MULTILINE | re.IGNORECASE,
)
NAME = lazy_regex(
    r"^[^%\n]*(?:\\usepackage\[(?P<options>[^\]\n]*)\]\{babel\}"
    r"|\\set(?:main|default)language(?:\[[^\]\n]*\])?\{(?P<main>\w+)\})",
    re.MULTILINE,
)
NAMES = {
    "english": "en", "british": "en", "american": "en", "german": "de", "ngerman": "de",
    "austrian": "de", "naustrian": "de", "french": "fr", "spanish": "es", "italian": "it",
    "dutch": "nl", "portuguese": "pt", "brazilian": "pt", "brazil": "pt", "polish": "pl",
    "czech": "cs", "swedish": "sv", "danish": "da", "norsk": "no", "nynorsk": "no",
    "norwegian": "no", "finnish": "fi", "turkish": "tr", "russian": "ru", "ukrainian": "uk",
    "greek": "el", "chinese": "zh", "japanese": "ja", "korean": "ko", "arabic": "ar",
}  # fmt: skip
"""As babel and polyglossia call them."""

NORWEGIAN = {"nb": "no", "nn": "no"}


def stated_language(text: str) -> str:
    """Return the ISO 639-1 code that a document with *text* states, ``""`` for none."""
    beginning = text[:REACH]
    found = CODE.search(beginning)
    if found:
        code = str(found[found.lastindex or 0]).lower()
        return NORWEGIAN.get(code, code)
    loaded = NAME.search(beginning)
    if loaded is None:
        return ""
    # Of babel's options the last, or the one that is called so, is the document's own.
    options = re.split(r"\s*,\s*", (loaded["options"] or loaded["main"]).strip())
    main = next((name for name in options if name.startswith("main")), options[-1])
    return NAMES.get(main.rpartition("=")[2].strip(), "")
