"""Whether each thing in a prompt has the colour that its author gave it."""

import re
from collections.abc import Iterator
from itertools import chain

from limner.prompt.checks.fault import Edit, Fault
from limner.prompt.checks.lost_colours import (
    is_shade,
    lost_colours,
    name_of,
    on_a_kind,
    only_foreign,
    own_colours,
)
from limner.prompt.checks.things import mentions
from limner.prompt.checks.worn_colours import REACH, is_modifier, is_of_surface, worn_by
from limner.prompt.ledger.commitments import Binding, Ledger
from limner.prompt.ledger.language_words import LanguageWords, language_words
from limner.prompt.ledger.nouns import is_plural, singular
from limner.prompt.ledger.tokens import Token, cased_like, indefinite_article, tokens
from limner.prompt.ledger.vocabulary import word_set
from limner.prompt.wordnet.categories import is_a
from limner.prompt.wordnet.forms import lemma

SAME = word_set("the this that these those its his her their same identical each both")
"""Words that speak again of what has been named."""

SHADES = word_set(
    "sky acid forest midnight royal brick blood steel ash bottle baby neon electric moss emerald "
    "lemon canary mustard powder ice sea ocean navy ruby wine cherry tomato candy hot racing "
    "hunter kelly army duck egg slate gunmetal snow pearl bone jet coal raven"
)
"""Words before a colour that only fit that one: "sky blue", no "sky green"."""

HAIR = word_set("hair braid braids beard moustache curls ponytail plaits locks fringe eyebrows")
HAIR_COLOURS = {
    "red": word_set("copper auburn ginger titian russet rust strawberry carrot flame fiery"),
    "blonde": word_set("golden straw flaxen fair honey sandy platinum wheat corn sand gold yellow"),
    "brown": word_set("chestnut brunette mousy hazel walnut auburn"),
    "gray": word_set("silver silvery ash steel salt"),
    "white": word_set("silver silvery snowy"),
    "black": word_set("raven dark jet"),
}
"""What else hair of a colour is called."""

SENTENCE_REACH = 16
"""Words around a noun in which another colour may be meant for it."""


def colour_faults(ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield what is wrong with the colours of things in *text*.

    A shade of a colour is that colour. A colour is wrong where it stands on its thing and the
    right one stands nowhere, or on another thing of the author's; or where the author's colour is
    gone and another, which the author never named, stands near its thing.
    """
    words = language_words(ledger.language)
    if words is None:
        return
    done: set[int] = set()
    for bound in dict.fromkeys(ledger.colours):
        for finding in _colour(bound, ledger, text, words):
            if not {edit.start for edit in finding.edits} & done:
                done |= {edit.start for edit in finding.edits}
                yield finding
    for colour, place in lost_colours(ledger, text, words):
        every = tokens(text)
        if place is not None and every[place].start not in done:
            same = [n for n, token in enumerate(every) if token.lower == every[place].lower]
            bound = Binding(colour.lower(), "")
            edits = [edit for n in same for edit in _recoloured(bound, every, [n], words)]
            yield Fault("colour", f"missing: {colour}", tuple(edits))


def _colour(bound: Binding, ledger: Ledger, text: str, words: LanguageWords) -> Iterator[Fault]:
    every = tokens(text)
    wanted = name_of(bound.colour, words)
    meant = {
        name_of(one.colour, words) for one in ledger.colours if _same_noun(one.noun, bound.noun)
    }
    named = mentions(bound.noun, text, ledger.language)
    heads = [n for n in named if not is_modifier(n, every, words)]
    # "Fan motifs in gold" are golden fans, where no fan is named by itself.
    told = heads or [n + 1 for n in named]
    worn = {place: worn_by(place, every, words) for place in told}
    own = own_colours(ledger, words)
    if any(name_of(every[n].lower, words) == wanted for places in worn.values() for n in places):
        yield from _strange_beside(bound, meant, worn, own, every, words)
        return
    says = f"wrong colour: {bound.colour} {bound.noun}"
    if ledger.language == "en" and _is_told_by_hair(bound, wanted, every):
        return
    if ledger.language == "en" and _is_in_another_word(bound, wanted, named, ledger, text, words):
        return
    free = _is_free(wanted, bound, ledger, text, words)
    for places in worn.values():
        strange = [n for n in places if name_of(every[n].lower, words) not in meant]
        foreign = [n for n in strange if name_of(every[n].lower, words) not in own]
        if foreign or (strange and not free and len(meant) == 1):
            again = _again((foreign or strange)[0], bound, ledger, worn, text, words)
            edits = chain(_recoloured(bound, every, (foreign or strange), words), again)
            yield Fault("colour", says, tuple(dict.fromkeys(edits)))
            return
    if free:
        return
    near = _foreign_near(named, own, every, words) if named else only_foreign(own, every, words)
    if near is None and not named and ledger.language == "en":
        near = on_a_kind(ledger, own, text, words)
    if near is None and ledger.language == "en":
        near = _said_of_kind(bound, own, every, words)
    first = next(iter(named), None)
    says = f"missing: {bound.colour} {bound.noun}"
    if near is not None:
        again = _again(near, bound, ledger, worn, text, words) if named else iter(())
        edits = chain(_recoloured(bound, every, [near], words), again)
        yield Fault("colour", says, tuple(dict.fromkeys(edits)))
    elif first in worn and ledger.language == "en" and len(meant) == 1 and not worn[first]:
        yield Fault("colour", says, (_coloured(bound, every, first, words),))
    elif not any(worn.values()):
        yield Fault("colour", says, clause=f"{bound.colour} {bound.noun}")


def _is_told_by_hair(bound: Binding, wanted: str, every: tuple[Token, ...]) -> bool:
    """Say whether hair is told by what hair of its colour is called: copper braids, of red hair."""
    said = [token.lower.replace("grey", "gray") for token in every]
    names = HAIR_COLOURS.get(wanted.replace("grey", "gray"), frozenset())
    if bound.noun.lower() not in HAIR and wanted != "blonde":
        return False
    return any(
        word in names and HAIR & set(said[place + 1 : place + 4]) for place, word in enumerate(said)
    )


def _said_of_kind(
    bound: Binding, own: set[str], every: tuple[Token, ...], words: LanguageWords
) -> int | None:
    """Return the place of a colour nobody named that is said of the thing: "the bird is blue"."""
    base = lemma(bound.noun.lower(), ("noun",))
    for place, token in enumerate(every):
        after = [one.lower for one in every[place + 1 : place + 4]]
        if not after or after[0] not in ("is", "are") or not place:
            continue
        if every[place - 1].lower not in ("the", "this", "its"):
            continue
        kind = lemma(token.lower, ("noun",))
        if kind != base and not is_a(base, kind):
            continue
        for step, word in enumerate(after[1:], 2):
            if word in words.colours and name_of(word, words) not in own:
                return place + step
    return None


def _is_in_another_word(
    bound: Binding,
    wanted: str,
    named: tuple[int, ...],
    ledger: Ledger,
    text: str,
    words: LanguageWords,
) -> bool:
    """Say whether a word near the thing holds its colour, or what it is described by has it.

    "Whitewashed", of a white wall; "a plant in a blue pot", of a blue potted plant.
    """
    every, source = tokens(text), tokens(ledger.source)
    near = {n for place in named for n in range(max(0, place - REACH), place + REACH)}
    held = (every[n].lower for n in near if n < len(every))
    made = re.compile(rf"{re.escape(bound.colour)}[a-z]?(?:ish|washed|en|ened|tinted)")
    if any(made.fullmatch(word) for word in held):
        return True
    first = next((n for n, one in enumerate(source) if one.lower == bound.colour), len(source))
    last = next((n for n in range(first, len(source)) if source[n].text == bound.noun), first)
    described = [one.lower for one in source[first + 1 : last] if one.lower.endswith("ed")]
    return any(
        name_of(every[n].lower, words) == wanted
        for word in described
        for place in mentions(lemma(word, ("verb",)), text, "en")
        for n in worn_by(place, every, words)
    )


def _again(
    first: int,
    bound: Binding,
    ledger: Ledger,
    worn: dict[int, list[int]],
    text: str,
    words: LanguageWords,
) -> Iterator[Edit]:
    """Yield what recolours the thing where it has the wrong colour at *first* once more.

    That is where the colour stands on the thing, or, if the author gives it to nothing, on a
    surface of what was named last.
    """
    every = tokens(text)
    colour = name_of(every[first].lower, words)
    on_it = {place for places in worn.values() for place in places}
    others = [one.noun for one in ledger.colours if not _same_noun(one.noun, bound.noun)]
    elsewhere = {n for noun in others for n in mentions(noun, text, ledger.language)}
    is_foreign = colour not in own_colours(ledger, words)
    for place, token in enumerate(every):
        if place == first or name_of(token.lower, words) != colour:
            continue
        before = [n for n in {*worn, *elsewhere} if n < place]
        its_own = bool(before) and max(before) in worn and is_foreign
        if place in on_it or (its_own and is_of_surface(place, every, words)):
            yield from _recoloured(bound, every, [place], words)


def _strange_beside(
    bound: Binding,
    meant: set[str],
    worn: dict[int, list[int]],
    own: set[str],
    every: tuple[Token, ...],
    words: LanguageWords,
) -> Iterator[Fault]:
    """Yield a colour that nobody named, right before a thing that has its own elsewhere.

    Only under the same article: another red plate may be blue, "the purple plate" may not.
    """
    for place, places in worn.items():
        n = place - 1
        strange = n in places and name_of(every[n].lower, words) not in own | meant
        if not strange or n == 0 or every[n].ahead != " " or is_shade(n - 1, every, words):
            continue
        definite = any(token.lower in SAME for token in every[max(0, n - 2) : n])
        if definite and len(meant) == 1:
            says = f"wrong colour: {bound.colour} {bound.noun}"
            yield Fault("colour", says, tuple(_recoloured(bound, every, [n], words)))


def _foreign_near(
    named: tuple[int, ...], own: set[str], every: tuple[Token, ...], words: LanguageWords
) -> int | None:
    """Return the nearest colour in the noun's sentence that the author never named."""
    found: list[tuple[int, int]] = []
    for place in named:
        for step in (1, -1):
            n = place
            while 0 <= n + step < len(every) and abs(n + step - place) < SENTENCE_REACH:
                edge = every[n if step > 0 else n - 1].ahead
                if any(mark in edge for mark in ".!?"):
                    break
                n += step
                if every[n].lower in words.colours and name_of(every[n].lower, words) not in own:
                    found.append((abs(n - place), n))
                    break
    return min(found)[1] if found else None


def _same_noun(one: str, other: str) -> bool:
    return singular(one) == singular(other)


def _is_free(wanted: str, bound: Binding, ledger: Ledger, text: str, words: LanguageWords) -> bool:
    """Say whether the colour stands in *text* on nothing else that the author coloured."""
    every = tokens(text)
    taken: set[int] = set()
    for other in ledger.colours:
        if not _same_noun(other.noun, bound.noun):
            for place in mentions(other.noun, text, ledger.language):
                taken |= set(worn_by(place, every, words))
    return any(
        name_of(token.lower, words) == wanted and place not in taken
        for place, token in enumerate(every)
    )


def _recoloured(
    bound: Binding, every: tuple[Token, ...], places: list[int], words: LanguageWords
) -> Iterator[Edit]:
    """Yield the edits that put the author's colour in place of the first of *places*.

    A colour in two words, "cobalt-blue", is one; so is the second of "red and white".
    """
    first = places[0]
    last = first
    while first and is_shade(first - 1, every, words):
        first -= 1
    while last + 1 < len(every) and every[last + 1].lower in words.colours:
        if every[last].ahead not in (" ", "-"):
            break
        last += 1
    before = every[first - 1] if first and every[first - 1].ahead in (" ", "-") else None
    if before is not None and before.lower in SHADES:
        first -= 1  # "Sky blue" is one colour.
    token = every[first]
    yield Edit(token.start, every[last].end, cased_like(bound.colour, token.text))
    for place in places[1:]:
        if place == last + 2 and every[place - 1].lower in ("and", "und", "y", "et"):
            yield Edit(every[last].end, every[place].end, "")


def _coloured(bound: Binding, every: tuple[Token, ...], place: int, words: LanguageWords) -> Edit:
    """Return the edit that gives the noun at *place* its colour, at its phrase's beginning."""
    first = place
    for earlier in range(place - 1, max(-1, place - 4), -1):
        token = every[earlier]
        if token.ends_clause or "," in token.ahead:
            break
        if token.lower in words.small or token.lower in words.numbers:
            first = earlier + 1
            break
    token = every[first]
    before = every[first - 1] if first else None
    if before is not None and before.lower in ("a", "an"):
        article = cased_like(indefinite_article(bound.colour), before.text)
        return Edit(before.start, token.start, f"{article}{before.ahead}{bound.colour} ")
    if first == 0 and is_plural(token.text) and token.text[:1].isupper():
        return Edit(0, token.end, f"{bound.colour.capitalize()} {token.text.lower()}")
    return Edit(token.start, token.start, f"{bound.colour} ")
