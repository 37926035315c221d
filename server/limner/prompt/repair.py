"""The last resort: what no model and no repair turn kept, Limner keeps, word for word."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from limner.prompt.checks.verification import split_flags, stem, violations, words_of
from limner.prompt.dialects import Dialect
from limner.prompt.expansion import Expansion
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.exclusions import recast
from limner.prompt.ledger.extraction import QUOTE
from limner.prompt.ledger.names import WORD
from limner.prompt.ledger.vocabulary import FUNCTION_WORDS
from limner.prompt.shortening import SENTENCE

DOUBLE_QUOTED = re.compile(r"[\"“]([^\"“”]*)[\"”]|(?<!\w)['‘]([^'‘’]*)['’](?!\w)")
CLAUSE_END = re.compile(r"[,;:](?=\s)|\s(?=(?:while|with|where|as|and)\s)")
MOST_PARTS = 80
"""Sentences or phrases beyond which a broken prompt is not looked at."""

MOST_CLAUSES = 12
"""Last clauses of one sentence that are tried for the fault."""

LEAST_SENTENCE = 5
"""Words below which the beginning of a sentence is no sentence."""


Check = Callable[[Ledger, Expansion, Dialect], tuple[str, ...]]
"""What is wrong with an expansion, one sentence each."""


def repair(
    ledger: Ledger, expansion: Expansion, dialect: Dialect, check: Check = violations
) -> Expansion:
    """Return *expansion* with everything *ledger* holds, and nothing that contradicts it.

    First, what is at fault is left out. If that is not enough, the author's words come first,
    then those parts of the prompt that break nothing beside them. An expansion without faults
    comes back unchanged; the result has none, unless the words alone have some, or are longer
    than the generator takes.
    """
    if not check(ledger, expansion, dialect):
        return expansion
    words = recast(ledger, dialect)
    body, flags = split_flags(words_of(expansion.prompt, dialect))
    flags = exclusion_flag(words.excluded, flags) if dialect.exclusions == "flag" else ""
    mended = replace(expansion, negative=_negative(words.excluded, expansion.negative, dialect))

    def faults(parts: Iterable[str]) -> set[str]:
        text = written(join_parts(parts, dialect), flags, dialect)
        return set(check(ledger, replace(mended, prompt=text), dialect))

    parts, left = _pruned(split_parts(_restored(body, ledger), dialect)[:MOST_PARTS], faults)
    if left:
        parts = _rebuilt(opening(ledger, dialect), parts, faults)
    return replace(mended, prompt=written(join_parts(parts, dialect), flags, dialect))


def _pruned(
    parts: list[str], faults: Callable[[Iterable[str]], set[str]]
) -> tuple[list[str], set[str]]:
    """Return *parts* without what is at fault, and the faults that remain.

    Of a sentence as much is kept as stands before a comma and breaks nothing.
    """
    left = faults(parts)
    for part in parts:
        place = parts.index(part)
        before, after = parts[:place], parts[place + 1 :]
        without = faults([*before, *after]) if left else left
        if left <= without:
            continue
        for shorter in _beginnings(part):
            found = faults([*before, shorter, *after])
            if found < left:
                parts, left = [*before, shorter, *after], found
                break
        if without < left:
            parts, left = [*before, *after], without
    return parts, left


def _rebuilt(
    first: str, parts: list[str], faults: Callable[[Iterable[str]], set[str]]
) -> list[str]:
    """Return *first* and those of *parts* that break nothing beside it and do not say it again."""
    kept, alone = [first], faults([first])
    for part in parts:
        if not _restates(part, first) and faults([*kept, part]) <= alone:
            kept.append(part)
    return kept


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
    """Give the author's quoted strings back their letter case and their double marks."""
    exact = {quote.lower(): quote for quote in ledger.quotes}

    def mark(match: re.Match[str]) -> str:
        double, single = match.groups()
        if double is None:
            return _marked(exact[single.lower()]) if single.lower() in exact else match.group()
        return _marked(exact.get(double.lower(), double))

    return DOUBLE_QUOTED.sub(mark, text)


def split_parts(body: str, dialect: Dialect) -> list[str]:
    """Return the sentences of *body*, or its short phrases where the dialect has these."""
    phrases = dialect.form in {"phrases", "tags"}
    pattern = re.compile(r",\s+|(?<=[.!?])\s+") if phrases else SENTENCE
    return [part.strip() for part in pattern.split(body) if part.strip()]


def join_parts(parts: Iterable[str], dialect: Dialect) -> str:
    """Return *parts* as one text again."""
    return (", " if dialect.form in {"phrases", "tags"} else " ").join(parts)


def _beginnings(part: str) -> Iterator[str]:
    """Yield what remains of a sentence without its last clauses, the longest first."""
    ends = [match.start() for match in CLAUSE_END.finditer(part)]
    for end in ends[: -MOST_CLAUSES - 1 : -1]:
        if len(part[:end].split()) >= LEAST_SENTENCE:
            yield part[:end].rstrip(",; ") + part[-1:] * (part[-1:] in ".!?")


def _restates(part: str, first: str) -> bool:
    """Say whether *part* says little more than *first* says already."""
    said, new = _content(first), _content(part)
    if not new:
        return True
    again = len(new & said)
    return again >= len(new) / 2 or (again >= len(said) / 2 and again > 1)


def _content(text: str) -> set[str]:
    return {stem(word) for word in WORD.findall(text) if word.lower() not in FUNCTION_WORDS}
