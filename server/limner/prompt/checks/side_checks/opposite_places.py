"""What a text puts in front or behind, above or below, at the bow or the stern, first or last.

A place is told behind its thing ("a boat in front") or before it ("in front, a boat"), and by
another thing or by none ("a church behind the boat").
"""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from limner.patterns import lazy_regex
from limner.prompt.checks.lettering import QUOTED
from limner.prompt.checks.side_checks.place_names import PlaceName, named_places
from limner.prompt.checks.side_checks.placed_things import may_name
from limner.prompt.ledger.language_words import INDEFINITE, LanguageWords
from limner.prompt.ledger.tokens import ARTICLES, Token, tokens
from limner.prompt.ledger.vocabulary import FUNCTION_WORDS, word_set

STOP = lazy_regex(r"[.;!?()—–\n]")
PAUSE = lazy_regex(
    r"[,.;:!?()—–\n]|\b(?:and|while|but|und|während|et|tandis|y|mientras|e|mentre)\b",
    re.IGNORECASE,
)
"""What parts the phrases of a sentence."""

KNOWN = word_set(
    "its his her their my your our this that these those ihr ihre ihren ihrem ihrer sein seine "
    "seinen seinem seiner son sa ses leur leurs su sus suo sua suoi sue al alla allo ai agli alle "
    "all aux dell nell cette ces ce este esta estos estas questo questa den dem dieser diese diesem"
)
"""What stands before a thing, besides articles."""

PRONOUNS = word_set(
    "it him her them me us you which ihm ihr ihnen ihn sie es lui elle eux elles él ella ellos "
    "ellas lei loro essa esso cui denen"
)

ASIDE = word_set(
    "far just right directly close immediately well deep high low slightly further farther some "
    "way few steps paces metres meters distance little down there somewhere weit knapp dicht "
    "direkt gleich ganz tief hoch kleines stück loin juste tout plus lejos justo más lontano "
    "subito proprio più poco then dann puis luego poi"
)
"""Words before a place that name no thing: "a few steps behind"."""

REACH = 8
"""Words behind a place among which the thing stands that it is told by."""


@dataclass(frozen=True)
class ToldPlace:
    """A place that a text names, and what is there.

    Attributes:
        pair: depth, height, ship, order or way.
        pole: ``one`` or ``other`` of two opposite places.
        span: where its words stand.
        turned: what names the opposite place; ``""`` where that cannot be told.
        words: the words for what is there.
        nearest: those of them in the phrase beside the place.
        beside: the words for what the place is told by: "behind the church".
        opens: whether it stands before what is there.
    """

    pair: str
    pole: str
    span: tuple[int, int]
    turned: str
    words: tuple[Token, ...] = ()
    nearest: tuple[Token, ...] = ()
    beside: tuple[Token, ...] = ()
    opens: bool = True


@dataclass(frozen=True)
class _ToldBy:
    """What a place is told by: whether anything, its words without a pronoun, and their end."""

    is_said: bool
    thing: tuple[Token, ...]
    end: int


def places(text: str, pair: str, words: LanguageWords) -> tuple[ToldPlace, ...]:
    """Return the places of one *pair* that *text* names, with what it puts there."""
    plain = QUOTED.sub(lambda match: " " * len(match.group()), text)
    named = named_places(plain, pair, words)
    found: list[ToldPlace] = []
    until = close = len(plain)
    told_by = [_told_by(name, match, plain, words) for name, match in named]
    for number in reversed(range(len(named))):
        name, match = named[number]
        since = told_by[number - 1].end if number else 0
        since = max(
            (one.end() for one in STOP.finditer(plain, since, match.start())), default=since
        )
        stop = STOP.search(plain, match.end(), until)
        bounds = since, stop.start() if stop else close
        found.insert(0, _place(name, match, bounds, told_by[number], plain, words))
        until = match.start()
        close = until if found[0].opens else found[0].words[0].start
    return _shared(tuple(found), plain)


def _place(
    name: PlaceName,
    match: re.Match[str],
    bounds: tuple[int, int],
    told_by: _ToldBy,
    text: str,
    words: LanguageWords,
) -> ToldPlace:
    """Return a place and what is there: the phrase before it, else what follows it."""
    since, until = bounds
    turned = match.expand(name.turned if told_by.is_said else name.alone)
    place = ToldPlace(name.pair, name.pole, match.span(), turned, beside=told_by.thing)
    before = _phrases(text, since, match.start(), words)
    if before[-1]:
        return replace(place, words=before[-1], nearest=before[-1], opens=False)
    if any(before) and text[told_by.end :].lstrip().startswith(","):
        return place  # "On a lake, in the foreground, a boat": either may be there.
    after = [phrase for phrase in _phrases(text, told_by.end, until, words) if phrase]
    if not after and told_by.thing and name.alone:
        return replace(place, turned=match.expand(name.alone), words=told_by.thing, beside=())
    whole = tuple(token for phrase in after for token in phrase)
    return replace(place, words=whole, nearest=after[0] if after else ())


def _told_by(name: PlaceName, match: re.Match[str], text: str, words: LanguageWords) -> _ToldBy:
    """Return what the place that *match* names is told by."""
    nothing = _ToldBy(False, (), match.end())
    after = [one for one in tokens(text) if one.start >= match.end()][:REACH]
    if not name.may_have_thing or not after or text[match.end() : after[0].start].strip():
        return nothing
    small = words.small | FUNCTION_WORDS
    articles = ARTICLES | INDEFINITE | KNOWN | words.small - FUNCTION_WORDS
    first, behind = after[0], after[1] if len(after) > 1 and after[0].ahead.isspace() else None
    is_before_thing = first.lower in KNOWN and behind is not None and behind.lower not in small
    if first.lower in PRONOUNS and not is_before_thing:
        return _ToldBy(True, (), first.end)
    if first.lower not in articles and first.lower in small:
        return nothing
    thing: list[Token] = []
    for token in after:
        if thing and token.lower in small | articles:
            break
        if may_name(token, words) and token.lower not in ASIDE:
            thing.append(token)
        if PAUSE.search(token.ahead):
            break
    return _ToldBy(True, tuple(thing), thing[-1].end) if thing else nothing


def _phrases(text: str, start: int, end: int, words: LanguageWords) -> list[tuple[Token, ...]]:
    """Return the words from *start* to *end* that may name a thing, phrase by phrase."""
    pauses = [one.end() for one in PAUSE.finditer(text, start, end)]
    bounds = [start, *pauses, end]
    every = tokens(text)
    return [
        tuple(
            one
            for one in every
            if first <= one.start
            and one.end <= last
            and one.lower not in ASIDE | PRONOUNS
            and may_name(one, words)
        )
        for first, last in pairwise(bounds)
    ]


def _shared(found: tuple[ToldPlace, ...], text: str) -> tuple[ToldPlace, ...]:
    """Return places that stand together with what is at one of them: "behind, far away, a boat"."""
    every = list(found)
    for number in reversed(range(len(every) - 1)):
        here, behind = every[number], every[number + 1]
        between = text[here.span[1] : behind.span[0]]
        if here.opens and behind.opens and not here.words and not STOP.search(between):
            every[number] = replace(here, words=behind.words, nearest=behind.nearest)
    for number in range(1, len(every)):
        before, here = every[number - 1], every[number]
        if here.opens and not before.opens and not PAUSE.search(text, before.span[1], here.span[0]):
            every[number] = replace(before, span=here.span, turned=here.turned, pole=here.pole)
    return tuple(every)
