"""Whether three things stand in the order of their author: left, in the middle and right.

Also the things of a list "from left to right". Things that have changed places take each other's
names, where nothing else is said of them.
"""

from collections.abc import Iterator

from limner.patterns import lazy_regex
from limner.prompt.checks.fault import Edit, Fault
from limner.prompt.checks.side_checks.placed_things import BREAK, JOINING, phrases
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.language_words import LanguageWords
from limner.prompt.ledger.nouns import singular
from limner.prompt.ledger.sides import side_at
from limner.prompt.ledger.tokens import Token, cased_like, sentences, tokens
from limner.prompt.ledger.vocabulary import word_set

MIDDLE = word_set("middle centre center mitte milieu centro medio mezzo midden meio")
SIDES = word_set("left right")

LEFT_TO_RIGHT = lazy_regex(
    r"\b(?:left to right|links nach rechts|gauche à droite|izquierda a derecha|sinistra a destra)\b"
    r"[:,]?",
)

FEWEST = 3
"""Things of a list; two have the checks of sides."""


def order_faults(ledger: Ledger, text: str, words: LanguageWords) -> Iterator[Fault]:
    """Yield things of *text* that stand where their author put another of them."""
    for order in (_three_places, _list):
        own, said = order(ledger.source, words), order(text, words)
        if own and own.keys() <= said.keys():
            names = {place: singular(token.text) for place, token in own.items()}
            others = {place: singular(said[place].text) for place in own}
            moved = [place for place in own if names[place] != others[place]]
            if moved and sorted(names.values()) == sorted(others.values()):
                edits = (_renamed(said[place], own[place]) for place in moved)
                yield Fault("side", "things have changed places", tuple(edits))


def _renamed(said: Token, own: Token) -> Edit:
    return Edit(said.start, said.end, cased_like(own.text, said.text))


def _three_places(text: str, words: LanguageWords) -> dict[str, Token]:
    """Return what stands left, in the middle and right, if *text* names each of them once."""
    every = tokens(text)
    named = [(n, place) for n in range(len(every)) if (place := _place(n, every, words))]
    if len(named) != FEWEST or len({place for _, place in named}) != FEWEST:
        return {}
    found: dict[str, Token] = {}
    for n, place in named:
        start, end = n, n + 1
        while start and not _parts(every[start - 1], every[start]):
            start -= 1
        while end < len(every) and not _parts(every[end - 1], every[end]):
            end += 1
        around = phrases(every, every[start].start, every[end - 1].end, words)
        things = [one for part in around for one in part if one.lower not in MIDDLE]
        if len(things) != 1:
            return {}
        found[place] = things[0]
    return found


def _place(n: int, every: tuple[Token, ...], words: LanguageWords) -> str:
    """Return the one of three places that a word names."""
    if every[n].lower in MIDDLE:
        return "middle"
    before = every[n - 1] if n else None
    alone = every[n].lower in SIDES and (before is None or before.text.istitle())
    return side_at(n, every, words) or (every[n].lower if alone else "")


def _parts(before: Token, after: Token) -> bool:
    """Say whether another phrase begins between two words."""
    return BREAK.search(before.ahead) is not None or after.lower in JOINING


def _list(text: str, words: LanguageWords) -> dict[str, Token]:
    """Return the things of a list "from left to right", by their numbers."""
    begins = LEFT_TO_RIGHT.search(text)
    if begins is None:
        return {}
    end = next(end for start, end in sentences(text) if start <= begins.start() < end)
    listed = [one for one in phrases(tokens(text), begins.end(), end, words) if one]
    found: dict[str, Token] = {}
    for number, phrase in enumerate(listed):
        if len(phrase) != 1:
            break
        found[str(number)] = phrase[0]
    return found if len(found) >= FEWEST else {}
