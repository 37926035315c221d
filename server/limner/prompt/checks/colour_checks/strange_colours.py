"""Colours of a prompt that its author never named, and what of the author's has them."""

from collections.abc import Iterator

from limner.prompt.checks.colour_checks.attribution import may_be_said_of
from limner.prompt.checks.colour_checks.colour_edits import recoloured
from limner.prompt.checks.colour_checks.lost_colours import is_shade, name_of, own_colours
from limner.prompt.checks.colour_checks.worn_colours import is_of_surface
from limner.prompt.checks.fault import Edit, Fault
from limner.prompt.checks.things import mentions
from limner.prompt.ledger.commitments import Binding, Ledger
from limner.prompt.ledger.language_words import LanguageWords
from limner.prompt.ledger.nouns import same_noun
from limner.prompt.ledger.tokens import Token, tokens
from limner.prompt.ledger.vocabulary import word_set
from limner.prompt.wordnet.categories import is_a
from limner.prompt.wordnet.forms import lemma

SAME = word_set("the this that these those its his her their same identical each both")
"""Words that speak again of what has been named."""

SENTENCE_REACH = 16
"""Words around a noun in which another colour may be meant for it."""


def recoloured_again(
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
    others = [one.noun for one in ledger.colours if not same_noun(one.noun, bound.noun)]
    elsewhere = {n for noun in others for n in mentions(noun, text, ledger.language)}
    is_foreign = colour not in own_colours(ledger, words)
    for place, token in enumerate(every):
        if place == first or name_of(token.lower, words) != colour:
            continue
        before = [n for n in {*worn, *elsewhere} if n < place]
        its_own = bool(before) and max(before) in worn and is_foreign
        if place in on_it or (its_own and is_of_surface(place, every, words)):
            yield from recoloured(bound, every, [place], words)


def strange_beside(
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
            yield Fault("colour", says, tuple(recoloured(bound, every, [n], words)))


def foreign_near(
    named: tuple[int, ...],
    kin: set[int],
    own: set[str],
    every: tuple[Token, ...],
    words: LanguageWords,
) -> int | None:
    """Return the nearest colour in the noun's sentence that the author never named.

    Only one that may be said of the noun, or of its *kin*: what the author names together with it.
    """
    found: list[tuple[int, int]] = []
    for place in named:
        for step in (1, -1):
            n = place
            while 0 <= n + step < len(every) and abs(n + step - place) < SENTENCE_REACH:
                edge = every[n if step > 0 else n - 1].ahead
                if any(mark in edge for mark in ".!?"):
                    break
                n += step
                word = every[n].lower
                strange = word in words.colours and name_of(word, words) not in own
                if strange and may_be_said_of(n, kin, every, words):
                    found.append((abs(n - place), n))
                    break
    return min(found)[1] if found else None


def said_of_kind(
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
