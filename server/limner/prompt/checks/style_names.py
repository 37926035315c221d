"""Whether a name in a prompt tells of a manner rather than of who or what is shown."""

import re

from limner.patterns import lazy_regex
from limner.prompt.ledger.tokens import sentences, tokens
from limner.prompt.ledger.vocabulary import word_set
from limner.prompt.trimming.whole_sentences import is_verb

BEFORE = lazy_regex(
    r"\b(?:like|after|(?:inspired|influenced|shot|filmed|photographed|painted|drawn|illustrated"
    r"|engraved|directed|written|made famous) by|reminiscent of|evok(?:es?|ing)|recall(?:s|ing)"
    r"|(?:hints?|touch|echo(?:es)?|shades|traces?|air|whiff|manners?|styles?|spirit|vein|tradition"
    r"|works?|art|paintings?|drawings?|prints?|photographs?|photography|portraits|landscapes|films?"
    r"|movies|novels?|tales|books|school|palettes?|colou?rs|light|mood|brushwork|eye|hand|homage"
    r"|tribute|nod)(?: \w+)? (?:of|by|to)"
    r"|(?:à la manière|dans le style|dans l['’]esprit|façon) (?:de|d['’])"
    r"|(?:al estilo|en el estilo|a la manera) de|(?:nello stile|alla maniera) di|im stil(?:e)? von"
    r"|in der art von)\s*$",
    re.IGNORECASE,
)
"""What stands before the name of an artist in whose manner a picture is."""

NOUNS = word_set(
    "influence palette glow drama charm energy lighting contrast vibe vibes restraint power "
    "colours colors mood print prints style elegance symmetry folklore touch feel feeling look "
    "aesthetic aesthetics atmosphere realism brushwork composition sensibility light manner "
    "tradition spirit "
    "school quality texture tones tone grain precision simplicity whimsy calm stillness grandeur "
    "romanticism engraving etching watercolour watercolor illustration photography film cinema "
    "movie lens era"
)
"""What stands behind such a name: "a Hokusai palette"."""

FAR = 2
"""Words behind a name among which such a noun stands: "Turner golden light"."""


def tells_style(text: str, start: int, end: int) -> bool:
    """Say whether the name from *start* to *end* of *text* is that of a manner: an artist's."""
    if BEFORE.search(text[:start]):
        return True
    after = [token for token in tokens(text) if token.start >= end][:FAR]
    if after and text[end : after[0].start].strip(" '’s-"):
        after = []
    if len(after) > 1 and after[0].ahead.strip():
        after = after[:1]
    return any(token.lower in NOUNS for token in after) or _is_in_last_phrases(text, start)


def _is_in_last_phrases(text: str, start: int) -> bool:
    """Say whether the last sentence, in which a name stands, says no deed: "Gouache, haze."."""
    bounds = list(sentences(text))
    if len(bounds) < 2 or start < bounds[-1][0]:
        return False
    return not any(is_verb(token.lower) for token in tokens(text) if token.start >= bounds[-1][0])
