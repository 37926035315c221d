"""What a model adds that nobody asked for: company, lettering, names, praise, impossible scenes.

Places, light, surfaces and colours may be added. Whoever lives, drives or is written is the
author's to name; the words here are those that hardly ever mean anything else.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from limner.prompt.checks.consistency import intolerable
from limner.prompt.checks.verification import NEGATING
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.extraction import QUOTE
from limner.prompt.ledger.names import ADDRESS, WORD, proper_names
from limner.prompt.ledger.nouns import is_plural, singular
from limner.prompt.ledger.vocabulary import ADJECTIVES, COLOURS, NEWCOMERS, TITLED, word_set

TALK = re.compile(
    r"\b(?:(?:the|any|every) (?:viewer|beholder|audience|prompt)s?|viewers|"
    r"this (?:image|picture|prompt|artwork)|"
    r"the (?:image|picture|artwork|overall composition) (?:captures?|shows?|conveys?|evokes?|"
    r"depicts?|invites?|features?|should|is|exudes?)|attention to (?:\w+ )?detail|"
    r"captur\w+ the (?:\w+ )?(?:essence|beauty|spirit)|a testament to|invit\w+ (?:us|you)|"
    r"stunning|breathtaking|gorgeous|mesmeri[sz]ing|awe-inspiring)\b",
    re.IGNORECASE,
)
"""Talk about the picture instead of what is in it, and praise."""

INNER_CAPITAL = re.compile(r"[\w,;] [^\W\da-z_]|\w[A-Z]")
CLAUSE_START = re.compile(r"[.,;:!?]")
KINDS = {word: kind for kind, words in NEWCOMERS.items() for word in words}
BEFORE = word_set("focal picture flat")
AFTER = word_set("of eye eyes park stop station")
"""Neighbours that give a word another sense: the focal plane, a couple of, a bird's eye view."""


@lru_cache(maxsize=64)
def intrusions(ledger: Ledger, text: str) -> tuple[str, ...]:
    """Return what *text* brings in beside the author's words, one sentence each.

    Who lives, drives or is written is read from English; of other languages nothing is said.

    Args:
        ledger: of the author's words.
        text: the prompt's words without flags.
    """
    if ledger.language != "en":
        return ()
    bare = QUOTE.sub(" ▯ ", text)
    found = [f"remove what the source does not name: {word}" for word in newcomers(ledger, bare)]
    found += [f"remove the name {name}: it is not in the source" for name in _names(ledger, bare)]
    found += [f"contradiction: {rule}" for rule in intolerable(ledger.source, bare)]
    found += [
        f"remove “{match.group()}”: describe only what can be seen"
        for match in TALK.finditer(bare)
        if match.group().lower() not in ledger.source.lower()
    ]
    return tuple(dict.fromkeys(found))


def newcomers(ledger: Ledger, text: str) -> Iterator[str]:
    """Yield people, animals, vehicles and lettering in *text* that the source does not name."""
    named = WORD.findall(ledger.source)
    own = {singular(word) for word in named}
    several = {singular(word) for word in named if is_plural(word)}
    several |= {singular(count.noun) for count in ledger.counts if count.number > 1}
    licensed = {kind for kind, words in NEWCOMERS.items() if words & own}
    if ledger.quotes:
        licensed.add("lettering")
    words = list(WORD.finditer(text))
    for place, match in enumerate(words):
        word = singular(match.group())
        kind = KINDS.get(word)
        more = is_plural(match.group()) and word not in several  # "Children" beside one child.
        again = word in own and not more
        if kind is None or again or (word in GENERAL.get(kind, ()) and kind in licensed):
            continue
        before = words[place - 1].group().lower() if place else ""
        after = words[place + 1].group().lower() if place + 1 < len(words) else ""
        other_sense = before in BEFORE or after in AFTER or singular(after) in COLOURS
        clause = CLAUSE_START.split(text[: match.start()])[-1]
        if not other_sense and not NEGATING.search(clause):
            yield match.group().lower()


GENERAL = {
    "people": word_set("person people figure"),
    "animals": word_set("animal bird fish insect"),
    "vehicles": word_set("vehicle"),
    "lettering": word_set("lettering letter text writing typography"),
}
"""Words that only name again what the author named already: "the bird" for a heron."""


def _names(ledger: Ledger, text: str) -> Iterator[str]:
    """Yield names in *text* that the source does not hold: brands, places, persons."""
    if not INNER_CAPITAL.search(text):
        return
    own = {word.lower() for word in WORD.findall(ledger.source)}
    for name in proper_names(ADDRESS.sub(" ", text)):
        words = [word.lower() for word in WORD.findall(name)]
        strange = [word for word in words if word not in own | TITLED and singular(word) not in own]
        if strange and not all(word in ADJECTIVES | COLOURS for word in strange):
            yield name
