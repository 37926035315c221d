"""Lettering that was read in a picture, compared letter by letter with what it should be."""

import re
import unicodedata

from limner.prompt.picture_check.check_table import CheckRow, seen_text

NEAR = 0.5
"""Share of its letters from which on something that was read is the lettering, misspelled."""

ALIKE = str.maketrans("’‘“”„«»–—‑", '\'\'"""""---')


def lettering_row(quote: str, read: str | None) -> CheckRow:
    """Return what became of the lettering *quote* where *read* is all that could be read.

    Capitals and blanks do not count, as signs are often written in capitals and over several
    lines; every other letter does. ``None`` stands for a picture that nobody could read.
    """
    words = f"“{quote}”"
    if read is None:
        return CheckRow("lettering", words, "uncertain")
    wanted, found = _letters(quote), _letters(read)
    if wanted and wanted in found:
        return CheckRow("lettering", words, "kept")
    return CheckRow("lettering", words, "missing", seen_text(nearest(quote, read)))


def right_letters(quote: str, read: str) -> int:
    """Return how many letters of *quote* the nearest piece of *read* has in their places."""
    return _letter_count(quote) - _distance(_letters(quote), _letters(nearest(quote, read)))


def nearest(quote: str, read: str) -> str:
    """Return the words of *read* that come nearest to *quote*; ``""`` where none come near."""
    words = read.split()
    many = len(quote.split())
    runs = (
        " ".join(words[start : start + length])
        for length in range(max(1, many - 1), many + 2)
        for start in range(max(0, len(words) - length) + 1)
    )
    wanted = _letters(quote)
    best = min(runs, key=lambda run: _distance(wanted, _letters(run)), default="")
    far = _distance(wanted, _letters(best)) > NEAR * len(wanted)
    return "" if far else best


def _letter_count(text: str) -> int:
    return len(_letters(text))


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFC", text).translate(ALIKE).casefold()
    return re.sub(r"\s+", "", plain)


def _distance(one: str, other: str) -> int:
    """Return how many letters must be changed, added or left out to make *one* of *other*."""
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        before, row[0] = row[0], place
        for column, against in enumerate(other, 1):
            kept = before + (letter != against)
            before, row[column] = row[column], min(kept, row[column] + 1, row[column - 1] + 1)
    return row[-1]
