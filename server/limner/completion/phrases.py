"""The words that pictures are described with: phrases of the lexicon by what they are about."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from limner.files import packaged
from limner.patterns import lazy_regex
from limner.prompt.offline.lexicon import hours, lexicon_files, scene_frames

SLOTS = ("medium", "light", "composition", "palette", "mood")
"""What is offered; settings and details belong to their scenes."""

LONGEST = 80
"""Code points of a phrase that is offered; longer ones belong to one scene."""

_CHOICE = lazy_regex(r"\[([^\[\]|]*)\|[^\[\]]*\]")
_WORD = lazy_regex(r"\w[\w'’-]*")


@dataclass(frozen=True)
class Phrase:
    """A phrase of the lexicon.

    Attributes:
        text: the phrase.
        slot: what it is about.
        starts: where its words begin.
    """

    text: str
    slot: str
    starts: tuple[int, ...]


@cache
def phrases() -> tuple[Phrase, ...]:
    """Return the phrases that fit any scene by their form, the shortest first.

    Reads the whole lexicon once, which takes a tenth of a second.
    """
    found: dict[str, str] = {}
    for slot, text in _all():
        plain = _CHOICE.sub(r"\1", text)
        if "{" not in plain and len(plain) <= LONGEST:
            found.setdefault(plain, slot)
    ordered = sorted(found, key=lambda text: (len(text.split()), text))
    return tuple(
        Phrase(text, found[text], tuple(match.start() for match in _WORD.finditer(text)))
        for text in ordered
    )


def media() -> tuple[str, ...]:
    """Return what a picture can be made with: the names of media, then the lexicon's phrases."""
    named = [phrase.text for phrase in phrases() if phrase.slot == "medium"]
    return tuple(dict.fromkeys((*_media(), *named)))


@dataclass(frozen=True)
class Match:
    """A phrase that what is typed can become.

    Attributes:
        phrase: the phrase.
        said: how much of it, before the word being typed, stands there already.
        word: where the word begins that is being typed; `said`, or further in.
    """

    phrase: Phrase
    said: int
    word: int


def matches(before: str, slots: Iterable[str] = SLOTS) -> Iterator[Match]:
    """Yield phrases that continue *before*, the best first.

    Those come first that begin with the last words of *before*, by the number of words; then those
    that begin with its last word; then those that hold a word beginning with it. Without any word
    every phrase matches.
    """
    wanted = frozenset(slots)
    # Words behind the last mark: a phrase does not go on across a full stop.
    clause = re.split(r"[.,;:!?]", before.lower())[-1]
    starts = [match.start() for match in _WORD.finditer(clause)]
    typed = clause[starts[-1] :] if starts and not clause[-1:].isspace() else ""
    offered: set[str] = set()
    for start in starts[-6:] if typed else ():
        words = clause[start:]
        for phrase in phrases():
            fits = phrase.slot in wanted and phrase.text not in offered
            if fits and phrase.text.lower().startswith(words):
                offered.add(phrase.text)
                said = len(words) - len(typed)
                yield Match(phrase, said, said)
    for phrase in phrases():
        if phrase.slot not in wanted or phrase.text in offered:
            continue
        text = phrase.text.lower()
        word = next((at for at in phrase.starts if text.startswith(typed, at)), None)
        if word is not None:
            yield Match(phrase, 0, word)


def _all() -> Iterator[tuple[str, str]]:
    for name in _media():
        yield "medium", name
    for hour in hours.hours():
        for text in (*hour.outside, *hour.inside):
            yield "light", text
    for name in scene_frames.frame_names():
        frame = scene_frames.frame(name)
        for slot in SLOTS:
            for text in frame.of(slot):
                yield slot, text


def _media() -> Iterator[str]:
    for row in packaged.table(*lexicon_files.FOLDER, "media.toml").values():
        yield from re.split(r",\s*", row["words"])
