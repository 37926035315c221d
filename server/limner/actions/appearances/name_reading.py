"""Names of people, animals, things and places in a text, such as a cast has."""

import re

from limner.prompt.language import language
from limner.prompt.ledger.names import NO_NAMES, WORD, proper_names
from limner.prompt.ledger.vocabulary import FUNCTION_WORDS
from limner.prompt.looks.mention_words import SENTENCE_START

MOST_WORDS = 4
"""Words of a name: "The Old Man of Hoy" is none that prompts would repeat."""

LONGEST = 80
"""Characters of a name, as in `limner.settings.cast_members`."""

REACH = 200
"""Characters on each side of a place that are read for the name there."""

MARKS = "\"“”„«»‘’'*_`"
"""What may stand around a name: quotation marks and emphasis."""

SMALL = frozenset({"of", "the", "von", "van", "der", "de", "del", "della", "da", "di", "du", "la"})
"""Words of a name that have no capital letter: "Bruno of Bree"."""


def prepare() -> None:
    """Read the tables that names are told by, once: a code action reads no file."""
    name_at("Dann sah Mia den alten Turm.", 9)


def name_in(words: str) -> str:
    """Return the name that *words* are, without marks around it; ``""`` where they are none.

    Each of its words begins with a capital letter, but for a few small ones between others; what
    only opens sentences ("Then", "She") is no name by itself.
    """
    name = " ".join(words.strip().strip(MARKS).split())
    parts = name.split(" ")
    if not name or len(name) > LONGEST or len(parts) > MOST_WORDS:
        return ""
    if any(not WORD.fullmatch(part.rstrip(".")) for part in parts):
        return ""
    if not all(part[0].isupper() or part in SMALL for part in parts):
        return ""
    if not (parts[0][0].isupper() and parts[-1][0].isupper()):
        return ""
    common = FUNCTION_WORDS | NO_NAMES
    return "" if all(part.lower() in common for part in parts) else name


def name_at(line: str, column: int) -> tuple[int, int] | None:
    """Return where in *line* the name stands that *column* touches; ``None`` without one.

    In German, where every noun has a capital letter, none is seen to be a name; in other languages
    than English, what opens a sentence is none.
    """
    first = max(column - REACH, 0)
    text, at = line[first : column + REACH], 0
    for name in proper_names(text):
        at = text.find(name, at)
        if at < 0:
            return None
        end = at + len(name)
        if at <= column - first <= end:
            spoken = language(text)
            if spoken != "en" and SENTENCE_START.search(text[:at]):
                at = min(at + len(name.partition(" ")[0]) + 1, end)
            name = text[at:end]
            is_one = spoken != "de" and name_in(name) and (not name.isupper() or len(name) == 1)
            return (first + at, first + end) if is_one and at <= column - first else None
        at = end
    return None


def names_of(text: str) -> tuple[str, ...]:
    """Return the names in *text*, each once."""
    blocks = re.split(r"\n\s*\n", text.replace("\r\n", "\n"))
    found = (name for block in blocks for name in proper_names(block) if name_in(name) == name)
    return tuple(dict.fromkeys(name for name in found if not name.isupper()))
