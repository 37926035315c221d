"""Which colour of a prompt stands for one that its author named and that is nowhere in it.

The author's colour may be on no thing ("highlighted in orange"), or on one that the prompt calls
by another name. Another takes its place where it stands in the same list, behind the same
preposition, on the same thing, or is the only strong colour that nobody named.
"""

from collections.abc import Iterator

from limner.prompt.checks.lettering import QUOTED
from limner.prompt.checks.things import is_named_by, mentions
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.english_commitments import BLACK_AND_WHITE, HOURS
from limner.prompt.ledger.language_words import FAMILIES, LanguageWords
from limner.prompt.ledger.names import HEX_COLOUR
from limner.prompt.ledger.shades import foreign_shades
from limner.prompt.ledger.tokens import Token, sentences, tokens
from limner.prompt.ledger.vocabulary import FUNCTION_WORDS, word_set
from limner.prompt.wordnet.table import entry

NEUTRAL = word_set("white black grey cream brown weiß schwarz grau blanc noir gris blanco negro")
PLAIN = frozenset(family.split()[0] for family in FAMILIES) | word_set(
    "navy crimson scarlet gray teal cyan magenta maroon burgundy indigo violet"
)
"""English words that are colours wherever they stand; "snowy" and "cherry" may be things."""

GROUND = word_set("background backdrop ground paper canvas backing page field wall sky studio")
"""What a picture is on, whose colour says little."""

JOINING = word_set("and or with und et y e ou o")

PLACING = word_set("in of")
"""Prepositions before a colour that tell how it is meant: "one in black", "rings of violet"."""

SHADE_WORDS = word_set(
    "sky acid forest midnight royal brick blood steel ash bottle baby neon electric moss emerald "
    "lemon canary mustard powder ice sea ocean navy ruby wine cherry tomato candy hot racing "
    "hunter kelly army duck egg slate gunmetal snow pearl bone jet coal raven"
)
"""Words before a colour that only fit that one: "sky blue", no "sky green"."""


def lost_colours(
    ledger: Ledger, text: str, words: LanguageWords
) -> Iterator[tuple[str, int | None]]:
    """Yield colours named without a thing that are gone, and the place of what stands for each."""
    own = own_colours(ledger, words)
    bound = {name_of(one.colour, words) for one in ledger.colours}
    source = tokens(_without_exclusions(ledger))
    for place, token in enumerate(source):
        name = name_of(token.lower, words)
        if token.text.istitle() and any(token.text in one.split() for one in ledger.names):
            continue  # "A Green Peace ship".
        is_plain = words.language != "en" or token.lower in PLAIN
        if token.lower not in words.colours or not is_plain or name in bound:
            continue
        shades = foreign_shades(words.language).get(name, frozenset())
        if not any(name_of(o.lower, words) == name or o.lower in shades for o in tokens(text)):
            yield token.text, stand_in(place, source, own, text, words)


def _without_exclusions(ledger: Ledger) -> str:
    """Return the author’s words with blanks for what has no colour: quotes, an hour, a medium."""
    text = ledger.source
    for unseen in (QUOTED, BLACK_AND_WHITE, HOURS):
        text = unseen.sub(lambda match: " " * len(match.group()), text)
    for negation in ledger.negations:
        text = text.replace(negation.text, " " * len(negation.text))
    return text


def stand_in(
    place: int, source: tuple[Token, ...], own: set[str], text: str, words: LanguageWords
) -> int | None:
    """Return the place of the colour in *text* that stands for that at *place* of the source."""
    every = tokens(text)
    foreign = _foreign(own, every, words)
    listed = [n for n in foreign if _is_listed(n, every, own, words)]
    if len(listed) == 1 and _is_listed(place, source, own, words):
        return listed[0]
    before = source[place - 1].lower if place else ""
    alike = [n for n in foreign if n and every[n - 1].lower == before]
    if len(alike) == 1 and before in PLACING and words.language == "en":
        return alike[0]
    coded = HEX_COLOUR.match(source[place].ahead.strip()) or source[place].ahead.strip() == "#"
    beside = [n for n in foreign if every[n].ahead.strip() == "#"]
    if coded and len(beside) == 1:
        return beside[0]
    only = only_foreign(own, every, words)
    if only is None and words.language == "en":
        return _near_its_thing(place, source, foreign, text, words)
    return only


def on_a_kind(ledger: Ledger, own: set[str], text: str, words: LanguageWords) -> int | None:
    """Return the one colour that nobody named on something the author named by another word.

    "Purple bananas", of a yellow fruit.
    """
    every = tokens(text)
    nouns = {token.lower for token in tokens(ledger.source) if _is_thing(token)}
    found = [
        n
        for n in _foreign(own, every, words)
        if n + 1 < len(every)
        and every[n].ahead == " "
        and any(is_named_by(noun, every[n + 1]) for noun in nouns)
    ]
    return found[0] if len(found) == 1 else None


def own_colours(ledger: Ledger, words: LanguageWords) -> set[str]:
    """Return all colours that the author names."""
    return {words.colours[t.lower] for t in tokens(ledger.source) if t.lower in words.colours}


def only_foreign(own: set[str], every: tuple[Token, ...], words: LanguageWords) -> int | None:
    """Return the first place of the one strong colour that the author never named, if it is one.

    White, grey and the like are the ground of many pictures, and say little beside it; where
    there is no strong one, that of a ground is passed over.
    """
    found = [(n, words.colours[every[n].lower]) for n in _foreign(own, every, words)]
    strong = [one for one in found if one[1] not in NEUTRAL]
    on_things = [one for one in found if not _is_ground(one[0], every)]
    for some in (strong, found, on_things):
        if len({name for _, name in some}) == 1:
            return some[0][0]
        if some is strong and some:
            return None
    return None


def is_shade(place: int, every: tuple[Token, ...], words: LanguageWords) -> bool:
    """Say whether the colour at *place* belongs to the one behind it: coral red."""
    if place + 1 >= len(every) or every[place].ahead not in (" ", "-"):
        return False
    return {every[place].lower, every[place + 1].lower} <= words.colours.keys()


def name_of(word: str, words: LanguageWords) -> str:
    """Return the colour that a word names, in any form; other words as they are."""
    word = word.lower()
    if word.endswith("s") and word[:-1] in words.colours:
        return words.colours[word[:-1]]
    ending = (name for form, name in words.colours.items() if len(form) > 3 and word.endswith(form))
    return words.colours.get(word) or next(ending, word)


def _foreign(own: set[str], every: tuple[Token, ...], words: LanguageWords) -> list[int]:
    """Return the places of colours that the author never named."""
    return [
        n
        for n, token in enumerate(every)
        if token.lower in words.colours
        and words.colours[token.lower] not in own
        and not is_shade(n, every, words)
    ]


def _is_listed(place: int, every: tuple[Token, ...], own: set[str], words: LanguageWords) -> bool:
    """Say whether the colour at *place* stands in a list with one of the author's colours."""
    for step in (1, -1):
        other = place + step
        joined = False
        if 0 <= other < len(every) and every[other].lower in JOINING:
            other, joined = other + step, True
        if not 0 <= other < len(every):
            continue
        comma = any("," in every[n].ahead for n in range(min(place, other), max(place, other)))
        if (comma or joined) and words.colours.get(every[other].lower, "") in own:
            return True
    return False


def _is_ground(place: int, every: tuple[Token, ...]) -> bool:
    """Say whether a colour is that of a ground: "on white", "a pale grey backdrop"."""
    before = every[place - 1].lower if place else ""
    after = {token.lower for token in every[place + 1 : place + 3]}
    return before in ("on", "against", "off") or bool(after & GROUND)


def _near_its_thing(
    place: int, source: tuple[Token, ...], foreign: list[int], text: str, words: LanguageWords
) -> int | None:
    """Return the one strong foreign colour in the sentence of what the source names before it."""
    every = tokens(text)
    before = next((one for one in source[:place][::-1] if _is_thing(one)), None)
    named = mentions(before.text, text, "en") if before is not None else ()
    bounds = [
        (start, end)
        for start, end in sentences(text)
        if any(start <= every[n].start < end for n in named)
    ]
    near = [
        n
        for n in foreign
        if words.colours[every[n].lower] not in NEUTRAL
        and any(start <= every[n].start < end for start, end in bounds)
    ]
    return near[0] if len(near) == 1 else None


def _is_thing(token: Token) -> bool:
    known = entry(token.lower)
    return (
        len(token.text) > 2
        and token.lower not in FUNCTION_WORDS
        and known is not None
        and known.frequency("noun") >= max(known.frequency("verb"), known.frequency("adjective"))
    )
