"""What an author's words are about: the first thing, what is counted, and who lives."""

import re
from collections.abc import Iterator, Mapping

from limner.patterns import lazy_regex
from limner.prompt.checks.exclusion_checks.denial import is_denied
from limner.prompt.checks.exclusion_checks.excluded_words import PEOPLE
from limner.prompt.checks.subject_checks.occasions import is_occasion
from limner.prompt.checks.subject_checks.picture_uses import kind_shown, without_use
from limner.prompt.checks.subject_checks.seen_nouns import MEDIUM, nouns_seen, word_before
from limner.prompt.checks.things import is_rather_noun
from limner.prompt.kinds.picture_cues import PictureKind
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.language_words import INDEFINITE, language_words
from limner.prompt.ledger.nouns import singular
from limner.prompt.ledger.tokens import tokens
from limner.prompt.ledger.vocabulary import (
    NEWCOMERS,
    word_set,
)
from limner.prompt.wordnet.categories import category, is_a
from limner.prompt.wordnet.head_noun import head, without_frame
from limner.prompt.wordnet.table import entry

LABEL = 3
"""Words before a colon that say what something is for: "game item: a cracked crystal"."""

HOLDING = lazy_regex(
    r"\b(?P<holds>plate|bowl|cup|mug|glass|jar|pot|pan|basket|tray|platter|dish|slice|bag|crate|box"
    r"|bucket|barrel|anatomy|skeleton|model|statue|statuette|figurine|bust|sculpture|silhouette"
    r"|cross-section|carving) of (?!the\b)",
    re.IGNORECASE,
)
"""What holds or forms the subject: "a bowl of congee", "the anatomy of a lobster"."""

SEEN_AS = lazy_regex(r"\bas (?:an?|the|some)?\b(?P<thing>[^,;:.()]+)", re.IGNORECASE)
"""What a notion is to be seen as: "burnout as a candle lit at both ends"."""

AUDIENCE = lazy_regex(r"\bfor (?:the |our |my |all |young )?[a-z]+s\b(?! in\b)", re.IGNORECASE)
"""Whom a graphic is for need not be seen in it: "a map for hikers"."""

PURPOSE = lazy_regex(r"\b(?:used|kept|good|intended|or) for [a-z]+ing\b[^.,;:()]*", re.IGNORECASE)
"""What something is for need not be seen: "a pet for catching mice"."""

BESIDE_NAME = lazy_regex(
    r"(?:\s+\S*\d\S*)?(?:\s*[,;:.(–—]|\s+(?:at|in|on|by|with|and|as|from|of|under|over|above|near|before|behind|beside"
    r"|during|through|across|[a-z]+ing)\b)"
)
"""What stands behind a name that is nobody else's, and behind its number: a comma, a preposition,
what somebody does.
"""

OPENS = lazy_regex(r"\s*(?:an?|one|two|three|four|five|six)\b", re.IGNORECASE)
"""What the subject begins with behind what the picture is: "banner for a museum: one padlock"."""

MOMENTS = word_set(
    "moment momento instant instante augenblick weile rato minute minuto tag jour été hiver "
    "automne printemps soir matin nuit verano invierno otoño primavera noche tarde mañana "
    "sommer winter herbst frühling abend morgen nacht"
)
"""Nouns behind "a" in other languages that say when something is."""

ALONE = word_set("seul seule unique único única solo sola einziger einzige einziges einzigen")
"""What says in other languages that there is but one."""

MARKS = frozenset({"logo", "icon", "poster"})
"""Kinds that are for somebody who need not be seen: "logo for a blacksmith: an anvil"."""

OPEN = frozenset({"abstract", "heading", "prose"})
"""Kinds whose words name nothing that must be seen under its own name."""

GRAPHICS: Mapping[str, frozenset[PictureKind]] = {
    "chart": frozenset({"chart", "diagram"}),
    "diagram": frozenset({"chart", "diagram", "map"}),
    "interface": frozenset({"interface"}),
    "map": frozenset({"diagram", "map"}),
}
"""Kinds that are what the picture is about, and as what else they may be spoken of."""


def subjects(ledger: Ledger) -> tuple[str, ...]:
    """Return the nouns that the author's words are about: the first thing, what counts, who lives.

    In other languages than English it is the first thing with an article, and what they count.
    """
    if ledger.language != "en":
        return tuple(dict.fromkeys(_named_first(ledger)))
    kind = kind_shown(ledger)
    shown = PURPOSE.sub(" ", without_use(ledger.present))
    called, colon, rest = shown.partition(":")
    if colon and (kind in MARKS or len(called.split()) <= LABEL or _names_medium(called, rest)):
        shown = rest
    if kind in MARKS | GRAPHICS.keys():
        shown = AUDIENCE.sub(" ", shown)
    nouns = list(nouns_seen(shown, ledger))
    animals = [noun for noun in nouns if singular(noun) in NEWCOMERS["animals"]]
    living = [*animals, *filter(_is_somebody, nouns)]
    if kind == "prose":
        return tuple(dict.fromkeys(living))
    if kind in OPEN:
        seen_as = SEEN_AS.search(shown) if kind == "abstract" else None
        things = list(nouns_seen(seen_as["thing"], ledger))[:1] if seen_as else []
        return tuple(dict.fromkeys([*things, *animals]))
    sexes = ("male", "female")  # "Two astronauts, one male one female".
    counted = [one.noun for one in ledger.counts if one.noun in nouns and one.noun not in sexes]
    held = HOLDING.search(shown)
    first = nouns[: 2 if held and nouns[:1] == [held["holds"]] else 1]
    if _is_of_a_name(shown, ledger) or _is_of_an_event(shown, nouns):
        first = []
    return tuple(dict.fromkeys([*(_of_its_kind(one, shown) for one in first), *living, *counted]))


def _is_of_a_name(shown: str, ledger: Ledger) -> bool:
    """Say whether words are about somebody or something by name: "a portrait of Ada at a desk".

    A noun that follows a name is what has it: "a Leica camera".
    """
    words = re.sub(r"^\W*(?:the|young|old|little|an?)\b\s*", "", without_frame(shown), flags=re.I)
    name = next((one for one in ledger.names if words.startswith(one)), None)
    after = words[len(name) :] if name else ""
    return name is not None and (not after.strip() or BESIDE_NAME.match(after) is not None)


def _is_of_an_event(shown: str, nouns: list[str]) -> bool:
    """Say whether words are about what happens, which is told by what is seen: a funeral."""
    about = head(shown)
    if about is None or about.noun in nouns:
        return False
    return is_occasion(about.noun)


def _names_medium(called: str, rest: str) -> bool:
    """Say whether a colon stands between what the picture is and what it shows."""
    first = called.split(maxsplit=1)[:1]
    return bool(first) and singular(first[0].lower()) in MEDIUM and OPENS.match(rest) is not None


def _is_somebody(noun: str) -> bool:
    """Say whether *noun* is who does something in its usual sense: a farmhand, no cog."""
    base = singular(noun)
    if base in ("male", "female"):
        return False
    known = entry(base)
    is_usual = known is not None and known.frequency("noun") > 0 and is_rather_noun(base)
    return base in NEWCOMERS["people"] or (is_usual and category(base) in PEOPLE)


def _of_its_kind(noun: str, text: str) -> str:
    """Return the word before *noun* where that is a kind of it: the oak of an oak tree."""
    before = word_before(noun, text)
    return before if before and is_a(before.lower(), singular(noun)) else noun


def seen_nouns(ledger: Ledger) -> tuple[str, ...]:
    """Return the English nouns of a description that can be seen, in its order."""
    return tuple(dict.fromkeys(nouns_seen(without_use(ledger.present), ledger)))


def _named_first(ledger: Ledger) -> Iterator[str]:
    """Yield what another language's words are about: its first "a …", and what they count."""
    words = language_words(ledger.language)
    if words is None:
        return
    every = tokens(ledger.source)
    literal = " ".join([*ledger.quotes, *ledger.names]).lower()
    for place, token in enumerate(every[1:], 1):
        if every[place - 1].lower not in INDEFINITE or len(token.text) < 3:
            continue
        if token.lower in {*words.colours, *words.numbers, *MOMENTS, *ALONE}:
            continue
        if token.lower in literal:
            continue
        if not is_denied(place, every, words):
            yield token.text
            break
    yield from (count.noun for count in ledger.counts[:1])
