"""The last resort: what no model and no repair turn kept, Limner keeps, word for word."""

import re
from dataclasses import replace

from limner.prompt.dialects import Dialect
from limner.prompt.exclusions import recast
from limner.prompt.expansion import Expansion
from limner.prompt.ledger import QUOTE, Ledger
from limner.prompt.shortening import SENTENCE
from limner.prompt.verify import split_flags, violations, words_of

DOUBLE_QUOTED = re.compile(r"[\"“]([^\"“”]*)[\"”]")


def repair(ledger: Ledger, expansion: Expansion, dialect: Dialect) -> Expansion:
    """Return *expansion* with everything *ledger* holds, and nothing that contradicts it.

    The author's words come first, then those parts of the prompt that break nothing beside them.
    An expansion without violations comes back unchanged; the result has none, unless the words
    alone are longer than the generator takes.
    """
    if not violations(ledger, expansion, dialect):
        return expansion
    words = recast(ledger, dialect)
    negative = _negative(words.excluded, expansion.negative, dialect)
    body, flags = split_flags(words_of(expansion.prompt, dialect))
    flags = exclusion_flag(words.excluded, flags) if dialect.exclusions == "flag" else ""
    text = opening(ledger, dialect)
    mended = replace(expansion, prompt=written(text, flags, dialect), negative=negative)
    alone = set(violations(ledger, mended, dialect))
    for part in _parts(_restored(body, ledger), dialect):
        if _same(part, text):
            continue
        longer = _joined(text, part, dialect)
        candidate = replace(mended, prompt=written(longer, flags, dialect))
        if set(violations(ledger, candidate, dialect)) <= alone:
            text, mended = longer, candidate
    return mended


def opening(ledger: Ledger, dialect: Dialect) -> str:
    """Return the author's words as a first sentence or phrase, quoted text in double quotes."""
    text = quoted(recast(ledger, dialect).text, ledger)
    if dialect.form in {"phrases", "tags"}:
        return text.rstrip(".,; ")
    text = text[:1].upper() + text[1:]
    foreign = text[-1:] > "\u2e80"  # Chinese and Japanese descriptions take no full stop of ours.
    stopped = text.endswith((".", "!", "?", "…")) or foreign
    return text if stopped else text.rstrip(",;: ") + "."


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
        import json

        return json.dumps({"high_level_description": text}, ensure_ascii=False)
    return f"{text} {flags}".strip()


def _marked(inner: str) -> str:
    return f"“{inner}”" if '"' in inner else f'"{inner}"'


def _negative(excluded: tuple[str, ...], held: str | None, dialect: Dialect) -> str | None:
    if not dialect.negative:
        return None
    parts = [part.strip() for part in (held or "").split(",") if part.strip()]
    return ", ".join(dict.fromkeys([*excluded, *parts])) or None


def _restored(text: str, ledger: Ledger) -> str:
    """Give the author's quoted strings back their letter case."""
    exact = {quote.lower(): quote for quote in ledger.quotes}
    return DOUBLE_QUOTED.sub(
        lambda match: _marked(exact.get(match[1].lower(), match[1])),
        text,
    )


def _parts(body: str, dialect: Dialect) -> list[str]:
    phrases = dialect.form in {"phrases", "tags"}
    pattern = re.compile(r",\s+|(?<=[.!?])\s+") if phrases else SENTENCE
    return [part.strip() for part in pattern.split(body) if part.strip()]


def _joined(text: str, part: str, dialect: Dialect) -> str:
    return f"{text}, {part}" if dialect.form in {"phrases", "tags"} else f"{text} {part}"


def _same(part: str, text: str) -> bool:
    def plain(words: str) -> str:
        return re.sub(r"\W+", " ", words).strip().lower()

    return plain(part) in plain(text)
