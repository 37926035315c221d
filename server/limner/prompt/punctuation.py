"""The mark that ends a sentence, in the script of its words."""

import unicodedata

from limner.prompt.language import UNSPACED

ENDS = (".", "!", "?", "…", "。", "！", "？", "．", "।", "॥", "۔", "؟", "։", "။", "៕", "።", "།")
FULL_STOPS = {
    "CJK": "。", "HIRAGANA": "。", "KATAKANA": "。", "DEVANAGARI": "।", "BENGALI": "।",
    "GURMUKHI": "।", "ORIYA": "।", "ARMENIAN": "։", "MYANMAR": "။", "KHMER": "។",
    "ETHIOPIC": "።", "TIBETAN": "།", "THAI": "", "LAO": "",
}  # fmt: skip
"""By the first word of a letter's name in Unicode; all other scripts have the point."""

URDU = frozenset("ٹڈڑںےہھ")


def stopped(text: str) -> str:
    """Return *text* with the full stop of its last letter's script, unless a sentence ends there.

    What stands loosely at the end, a comma or a colon, gives way.
    """
    if not text or text.endswith(ENDS):
        return text
    return text.rstrip(",;:，、；：،؛ ") + full_stop(text)


def full_stop(text: str) -> str:
    """Return the full stop of the script of the last letter in *text*, empty if it has none."""
    last = next((letter for letter in reversed(text) if letter.isalpha()), "")
    script = unicodedata.name(last, "").split("-")[0].split()[:1] if last else []
    if script == ["ARABIC"]:
        return "۔" if not URDU.isdisjoint(text) else "."
    return FULL_STOPS.get(script[0], ".") if script else "."


def sentences(parts: list[str], language: str) -> str:
    """Return sentences as one text, with spaces between them where *language* has them."""
    return ("" if language in UNSPACED else " ").join(parts)
