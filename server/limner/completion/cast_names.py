"""Names of the cast, offered where words for pictures are written."""

import re
from collections.abc import Iterator

from limner.completion.completion_entries import Entry
from limner.patterns import lazy_regex
from limner.settings.cast_members import Cast, CastMember

MOST_WORDS = 4
"""Words before the cursor that may begin a name."""

IN_ALT = lazy_regex(
    r"(?:(?<!\\)!\[[^\]\[]*"  # Markdown and those like it
    r"|\balt\s*[:=]\s*[\"'{]?[^\"'{}]*"  # HTML, reStructuredText, LaTeX, Typst
    r"|\bimage::?\S+\[[^\],]*)$",  # AsciiDoc
    re.IGNORECASE,
)
"""What stands before a place inside an image's alternative text."""

_WORD = lazy_regex(r"\w[\w'’-]*")


def begun(before: str, cast: Cast) -> Iterator[Entry]:
    """Yield the names of *cast* that the last words of *before* begin, or any word of a name.

    Each takes the place of the last word, as `limner.completion.items` offers phrases. Nobody is
    offered where no word has begun.
    """
    starts = [match.start() for match in _WORD.finditer(before)][-MOST_WORDS:]
    if not starts or not before[-1:].strip():
        return
    last = starts[-1]
    for member in cast:
        said = next((last - at for at in starts if _begins(member.name, before[at:])), None)
        if said is None:
            words = (match.start() for match in _WORD.finditer(member.name))
            word = next((at for at in words if _begins(member.name[at:], before[last:])), None)
            if word is not None:
                yield _entry(member, 0, word)
        elif member.name[said:] != before[last:]:
            yield _entry(member, said, said)


def typed(before: str) -> int:
    """Return how much of *before* an entry of `begun` takes the place of."""
    starts = [match.start() for match in _WORD.finditer(before)]
    return len(before) - starts[-1] if starts else 0


def named(before: str, cast: Cast, *, quoted: bool) -> tuple[int, Iterator[Entry]]:
    """Return whom of *cast* a list of names can go on with, and how much of a name is typed.

    Args:
        before: the list up to the cursor: ``Mia, Br``.
        cast: all who can be named.
        quoted: the list stands between quotation marks.
    """
    last = before.rpartition(",")[2].lstrip(" [\"'")
    listed = {part.strip(" [\"'") for part in before.split(",")[:-1]}
    mark = '"' if quoted and before.count('"') % 2 == 0 else ""
    left = (one for one in cast if one.name not in listed and "," not in one.name)
    entries = (
        Entry(one.name, f"{mark}{one.name}{mark}", "name", "cast", one.whole, one.name)
        for one in left
        if _begins(one.name, last)
    )
    return len(last), entries


def _entry(member: CastMember, said: int, word: int) -> Entry:
    name = member.name
    return Entry(name, name[said:], "name", "cast", member.whole, name[word:])


def _begins(name: str, typed: str) -> bool:
    return name.lower().startswith(typed.lower())
