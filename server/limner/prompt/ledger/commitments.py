"""What a description can commit to: counts, colours, relations, lettering, what is not there."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Count:
    """So many of something: ``Count(3, "three", "boats")``."""

    number: int
    text: str
    noun: str


@dataclass(frozen=True)
class Binding:
    """A colour and what has it: ``Binding("red", "boats")``."""

    colour: str
    noun: str


@dataclass(frozen=True)
class Relation:
    """Two things and how they stand: ``Relation("left of", "sign", "bicycle")``.

    Attributes:
        name: canonical name of the relation, or the action ("riding").
        first: head noun before it, ``""`` when it cannot be told.
        second: head noun after it, ``""`` when it cannot be told.
        text: the words as written.
    """

    name: str
    first: str
    second: str
    text: str


@dataclass(frozen=True)
class Side:
    """Where a thing stands: ``Side("left", "sign", "bicycle", "sign left of a bicycle")``.

    Attributes:
        side: ``left`` or ``right``.
        thing: head noun of what stands there, ``""`` when it cannot be told.
        of: head noun of what it stands beside, ``""`` for a side of the picture.
        text: the words as written.
    """

    side: str
    thing: str
    of: str
    text: str


@dataclass(frozen=True)
class Negation:
    """Something that must not be there.

    Attributes:
        text: the phrase as written ("without any orange juice").
        what: the thing or deed that is excluded ("orange juice").
        thing: whether it is a thing; else a deed ("doesn't fit").
    """

    text: str
    what: str
    thing: bool = True


@dataclass(frozen=True)
class Ledger:
    """What *source* commits to, in the order it is written.

    Attributes:
        source: the cleaned words.
        language: as `limner.prompt.language.language` reads it.
        quotes: quoted strings without their marks, byte for byte.
        names: proper names, addresses, hex colours and numbers with units, byte for byte.
        is_picture: whether the words may describe one picture; of a longer text, or a list, only
            quotes and literals are read.
    """

    source: str
    language: str = "en"
    counts: tuple[Count, ...] = ()
    colours: tuple[Binding, ...] = ()
    quotes: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    relations: tuple[Relation, ...] = ()
    sides: tuple[Side, ...] = ()
    negations: tuple[Negation, ...] = ()
    media: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    weathers: tuple[str, ...] = ()
    seasons: tuple[str, ...] = ()
    is_picture: bool = True

    @property
    def present(self) -> str:
        """The author's words without what they leave out."""
        present = self.source
        for negation in self.negations:
            present = present.replace(negation.text, " ")
        return present
