"""The things that a description mentions, with their numbers and colours, and how they are linked.

Both readers, of English and of other languages, turn a text into these.
"""

from dataclasses import dataclass, field

BACK = "back "
"""Begins the name of a relation that is said of the second thing: "with a cup on it"."""

LAND = frozenset({"mountains", "meadow", "city"})


@dataclass
class Mention:
    """One noun phrase, while it is read.

    Attributes:
        words: the noun with the words before it, as written.
        number: how many, 0 where the words do not say.
        colour: in English, ``""`` for none.
        several: whether a plural says that there are more than one.
        figure: name of its figure, where the reader knows it already.
        side: of the picture.
        ground: the place that it names, ``""`` for a thing.
        scale: how much larger it is said to be than usual.
        nouns: how many of the words, at their end, are nouns.
        doubtful: whether it is shown only as a part of something else.
        parts: part and colour, such as ``("sail", "red")``.
    """

    words: tuple[str, ...]
    number: int = 0
    colour: str = ""
    several: bool = False
    figure: str = ""
    side: str = ""
    ground: str = ""
    scale: float = 1.0
    nouns: int = 1
    doubtful: bool = False
    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class MentionLink:
    """A relation between two mentions, by their places in the list; *third* is -1 for none."""

    name: str
    first: int
    second: int
    third: int = -1


@dataclass
class Mentions:
    """What a description mentions, in its order, and where and when it is."""

    things: list[Mention] = field(default_factory=list)
    links: list[MentionLink] = field(default_factory=list)
    ground: str = ""
    time: str = ""
    weather: str = ""
    season: str = ""
    ground_colour: str = ""
    sky_colour: str = ""

    def note(self, topic: str, means: str) -> None:
        """Keep the first ground, time, weather or season that is named.

        Of a coast, with land and water, the water is kept; the sky is over any other place.
        """
        coast = topic == "ground" and self.ground in LAND and means in ("sea", "lake")
        below = topic == "ground" and self.ground == "sky"
        if coast or below or not getattr(self, topic):
            setattr(self, topic, means)
