"""Whether somebody whom a description names is seen in its picture, or only spoken of."""

import re

from limner.patterns import lazy_regex
from limner.prompt.ledger.extraction import read
from limner.prompt.ledger.vocabulary import FUNCTION_WORDS, word_set
from limner.prompt.looks.cast_mentions import CastMention
from limner.prompt.looks.mention_words import (
    acts,
    first_word,
    is_noun_behind,
    is_thought,
    listed,
    stands_before,
    stands_behind,
)
from limner.prompt.wordnet.categories import categories
from limner.prompt.wordnet.forms import lemma

BODY = frozenset({"body part", "hair", "face"})
"""Of whose owner something is seen: "Mia's hands", but not with "in Mia's coat"."""

OWNED = lazy_regex(r"['’]s?\s+((?:[\w-]+\s+){0,3}[\w-]+)")
THINGS = word_set("boat vehicle building structure road street aircraft machine artifact thing")
"""What is called after somebody: a boat, a street, an inn."""

COMES = lazy_regex(r",\s+who\s+\w+s\b")
"""How somebody is seen after all: "waits for Mia, who comes running"."""

ALONE = lazy_regex(r"\b(?:nobody|no one|none) but\s+$", re.IGNORECASE)
CONTACT = lazy_regex(
    r"(?:^|,\s*|\b(?:and|is|was|with)\s+)\s*(?:a|an|the|some|every)\s+(?:[\w-]+\s+)?(?!(?:where|when|while|and|as|but|with)\b)[\w-]+\s+$",
    re.IGNORECASE,
)
"""A thing of which somebody is only told what they did with it: "a map Mia left"."""

ARTICLE = lazy_regex(r"\b(?:the|a|an)\s+$", re.IGNORECASE)


def is_seen(text: str, mention: CastMention) -> bool:
    """Say whether whom *mention* names is seen, rather than spoken of, denied or left out."""
    before, behind = text[: mention.start], text[mention.end :]
    if COMES.match(behind) or ALONE.search(before):
        return True
    if re.match(r"['’]s?(?!\w)", behind):
        owned = OWNED.match(behind)
        return owned is not None and _is_part(owned[1])
    if ARTICLE.search(before) and mention.is_name and is_noun_behind(behind):
        return False  # "The Winterhold road".
    clause = re.split(r"[.;:!?—–]", before)[-1]
    told = acts(behind) or first_word(behind) in listed("pasts")
    if is_thought(clause) or (told and CONTACT.search(clause)):
        return False
    if mention.is_name and _is_namesake(clause, mention):
        return False
    earlier = clause.split()[-1:]
    said = earlier[0].lower() if earlier else ""
    if said in listed("times") and told:
        return False  # "After Mia left".
    if said in listed("places") and not _acts_now(behind):
        return False
    denied = any(
        (at := text.find(one.text)) >= 0 and at <= mention.start < at + len(one.text)
        for one in read(text).negations
    )
    return not (denied or stands_before(clause) or stands_behind(behind))


def _is_namesake(clause: str, mention: CastMention) -> bool:
    """Say whether something else has the name: "the boat Tinker", where Tinker is a dog."""
    found = re.search(r"\b(?:the|a|an) ([a-z]+)\s+$", clause, re.IGNORECASE)
    if found is None:
        return False
    member, noun = mention.member, lemma(found[1], ("noun",))
    own = f"{member.look} {' '.join(member.names)}".lower().split()
    kinds = categories(noun)
    return bool(kinds) and kinds[0] in THINGS and noun not in own


def _acts_now(behind: str) -> bool:
    """Say whether what follows a name says what it does in the present: "sits", "is sitting"."""
    found = re.match(r"\s+(?:(?:\w+ly|always|often|still|now)\s+)?([\w'’-]+)", behind)
    return found is not None and found[1].lower().endswith("s") and found[1].lower() != "was"


def _is_part(owned: str) -> bool:
    """Say whether what somebody owns is a part of them: "Mia's cold hands", not "Mia's chair"."""
    for word in owned.split():
        if word.lower() in FUNCTION_WORDS:
            return False
        noun = lemma(word.lower(), ("noun",))
        kinds = categories(noun)
        if noun in listed("parts") or (kinds and kinds[0] in BODY):
            return not re.search(rf"\b{re.escape(word)}\s+for\b", owned)  # "An eye for detail".
    return False
