"""Whether each thing in a prompt has the colour that its author gave it."""

from collections.abc import Iterator

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
from limner.prompt.ledger.commitments import Binding, Ledger
from limner.prompt.ledger.language_words import LanguageWords, language_words
from limner.prompt.ledger.nouns import is_plural, singular
from limner.prompt.ledger.tokens import ARTICLES, Token, cased_like, tokens
from limner.prompt.ledger.vocabulary import word_set

REACH = 5
"""Words between a colour and its noun."""

LINKING = word_set(
    "is are was were painted coloured colored dyed glows gleams stays ist sind war est sont es son "
    "è sono é são in im"
)
ADVERBS = word_set(
    "a an deep deeply solid bright brightly pale dark light all entirely very so glowing rich "
    "vivid "
    "soft kräftigem tiefem hellem"
)
SAME = word_set("the this that these those its his her their same identical each both")
"""Words that speak again of what has been named."""

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
    worn = {place: _worn(place, every, words) for place in named}
    own = own_colours(ledger, words)
    if any(name_of(every[n].lower, words) == wanted for places in worn.values() for n in places):
        yield from _strange_beside(bound, meant, worn, own, every, words)
        return
    says = f"wrong colour: {bound.colour} {bound.noun}"
    free = _is_free(wanted, bound, ledger, text, words)
    for places in worn.values():
        strange = [n for n in places if name_of(every[n].lower, words) not in meant]
        foreign = [n for n in strange if name_of(every[n].lower, words) not in own]
        if foreign or (strange and not free and len(meant) == 1):
            yield Fault(
                "colour", says, tuple(_recoloured(bound, every, (foreign or strange), words))
            )
            return
    if free:
        return
    near = _foreign_near(named, own, every, words) if named else only_foreign(own, every, words)
    if near is None and not named and ledger.language == "en":
        near = on_a_kind(ledger, own, text, words)
    first = next(iter(named), None)
    says = f"missing: {bound.colour} {bound.noun}"
    if near is not None:
        yield Fault("colour", says, tuple(_recoloured(bound, every, [near], words)))
    elif first is not None and ledger.language == "en" and len(meant) == 1 and not worn[first]:
        yield Fault("colour", says, (_coloured(bound, every, first, words),))
    elif not any(worn.values()):
        yield Fault("colour", says, clause=f"{bound.colour} {bound.noun}")


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


def _worn(place: int, every: tuple[Token, ...], words: LanguageWords) -> list[int]:
    """Return the places of the colours that the noun at *place* has: before it, or behind."""
    found: list[int] = []
    for earlier in range(place - 1, max(-1, place - REACH - 1), -1):
        token = every[earlier]
        if token.ends_clause:
            break
        if token.lower in words.colours:
            found.append(earlier)
        elif (token.lower in words.small and token.lower not in ("and", "und", "en")) or (
            token.lower in ("and", "und", "en") and earlier + 1 not in found
        ):
            break
    if not found or not words.adjective_first:
        found += _behind(place, every, words)
    return sorted(found)


def _behind(place: int, every: tuple[Token, ...], words: LanguageWords) -> Iterator[int]:
    """Yield colours behind a noun: "the door is painted red", "chats noirs"."""
    if place + 1 < len(every) and not words.adjective_first and not every[place].ends_clause:
        for later in (place + 1, place + 2, place + 3):
            if later >= len(every) or "," in every[later - 1].ahead or every[later - 1].ends_clause:
                break
            if every[later].lower in words.colours:
                yield later
                return
            if every[later].lower in words.small - {"de", "d", "un", "et", "y", "e"}:
                break
    linked = False
    for later in range(place + 1, min(len(every), place + 6)):
        if every[later - 1].ends_clause:
            return
        token = every[later]
        if token.lower in words.colours:
            if linked:
                yield later
            return
        if token.lower in LINKING:
            linked = True
        elif linked and token.lower not in ADVERBS and not token.lower.endswith("ly"):
            return


def _is_free(wanted: str, bound: Binding, ledger: Ledger, text: str, words: LanguageWords) -> bool:
    """Say whether the colour stands in *text* on nothing else that the author coloured."""
    every = tokens(text)
    taken: set[int] = set()
    for other in ledger.colours:
        if not _same_noun(other.noun, bound.noun):
            for place in mentions(other.noun, text, ledger.language):
                taken |= set(_worn(place, every, words))
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
    token = every[first]
    start, article = token.start, ""
    before = every[first - 1] if first else None
    if before is not None and before.lower in ("a", "an") and not before.ahead.strip():
        start, article = before.start, _article(bound.colour, before.text) + before.ahead
    yield Edit(start, every[last].end, article + cased_like(bound.colour, token.text))
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
        article = _article(bound.colour, before.text)
        return Edit(before.start, token.start, f"{article}{before.ahead}{bound.colour} ")
    if first == 0 and is_plural(token.text) and token.text[:1].isupper():
        return Edit(0, token.end, f"{bound.colour.capitalize()} {token.text.lower()}")
    return Edit(token.start, token.start, f"{bound.colour} ")


def _article(following: str, pattern: str) -> str:
    said = "an" if following[:1].lower() in "aeiou" else "a"
    return cased_like(said, pattern) if pattern.lower() in ARTICLES else said
