"""Which side of a picture, or of something else, a description puts a thing on."""

from collections.abc import Iterator, Sequence

from limner.prompt.ledger.commitments import Side
from limner.prompt.ledger.language_words import INDEFINITE, LanguageWords
from limner.prompt.ledger.tokens import ARTICLES, Token, tokens
from limner.prompt.ledger.vocabulary import VERBS, word_set

OPPOSITE = {"left": "right", "right": "left"}

REACH = 6
"""Words between a side and the thing that stands there."""

BEFORE = word_set(
    "pointing facing looking turned faces looks points turns face faced look point turn turning "
    "gaze gazes gazing aim aims aimed aiming glance glances glancing head heads heading moving "
    "moves running runs driving drives riding rides walking walks bound sits stands the its his "
    "her their our to on at upper lower far top bottom extreme from"
)
AFTER = word_set(
    "of side hand edge corner half third shoulder arm eye ear foot leg knee wing cheek "
    "eyebrow brow hip thigh elbow wrist ankle temple sleeve glove shoe boot paw hoof fin claw page "
    "lapel column panel pane"
)
"""English words that make "left" and "right" a side: "the letter she left" is none."""

NEAR = 12
"""Words around a side among which the other one, or the middle, stands in a list."""

MIDDLE = word_set("middle centre center")
"""What stands between two sides: "sidebar left, content in the middle"."""

OF = word_set("of de d du des von vom van di da del della do")
PREPOSITIONS = word_set(
    "que qui dass wo où donde there hay on at to from in the its his her their a an à la au auf "
    "der die zur am"
)


def sides(text: str, language: LanguageWords) -> Iterator[Side]:
    """Yield where *text* puts things: left and right only, in its own order."""
    every = tokens(text)
    for place, token in enumerate(every):
        name = side_at(place, every, language)
        if not name:
            continue
        after = every[place + 1] if place + 1 < len(every) and not token.ends_clause else None
        after_side = after is not None and after.lower in ("side", "hand", "edge")
        behind = place + 2 if after_side else place + 1
        of = behind < len(every) and every[behind].lower in OF and "," not in token.ahead
        beside = _noun_after(behind + 1, every, language) if of else None
        thing = _noun_before(place, every, language)
        if thing is None and beside is None:
            thing = _noun_introduced(place + 2 if after_side else place + 1, every, language)
        places = [one for one in (place, thing, beside) if one is not None]
        first, last = min(places), max(places)
        yield Side(
            name,
            every[thing].text if thing is not None else "",
            every[beside].text if beside is not None else "",
            text[every[first].start : every[last].end],
        )


def side_at(place: int, every: Sequence[Token], language: LanguageWords) -> str:
    """Return ``left`` or ``right`` for a word that names a side, else ``""``."""
    lower = every[place].lower
    name = "left" if lower in language.left else "right" if lower in language.right else ""
    if lower not in ("left", "right"):
        return name
    before = every[place - 1].lower if place else ""
    after = every[place + 1].lower if place + 1 < len(every) else ""
    owned = before.endswith(("'s", "’s"))
    told = owned or before in BEFORE or after in AFTER or not place
    return name if told or _closes_a_list(place, every) else ""


def _closes_a_list(place: int, every: Sequence[Token]) -> bool:
    """Say whether both sides stand behind their things alone: "cat left, typewriter right"."""
    if not _ends(place, every):
        return False
    around = range(max(0, place - NEAR), min(len(every), place + NEAR))
    closing = {every[n].lower for n in around if _ends(n, every)}
    return OPPOSITE.keys() <= closing or any(every[n].lower in MIDDLE for n in around)


def _ends(place: int, every: Sequence[Token]) -> bool:
    """Say whether a comma, the end of a clause or "in" stands behind the word at *place*."""
    if place + 1 < len(every) and every[place + 1].lower in ("in", "with", "as"):
        return True  # "Own bubbles right in blue, others left in grey".
    return "," in every[place].ahead or every[place].ends_clause or place + 1 == len(every)


def _noun_before(place: int, every: Sequence[Token], language: LanguageWords) -> int | None:
    """Return the place of the nearest noun before a side: the words between are small."""
    for earlier in range(place - 1, max(-1, place - REACH - 1), -1):
        token = every[earlier]
        if token.ends_clause or "," in token.ahead or token.text.isdigit():
            return None
        small = token.lower in language.small | PREPOSITIONS or token.lower in VERBS
        small = small or (token.lower in language.colours and not language.adjective_first)
        if not small and token.lower not in ("seen", "sitting", "standing", "placed"):
            return earlier
    return None


def _noun_introduced(place: int, every: Sequence[Token], language: LanguageWords) -> int | None:
    """Return the place of the noun behind a side and an article: "left a cat, right a dog"."""
    if place + 1 >= len(every) or every[place - 1].ends_clause:
        return None
    if every[place].lower not in INDEFINITE | ARTICLES:
        return None
    return _noun_after(place + 1, every, language)


def _noun_after(place: int, every: Sequence[Token], language: LanguageWords) -> int | None:
    """Return the place of the head of the phrase behind "of"."""
    head = None
    for later in range(place, min(len(every), place + REACH)):
        token = every[later]
        if token.lower not in language.small:
            head = later
            if not language.adjective_first:
                return head
        elif head is not None:
            return head
        if token.ends_clause or "," in token.ahead:
            return head
    return head
