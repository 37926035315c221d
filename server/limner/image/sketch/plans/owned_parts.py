"""Parts, clothes and colours that the words give to a thing: a boat with a red sail."""

from dataclasses import replace
from functools import cache

from limner.files import packaged
from limner.image.sketch.plans.figure_choice import is_clothing_word, is_person
from limner.image.sketch.plans.mentions import Mentions
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.language_words import language_words
from limner.prompt.ledger.vocabulary import COLOURS, word_set
from limner.prompt.wordnet.forms import lemma

PARTS = word_set(
    "slot hole groove notch opening edge corner lid handle hinge button pocket door drawer leg "
    "wheel blade tooth spoke rim sleeve zip side face key dial switch"
)
"""What is in or at a thing that has it, and seen where that is drawn."""


def with_colours(mentions: Mentions, ledger: Ledger) -> Mentions:
    """Give things the colours that are said of them elsewhere: "the cup is blue"."""
    families = language_words("en")
    if ledger.language != "en" or families is None:
        return mentions
    for binding in ledger.colours:
        noun = binding.noun.lower()
        named = [one for one in mentions.things if one.words[-1].lower() == noun]
        if len(named) == 1 and not named[0].colour and binding.colour in COLOURS:
            named[0].colour = families.colours.get(binding.colour, binding.colour)
    return mentions


def with_parts(mentions: Mentions) -> Mentions:
    """Return *mentions* with parts of things and clothes given to what has them, in its colours."""
    gone: set[int] = set()
    for link in mentions.links:
        if link.name not in ("with", "in", "worn", "of", "on") or link.second in gone:
            continue
        owner, part = mentions.things[link.first], mentions.things[link.second]
        noun = part.words[-1].lower()
        if part_fills(owner.figure, noun) is not None:
            owner.parts = (*owner.parts, (noun, part.colour)) if part.colour else owner.parts
            gone.add(link.second)
        elif owner.figure and link.name == "with" and lemma(noun, ("noun",)) in PARTS:
            gone.add(link.second)  # Slots of a disc are in it, and not beside it.
        elif owner.figure and is_clothing_word(noun) and link.name in ("in", "worn", "with"):
            # A squirrel in a jacket is drawn without it; people are dressed in its colour.
            if is_person(owner.figure):
                owner.colour = part.colour or owner.colour
            gone.add(link.second)
    gone |= {number for number, one in enumerate(mentions.things) if one.doubtful}
    if not gone:
        return mentions
    kept = [number for number in range(len(mentions.things)) if number not in gone]
    new = {old: number for number, old in enumerate(kept)} | {-1: -1}
    return replace(
        mentions,
        things=[mentions.things[number] for number in kept],
        links=[
            replace(link, first=new[link.first], second=new[link.second], third=new[link.third])
            for link in mentions.links
            if {link.first, link.second, link.third}.isdisjoint(gone)
        ],
    )


def part_fills(figure: str, part: str) -> str | None:
    """Return the fills of a named part of *figure*, ``None`` for what is none."""
    found: dict[str, str] = _parts().get(figure, {})
    return found.get(part)


@cache
def _parts() -> dict[str, dict[str, str]]:
    parts: dict[str, dict[str, str]] = packaged.table("image", "sketch", "plans", "figures.toml")[
        "parts"
    ]
    return parts
