"""What an English description mentions: things with their links, and where and when they are."""

import re
from dataclasses import dataclass, field

from limner.image.sketch.plans.english_nouns import (
    ASIDE,
    CONTENTS,
    LIGHT,
    MARKS,
    MEASURES,
    SEVERAL,
    WORLDS,
    gets_card,
)
from limner.image.sketch.plans.english_phrases import COLOUR, END, english_phrases
from limner.image.sketch.plans.figure_choice import english_figure, is_clothing_word, worn_on_head
from limner.image.sketch.plans.mentions import BACK, Mention, MentionLink, Mentions
from limner.image.sketch.plans.place_words import forms
from limner.patterns import lazy_regex
from limner.prompt.wordnet.categories import category
from limner.prompt.wordnet.forms import lemma

OF_ALL = frozenset(
    (
        "on", "in", "under", "behind", "in front of", "left of", "right of", "above", "beside",
        "between", "among", "surrounded by",
    )
)  # fmt: skip
"""Relations that hold of everything that "and" joins before them: a cat and a dog on a sofa."""

CARRYING = ("on", "in", "under", "behind", "above", "beside", "around")
ON_IT = lazy_regex(
    r"\bwith\b.*\b(?:on|in|inside|under|behind|above|beside|around) (?:it|them)\b", re.IGNORECASE
)
"""What is said of both by a pronoun: "a table with a cup on it"."""

ADDING = ("with", "in", "worn", "on", "of")
"""Relations behind which a noun may be a part or a garment, though it gets no card."""


@dataclass
class _State:
    """What waits for the next noun phrase.

    Attributes:
        found: what has been read.
        pending: the relation before it, ``""`` for none.
        owners: places of what that relation is said of.
        chain: places of the things since the last relation, which "and" joins.
        carried: the number of a measure before it: "a pair of".
        carrier: the place of what "it" is, behind "with a cup and a plate on it".
        between: the first of two things that something is between.
        dressed: places of those who wear what was mentioned last.
    """

    found: Mentions = field(default_factory=Mentions)
    pending: str = ""
    owners: list[int] = field(default_factory=list)
    chain: list[int] = field(default_factory=list)
    carried: int = 0
    carrier: list[int] = field(default_factory=list)
    between: list[int] = field(default_factory=list)
    dressed: list[int] = field(default_factory=list)


def read_english(text: str) -> Mentions:
    """Return what *text* mentions, English words without lettering and what is excluded."""
    state, steps = _State(), list(english_phrases(text))
    if ON_IT.search(text):
        steps = _with_carriers(steps)
    for number, step in enumerate(steps):
        if step == END:
            state.pending, state.owners, state.chain, state.between = "", [], [], []
            state.carrier = []
        elif isinstance(step, str) and step.startswith(COLOUR):
            _colour(state, step.removeprefix(COLOUR))
        elif isinstance(step, str):
            _relate(state, step)
        else:
            _mention(state, step, steps[number + 1 : number + 2] == ["of"])
    return state.found


def _with_carriers(steps: list[Mention | str]) -> list[Mention | str]:
    """Return *steps* with what stands "on it" linked so: "a table with a cup and a plate on it"."""
    for place, name in enumerate(steps):
        after = steps[place + 1] if place + 1 < len(steps) else END
        back = isinstance(after, str) or after.words[-1].lower() in ("it", "them")
        if name not in CARRYING or not back:
            continue
        start = place - 1
        while start > 0 and (isinstance(steps[start], Mention) or steps[start] == "of"):
            start -= 1
        if start <= 0 or steps[start] != "with":
            continue
        carried: list[Mention | str] = []
        for number in range(start + 1, place):
            of = "of" in (steps[number], steps[number - 1])
            carried += [steps[number]] if of else [BACK + str(name), steps[number]]
        return [*steps[:start], *carried, *steps[place + 1 :]]
    return steps


def _colour(state: _State, name: str) -> None:
    """Give a colour that stands without a noun to what was mentioned last."""
    last = state.found.things[-1:]
    if name and last and not last[0].colour and state.pending in ("", "in"):
        last[0].colour = name
        state.pending, state.chain = "", state.chain or state.owners


def _relate(state: _State, name: str) -> None:
    """Keep what a relation is said of until its second thing is read."""
    things = state.found.things
    if name in ("at left", "at right"):
        if state.chain:
            things[state.chain[-1]].side = name.removeprefix("at ")
            state.chain = []
        else:
            state.pending = name
        return
    if name == "of" and not state.chain:
        return
    state.between = []
    state.owners = list(state.chain if name in OF_ALL else state.chain[-1:])
    state.pending, state.chain = name, []
    if not state.owners and things:
        state.owners = [len(things) - 1]
    if name.startswith(BACK):
        state.owners = state.carrier = state.carrier or state.owners
    elif name != "of":
        state.carrier = []


def _mention(state: _State, mention: Mention, of: bool) -> None:
    """Read one noun phrase; *of* says whether "of" follows it."""
    noun = lemma(mention.words[-1], ("noun",))
    if noun in MEASURES and of:
        state.carried = mention.number if mention.number > 1 else SEVERAL.get(noun, 0)
        state.carried = state.carried or mention.number
        return
    mention.number = mention.number or state.carried
    state.carried = 0
    if not _notes_place(state, mention, of):
        _add(state, mention)


def _notes_place(state: _State, mention: Mention, of: bool) -> bool:
    """Keep what says where and when; say whether *mention* is nothing else."""
    found, lowered = state.found, tuple(word.lower() for word in mention.words)
    noun = lowered[-1]
    for word in lowered:
        for topic in ("time", "weather", "season"):
            if means := forms(topic, "en").meaning(word):
                found.note(topic, means)
    # "A mountain lake" is a lake: the noun before it says less.
    grounds = [forms("ground", "en").meaning(word) for word in lowered]
    figure = english_figure(lowered)
    if figure is not None and figure.words > 1:
        return False
    ground = grounds[-1] or forms("ground", "en").meaning(lemma(noun))
    if ground in ("sea", "lake") and state.pending == "under":
        ground = "underwater"
    if noun in WORLDS and state.pending == "on":
        ground = "moon"
    if ground and state.pending == "from":
        state.pending = ""
        return True
    if ground and not (ground == "room" and state.pending == "beside"):
        found.note("ground", ground)
        if ground == "sky":
            found.sky_colour = mention.colour or found.sky_colour
        elif ground == found.ground:
            found.ground_colour = mention.colour or found.ground_colour
        _stand_on_ground(state)
        state.pending = state.pending if of else ""
        return True
    if any(grounds[:-1]):
        found.note("ground", next(filter(None, grounds)))
    elif category(noun) == "city" and figure is None:
        found.note("ground", "city")
        return True
    return any(forms(topic, "en").meaning(noun) for topic in ("time", "weather", "season"))


def _stand_on_ground(state: _State) -> None:
    """Lift what is said to be above a place."""
    if state.pending == "above":
        state.found.links += [MentionLink("flies", owner, owner) for owner in state.owners]
    state.chain = list(state.owners) if state.pending else []


def _add(state: _State, mention: Mention) -> None:
    """Add a thing, unless the noun phrase names none."""
    noun = lemma(mention.words[-1], ("noun",))
    if noun in MARKS and len(mention.words) > 1:  # "A rocket logo" is one of a rocket.
        mention.words = mention.words[:-1]
        noun = lemma(mention.words[-1], ("noun",))
    if noun in ASIDE | MARKS or mention.words[-1].lower() in ASIDE or state.pending == "from":
        state.chain = list(state.owners) if state.pending else state.chain
        state.pending = ""
        return
    choice = english_figure(mention.words)
    if noun in LIGHT and not mention.number and (choice is None or choice.words < 2):
        state.pending = ""
        return  # "In the evening light" there is no lamp; a street light is one.
    if choice is not None:
        mention.figure = choice.figure
        mention.words = mention.words[-max(1, choice.words) :]
    elif gets_card(mention, noun, not state.found.things and not state.pending):
        mention.words = mention.words[-mention.nouns :]
    elif state.pending in ADDING:
        mention.doubtful = True
    else:
        return
    if state.pending == "of" and state.owners:
        _add_to_owner(state, mention, noun)
        return
    state.found.things.append(mention)
    _link(state, mention, len(state.found.things) - 1)


def _link(state: _State, mention: Mention, here: int) -> None:
    """Link the thing at the place *here* by the relation that waits for it."""
    if state.pending in ("at left", "at right"):
        mention.side = state.pending.removeprefix("at ")
        state.pending, state.chain = "", [here]
        return
    if state.pending == "between" and state.owners:
        _link_between(state, mention, here)
        return
    clothes = is_clothing_word(mention.words[-1]) or worn_on_head(mention.figure)
    if not state.pending and clothes and state.dressed:
        state.pending, state.owners = "worn", state.dressed
    if not state.pending or not state.owners:
        state.chain.append(here)
        return
    state.found.links += [
        MentionLink(state.pending, owner, here) for owner in state.owners if owner != here
    ]
    # What somebody holds or wears is not what the sentence goes on about.
    aside = state.pending in ("with", "held", "worn") or clothes
    state.chain = list(state.owners) if aside else [here]
    state.dressed = state.owners if clothes else []
    state.pending = ""


def _link_between(state: _State, mention: Mention, here: int) -> None:
    """Link what is between two things, or between two of a kind."""
    state.between.append(here)
    both = mention.number == 2 or mention.several
    if len(state.between) < 2 and not both:
        return
    first = state.between[0]
    state.found.links += [
        MentionLink("between", owner, first, here) for owner in state.owners if owner != first
    ]
    state.pending, state.between, state.chain = "", [], [here]


def _add_to_owner(state: _State, mention: Mention, noun: str) -> None:
    """Read "a cup of coffee" as the drink, "a basket of apples" as both, else as the first."""
    things, place = state.found.things, state.owners[-1]
    owner = things[place]
    if noun in CONTENTS and mention.figure:
        owner.figure, owner.words = mention.figure, mention.words
    elif not owner.figure and mention.figure:
        mention.number = mention.number or owner.number
        things[place] = mention
    elif category(lemma(owner.words[-1], ("noun",))) in ("container", "kitchen ware"):
        things.append(mention)
        state.found.links.append(MentionLink("in", len(things) - 1, place))
    state.chain, state.pending = list(state.owners), ""
