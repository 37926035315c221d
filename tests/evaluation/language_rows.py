"""How often the language of a phrase is told, and told rightly."""

from collections import defaultdict

from limner.prompt.language import language
from tests.evaluation.measures import Row
from tests.evaluation.samples import english_names, languages

ALIKE = {"da": "no"}
"""Danish and Norwegian count as one: many phrases are the same in both."""

TUNED = 10
"""Phrases of each language, the first, that were looked at while the words were chosen."""


def rows() -> list[Row]:
    """Measure the phrases in twenty languages, those not tuned on, and English with names."""
    seen: dict[str, int] = defaultdict(int)
    later = []
    for code, phrase in languages():
        seen[code] += 1
        if seen[code] > TUNED:
            later.append((code, phrase))
    return [
        _row("languages, 20 × 20 phrases: claimed, right", list(languages()), claimed=0.85),
        _row("languages, the later half", later, claimed=0.85),
        _row("English with foreign names", [("en", name) for name in english_names()], claimed=0.9),
    ]


def _row(name: str, phrases: list[tuple[str, str]], claimed: float, right: float = 0.95) -> Row:
    told = [(code, language(phrase), phrase) for code, phrase in phrases]
    named = [row for row in told if row[1]]
    wrong = [row for row in named if ALIKE.get(row[0], row[0]) != ALIKE.get(row[1], row[1])]
    share = len(named) / len(told)
    good = 1 - len(wrong) / len(named) if named else 0.0
    return Row(
        name,
        f"{share:.1%}, {good:.1%}".replace("%", " %"),
        f"≥ {claimed:.0%}, ≥ {right:.0%}".replace("%", " %"),
        share >= claimed and good >= right,
        tuple(f"{code}, read as {found}: {phrase}" for code, found, phrase in wrong),
    )
