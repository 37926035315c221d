"""Text without what nobody can see: used on every source and on every expander's output."""

import unicodedata

from limner.patterns import lazy_regex

INVISIBLE = lazy_regex(
    "["
    "\u0000-\u0008\u000e-\u001f\u007f-\u009f"  # controls; white space is handled below
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u3164\uffa0"  # fillers, soft hyphen
    "\u200b\u200e\u200f\u2060-\u206f\ufeff"  # zero width, marks and isolates of direction
    "\u202a-\u202e"  # bidirectional overrides
    "\ufff9-\ufffb\ud800-\udfff"  # interlinear annotation, lone surrogates
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"  # tags and supplementary variation selectors
    "]"
)
JOINER = lazy_regex(r"(?<![^\x00-\x7f\u200c\u200d])[\u200c\u200d]+|[\u200c\u200d]+(?![^\x00-\x7f])")
"""A joiner that does not stand between two non-ASCII characters joins nothing."""

WHITE_SPACE = lazy_regex(r"[\s\u0085\u2028\u2029]+")


def clean(text: str) -> str:
    """Return *text* in NFC on one line, without controls and invisible characters.

    Bidirectional marks, zero-width characters and the tags block are dropped, since they can
    hide words from the author that a model would read. Joiners stay where a script or an emoji
    needs them. Idempotent.
    """
    text = WHITE_SPACE.sub(" ", text)
    text = INVISIBLE.sub("", text)
    text = JOINER.sub("", text)
    text = unicodedata.normalize("NFC", text)
    return WHITE_SPACE.sub(" ", text).strip()
