"""The noun phrases of a description: what each is about, and the preposition it hangs on."""

from dataclasses import dataclass

from limner.prompt.ledger.extraction import number_of
from limner.prompt.ledger.nouns import is_plural
from limner.prompt.ledger.vocabulary import COLOURS, FUNCTION_WORDS, word_set
from limner.prompt.offline import lexicon
from limner.prompt.offline.senses import kind_of
from limner.prompt.source_form import TOLD
from limner.prompt.wordnet.categories import category
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.head_noun import WORD_OR_MARK
from limner.prompt.wordnet.table import entry
from limner.prompt.wordnet.word_classes import DETERMINERS, PREPOSITIONS, Tag, tags

LONGEST = 700
"""Characters that are parsed: who, where and when stand at the beginning."""

MEASURES = word_set(
    "pair group bunch set stack pile row collection couple herd flock swarm lot handful series "
    "slice piece loaf bit kind variety type view photo photograph picture image painting drawing "
    "sketch illustration portrait scene number crowd close-up closeup shot sheet front back edge "
    "middle side end top bottom corner murmuration spread cover interior version part member cup "
    "bowl glass plate bottle can bar jar bucket basket bag box pot tray mug tin piece micrograph"
)
"""Nouns that only introduce the one after "of"."""

PARTICIPLES = word_set(
    "laid stuck seen cut torn hung left folded bound caught carved handing holding standing "
    "sitting fed led hid lying asleep awake alone speaking painted lay lies sits stands hangs"
)
"""Verbs behind a noun that WordNet has as nouns or adjectives too."""

ASIDE = word_set(
    "left right background foreground horizon distance way time hand hands front back side sides "
    "middle centre center top bottom"
)
"""Words for parts of a picture: no things in it."""

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
        kind: what it is, as `limner.prompt.offline.senses.kind_of` says; None for unsure.
        category: WordNet's, None for none.
        preposition: in lower case, ``""`` where it hangs on none.
        plural: whether several are meant.
        position: place of the head among words and marks.
        named: whether it is a proper name.
    """

    noun: str
    words: str
    kind: str | None
    category: str | None
    preposition: str
    plural: bool
    position: int
    named: bool = False


def noun_phrases(text: str) -> tuple[NounPhrase, ...]:
    """Return the noun phrases of *text* in order, without parts of pictures and measures."""
    words = WORD_OR_MARK.findall(text[:LONGEST])
    classes = _mended(words, tags(words))
    found: list[NounPhrase] = []
    preposition, place = "", 0
    carried = ""
    while place < len(words):
        if classes[place] in ("adjective", "noun", "determiner", "possessive"):
            stop = _end(classes, place)
            phrase = _phrase(words, classes, place, stop, carried or preposition)
            following = words[stop].lower() if stop < len(words) else ""
            measured = following == "of" and classes[stop + 1 : stop + 2] not in ([], ["verb"])
            if phrase is not None and measured and phrase.noun in MEASURES:
                carried = phrase.preposition or " "
            else:
                carried = ""
                if phrase is not None and not _is_aside(phrase):
                    found.append(phrase)
            preposition, place = "", stop
            continue
        if classes[place] == "preposition":
            preposition = words[place].lower()
        elif classes[place] != "adverb":
            preposition = carried = ""
        place += 1
    return tuple(found)


def _is_small(word: str) -> bool:
    return word.lower() in DETERMINERS | PREPOSITIONS


def _kind_of_name(name: str) -> str | None:
    """Return the kind of what a well-known name of several words stands for."""
    found = lexicon.nouns().get(name.lower()) if " " in name else None
    return found[1] if found and found[0] == "thing" else None


def _is_aside(phrase: NounPhrase) -> bool:
    """Say whether a phrase names a side of the picture or a colour, and no thing in it."""
    return (bool(phrase.preposition) and phrase.noun in ASIDE) or (
        phrase.noun in COLOURS | FUNCTION_WORDS | REFLEXIVES | {"colour", "color", "view"}
    )


def _mended(words: list[str], classes: list[Tag]) -> list[Tag]:
    """Return *classes* with participles behind nouns as verbs, and compounds of a gerund whole."""
    mended = list(classes)
    for place in range(1, len(words)):
        word = words[place].lower()
        if word in TOLD or (mended[place - 1] == "noun" and word in PARTICIPLES):
            mended[place] = "verb"
        if mended[place] == mended[place - 1] == "noun" and (
            _does(words, place) or _ends_clause(words, place)
        ):
            mended[place] = "verb"
        after = mended[place + 1] if place + 1 < len(words) else "mark"
        following = words[place + 1].lower() if place + 1 < len(words) else ""
        if (
            mended[place] == "verb"
            and after in ("mark", "preposition")
            and _in_place(mended, place)
        ):
            own = entry(word)  # "In a garden shed": nobody sheds here.
            mended[place] = "noun" if own and own.frequency("noun") >= 0 else "verb"
        if (
            word.endswith("ing")
            and after == "noun"
            and any(entry(f"{word} {form}") for form in (following, lemma(following, ("noun",))))
        ):
            mended[place] = "noun"
    return mended


def _does(words: list[str], place: int) -> bool:
    """Say whether several creatures do something there: "snails race across"."""
    before, word = words[place - 1], words[place].lower()
    following = words[place + 1].lower() if place + 1 < len(words) else ""
    own = entry(word)
    return (
        is_plural(before)
        and not is_plural(word)
        and (following in PREPOSITIONS or following in DETERMINERS)
        and own is not None
        and own.frequency("verb") >= 0
        and kind_of(before.lower(), lemma(before, ("noun",)), words) is not None
    )


def _ends_clause(words: list[str], place: int) -> bool:
    """Say whether one thing does something there: "the dam breaks"."""
    before, word = words[place - 1], words[place].lower()
    following = words[place + 1].lower() if place + 1 < len(words) else "."
    own = entry(lemma(word, ("verb",)))
    return (
        word.endswith("s")
        and not is_plural(before)
        and (not following[0].isalnum() or following in PREPOSITIONS | DETERMINERS)
        and own is not None
        and own.frequency("verb") > own.frequency("noun")
    )


def _in_place(classes: list[Tag], place: int) -> bool:
    """Say whether only a noun with its determiner stands between *place* and a preposition."""
    start = place - 1
    while start >= 0 and classes[start] in ("noun", "adjective"):
        start -= 1
    return (
        start >= 1 and classes[start] == "determiner" and classes[start - 1] == "preposition"
    ) and start < place - 1


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
        kind=_kind_of_name(compound) if named else kind_of(compound.lower(), noun, words),
        category=category(lemma(compound.lower(), ("noun",))) or category(noun),
        preposition=preposition.strip(),
        plural=several or is_plural(words[last]),
        position=last,
        named=named,
    )
