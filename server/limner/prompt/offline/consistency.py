"""What cannot stand in one picture: the consistency table, and who may join whom."""

import re
from dataclasses import dataclass
from functools import cache

from limner.prompt.ledger import QUOTE
from limner.prompt.offline.lexicon import FOLDER


@dataclass(frozen=True)
class Rule:
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
def rules() -> tuple[Rule, ...]:
    """Return the table's rows."""
    import tomllib

    text = (FOLDER / "consistency.toml").read_text("utf-8")
    return tuple(
        Rule(row["name"], _pattern(row["when"]), _pattern(row["never"]))
        for row in tomllib.loads(text)["rule"]
    )


def traits(text: str) -> Traits:
    """Return the rules that *text* touches; what it quotes counts only as quoted."""
    lowered = QUOTE.sub(" ▯ ", text).lower()
    return Traits(
        frozenset(n for n, rule in enumerate(rules()) if rule.when.search(lowered)),
        frozenset(n for n, rule in enumerate(rules()) if rule.never.search(lowered)),
    )


@cache
def phrase_traits(phrase: str) -> Traits:
    """Return the traits of a lexicon phrase, over all of its alternatives."""
    return traits(re.sub(r"[\[\]|]", " ", phrase))


def agrees(phrase: str, held: Traits) -> bool:
    """Say whether *phrase* can join what is *held* without breaking a rule it did not break."""
    return (held + phrase_traits(phrase)).broken <= held.broken


def contradictions(source: str, prompt: str) -> tuple[str, ...]:
    """Return the names of rules that *prompt* breaks and *source* alone does not."""
    own = traits(source).broken
    return tuple(rules()[number].name for number in sorted(traits(prompt).broken - own))


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile("▯" if words == "▯" else rf"\b(?:{words})\b")
