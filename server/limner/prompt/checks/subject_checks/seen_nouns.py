"""Which nouns of a text name what can be seen in its picture."""

import re
from collections.abc import Iterator

from limner.prompt.checks.exclusion_checks.excluded_kinds import WHOLE
from limner.prompt.checks.numbers.units import unit_of
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.heads import NOT_PARTICIPLES, is_quality, may_act
from limner.prompt.ledger.nouns import is_plural, singular
from limner.prompt.ledger.vocabulary import (
    COLOURS,
    FUNCTION_WORDS,
    MEDIA,
    NEWCOMERS,
    NUMBERS,
    VERBS,
    word_set,
)
from limner.prompt.wordnet.categories import categories, category
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.head_noun import WORD_OR_MARK
from limner.prompt.wordnet.table import entry
from limner.prompt.wordnet.word_classes import Tag, tags

MEDIUM = (word_set(MEDIA.replace("|", " ")) - FUNCTION_WORDS) | word_set(
    "picture image scene view shot sketch screen banner illustration figure graphic print symbol "
    "logo icon emoji poster map diagram chart pattern page timeline dashboard portrait cover "
    "mockup tile wallpaper header word lettering caption title text label cutaway spread close-up "
    "art concept artwork mock-up tabletop readme changelog watercolor watercolour "
    "thumbnail"
)
"""What a picture is, rather than what it shows."""

GENERAL = word_set(
    "ca circa bouquet bunch "
    "type kind sort piece instrument thing object way part set group lot pair view moment stack "
    "pile "
    "row collection weight height width length end record top middle bottom front back side "
    "background style shape form colour color size item one detail example "
    "number work nobody nothing anybody everybody somebody everyone others am pm"
)
"""Nouns that say little of what is seen."""

ALL = word_set("all both each")

VEHICLES = frozenset({"car", "cycle", "train", "boat", "aircraft", "vehicle"})

UNSEEN = frozenset(
    {None, "season or hour", "feeling", "abstract", "number or unit", "action", "writing", "event",
     "language or speech", "picture", "diagram", "chart", "map", "region"}
)  # fmt: skip
"""Categories of the lexicon that a picture shows only by something else."""


def nouns_seen(text: str, ledger: Ledger) -> Iterator[str]:
    """Yield the nouns of *text* that can be seen: heads of their phrases, no names, no medium."""
    words = WORD_OR_MARK.findall(text)
    classes = tags(words)
    quoted = {word for quote in ledger.quotes for word in WORD_OR_MARK.findall(quote)}
    named = {word for name in ledger.names for word in WORD_OR_MARK.findall(name)}
    for place, (word, kind) in enumerate(zip(words, classes, strict=True)):
        lower = word.lower()
        after = words[place + 1] if classes[place + 1 : place + 2] == ["noun"] else ""
        if _acts(word, after) or _is_doing(word, after):
            after = ""
        if place and (_acts(words[place - 1], word) or _is_doing(words[place - 1], word)):
            continue
        if words[place + 1 : place + 2] and words[place + 1].lower() in ("cover", "sleeve"):
            continue  # "Album cover".
        if kind != "noun" or (after and not after[:1].isupper() and after not in VERBS):
            continue
        plain = classes[place + 1 : place + 3] == ["adjective", "noun"]
        if plain and not words[place + 1].endswith("ed"):
            continue  # "A keyboard musical instrument".
        if lower in COLOURS and (not place or classes[place - 1] != "determiner"):
            continue
        follow = [one.lower() for one in words[place + 1 : place + 3]]
        if lower in COLOURS and follow[:1] == ["and"] and COLOURS & set(follow):
            continue  # "A black and white cat".
        if words[place + 1 : place + 2] == ["of"] and "animals together" in categories(lower):
            continue  # "A herd of elephants".
        if lower in FUNCTION_WORDS | MEDIUM | GENERAL or singular(lower) in MEDIUM | GENERAL:
            continue
        if word in quoted | named or _is_participle(lower):
            continue
        if place and words[place - 1] in named and lower.endswith("s") and _is_done(lower):
            continue  # "Lena walks ahead".
        if words[place + 1 : place + 2] == ["of"] and _is_of_notion(lower, words[place + 2 :]):
            continue  # "The passage of time".
        if _is_size(lower, classes[place + 1 : place + 3], words[place + 1 : place + 2]):
            continue
        behind = place and classes[place - 1] == "noun" and words[place - 1].lower() not in quoted
        if behind and classes[place + 1 : place + 2] == ["preposition"] and _is_done(lower):
            continue  # "A loaf cut in half", "the train leaves without her".
        if place and words[place - 1].lower() == "one" and is_quality(lower):
            continue  # "One old and one young".
        if lower.endswith("ing") and place and words[place - 1].lower() in ALL:
            continue  # "All meeting at …"
        if lower in NUMBERS and words[place + 1 : place + 2] == ["of"]:
            continue  # "A couple of birds".
        if words[place + 1 : place + 2] and words[place + 1].isdigit():
            continue  # "Slide 12", "reads 41 °C".
        if place and words[place - 1].isdigit() and unit_of(lower):
            continue  # "A 100 mm lens".
        if len(word) < 2 or (place and words[place - 1].lower() in ("square", "cubic")):
            continue
        if entry(lemma(lower, ("noun",))) is None:
            if entry(lemma(lower.rpartition("-")[2], ("noun",))):
                continue  # A great-grandmother.
            return  # What is unknown may be the subject; nothing behind it is.
        base = lemma(lower, ("noun",))
        lives = base in NEWCOMERS["animals"] | NEWCOMERS["people"]
        if place and classes[place - 1] == "determiner":
            lives = lives or bool(WHOLE["animal"] & set(categories(base)))  # "A swallow".
        if lives or category(base) not in UNSEEN:
            yield word


def word_before(noun: str, text: str) -> str:
    """Return the word right before *noun* in *text*, or ``""``: the lighthouse of a keeper."""
    found = re.search(rf"([^\W\d_]+)[ -]{re.escape(noun)}\b", text)
    return found[1] if found else ""


def _is_participle(word: str) -> bool:
    """Say whether a word is a deed rather than a thing: "lines meeting at a point"."""
    known = entry(word)
    return (
        word.endswith("ing")
        and (known is None or known.frequency("noun") <= known.frequency("verb"))
        and entry(lemma(word, ("verb",))) is not None
        and word not in NOT_PARTICIPLES
    )


def _is_size(word: str, classes: list[Tag], after: list[str]) -> bool:
    """Say whether *word* says how large something is: "a giant enchanted pipe organ"."""
    return (
        word in ("giant", "miniature")
        and classes == ["adjective", "noun"]
        and after[0].endswith("ed")
    )


def _is_done(word: str) -> bool:
    """Say whether a word is rather what is or was done to a thing: cut, drawn, walks."""
    noun, verb = entry(lemma(word, ("noun",))), entry(lemma(word, ("verb",)))
    return (
        verb is not None
        and (not is_plural(word) or word == lemma(word, ("verb",)) + "s")
        and verb.frequency("verb") > (noun.frequency("noun") if noun else -1)
    )


def _is_of_notion(word: str, rest: list[str]) -> bool:
    """Say whether *word* is no thing but a notion with what follows "of": "the passage of time"."""
    of = next((one.lower() for one in rest[:2] if one.lower() not in FUNCTION_WORDS), "")
    return bool({"feeling", "abstract", "season or hour"} & set(categories(of))) and bool(
        {"abstract", "action", "event", "feeling", "writing"} & set(categories(singular(word)))
    )


def _is_doing(who: str, word: str) -> bool:
    """Say whether *word* says what somebody is doing: "a chef plating dessert"."""
    lives = singular(who.lower()) in NEWCOMERS["people"] | NEWCOMERS["animals"]
    kinds = set(categories(singular(who.lower())))
    lives = lives or bool(kinds & (WHOLE["animal"] | {"worker", "athlete", "artist", "child"}))
    moves = bool(kinds & VEHICLES) and "action" in categories(word.lower())
    lives = lives or moves  # "A rocket landing".
    deed = word.lower().endswith("ing") and entry(lemma(word.lower(), ("verb",))) is not None
    return lives and deed and entry(f"{who.lower()} {word.lower()}") is None


def _acts(things: str, word: str) -> bool:
    """Say whether *word* says what *things* do: "dragons circle"."""
    return bool(word) and is_plural(things) and not is_plural(word) and may_act(word.lower())
