"""Which figure a noun shows: a wrong one lies, so where none fits there is none.

By order of trust: the table, a figure's own name, a synonym of the same sense, a keyword that few
figures have, a kind of thing that one figure stands for, and a neutral person for people.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from limner.files import packaged
from limner.image.sketch.vectors.figure_table import vocabulary
from limner.image.sketch.vectors.own_figures import is_drawn
from limner.patterns import lazy_regex
from limner.prompt.ledger.nouns import singular
from limner.prompt.wordnet.categories import category, is_a
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.table import end, entry

MOST_WORDS = 3
"""Words of the longest name that is looked up."""

MOST_CARRYING = 3
"""Figures that may have a keyword which is still trusted."""

IDEAS = frozenset(
    ("feeling", "abstract", "action", "number or unit", "money", "language or speech", "event")
)
"""Categories of nouns that no keyword shows: speed is no runner."""

PEOPLE = lazy_regex(
    r"(?:person|man|woman|boy|girl|child|baby|old|cook|farmer|astronaut|robot|artist|guard|judge"
    r"|pilot|detective|scientist|singer|health|police|office|factory|firefighter|construction|mechanic"
    r"|technologist|prince|ninja|santa|clown|alien)(?:-|$)"
)
"""How the names of figures of people begin."""


@dataclass(frozen=True)
class FigureChoice:
    """A figure for some words.

    Attributes:
        figure: its name.
        words: how many of the words before and with the noun it stands for.
        how: ``table``, ``name``, ``synonym``, ``keyword``, ``kind`` or ``person``.
    """

    figure: str
    words: int
    how: str


@cache
def plain_figures() -> frozenset[str]:
    """Return the figures that stand for plain English nouns, such as a tree or a boat."""
    return frozenset(_table().nouns.values())


def english_figure(words: tuple[str, ...]) -> FigureChoice | None:
    """Return the figure of a noun with the words before it, ``None`` where no figure fits.

    *words* are the noun phrase as written; its last word is the noun.
    """
    for many in range(min(MOST_WORDS, len(words)), 0, -1):
        phrase = " ".join(word.lower() for word in words[-many:])
        found = _english(phrase)
        if found is not None:
            figure, how = found
            return FigureChoice(figure, many, how) if figure else None
    return None


def is_person(figure: str) -> bool:
    """Say whether *figure* shows somebody, who holds and wears things."""
    return PEOPLE.match(figure) is not None


def is_clothing_word(noun: str) -> bool:
    """Say whether somebody wears what the English *noun* names, rather than stands beside it."""
    return lemma(noun, ("noun",)) in _table().clothes or noun.lower() in _table().clothes


def worn_on_head(figure: str) -> bool:
    """Say whether *figure* goes onto somebody's head."""
    return figure in _table().headwear


@lru_cache(2048)
def _english(phrase: str) -> tuple[str, str] | None:
    """Return the figure of a word or phrase, and how it was found."""
    table, several = _table(), " " in phrase
    base = phrase if several else lemma(phrase, ("noun",))
    before, space, last = phrase.rpartition(" ")
    other = f"{before}{space}{singular(last)}"
    for form in dict.fromkeys((phrase, base, other)):
        listed = table.compounds if several else table.nouns
        if form in listed:
            return listed[form], "table"
    one = _singular(phrase) if several else base
    if several and one in table.compounds:
        return table.compounds[one], "table"
    for form in dict.fromkeys((phrase, one, other)):
        figure = _named(form)
        if figure:
            return figure, "name"
    return _by_sense(one)


def _singular(phrase: str) -> str:
    before, _, last = phrase.rpartition(" ")
    return f"{before} {lemma(last, ('noun',))}"


def _named(word: str) -> str:
    if is_drawn(word.replace(" ", "-")):
        return word.replace(" ", "-")
    found = vocabulary("en").get(word)
    return found.named[0] if found and found.named else ""


def _by_sense(word: str) -> tuple[str, str] | None:
    known, table = entry(word), _table()
    if known is None or not known.senses:
        return None
    sense = known.senses[0]
    for synonym in known.synonyms[:4]:
        other = entry(synonym)
        same = other is not None and other.senses[:1] == (sense,)
        figure = (table.nouns.get(synonym) or _named(synonym)) if same else ""
        if figure:
            return figure, "synonym"
    usual = known.frequency("noun") >= known.frequency("verb")
    carried = vocabulary("en").get(word)
    usual = usual and category(word) not in IDEAS
    if carried and usual and 0 < len(carried.carrying) <= MOST_CARRYING:
        for figure in carried.carrying[:2]:
            own = figure.split("-")
            # "Dish" is no petri dish: the keyword must not be the end of the figure's own name.
            if word != own[-1] and category(lemma(own[-1], ("noun",))) == category(word):
                return figure, "keyword"
    kinds = [kind for kind in table.kinds if kind[0] <= sense < kind[1]]
    if kinds and not is_a(word, "fruit"):  # The lexicon has a fruit for its tree as well.
        return min(kinds, key=lambda kind: kind[1] - kind[0])[2], "kind"
    usual = known.frequency("noun") > 0 or len(known.senses) == 1
    if category(word) in table.people and usual:
        woman = word.endswith(table.women)
        return ("woman" if woman else "person"), "person"
    if category(word) == "woman":
        return "woman", "person"
    if category(word) in ("man", "child"):
        return str(category(word)), "person"
    return None


@dataclass(frozen=True)
class _Choices:
    nouns: dict[str, str]
    compounds: dict[str, str]
    kinds: tuple[tuple[int, int, str], ...]
    people: frozenset[str]
    clothes: frozenset[str]
    headwear: frozenset[str]
    women: tuple[str, ...]


@cache
def _table() -> _Choices:
    rows: dict[str, Any] = packaged.table("image", "sketch", "plans", "figures.toml")
    nouns = {
        word: _known(figure) for words, figure in rows["nouns"].items() for word in words.split()
    }
    kinds = []
    for noun in rows["kinds"]["nouns"].split():
        known = entry(noun)
        figure = nouns.get(noun) or _named(noun)
        if known is not None and known.senses and figure:
            kinds.append((known.senses[0], end(known.senses[0]), figure))
    return _Choices(
        nouns=nouns,
        compounds={words: _known(figure) for words, figure in rows["compounds"].items()},
        kinds=tuple(kinds),
        people=frozenset(rows["people"]["categories"].split()),
        clothes=frozenset(rows["worn"]["clothes"].split()),
        headwear=frozenset(rows["worn"]["head"].split()),
        women=tuple(rows["people"]["women"].split()),
    )


def _known(figure: str) -> str:
    """Return *figure*, or ``""`` for one that is drawn nowhere."""
    return figure if figure and is_drawn(figure) else ""
