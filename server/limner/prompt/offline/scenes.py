"""What kind of scene the author's words make: its frame, its subjects, and what they leave open."""

import re
from dataclasses import dataclass, replace

from limner.prompt.exclusions.recasting import Recast
from limner.prompt.kinds.picture_kind import PictureKind, picture_kind
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.nouns import singular
from limner.prompt.ledger.quotations import QUOTE
from limner.prompt.offline.analysis.named_places import ABOVE, FITTINGS
from limner.prompt.offline.analysis.picture_reading import PictureReading
from limner.prompt.offline.analysis.subjects import Subject, possessive, subjects_of
from limner.prompt.offline.closed_slots import DENIED, closed_slots
from limner.prompt.offline.frames import frame_for
from limner.prompt.offline.grammar import is_clause
from limner.prompt.offline.lexicon import noun_meanings, scene_frames
from limner.prompt.offline.scene_kind import reading_of_scene
from limner.prompt.offline.scene_media import media_families
from limner.prompt.offline.slots.motifs import motif
from limner.prompt.offline.symbols import symbol
from limner.prompt.wordnet.computing_words import in_known_words


@dataclass(frozen=True)
class Scene:
    """The author's words, read for expansion.

    Attributes:
        words: the words that open the prompt, exclusions recast, without a final stop.
        reading: what they ask for.
        clause: whether they make a whole sentence, or a list, rather than one noun phrase.
        frame: name of the scene frame.
        subjects: things named, in order.
        station: a setting that comes with the first subject, ``""`` for none.
        closed: slots that the words already fill.
        ends_in_place: whether the last word is the place itself, so that "where …" can follow.
        media: families of media, one of which it is made with.
    """

    words: str
    reading: PictureReading
    clause: bool
    frame: str
    subjects: tuple[Subject, ...]
    media: tuple[tuple[str, ...], ...]
    station: str = ""
    closed: frozenset[str] = frozenset()
    ends_in_place: bool = False

    @property
    def the(self) -> str:
        """The subject, or else the place, as a reader would name it again; ``""`` for neither."""
        if self.subjects:
            return self.subjects[0].the
        place = self.reading.place
        return f"the {place.words.lower()}" if place and place.words else ""

    @property
    def of(self) -> str:
        """The possessive of the subject: "the cats'"."""
        return possessive(self.subjects[0]) if self.subjects else f"{self.the}'s"

    def kind_of(self, subject: Subject) -> str:
        """Return the kind of details that suit *subject* in this picture."""
        if self.reading.register == "children":
            return "storybook"
        eaten = subject.kind in ("food", "fruit", "drink", "")
        return "thing" if self.frame == "product" and eaten else subject.kind


EATEN = frozenset(("food", "bread", "fruit", "drink", ""))


def read_scene(
    ledger: Ledger, words: Recast, style: str, kind: PictureKind | None = None, source: str = ""
) -> Scene:
    """Return the scene that *ledger* and the recast *words* make, to be drawn in *style*.

    Args:
        ledger: of the words.
        words: as they open the prompt.
        style: a standing style, ``""`` for none.
        kind: of picture; None to read it from the words.
        source: the words with their wrapping, where it is known.
    """
    text = words.text.rstrip(" .,;:")
    present = QUOTE.sub(" ▯ ", text)
    for negation in ledger.negations:
        present = re.sub(rf"{re.escape(negation.text)}(?: of [^,.;:]*)?", " ", present)
    present = in_known_words(DENIED.sub(" ", present))
    source = in_known_words(source or ledger.source)
    kind = kind or picture_kind(ledger.source)
    reading = reading_of_scene(text, present, kind, source)
    subjects = subjects_of(reading)
    frame = frame_for(present, reading, subjects, ledger, source)
    if frame == "food" and subjects and subjects[0].kind not in EATEN:
        reading = replace(reading, is_placed=True)  # It lies on the blanket that is named.
    named = scene_frames.frame(frame)
    known = {subject.noun for subject in subjects} | (
        {reading.place.words} if reading.place and reading.place.words else set()
    )
    return Scene(
        words=text,
        reading=reading,
        clause=reading.kind == "prose" or is_clause(present, known),
        frame=frame,
        subjects=subjects,
        media=media_families(reading, frame, subjects, source),
        station=_station(text, reading, frame, subjects, source),
        closed=closed_slots(present, ledger, style, named, reading),
        ends_in_place=_ends_in_place(present, reading),
    )


def _ends_in_place(text: str, reading: PictureReading) -> bool:
    place = reading.place
    if place is None or not place.listed or place.frame in ABOVE:
        return False
    if place.words.lower() in FITTINGS:
        return False
    return text.rstrip(" .").endswith(place.words)


def _station(
    text: str, reading: PictureReading, frame: str, subjects: tuple[Subject, ...], source: str
) -> str:
    if frame == "symbol":
        return symbol(text, titled=reading.kind == "heading") or ""
    if frame == "poster":
        return motif(source) or ""
    if (
        reading.kind == "prose"
        or not subjects
        or reading.is_placed
        or frame not in ("portrait", "doing", "person")
    ):
        return ""
    return noun_meanings.stations().get(singular(subjects[0].noun.split()[-1]), "")
