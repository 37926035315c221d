"""Taking what must not appear out of a prompt: the smallest part without which it reads whole."""

from itertools import pairwise

from limner.patterns import lazy_regex
from limner.prompt.checks.fault import Edit
from limner.prompt.ledger.tokens import sentences, tokens
from limner.prompt.trimming.trim_candidates import OWN, candidates
from limner.prompt.trimming.whole_sentences import is_whole, may_begin, tags_of

LEAST_SENTENCE = 4
"""Words below which the rest of a trimmed sentence is no sentence."""

LEAST_OPENING = 2
"""The same for the first sentence, which may be a phrase: "A kitchen."."""

GOING_ABOUT = lazy_regex(r"(?:He|She|They|It|His|Her|Their|Its)\b")
"""How a sentence begins that goes on about what the one before it was about."""


def trim(text: str, shown: tuple[int, int], opening: str = "") -> Edit:
    """Return the edit that takes what is *shown* away: its phrase, its clause, else its sentence.

    Args:
        text: the whole prompt.
        shown: where it stands, in code points.
        opening: the author's words, which take the place of a first sentence that cannot stay.
    """
    bounds = list(sentences(text))
    number, sentence = next(
        (n, one)
        for n, one in enumerate(bounds)
        if one[0] <= shown[0] < one[1] or n == len(bounds) - 1
    )
    least = LEAST_SENTENCE if number else LEAST_OPENING
    for edit in candidates(text, shown, sentence):
        if is_whole(text, edit, sentence, least):
            return edit
    end = _end_of_subject(text, bounds[number:])
    if number:
        return Edit(bounds[number - 1][1], end, "")
    rest = _rest(text, shown, sentence)
    if not opening:
        return Edit(sentence[0], sentence[1], rest[:1].upper() + rest[1:])
    return Edit(sentence[0], sentence[1] if rest else end, _joined(opening, rest))


def _rest(text: str, shown: tuple[int, int], sentence: tuple[int, int]) -> str:
    """Return what stays of the first sentence behind the clause with what is shown."""
    start, end = sentence
    every = [one for one in tokens(text) if start <= one.start < end]
    kinds = dict(zip(every, tags_of(every), strict=True))
    for before, token in pairwise(every):
        if before.start >= shown[0] and "," in before.ahead and may_begin(token, kinds[token]):
            owned = token.lower in OWN | {"its"}
            later = [one.lower for one in every if one.start >= token.start]
            if not owned and not {"he", "she", "him", *OWN} & set(later):
                return text[token.start : end]
    return ""


def _end_of_subject(text: str, bounds: list[tuple[int, int]]) -> int:
    """Return where the sentences end that go on about the subject of the first of *bounds*."""
    end = bounds[0][1]
    for start, stop in bounds[1:]:
        if not GOING_ABOUT.match(text, start):
            break
        end = stop
    return end


def _joined(opening: str, rest: str) -> str:
    return f"{opening.rstrip('. ')}, {rest}" if rest else opening
