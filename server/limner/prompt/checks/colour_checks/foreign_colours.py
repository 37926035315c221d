"""Whether a thing has the colour of its author in a prompt of another language than English."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from limner.patterns import lazy_regex
from limner.prompt.checks.colour_checks.attribution import may_be_said_of
from limner.prompt.checks.colour_checks.colour_edits import recoloured
from limner.prompt.checks.colour_checks.free_colours import is_free
from limner.prompt.checks.colour_checks.lost_colours import (
    name_of,
    only_foreign,
    own_colours,
)
from limner.prompt.checks.colour_checks.worn_colours import LINKING, worn_by
from limner.prompt.checks.fault import Edit, Fault
from limner.prompt.checks.things import mentions
from limner.prompt.ledger.commitments import Binding, Ledger
from limner.prompt.ledger.language_words import LanguageWords
from limner.prompt.ledger.nouns import same_noun
from limner.prompt.ledger.shades import foreign_shades
from limner.prompt.ledger.tokens import Token, tokens
from limner.prompt.ledger.vocabulary import word_set

TINTS = word_set(
    "couleur teinte ton tons nuance color colores tono tonos matiz colore colori tonalità tinta "
    "tinte sfumatura en in de d di"
)
"""What stands before a shade or a colour that is meant as a noun: "color rubino", "en rouge"."""

MASCULINE = word_set("vernis tissu pelage plumage barniz pelaje plumaje tejido pelo piumaggio")
FEMININE = word_set(
    "peinture peau fourrure carrosserie pintura piel carrocería tela vernice pelle pelliccia "
    "carrozzeria stoffa"
)
"""What has the colour of the whole thing: "avec sa peinture bleue"."""

GROUND = word_set("fond arrière-plan hintergrund fondo sfondo achtergrond untergrund")
"""What a picture is on, which is seldom named again."""

PARTICIPLE = lazy_regex(r"\w{2,}(?:[aiu]d[oa]s?|ée?s?|[aiu]t[oaie])$")
ONE = word_set("un uno")
GERMAN_ENDINGS = ("en", "em", "er", "es", "e")
NUMBERS = (("l", "les"), ("", "s"))
"""How an adjective of French or Spanish ends for one and for several."""


def foreign_colour_faults(
    bound: Binding, ledger: Ledger, text: str, words: LanguageWords
) -> Iterator[Fault]:
    """Yield another colour than *bound* on its own noun, or the loss of it.

    The colour of another thing is never written over.
    """
    every = tokens(text)
    wanted = name_of(bound.colour, words)
    own = own_colours(ledger, words)
    meant = {
        name_of(one.colour, words) for one in ledger.colours if same_noun(one.noun, bound.noun)
    }
    named = mentions(bound.noun, text, ledger.language)
    known = _with_shades(wanted, own, every, words)
    worn = {place: worn_by(place, every, known) for place in named}
    if any(name_of(every[n].lower, known) == wanted for places in worn.values() for n in places):
        return
    free = is_free(wanted, bound, ledger, text, words)
    edits: list[Edit] = []
    for place, places in worn.items():
        strange = [
            n
            for n in places
            if name_of(every[n].lower, known) not in meant
            and (n == place + 1 or name_of(every[n].lower, words) in words.colours)
            and may_be_said_of(n, named, every, words)
        ]
        foreign = [n for n in strange if name_of(every[n].lower, known) not in own]
        if foreign or (strange and not free and len(meant) == 1):
            first = (foreign or strange)[0]
            said = replace(bound, colour=_form(bound, first, every[place], every, words))
            edits += recoloured(said, every, foreign or strange, known)
    ordered = (bound.colour, bound.noun) if words.adjective_first else (bound.noun, bound.colour)
    says = " ".join(ordered)
    if edits:
        yield Fault("colour", f"wrong colour: {says}", tuple(dict.fromkeys(edits)))
    elif not free and not _is_told_by_shade(wanted, named, every, words):
        yield from _lost(bound, says, named, any(worn.values()), own, every, words)


def ending_like(colour: str, replaced: str, words: LanguageWords) -> str:
    """Return a German *colour* with the ending of what it stands for: "ein roter", "grauer"."""
    if words.language != "de":
        return colour
    ending = next((one for one in GERMAN_ENDINGS if replaced.endswith(one)), "")
    form = name_of(colour, words) + ending
    return form if form in words.colours else colour


def _lost(
    bound: Binding,
    says: str,
    named: tuple[int, ...],
    is_coloured: bool,
    own: set[str],
    every: tuple[Token, ...],
    words: LanguageWords,
) -> Iterator[Fault]:
    """Yield a colour that stands nowhere; one told as a noun is in its place: "d'un vert"."""
    place = None
    if named and not words.adjective_first:
        strange = (
            n
            for n, token in enumerate(every)
            if token.lower in words.colours and name_of(token.lower, words) not in own
        )
        place = next((n for n in strange if _is_said_of(n, named, every, words)), None)
    elif bound.noun.lower() in GROUND:
        place = only_foreign(own, every, words)
    if place is not None:
        said = replace(bound, colour=_form(bound, place, every[place - 1], every, words))
        yield Fault("colour", f"missing: {says}", tuple(recoloured(said, every, [place], words)))
    elif not is_coloured:
        yield Fault("colour", f"missing: {says}", clause=says)


def _with_shades(
    wanted: str, own: set[str], every: tuple[Token, ...], words: LanguageWords
) -> LanguageWords:
    """Return *words* with shades and compounds as colours; one that may be *wanted* is that.

    Unless it is another colour of the author's.
    """
    rows = foreign_shades(words.language)
    shades = {shade: colour for colour, row in rows.items() for shade in row}
    right = {shade: wanted for shade in rows.get(wanted, ()) if words.colours.get(shade) not in own}
    compounds = {
        token.lower: name_of(token.lower, words)
        for token in every
        if token.text.islower() and words.language == "de"
    }
    compounds = {word: name for word, name in compounds.items() if name != word}
    return replace(words, colours={**compounds, **shades, **words.colours, **right})


def _is_told_by_shade(
    wanted: str, named: Collection[int], every: tuple[Token, ...], words: LanguageWords
) -> bool:
    """Say whether a shade of the colour may be said of the thing, rather than be a thing: snow."""
    shades = foreign_shades(words.language).get(wanted, frozenset())
    for n, token in enumerate(every):
        if token.lower not in shades or not may_be_said_of(n, named, every, words):
            continue
        before = every[n - 1].lower if n else ""
        if words.adjective_first or before not in words.small or every[n - 1].ahead.strip(" '’"):
            return True
        if _is_said_of(n, named, every, words):
            return True
    return False


def _is_said_of(
    place: int, things: Collection[int], every: tuple[Token, ...], words: LanguageWords
) -> bool:
    """Say whether no other word than of grammar stands between a thing and a colour behind it.

    "La puerta de madera está pintada de azul", "le ciel, d'un vert sombre".
    """
    if place and every[place - 1].lower in MASCULINE | FEMININE:
        between = every[max((n for n in things if n < place), default=place) : place]
        return bool(between) and not any(token.ends_clause for token in between)
    passed = words.small | LINKING | TINTS | words.colours.keys()
    for n in range(place - 1, -1, -1):
        if every[n].ends_clause:
            return False
        if n in things:
            return n != place - 1 or every[n].ahead == " "
        made = n > 1 and every[n - 1].lower in ("de", "d", "di") and n - 2 in things
        if not (made or every[n].lower in passed or PARTICIPLE.match(every[n].lower)):
            return False
    return False


def _form(
    bound: Binding, place: int, noun: Token, every: tuple[Token, ...], words: LanguageWords
) -> str:
    """Return the author's colour in the form that it takes at *place* of the prompt."""
    if words.adjective_first:
        return ending_like(bound.colour, every[place].lower, words)
    name = name_of(bound.colour, words)
    before = every[place - 1].lower if place else ""
    if before in TINTS | ONE | MASCULINE:
        return name
    if before in FEMININE:
        stem = name.rstrip("eo")
        feminine = (f"{stem}{ending}" for ending in ("a", "e", "he", "te"))
        return next((one for one in feminine if one in words.colours), name)
    if noun.lower == bound.noun.lower() or words.language == "it":
        return bound.colour
    is_plural = noun.lower.endswith("s")
    for one, several in NUMBERS:
        old, new = (one, several) if is_plural else (several, one)
        form = bound.colour.removesuffix(old) + new
        if bound.colour.endswith(old) and form in words.colours:
            return form
    return bound.colour
