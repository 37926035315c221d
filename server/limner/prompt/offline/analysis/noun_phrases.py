"""The noun phrases of a description: what each is about, and the preposition it hangs on."""

from dataclasses import dataclass, replace
from functools import lru_cache

from limner.prompt.kinds.picture_categories import SERVED
from limner.prompt.ledger.heads import number_of
from limner.prompt.ledger.nouns import is_plural
from limner.prompt.ledger.vocabulary import COLOURS, FUNCTION_WORDS, word_set
from limner.prompt.offline.analysis.context_tags import tags_in_context
from limner.prompt.offline.analysis.phrase_kinds import kind_of_phrase
from limner.prompt.offline.analysis.senses import ANIMALS, kind_of
from limner.prompt.offline.lexicon import visible_features
from limner.prompt.wordnet.categories import categories, category
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.head_noun import WORD_OR_MARK
from limner.prompt.wordnet.table import entry
from limner.prompt.wordnet.word_classes import DETERMINERS, PREPOSITIONS, Tag

LONGEST = 700
"""Characters that are parsed: who, where and when stand at the beginning."""

MEASURES = word_set(
    "pair group bunch set stack pile heap bundle mound "
    "row collection couple herd flock swarm lot handful series "
    "slice piece loaf bit kind variety type view photo photograph picture image painting drawing "
    "sketch illustration portrait scene number crowd close-up closeup shot sheet front back edge "
    "middle side end top bottom corner murmuration spread cover interior version part member cup "
    "bowl glass plate bottle can bar jar bucket basket bag box pot tray mug tin piece micrograph"
)
"""Nouns that only introduce the one after "of"."""

ASIDE = word_set(
    "left right background foreground horizon distance way time hand hands front back side sides "
    "middle centre center top bottom"
)
"""Words for parts of a picture: no things in it."""

GATHERED = word_set("flock murmuration swarm shoal school cloud colony skein")

HERDED = frozenset(
    ("fish", "dog", "cat", "big cat", "wolf or fox", "horse", "bird", "animal", "bear")
)

TOGETHER = word_set("pod school pride pack litter brood string team")
"""Nouns for animals together, and for other things where none follows."""

FLYING = frozenset(("bird", "insect", "fish"))
"""Kinds that are one shape where many of them are together."""

BUILT = frozenset(("building", "house", "shop or restaurant", "transport building"))

SIDES = {"front": "before", "back": "behind", "foot": "below"}
"""What "in front of" means in one word."""

REFLEXIVES = word_set(
    "itself himself herself themselves nobody somebody everybody everyone someone nothing "
    "something anything everything no-one"
)


@dataclass(frozen=True)
class NounPhrase:
    """One noun with the words that belong to it.

    Attributes:
        noun: the head, in lower case and in the singular: "herder".
        words: the head with the nouns before it, as written: "reindeer herder".
        kind: what it is, as `limner.prompt.offline.analysis.senses.kind_of` says; None for unsure.
        category: WordNet's, None for none.
        preposition: in lower case, ``""`` where it hangs on none.
        plural: whether several are meant.
        position: place of the head among words and marks.
        named: whether it is a proper name.
        described: the head with the nouns and adjectives before it, in lower case.
    """

    noun: str
    words: str
    kind: str | None
    category: str | None
    preposition: str
    plural: bool
    position: int
    named: bool = False
    described: str = ""


@lru_cache(64)
def noun_phrases(text: str) -> tuple[NounPhrase, ...]:
    """Return the noun phrases of *text* in order, without parts of pictures and measures."""
    words = WORD_OR_MARK.findall(text[:LONGEST])
    classes = tags_in_context(words)
    found: list[NounPhrase] = []
    preposition, place = "", 0
    carried = ""
    measure: NounPhrase | None = None
    while place < len(words):
        if _is_hour(words, classes, place):
            preposition = carried = ""  # "At six my uncle …".
            place += 1
            continue
        if classes[place] in ("adjective", "noun", "determiner", "possessive"):
            stop = _end(classes, place)
            phrase = _phrase(words, classes, place, stop, carried or preposition)
            whole = _whole(phrase, words, stop)
            if whole is not None:  # A chest of drawers is no chest.
                phrase, stop = whole, stop + 2
            following = words[stop].lower() if stop < len(words) else ""
            measured = (
                following == "of"
                and stop + 1 < len(words)
                and classes[stop + 1 : stop + 2] not in ([], ["verb"])
            )
            if phrase is not None and measured and _measures(phrase, words[stop + 1]):
                carried = SIDES.get(phrase.noun, phrase.preposition) or " "
                measure = phrase
            else:
                if phrase is not None and not _is_aside(phrase):
                    found.append(_of_measure(phrase, measure) if carried else phrase)
                carried, measure = "", None
            preposition, place = "", stop
            continue
        if classes[place] == "preposition":
            preposition = words[place].lower()
        elif classes[place] != "adverb":
            preposition = carried = ""
        place += 1
    return tuple(found)


def _whole(phrase: NounPhrase | None, words: list[str], stop: int) -> NounPhrase | None:
    """Return *phrase* with "of" and the word after it where the three are one noun."""
    if phrase is None or phrase.noun in MEASURES or [w.lower() for w in words[stop:][:1]] != ["of"]:
        return None
    name = " ".join([phrase.noun, *words[stop : stop + 2]]).lower()
    if len(words) < stop + 2 or entry(name) is None:
        return None
    return replace(
        phrase, noun=name, words=name, described=name, kind=kind_of(name, name, words),
        category=category(name),
    )  # fmt: skip


def _is_hour(words: list[str], classes: list[Tag], place: int) -> bool:
    """Say whether a number stands alone there, before a phrase with a determiner of its own."""
    numbered = number_of(words[place]) is not None and classes[place] == "determiner"
    return numbered and classes[place + 1 : place + 2] == ["determiner"]


def _measures(phrase: NounPhrase, of: str) -> bool:
    """Say whether *phrase* only introduces the noun after "of": "a school of mackerel"."""
    if phrase.noun in MEASURES:
        return True
    together = phrase.noun in TOGETHER
    return together and not HERDED.isdisjoint(categories(lemma(of.lower(), ("noun",))))


def _of_measure(phrase: NounPhrase, measure: NounPhrase | None) -> NounPhrase:
    """Return *phrase* as the measure before it shows it: a flock, or a part of a building."""
    if measure is None:
        return phrase
    of_fish = "fish" in categories(phrase.noun)
    if measure.noun in GATHERED and (phrase.kind in FLYING or of_fish):
        return replace(phrase, kind="flock")
    if measure.noun in SERVED and phrase.kind in ANIMALS:
        return replace(phrase, kind="food")
    if (
        measure.noun in visible_features.surroundings() and phrase.category in BUILT
    ):  # A hotel's bar.
        whole = f"{phrase.noun} {measure.noun}"
        return replace(measure, words=whole, described=whole, kind=None)
    return phrase


def _is_small(word: str) -> bool:
    return word.lower() in DETERMINERS | PREPOSITIONS


def _is_aside(phrase: NounPhrase) -> bool:
    """Say whether a phrase names a side of the picture or a colour, and no thing in it."""
    return (bool(phrase.preposition) and phrase.noun in ASIDE) or (
        (phrase.noun in COLOURS and not phrase.plural)
        or phrase.noun in FUNCTION_WORDS | REFLEXIVES | {"colour", "color", "view"}
    )


def _end(classes: list[Tag], start: int) -> int:
    """Return where the noun phrase that begins at *start* ends."""
    place = start
    while place < len(classes):
        one = classes[place]
        if one not in ("adjective", "noun", "determiner", "possessive"):
            break
        if one == "determiner" and place > start and classes[place - 1] == "noun":
            break
        if (
            one == "adjective"
            and place > start
            and classes[place - 1] == "noun"
            and classes[place + 1 : place + 2] != ["noun"]
        ):
            break
        place += 1
    return max(place, start + 1)


def _phrase(
    words: list[str], classes: list[Tag], start: int, stop: int, preposition: str
) -> NounPhrase | None:
    nouns = [place for place in range(start, stop) if classes[place] == "noun"]
    if not nouns:
        return None
    last = nouns[-1]
    first = last
    while first - 1 in nouns and words[first - 1].islower() and last - first < 2:
        first -= 1
    compound = " ".join(words[first : last + 1])
    noun = lemma(words[last], ("noun",))
    several = any(
        (number_of(words[place]) or 1) > 1 or words[place].lower() in ("several", "many", "some")
        for place in range(start, last)
    )
    begins = last == 0 or words[last - 1] in ".:!?"
    acts = stop < len(words) and classes[stop] == "verb" and stop == start + 1
    named = words[last][:1].isupper() and (
        not begins or entry(words[last].lower()) is None or (acts and not is_plural(words[last]))
    )
    if named:  # "Rosa Parks" is no park, and "morning Lena" no name.
        first = last
        while first > start and words[first - 1][:1].isupper() and not _is_small(words[first - 1]):
            first -= 1
        end = last + 1
        while end < stop and words[end][:1].isupper():
            end += 1
        compound = " ".join(words[first:end])
    return NounPhrase(
        noun=noun,
        words=compound,
        kind=kind_of_phrase(words, classes, start, last, compound, named),
        category=category(lemma(compound.lower(), ("noun",))) or category(noun),
        preposition=preposition.strip(),
        plural=several or is_plural(words[last]),
        position=last,
        named=named,
        described=" ".join(
            words[place].lower()
            for place in range(start, last + 1)
            if classes[place] in ("noun", "adjective")
        ),
    )
