"""Lettering that was read in a picture, compared letter by letter with what it should be."""

import re
import unicodedata

from limner.prompt.picture_check.check_table import CheckRow, seen_text

NEAR = 0.5
"""Share of its letters from which on something that was read is the lettering, misspelled."""

LONGEST_READ, LONGEST_QUOTE = 2_000, 200
"""Characters of what was read, and letters of what should be, that are compared one by one."""

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
    """Return the words of *read* that come nearest to *quote*; ``""`` where none come near.

    Of so long a text only the first `LONGEST_READ` characters are compared. The work grows with
    the two lengths multiplied, whatever the words are (Sellers 1980, "The theory and computation
    of evolutionary distances").
    """
    wanted, words = _letters(quote)[:LONGEST_QUOTE], read[:LONGEST_READ].split()
    # For each beginning of *wanted*: how many changes make it of what has been read last, and the
    # word from which on that is; negative, as the later one is taken of two that come as near.
    costs = [(edits, 0) for edits in range(len(wanted) + 1)]
    best, found = NEAR * len(wanted), ""
    for number, word in enumerate(words):
        costs = [min(cost, (edits, -number)) for edits, cost in enumerate(costs)]
        for letter in _letters(word):
            before = costs
            costs = [(before[0][0] + 1, before[0][1])]
            for place, against in enumerate(wanted):
                kept, start = before[place]
                changed = (kept + (letter != against), start)
                more, left_out = before[place + 1], costs[place]
                costs.append(min(changed, (more[0] + 1, more[1]), (left_out[0] + 1, left_out[1])))
        edits, start = costs[-1]
        if edits < best or (edits == best and not found):
            best, found = edits, " ".join(words[-start : number + 1])
    return found


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
