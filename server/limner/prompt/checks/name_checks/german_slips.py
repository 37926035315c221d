"""Names of a German text of which a letter differs, or that stand behind another's title."""

from collections.abc import Iterator
from itertools import pairwise

from limner.prompt.checks.fault import Edit, Fault
from limner.prompt.checks.name_checks.misspelt_names import one_letter_apart
from limner.prompt.checks.things import share_stem
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.tokens import tokens
from limner.prompt.ledger.vocabulary import word_set

PLAIN = str.maketrans("äöü", "aou")
"""Vowels that a German plural changes: Garten, Gärten."""

LEAST_GERMAN = 4
"""Letters of a German noun from which one that differs is taken for a slip."""

GERMAN_TITLES = word_set(
    "herr frau fräulein dr doktor professor professorin prof kommissar kommissarin inspektor "
    "inspektorin hauptmann kapitän oberst general schwester bruder pater tante onkel oma opa könig "
    "königin prinz prinzessin graf gräfin baron baronin fürst bürgermeister bürgermeisterin "
    "pfarrer lehrer lehrerin detektiv detektivin richter richterin meister minister ministerin "
    "präsident präsidentin familie"
)


def german_slips(ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield names of a German text of which one letter differs: Carla, for Clara.

    All nouns are written as names there, so only a slip tells one.
    """
    yield from _titled_otherwise(ledger, text)
    own = {token.text for token in tokens(ledger.source)}
    said = {token.text for token in tokens(text)}
    for name in sorted(own - said):
        if not name[:1].isupper() or len(name) < LEAST_GERMAN:
            continue
        if any(one.lower().endswith(name.lower()) for one in said):
            continue  # Weiden, told by Kopfweiden.
        for token in tokens(text):
            is_new = token.text[:1] == name[:1] and token.text not in own
            is_slip = is_new and one_letter_apart(token.lower, name.lower())
            if is_slip and not share_stem(
                token.lower.translate(PLAIN), name.lower().translate(PLAIN)
            ):
                yield Fault("name", f"misspelt: {name}", (Edit(token.start, token.end, name),))


def _titled_otherwise(ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield a German name behind a title that another one stands in for: "Kommissarin Richter"."""
    said = {token.lower for token in tokens(text)}
    for title, name in pairwise(tokens(ledger.source)):
        if title.lower not in GERMAN_TITLES or title.ahead != " " or not name.text[:1].isupper():
            continue
        if any(one.startswith(name.lower) for one in said):
            continue
        for before, after in pairwise(tokens(text)):
            is_titled = before.lower == title.lower and before.ahead == " "
            if is_titled and after.text[:1].isupper() and after.text not in ledger.source:
                edit = Edit(after.start, after.end, name.text)
                yield Fault("name", f"missing: {name.text}", (edit,))
