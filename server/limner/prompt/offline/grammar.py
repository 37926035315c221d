"""Sentence or noun phrase: how the author's words can join others."""

import re
from itertools import takewhile

from limner.prompt.ledger.heads import number_of
from limner.prompt.ledger.names import WORD
from limner.prompt.ledger.nouns import is_plural, singular
from limner.prompt.ledger.vocabulary import ADJECTIVES, COLOURS, FUNCTION_WORDS, VERBS, word_set
from limner.prompt.source_form import TOLD
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.table import entry
from limner.prompt.wordnet.word_classes import DETERMINERS, PREPOSITIONS, tags

FINITE = word_set(
    "is are was were has have had does do did can could will would should may might must isn't "
    "aren't wasn't weren't doesn't don't can't"
)
REQUESTS = word_set(
    "draw create generate make paint sketch render illustrate design show add imagine depict "
    "picture please give insert produce photograph write"
)
RELATIVE = frozenset({"that", "which", "who", "whose", "where", "when", "as", "while"})
AFTER_VERB = word_set(
    "a an the his her its their my our your some in on at by with through over under up down into "
    "across along against toward towards from out to like for off"
)
ARTICLES = frozenset({"a", "an", "the"})
OWNERS = word_set("my your his her its our their some several many")
STEPS = word_set(
    "fold whisk stir mix beat bake chop slice pour knead simmer boil roast spread sprinkle serve "
    "heat melt drain peel add cut drizzle roll grate squeeze toss rinse press screw plug insert "
    "click open close turn lift pull push remove attach fasten tighten"
)
"""Verbs that open a step of a recipe or of instructions."""

SIMPLE_PAST = TOLD - word_set("heard brought stood sat told") | word_set(
    "argued quarrelled waited laughed arrived agreed disagreed happened appeared disappeared "
    "vanished talked smiled stayed died lived wept flew chose rode fled"
)
"""Past forms that describe nothing: no noun is "argued" or "went"."""
ASKED = word_set("which whether what why how who")

LONGEST_PHRASE = 16
"""Words beyond which a noun phrase is treated as a sentence: more would not fit behind it."""


def is_clause(text: str, nouns: set[str]) -> bool:
    """Say whether *text* stands as a sentence of its own, rather than as one noun phrase.

    Lists and texts with commas count as clauses too: nothing can be hung on their end. When in
    doubt the answer is yes, since a full stop after a noun phrase reads well.

    Args:
        text: the author's words without quoted text.
        nouns: words in it that are known to be nouns.
    """
    words = [word.lower() for word in WORD.findall(text)]
    if len(words) > LONGEST_PHRASE or re.search(r"[.,;:!?()\n—–/]", text):
        return True
    if words and words[0] in REQUESTS and len(words) > 1 and words[1] in AFTER_VERB | {"me", "us"}:
        return True
    if words and words[0] in STEPS and len(words) > 1 and words[1] in AFTER_VERB:
        return True
    known = {singular(noun.split()[-1]) for noun in nouns}
    plural = {noun.split()[-1].lower() for noun in nouns}
    if _tells(words):
        return True
    relative = False
    for place, word in enumerate(words):
        relative = relative or word in RELATIVE
        if relative or not place:
            continue
        if word in FINITE or (word in VERBS and not _follows_modifier(words, place)):
            return True
        following = words[place + 1] if place + 1 < len(words) else ""
        several = is_plural(words[place - 1]) and following in ARTICLES | OWNERS
        own = entry(word) if several and not is_plural(word) else None
        if own is not None and own.frequency("verb") >= 0:
            return True  # "Two foxes build a raft".
        third_person = word.endswith("s") and not word.endswith(("ss", "us", "'s"))
        third_person = third_person and word not in plural and following in AFTER_VERB
        if third_person and singular(words[place - 1]) in known:
            return True
        if word.endswith("ed") and words[0] == "the" and following in AFTER_VERB:
            return True
    return False


def _tells(words: list[str]) -> bool:
    """Say whether somebody or something does something in *words*: "the API returns three rows"."""
    classes = tags(words)
    for place in range(1, len(words)):
        word, before = words[place], words[place - 1]
        if word in RELATIVE:
            return False
        after = words[place + 1] if place + 1 < len(words) else ""
        if classes[place - 1] not in ("noun", "adjective"):
            continue
        if is_plural(before) and after in PREPOSITIONS and _is_base_verb(word):
            return True  # "Logs scroll past".
        if not _is_form_of_verb(word):
            continue
        next_class = classes[place + 1 : place + 2]
        told = after in DETERMINERS or next_class == ["possessive"]
        told = told or (is_plural(before) and next_class == ["noun"])  # "Men played cards".
        if word.endswith("s"):
            own, base = entry(lemma(word, ("noun",))), entry(lemma(word, ("verb",)))
            noun = own.frequency("noun") if own is not None else -1
            usual = base is not None and base.frequency("verb") > noun
            one = classes[place - 1] == "noun" and not is_plural(before)
            if usual and one and (told or not after or after in PREPOSITIONS or noun < 0):
                return True
        elif word in SIMPLE_PAST or told:
            return classes[place - 1] == "noun" or word in SIMPLE_PAST
        elif _asks(words[place + 1 : place + 3]):
            return True
    return False


def _is_form_of_verb(word: str) -> bool:
    """Say whether *word* may be a verb of the present or the past, and is no base form."""
    base = lemma(word, ("verb",))
    return base != word and not word.endswith("ing") and entry(base) is not None


def _is_base_verb(word: str) -> bool:
    own = entry(word)
    return own is not None and own.frequency("verb") > max(
        own.frequency("noun"), own.frequency("adjective"), 0
    )


def _asks(after: list[str]) -> bool:
    """Say whether a question or a statement follows a verb: "argued over which copy"."""
    return after[:1] == ["that"] or any(word in ASKED for word in after)


def with_capital(text: str) -> str:
    """Return *text* with its first letter in upper case, unless its case is its own (iPhone)."""
    if re.match(r"[a-z]\w*[A-Z]", text):
        return text
    return text[:1].upper() + text[1:]


def inside_sentence(text: str) -> str:
    """Return *text* as it stands inside a sentence: a leading article in lower case."""
    first, space, rest = text.partition(" ")
    if first in {"A", "An", "The"} and not rest[:1].isupper():
        return first.lower() + space + rest
    return text


def can_follow_of(text: str) -> bool:
    """Say whether *text* opens with a noun phrase that "a photograph of …" can stand before."""
    words = WORD.findall(text)
    depicts = {"view", "scene", "portrait", "shot", "image", "picture", "illustration"}
    depicts |= {"close-up", "closeup"}
    if not words or {word.lower() for word in words[:4]} & depicts:
        return False
    if words[0].lower() in ARTICLES | OWNERS or number_of(words[0]) or "'s" in words[0]:
        return True
    run = takewhile(lambda word: word.islower() and word not in FUNCTION_WORDS, words)
    return any(is_plural(word) for word in run)


def _follows_modifier(words: list[str], place: int) -> bool:
    before = words[place - 1]
    return before in AFTER_VERB or before in COLOURS or before in ADJECTIVES or before == "of"
