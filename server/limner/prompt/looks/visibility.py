"""Whether somebody whom a description names is seen in its picture, or only spoken of."""

import re

from limner.prompt.ledger.extraction import read
from limner.prompt.ledger.vocabulary import FUNCTION_WORDS
from limner.prompt.looks.cast_mentions import CastMention
from limner.prompt.looks.mention_words import (
    WORD_BEHIND,
    acts,
    first_word,
    is_thought,
    listed,
    stands_before,
    stands_behind,
)
from limner.prompt.wordnet.categories import categories
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.table import entry

BODY = frozenset({"body part", "hair", "face"})
"""Of whose owner something is seen: "Mia's hands", but not with "in Mia's coat"."""

OWNED = re.compile(r"['’]s?\s+((?:[\w-]+\s+){0,3}[\w-]+)")
ARTICLE = re.compile(r"\b(?:the|a|an)\s+$", re.IGNORECASE)


def is_seen(text: str, mention: CastMention) -> bool:
    """Say whether whom *mention* names is seen, rather than spoken of, denied or left out."""
    before, behind = text[: mention.start], text[mention.end :]
    if re.match(r"['’]s?(?!\w)", behind):
        owned = OWNED.match(behind)
        return owned is not None and _is_part(owned[1])
    if ARTICLE.search(before) and mention.is_name and _is_noun_behind(behind):
        return False  # "The Winterhold road".
    clause = re.split(r"[.;:!?—–]", before)[-1]
    denied = any(
        (at := text.find(one.text)) >= 0 and at <= mention.start < at + len(one.text)
        for one in read(text).negations
    )
    if is_thought(clause):
        return False
    earlier = clause.split()[-1:]
    said = earlier[0].lower() if earlier else ""
    if said in listed("times") and (acts(behind) or first_word(behind) in listed("pasts")):
        return False  # "After Mia left".
    if said in listed("places") and not _acts_now(behind):
        return False
    return not (denied or stands_before(clause) or stands_behind(behind))


def _acts_now(behind: str) -> bool:
    """Say whether what follows a name says what it does in the present: "sits", "is sitting"."""
    found = re.match(r"\s+(?:(?:\w+ly|always|often|still|now)\s+)?([\w'’-]+)", behind)
    return found is not None and found[1].lower().endswith("s") and found[1].lower() != "was"


def _is_noun_behind(behind: str) -> bool:
    found = WORD_BEHIND.match(behind)
    known = entry(found[1].lower()) if found and found[1].islower() else None
    return known is not None and known.frequency("noun") > max(0, known.frequency("verb"))


def _is_part(owned: str) -> bool:
    """Say whether what somebody owns is a part of them: "Mia's cold hands", not "Mia's chair"."""
    for word in owned.split():
        if word.lower() in FUNCTION_WORDS:
            return False
        noun = lemma(word.lower(), ("noun",))
        kinds = categories(noun)
        if noun in listed("parts") or (kinds and kinds[0] in BODY):
            return True
    return False
