"""Whether each thing in a prompt has the colour that its author gave it."""

from collections.abc import Iterator
from itertools import chain

from limner.prompt.checks.colour_checks.colour_edits import coloured, metal_before, recoloured
from limner.prompt.checks.colour_checks.foreign_colours import (
    ending_like,
    foreign_colour_faults,
)
from limner.prompt.checks.colour_checks.free_colours import is_free
from limner.prompt.checks.colour_checks.lost_colours import (
    lost_colours,
    name_of,
    on_a_kind,
    only_foreign,
    own_colours,
)
from limner.prompt.checks.colour_checks.strange_colours import (
    foreign_near,
    recoloured_again,
    said_of_kind,
    strange_beside,
)
from limner.prompt.checks.colour_checks.told_otherwise import (
    is_in_another_word,
    is_told_by_hair,
    is_told_by_shade,
)
from limner.prompt.checks.colour_checks.worn_colours import is_modifier, worn_by
from limner.prompt.checks.fault import Edit, Fault
from limner.prompt.checks.things import mentions
from limner.prompt.ledger.commitments import Binding, Ledger
from limner.prompt.ledger.language_words import LanguageWords, language_words
from limner.prompt.ledger.nouns import same_noun
from limner.prompt.ledger.tokens import tokens


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
    check = _colour if ledger.language == "en" else foreign_colour_faults
    for bound in dict.fromkeys(ledger.colours):
        for finding in check(bound, ledger, text, words):
            if not {edit.start for edit in finding.edits} & done:
                done |= {edit.start for edit in finding.edits}
                yield finding
    for colour, place in lost_colours(ledger, text, words):
        every = tokens(text)
        if place is not None and every[place].start not in done:
            same = [n for n, token in enumerate(every) if token.lower == every[place].lower]
            edits: list[Edit] = []
            for n in same:
                said = ending_like(colour.lower(), every[n].lower, words)
                edits += recoloured(Binding(said, ""), every, [n], words)
            yield Fault("colour", f"missing: {colour}", tuple(edits))


def _colour(bound: Binding, ledger: Ledger, text: str, words: LanguageWords) -> Iterator[Fault]:
    """Yield what is wrong with one colour in English."""
    every = tokens(text)
    wanted = name_of(bound.colour, words)
    meant = {
        name_of(one.colour, words) for one in ledger.colours if same_noun(one.noun, bound.noun)
    }
    named = mentions(bound.noun, text, ledger.language)
    heads = [n for n in named if not is_modifier(n, every, words)]
    # "Fan motifs in gold" are golden fans, where no fan is named by itself.
    told = heads or [n + 1 for n in named]
    worn = {place: worn_by(place, every, words) for place in told}
    own = own_colours(ledger, words)
    if any(name_of(every[n].lower, words) == wanted for places in worn.values() for n in places):
        yield from strange_beside(bound, meant, worn, own, every, words)
        return
    says = f"wrong colour: {bound.colour} {bound.noun}"
    on_it = {n for places in worn.values() for n in places}
    if is_told_by_hair(bound, wanted, every):
        return
    if is_told_by_shade(wanted, {*named, *told}, on_it, every, words):
        return
    if is_in_another_word(bound, wanted, named, ledger, text, words):
        return
    free = is_free(wanted, bound, ledger, text, words)
    said = is_free(wanted, bound, ledger, text, words, in_palette=False)
    for places in worn.values():
        strange = [n for n in places if name_of(every[n].lower, words) not in meant]
        foreign = [n for n in strange if name_of(every[n].lower, words) not in own]
        if foreign or (strange and not said and len(meant) == 1):
            again = recoloured_again((foreign or strange)[0], bound, ledger, worn, text, words)
            edits = chain(recoloured(bound, every, (foreign or strange), words), again)
            yield Fault("colour", says, tuple(dict.fromkeys(edits)))
            return
    if free:
        return
    near = only_foreign(own, every, words) if not named else None
    if named:
        kin = {*named, *_kin(bound, ledger, text)}
        near = foreign_near(named, kin, own, every, words)
    if near is None and not named:
        near = on_a_kind(ledger, own, text, words)
    if near is None:
        near = said_of_kind(bound, own, every, words)
    first = next(iter(named), None)
    says = f"missing: {bound.colour} {bound.noun}"
    if near is not None:
        again = recoloured_again(near, bound, ledger, worn, text, words) if named else iter(())
        edits = chain(recoloured(bound, every, [near], words), again)
        yield Fault("colour", says, tuple(dict.fromkeys(edits)))
    elif first in worn and len(meant) == 1 and not worn[first]:
        metal = metal_before(bound, first, every)
        yield Fault("colour", says, (metal or coloured(bound, every, first, words),))
    elif not any(worn.values()):
        yield Fault("colour", says, clause=f"{bound.colour} {bound.noun}")


def _kin(bound: Binding, ledger: Ledger, text: str) -> Iterator[int]:
    """Yield where *text* names what stands between a colour and its noun: "red wax seal"."""
    source = tokens(ledger.source)
    first = next((n for n, one in enumerate(source) if one.lower == bound.colour), len(source))
    last = next((n for n in range(first, len(source)) if source[n].text == bound.noun), first)
    for token in source[first + 1 : last]:
        if token.ahead in (" ", "-") and len(token.text) > 2:
            yield from mentions(token.text, text, ledger.language)
