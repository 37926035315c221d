"""Whether a colour stands in a prompt on nothing else that its author coloured."""

from limner.prompt.checks.colour_checks.lost_colours import JOINING, SHADE_WORDS, name_of
from limner.prompt.checks.colour_checks.worn_colours import worn_by
from limner.prompt.checks.things import mentions
from limner.prompt.ledger.commitments import Binding, Ledger
from limner.prompt.ledger.language_words import LanguageWords
from limner.prompt.ledger.nouns import same_noun
from limner.prompt.ledger.tokens import Token, sentences, tokens
from limner.prompt.ledger.vocabulary import word_set

TINTS = word_set(
    "pale dark light deep soft muted warm cool dusty bright faded dull rich burnt little touch a"
)
"""What says how a colour is: "a little pale blue"."""


def is_free(
    wanted: str,
    bound: Binding,
    ledger: Ledger,
    text: str,
    words: LanguageWords,
    *,
    in_palette: bool = True,
) -> bool:
    """Say whether the colour stands in *text* on nothing else that the author coloured.

    Where it is asked not to count *in_palette*, a sentence of colours alone says it of nothing.
    """
    every = tokens(text)
    taken: set[int] = set()
    for other in ledger.colours:
        if not same_noun(other.noun, bound.noun):
            for place in mentions(other.noun, text, ledger.language):
                taken |= set(worn_by(place, every, words))
    return any(
        name_of(token.lower, words) == wanted
        and place not in taken
        and (in_palette or not _is_in_palette(token, every, text, words))
        for place, token in enumerate(every)
    )


def _is_in_palette(
    colour: Token, every: tuple[Token, ...], text: str, words: LanguageWords
) -> bool:
    """Say whether the sentence of *colour* holds only colours: "Rust, blue and moss green."."""
    start, end = next(one for one in sentences(text) if one[0] <= colour.start < one[1])
    inside = [token.lower for token in every if start <= token.start < end]
    others = [one for one in inside if one not in SHADE_WORDS | TINTS | words.colours.keys()]
    return len(inside) - len(others) > 1 and all(one in JOINING for one in others)
