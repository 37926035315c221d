"""What cannot stand in one picture: a table for what Limner itself writes."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from limner.files import packaged
from limner.patterns import lazy_regex
from limner.prompt.ledger.quotations import QUOTE

WORD = lazy_regex(r"[a-z0-9]+")
ALTERNATIVES = lazy_regex(r"\[([^\[\]]*)\]")
PLAIN = lazy_regex(r"[a-z0-9' -]+(?:s\?)?")
LONGEST_RUN = 4
"""Words in the longest plain alternative of the table."""


@dataclass(frozen=True)
class ConsistencyRule:
    """Where *when* is found, *never* must not be."""

    name: str
    when: re.Pattern[str]
    never: re.Pattern[str]


@dataclass(frozen=True)
class Traits:
    """Which rules a text touches, and on which side."""

    when: frozenset[int] = frozenset()
    never: frozenset[int] = frozenset()

    def __add__(self, other: "Traits") -> "Traits":
        return Traits(self.when | other.when, self.never | other.never)

    @property
    def broken(self) -> frozenset[int]:
        """Rules that the text breaks by itself."""
        return self.when & self.never


@cache
def rules() -> tuple[ConsistencyRule, ...]:
    """Return the table's rows."""
    return tuple(
        ConsistencyRule(
            row["name"],
            _pattern(row["when"]),
            _pattern(row["never"]),
        )
        for row in packaged.table("prompt", "checks", "consistency.toml")["rule"]
    )


@lru_cache(maxsize=64)
def traits(text: str) -> Traits:
    """Return the rules that *text* touches; what it quotes counts only as quoted."""
    lowered = QUOTE.sub(" ▯ ", text).lower()
    words = WORD.findall(lowered)
    runs = {
        " ".join(words[start : start + length])
        for length in range(1, LONGEST_RUN + 1)
        for start in range(len(words) - length + 1)
    }
    when, never = _sides()
    return Traits(when.touched(lowered, runs), never.touched(lowered, runs))


@cache
def phrase_traits(phrase: str) -> Traits:
    """Return the traits of a lexicon phrase, over all of its alternatives."""
    pieces = ALTERNATIVES.split(phrase)
    widest = max(piece.count("|") + 1 for piece in pieces)
    found = Traits()
    for number in range(widest):
        offered = [piece.split("|") for piece in pieces]
        found += traits("".join(choice[min(number, len(choice) - 1)] for choice in offered))
    return found


def agrees(phrase: str, held: Traits) -> bool:
    """Say whether *phrase* can join what is *held* without breaking a rule it did not break."""
    return (held + phrase_traits(phrase)).broken <= held.broken


def contradictions(source: str, prompt: str) -> tuple[str, ...]:
    """Return the names of rules that *prompt* breaks and *source* alone does not."""
    own = traits(source).broken
    return tuple(rules()[number].name for number in sorted(traits(prompt).broken - own))


@dataclass(frozen=True)
class _Side:
    """One side of all rules: plain words are looked up, and only the rest is searched for."""

    plain: dict[str, frozenset[int]]
    patterns: tuple[tuple[int, re.Pattern[str]], ...]

    def touched(self, text: str, runs: set[str]) -> frozenset[int]:
        found = {number for run in runs & self.plain.keys() for number in self.plain[run]}
        found |= {number for number, pattern in self.patterns if pattern.search(text)}
        return frozenset(found)


@cache
def _sides() -> tuple[_Side, _Side]:
    return (
        _side([rule.when.pattern for rule in rules()]),
        _side([rule.never.pattern for rule in rules()]),
    )


def _side(patterns: list[str]) -> _Side:
    plain: dict[str, frozenset[int]] = {}
    searched: list[tuple[int, re.Pattern[str]]] = []
    for number, pattern in enumerate(patterns):
        words = pattern.removeprefix(r"\b(?:").removesuffix(r")\b")
        for alternative in re.split(r"\|(?![^(]*\))", words):
            if PLAIN.fullmatch(alternative):
                bare = alternative.removesuffix("s?")
                for word in {bare, bare + "s"} if alternative.endswith("s?") else {bare}:
                    run = " ".join(WORD.findall(word))
                    plain[run] = plain.get(run, frozenset()) | {number}
            else:
                searched.append((number, _pattern(alternative)))
    return _Side(plain, tuple(searched))


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile("▯" if words == "▯" else rf"\b(?:{words})\b")
