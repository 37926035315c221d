"""A prompt put together: its opening in the author's words, its parts, its flags, its form."""

import json
import re
from collections.abc import Iterable

from limner.prompt.dialects import Dialect
from limner.prompt.exclusions.recasting import recast
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.quotations import QUOTE
from limner.prompt.punctuation import stopped


def opening(ledger: Ledger, dialect: Dialect) -> str:
    """Return the author's words as a first sentence or phrase, quoted text in double quotes."""
    text = quoted(recast(ledger, dialect).text, ledger)
    if dialect.form in {"phrases", "tags"}:
        return text.rstrip(".,; ")
    text = text[:1].upper() + text[1:]
    return stopped(text)


def quoted(text: str, ledger: Ledger) -> str:
    """Return *text* with its quoted strings in straight double quotes, letter by letter."""
    return QUOTE.sub(lambda match: _marked(next(filter(None, match.groups()))), text)


def exclusion_flag(excluded: tuple[str, ...], flags: str = "") -> str:
    """Return *flags* with ``--no`` naming what is excluded."""
    others = re.sub(r"--no\s[^-]*(?=--|$)", "", flags).strip()
    exclusion = f"--no {', '.join(excluded)}" if excluded else ""
    return " ".join(filter(None, (others, exclusion)))


def written(text: str, flags: str, dialect: Dialect) -> str:
    """Return *text* in the dialect's form: with its flags, or as a JSON caption of one line."""
    if dialect.form == "json":
        return json.dumps({"high_level_description": text}, ensure_ascii=False)
    return f"{text} {flags}".strip()


def _marked(inner: str) -> str:
    return f"“{inner}”" if '"' in inner else f'"{inner}"'


def join_parts(parts: Iterable[str], dialect: Dialect) -> str:
    """Return *parts* as one text again."""
    return (", " if dialect.form in {"phrases", "tags"} else " ").join(parts)
