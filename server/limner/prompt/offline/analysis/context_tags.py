"""The word classes of a description, where the words around a word say another than its usual."""

from limner.prompt.ledger.nouns import is_plural
from limner.prompt.ledger.vocabulary import word_set
from limner.prompt.offline.analysis.senses import ACTORS, kind_of
from limner.prompt.source_form import TOLD
from limner.prompt.wordnet.categories import category
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.table import entry
from limner.prompt.wordnet.word_classes import DETERMINERS, PREPOSITIONS, Tag, tags

PARTICIPLES = word_set(
    "laid stuck seen cut torn hung left folded bound caught carved handing holding standing "
    "sitting fed led hid lying asleep awake alone speaking painted lay lies sits stands hangs"
)
"""Verbs behind a noun that WordNet has as nouns or adjectives too."""


def tags_in_context(words: list[str]) -> list[Tag]:
    """Return the classes of *words*, each tagged by itself and corrected by its neighbours."""
    mended = list(tags(words))
    for place in range(1, len(words)):
        word = words[place].lower()
        if word in TOLD or (mended[place - 1] == "noun" and word in PARTICIPLES):
            mended[place] = "verb"
        if mended[place] == mended[place - 1] == "noun" and (
            _does(words, place) or _ends_clause(words, place)
        ):
            mended[place] = "verb"
        if mended[place] == "adjective" and mended[place - 1] == "noun":
            own = entry(f"{words[place - 1]} {words[place]}".lower())
            if own is not None and own.frequency("noun") >= 0:
                mended[place] = "noun"  # A horse chestnut.
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
    ends = (
        word.endswith("s")
        and not is_plural(before)
        and (not following[0].isalnum() or following in PREPOSITIONS | DETERMINERS)
    )
    if not ends or own is None or own.frequency("verb") < 0:
        return False
    if own.frequency("verb") > own.frequency("noun"):
        return True
    one = lemma(before, ("noun",))
    somebody = kind_of(before.lower(), one, words) in ACTORS or category(one) == "people"
    return somebody and entry(f"{one} {lemma(word, ('noun',))}".lower()) is None


def _in_place(classes: list[Tag], place: int) -> bool:
    """Say whether only a noun with its determiner stands between *place* and a preposition."""
    start = place - 1
    while start >= 0 and classes[start] in ("noun", "adjective"):
        start -= 1
    return (
        start >= 1 and classes[start] == "determiner" and classes[start - 1] == "preposition"
    ) and start < place - 1
