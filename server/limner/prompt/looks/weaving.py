"""Looks put into a prompt: each once, word for word, bound to the name that stands there.

They are the same words in every picture, since that is what keeps somebody the same; neither
expander writes them anew. Where a generator has no room for all of them, what must never change
goes first, and what does not fit is said in a note.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from limner.prompt.cleaning import clean
from limner.prompt.dialects import Dialect
from limner.prompt.exclusions.recasting import recast
from limner.prompt.generator_syntax import neutralise
from limner.prompt.ledger.extraction import read
from limner.prompt.ledger.tokens import sentences
from limner.prompt.looks.binding import PRONOUNS, Look
from limner.prompt.punctuation import stopped

LISTS = frozenset({"phrases", "tags"})
"""Forms whose parts stand between commas."""


def fitted(looks: tuple[Look, ...], dialect: Dialect) -> tuple[Look, ...]:
    """Return *looks* in words that *dialect* does not misread."""
    return tuple(
        replace(look, text=_plain(look.text, dialect), keep=_plain(look.keep, dialect))
        for look in looks
    )


def shorter(looks: tuple[Look, ...]) -> Iterator[tuple[Look, ...]]:
    """Yield *looks* as they are, then with less and less of them, the last one's first.

    Of each, the first clause and what must never change are said longest.
    """
    yield looks
    for reduce in (_first_clause, _least, lambda look: replace(look, text="", keep="")):
        for place in reversed(range(len(looks))):
            less = (*looks[:place], reduce(looks[place]), *looks[place + 1 :])
            if less != looks:
                looks = less
                yield looks


def _first_clause(look: Look) -> Look:
    return replace(look, text=look.text.split(",")[0])


def _least(look: Look) -> Look:
    return replace(look, text="") if look.keep else look


def look_phrases(looks: tuple[Look, ...], language: str = "en") -> tuple[str, ...]:
    """Return what is said of each: "Mia: a girl of eight with short red hair"."""
    return tuple(_phrase(look, language) for look in looks if look.text or look.keep)


def look_sentences(looks: tuple[Look, ...], language: str = "en") -> tuple[str, ...]:
    """Return `look_phrases` as sentences."""
    phrases = look_phrases(looks, language)
    return tuple(stopped(phrase[:1].upper() + phrase[1:]) for phrase in phrases)


def woven(text: str, looks: tuple[Look, ...], dialect: Dialect, language: str = "en") -> str:
    """Return a prompt's *text* with the looks that it does not say, each after its name.

    Where a name does not stand in it, its look follows the first sentence or part.
    """
    for look in looks:
        if all(said in text for said in (look.text, look.keep)):
            continue
        if dialect.form in LISTS:
            text = _among_parts(text, look, language)
        else:
            text = _among_sentences(text, look, language)
    return text


def described(words: str, looks: tuple[Look, ...]) -> str:
    """Return *words* with who each is in the place of its name, for who knows nobody by name.

    Of a look that is what a sketch can show: what kind of being it is, and a colour of its clothes.
    """
    for look in looks:
        if look.written.lower() in PRONOUNS:
            words = f"{_kind(look)}: {words}"
        else:
            named = _named(look)
            words = named.sub(_kind(look).replace("\\", ""), words, count=1)
    return words


def _named(look: Look) -> re.Pattern[str]:
    """Return the pattern of the words that name somebody: "Mia", but not in "Miami"."""
    return re.compile(rf"(?<!\w){re.escape(look.written)}(?!\w)")


def _kind(look: Look) -> str:
    """Return "a girl in a yellow coat" for "a girl of eight, in a yellow raincoat"."""
    whole = look.text or look.name
    kind = re.split(r",|\b(?:with|of|in|who|wearing)\b", whole)[0].strip() or look.name
    worn = re.search(r"\b(?:in|wearing)\b(.*)", whole[len(kind) :])
    colours = [bound.colour for bound in read(worn[1]).colours] if worn else []
    return f"{kind} in a {colours[0]} coat" if colours else kind


def unsaid(prompt: str, looks: tuple[Look, ...], dialect: Dialect) -> tuple[str, ...]:
    """Return a sentence about those of *looks* that *prompt*, as it is pasted, does not say whole.

    Args:
        prompt: in the form of *dialect*.
        looks: as they should stand there.
        dialect: whose limit left no room for them.
    """
    cut = [look.name for look in looks if not _says(prompt, look.text, look.keep)]
    if not cut:
        return ()
    names = " and ".join(filter(None, (", ".join(cut[:-1]), cut[-1])))
    return (
        f"A prompt for “{dialect.id}” is too short for all that your cast says of {names}: what "
        "must never change is said first, then how the look begins.",
    )


def _says(prompt: str, *said: str) -> bool:
    # In JSON, quotation marks are escaped.
    plain = prompt.replace('\\"', '"')
    return all(each in plain for each in said)


def _plain(text: str, dialect: Dialect) -> str:
    text = neutralise(clean(text).rstrip(".;, "), dialect)
    if "negations" in dialect.forbids:
        text = recast(read(text), dialect).text
    return text


def _phrase(look: Look, language: str) -> str:
    said, written = look.whole, look.written
    one, other = written.lower(), look.name.lower()
    if one in other or other in one or language != "en":
        return f"{look.name if written.lower() in PRONOUNS else written}: {said}"
    return f"{written[:1].upper()}{written[1:]} is {look.name}: {said}"


def _among_sentences(text: str, look: Look, language: str) -> str:
    bounds = list(sentences(text)) or [(0, len(text))]
    named = (end for start, end in bounds if _named(look).search(text[start:end]))
    end = next(named, bounds[0][1])
    head = stopped(text[:end])
    (said,) = look_sentences((look,), language)
    return " ".join(filter(None, (head, said, text[end:].strip())))


def _among_parts(text: str, look: Look, language: str) -> str:
    parts = text.split(", ")
    place = next((n for n, part in enumerate(parts) if _named(look).search(part)), 0)
    return ", ".join((*parts[: place + 1], _phrase(look, language), *parts[place + 1 :]))
