"""The things that a description shows, as the lexicon's phrases speak of them."""

from dataclasses import dataclass

from limner.prompt.offline.analysis.noun_phrases import NounPhrase
from limner.prompt.offline.analysis.picture_reading import PictureReading

MOST = 3


@dataclass(frozen=True)
class Subject:
    """One thing that the words name: "red boats" → ``Subject("boats", True, "boat")``."""

    noun: str
    plural: bool
    kind: str
    named: bool = False

    @property
    def the(self) -> str:
        """The thing as a reader would name it again."""
        return self.noun if self.named else f"the {self.noun}"


def subjects_of(reading: PictureReading) -> tuple[Subject, ...]:
    """Return what *reading* shows, the main thing first; things of unsure kind have none."""
    first = () if reading.subject is None else (reading.subject,)
    found = [_subject(phrase) for phrase in (*first, *reading.others)]
    return tuple(dict.fromkeys(found))[:MOST]


def possessive(subject: Subject) -> str:
    """Return "the cat's" or "the cats'"."""
    return (
        f"{subject.the}'" if subject.plural and subject.noun.endswith("s") else f"{subject.the}'s"
    )


def _subject(phrase: NounPhrase) -> Subject:
    kind = phrase.kind or ""
    if kind == "person" and phrase.plural:
        kind = "people"
    words = phrase.words if phrase.named else phrase.words.lower()
    return Subject(words, phrase.plural, kind, phrase.named)
