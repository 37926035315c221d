"""From where it is seen, in the author's own nouns: what is in front, what beside or behind it."""

from limner.prompt.kinds.picture_categories import CREATURES, PLACES, THINGS, VEHICLES
from limner.prompt.ledger.vocabulary import word_set
from limner.prompt.offline.analysis.named_places import LOCATIVE, TIMED
from limner.prompt.offline.analysis.noun_phrases import NounPhrase
from limner.prompt.offline.analysis.picture_reading import PICTURES, PictureReading
from limner.prompt.offline.lexicon import noun_meanings
from limner.prompt.offline.lexicon.lexicon_files import Phrases, glue
from limner.prompt.wordnet.table import entry

ANYWHERE = frozenset(("indoors", "outdoors", "placed", "unsure", "doing", "wildlife"))
"""Frames whose own views fit any place: one that names its things says more."""

SEEN = CREATURES | THINGS | PLACES | VEHICLES
UNSEEN = frozenset(("event", "season or hour", "country", "sky", "weather", "substance", "region"))
"""Categories of what has no outline that could stand somewhere in a picture."""

LETTERING = word_set("headline title text caption copy slogan logo label page slide chapter patron")
"""Nouns of a sheet, and of who is only spoken of."""

SHORTEST_NAME = 3
MOST = 3


def arrangement(reading: PictureReading) -> Phrases:
    """Return views that name what they hold; none where nothing is sure to be seen."""
    subject = reading.subject
    if subject is None or not is_seen(subject):
        return ()
    others = [one for one in reading.phrases if one is not subject and is_seen(one)]
    named = _distinct([subject, *others])
    if len(named) == 1:
        return _filled("alone", named)
    if others[0].preposition in LOCATIVE and others[0].category not in CREATURES:
        return _filled("placed", named[:2])
    return _filled("beside" if len(named) == 2 else "three", named)


def lit(reading: PictureReading, frame: str) -> Phrases:
    """Return how the subject is lit indoors, outdoors or anywhere; none where it is not sure."""
    subject = reading.subject
    if subject is None or not is_seen(subject):
        return ()
    patterns = glue("lit")
    return tuple(one.format(a=_named(subject)) for one in patterns.get(frame, patterns["anywhere"]))


def is_seen(phrase: NounPhrase) -> bool:
    """Say whether *phrase* is certain to be something with a shape of its own."""
    if phrase.noun in PICTURES or (phrase.noun in noun_meanings.senses() and phrase.kind is None):
        return False
    if not phrase.words.replace(" ", "").replace("-", "").isalpha():
        return False
    if phrase.preposition in TIMED - {"at", "by"}:
        return False  # "After the last bus" there is none.
    if phrase.category in UNSEEN or phrase.noun in LETTERING or not _is_noun(phrase.noun):
        return False
    if phrase.named and not _begins(phrase):  # Somebody, and no place, day or title.
        known = any(entry(word) is not None for word in phrase.words.lower().split())
        return len(phrase.words) >= SHORTEST_NAME and not known and not phrase.preposition
    return phrase.kind is not None or phrase.category in SEEN


def _filled(group: str, phrases: list[NounPhrase]) -> Phrases:
    named = {letter: _named(phrase) for letter, phrase in zip("abc", phrases, strict=False)}
    return tuple(pattern.format_map(named) for pattern in glue("arrangement")[group])


def _named(phrase: NounPhrase) -> str:
    called = phrase.named and not _begins(phrase)
    return phrase.words if called else f"the {phrase.words.lower()}"


def _begins(phrase: NounPhrase) -> bool:
    """Say whether a common noun has its capital from the beginning of the text."""
    return phrase.position == 0 and entry(phrase.noun) is not None


def _distinct(phrases: list[NounPhrase]) -> list[NounPhrase]:
    """Return the first phrase of each noun, as many as one sentence can name."""
    first: dict[str, NounPhrase] = {}
    for phrase in phrases:
        first.setdefault(phrase.noun, phrase)
    return list(first.values())[:MOST]


def _is_noun(word: str) -> bool:
    """Say whether *word* is no more usual as another class: "frozen stiff" has no noun."""
    known = entry(word)
    if known is None:
        return True
    return known.frequency("noun") >= max(known.frequency("verb"), known.frequency("adjective"))
