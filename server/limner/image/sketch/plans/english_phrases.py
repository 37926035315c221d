"""An English description as noun phrases and the relations that stand between them."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from limner.image.sketch.plans.english_nouns import QUANTIFIERS, SCALES, is_verb_form
from limner.image.sketch.plans.figure_choice import english_figure
from limner.image.sketch.plans.mentions import Mention
from limner.image.sketch.plans.place_words import english_relations
from limner.patterns import lazy_regex
from limner.prompt.ledger.heads import number_of
from limner.prompt.ledger.language_words import language_words
from limner.prompt.ledger.names import MEASURE, RATIO_OR_YEAR
from limner.prompt.ledger.nouns import ALWAYS_PLURAL, is_plural
from limner.prompt.ledger.vocabulary import COLOURS, VERBS, word_set
from limner.prompt.wordnet.table import entry
from limner.prompt.wordnet.word_classes import PRONOUNS, Tag, tags

TOKEN = lazy_regex(r"⟦\d+⟧|[^\W_]+(?:[-'’][^\W_]+)*|[.,:;()\"“”!?▯]")
"""A relation that was marked by its number, a word, or a mark."""

END = "end"
"""Stands for the end of a clause among relations."""

COLOUR = "colour "
"""Begins what stands for a colour without a noun: "a shoe, white", "the cup is blue"."""

MANY_COLOURED = word_set("multicolored multicoloured colorful colourful rainbow")

SMALL = word_set("a an the this that these his her its their and ,")

THINGS_TOO = word_set("orange rose plum peach")
"""Colours that are things at the end of a phrase."""


def english_phrases(text: str) -> Iterator[Mention | str]:
    """Yield noun phrases, names of relations, `COLOUR` with a name, and `END`, in order."""
    text = MEASURE.sub(" ▯ ", RATIO_OR_YEAR.sub(" ▯ ", text))
    words = TOKEN.findall(_relations().sub(lambda one: f" ⟦{_number(one)}⟧ ", text))
    classes = tags(["with" if word.startswith("⟦") else word for word in words])
    run: list[int] = []
    for place, word in enumerate(words):
        if not word.startswith("⟦") and _belongs(place, words, classes, run):
            if classes[place] == "determiner" and any(classes[one] == "noun" for one in run):
                yield from _phrase(run, words, classes)
                run = []
            run.append(place)
            continue
        yield from _phrase(run, words, classes)
        run = []
        if word.startswith("⟦"):
            yield english_relations()[int(word[1:-1])]["name"]
        elif word in ".;:!?":
            yield END
    yield from _phrase(run, words, classes)


@cache
def _relations() -> re.Pattern[str]:
    """Return a pattern for all relations; its groups are numbered as the table's rows."""
    rows = enumerate(english_relations())
    marked = "|".join(rf"(?P<r{number}>\b(?:{row['pattern']})\b)" for number, row in rows)
    return re.compile(marked, re.IGNORECASE)


def _number(match: re.Match[str]) -> int:
    return next(int(name[1:]) for name, text in match.groupdict().items() if text is not None)


def _belongs(place: int, words: Sequence[str], classes: Sequence[Tag], run: Sequence[int]) -> bool:
    """Say whether a word belongs to the noun phrase that *run* begins, or begins one."""
    word, lower = words[place], words[place].lower()
    nouns = [one for one in run if classes[one] == "noun"]
    if lower in PRONOUNS or is_verb_form(word):
        return False
    if lower in VERBS and nouns and nouns[-1] == place - 1:
        # "Five geese fly", "a man sits": one of both has an s.
        return is_plural(words[place - 1]) == is_plural(word)
    if lower in COLOURS or number_of(word) is not None or lower in QUANTIFIERS:
        return True
    if lower == "and" and run:
        after = words[place + 1].lower() if place + 1 < len(words) else ""
        return words[run[-1]].lower() in COLOURS and after in COLOURS
    if lower == "," and run and not nouns:
        return classes[run[-1]] == "adjective"  # "A soft, furry cat".
    return classes[place] in ("noun", "adjective", "determiner")


def _phrase(
    run: Sequence[int], words: Sequence[str], classes: Sequence[Tag]
) -> Iterator[Mention | str]:
    """Yield the noun phrase of a run of words, or the colour that it is without a noun."""
    last = len(run) - 1
    while last >= 0 and not _is_head(words[run[last]], classes[run[last]], last == len(run) - 1):
        last -= 1
    if last < 0:
        colours = {word.lower() for place in run if (word := words[place]).lower() in COLOURS}
        first = next((word for place in run if (word := words[place].lower()) in colours), "")
        if first and not {"black", "white"} <= colours:  # That is how photographs are.
            yield COLOUR + _family(first)
        return
    kept = [words[place] for place in run[: last + 1]]
    lowered = [word.lower() for word in kept]
    before = lowered[:-1]
    number = next((n for word in before if (n := number_of(word) or QUANTIFIERS.get(word))), 0)
    colour = next((word for word in before if word in COLOURS), "")
    nouns = 1
    while nouns <= last and classes[run[last - nouns]] == "noun":
        nouns += 1
    yield Mention(
        words=tuple(kept[_start(before) :]),
        number=number,
        colour=_family(colour),
        several=not number and _are_several(kept[-1], lowered),
        scale=next((SCALES[word] for word in before if word in SCALES), 1.0),
        nouns=nouns,
    )


def _family(colour: str) -> str:
    """Return the first word of the family of *colour*, ``""`` for what is no one colour."""
    families = language_words("en")
    name = families.colours.get(colour, colour) if families else colour
    return "" if name in MANY_COLOURED else name


def _is_head(word: str, word_class: Tag, ends: bool) -> bool:
    lower = word.lower()
    if word_class == "noun":
        return lower not in COLOURS or (ends and lower in THINGS_TOO)
    own = entry(lower)
    # "Oblong gold", "a square": an adjective at the end may be the thing.
    return (
        ends
        and lower not in COLOURS
        and word_class in ("adjective", "verb")
        and own is not None
        and own.frequency("noun") >= 0
        and english_figure((lower,)) is not None
    )


def _start(before: Sequence[str]) -> int:
    """Return where the words begin that may belong to the name of a thing: "hot dog"."""
    outside = COLOURS | SMALL | QUANTIFIERS.keys()
    return max(
        (n + 1 for n, word in enumerate(before) if word in outside or number_of(word) is not None),
        default=0,
    )


def _are_several(noun: str, words: Sequence[str]) -> bool:
    """Say whether a plural without a number means more than one: "a scissors" does not."""
    return is_plural(noun) and noun.lower() not in ALWAYS_PLURAL and not {"a", "an"} & {*words}
