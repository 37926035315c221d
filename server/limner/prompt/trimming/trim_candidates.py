"""Edits that may take what must not appear out of a sentence: phrases, clauses, items of a list."""

import re
from collections.abc import Iterator
from itertools import pairwise

from limner.patterns import lazy_regex
from limner.prompt.checks.exclusion_checks.presence import MEASURES
from limner.prompt.checks.fault import Edit
from limner.prompt.ledger.nouns import is_plural, singular
from limner.prompt.ledger.tokens import Token, tokens
from limner.prompt.ledger.vocabulary import VERBS, word_set
from limner.prompt.trimming.phrase_removal import NEEDING, phrase_around
from limner.prompt.trimming.whole_sentences import (
    ARTICLES,
    JOINS,
    OF_NOUNS,
    clause_from,
    is_verb,
    is_verb_token,
    may_begin,
    tags_of,
)
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.table import entry
from limner.prompt.wordnet.word_classes import DETERMINERS, PREPOSITIONS
from limner.prompt.wordnet.word_classes import FUNCTION_WORDS as AUXILIARIES

PLACING = (
    "with|beside|near|past|under|over|above|below|beneath|underneath|behind|bearing|carrying"
    "|mit|neben|unter|über|vor|hinter|con|junto|bajo|sobre|avec|sous|sur|devant|derrière|près"
)
"""What a phrase begins with that can be taken from the end of a clause."""

BREAK = lazy_regex(rf"[,;:](?=\s)|\s(?=[—–-]\s)|\s(?=(?:while|where|and|und|et|y|{PLACING})\s)")

ATTACHED = lazy_regex(rf"\s(?:{PLACING})\s")

LEADING = lazy_regex(
    r"[\s,]+(?:together|along|complete|combined|paired|and|und|et|y)$", re.IGNORECASE
)
"""What stands before the "with" of a phrase and goes with it, or joins it."""

LISTED = lazy_regex(
    r"\s(?:and|und|et|y)\s(?P<item>(?:an?|one|two|three|some|several|eine?n?|une?|una?)\s)"
)
"""What the last item of a list begins with: "a bunch of grapes and a jar of honey"."""

SEVERAL = lazy_regex(r",[^.;:]*?\s(?:and|or|und|et|y)\s")
"""What goes on after one of several things in a list."""

GOING_ON = lazy_regex(r"\s(?:and|und|et|y)\s(?P<verb>\w+)\b")
"""What joins a phrase that goes and what its noun does: "covered with ivy and set for two"."""

READING = lazy_regex(
    r"\s*\b(?:that |which )?(?:read(?:s|ing)|say(?:s|ing)|labell?ed|marked|with the words?)?\s*$"
)
"""What leads to lettering that goes."""

OWN = word_set("his her their")

MOST_CLAUSES = 4


def candidates(text: str, shown: tuple[int, int], sentence: tuple[int, int]) -> Iterator[Edit]:
    """Yield edits that take what is shown away, those first that mostly leave a whole sentence.

    Words alone are taken out of the first sentence, which has to stay.
    """
    start, end = sentence
    is_first = not text[:start].strip()
    stop = text[end - 1] if text[end - 1] in ".!?。" else ""
    cuts = [
        start + match.start()
        for match in BREAK.finditer(text[start:end])
        if _is_outside(text, start + match.start())
    ]
    cuts_after = (cut for cut in cuts if cut >= shown[1] and not ATTACHED.match(text, cut))
    after = min(cuts_after, default=None)
    before = sorted((cut for cut in cuts if cut < shown[0]), reverse=True)
    if text[shown[0]] == ",":
        before = [shown[0], *before]  # ", marked with the words …"
    if led := _first_phrase(text, shown, sentence):
        yield led
    lead = READING.search(text[start : shown[0]])
    if is_first and lead and lead.group().strip():
        yield Edit(start + lead.start(), shown[1], "")
    phrase = phrase_around(text, shown, sentence) if is_first else None
    if phrase is not None and text[phrase.start : phrase.end].count(" ") < 2:
        yield phrase  # "An open book".
    for item in (_item(text, shown, sentence), _last_item(text, shown, sentence)):
        if item is not None:
            yield item
    is_one = not any(text[cut] in ",;" for cut in before)
    for cut in before[:MOST_CLAUSES]:
        begins = start + len(LEADING.sub("", text[start:cut].rstrip(" ,;:")))
        begins = _without_participle(text, begins) if is_one else begins
        ends = _end_of_own(text, shown, after, cuts)
        attached, listed = ATTACHED.match(text, cut), ends is not None and LISTED.match(text, ends)
        if attached and listed:
            yield Edit(attached.end(), listed.start("item"), "")
        verb = _main_verb(text, shown, end) if is_one and attached else None
        if verb is not None:
            yield Edit(begins, verb, " ")
        if ends is not None and (text[ends] in ",;" or listed):
            yield Edit(begins, ends + _joins_verb(text, begins, ends, start), "")
        if ends is not None and (joined := GOING_ON.match(text, ends)) and _goes_on(joined["verb"]):
            yield Edit(begins, joined.start("verb"), " ")
        if ends is None or text[ends] not in ",;":
            yield Edit(begins, end, stop)
        if text[cut] in ",;" and phrase is not None:
            break
    if phrase is not None:
        yield phrase
        yield _with_joining(text, phrase)
    for cut in before[:MOST_CLAUSES]:
        yield Edit(start + len(text[start:cut].rstrip(" ,;:")), end, stop)


def _end_of_own(
    text: str, shown: tuple[int, int], after: int | None, cuts: list[int]
) -> int | None:
    """Return where the clauses end that are only about what is shown: ", their lights lit"."""
    is_one = not is_plural(text[shown[0] : shown[1]])
    later = [cut for cut in cuts if after is not None and cut > after and text[cut] in ",;"]
    while after is not None and text[after] == ",":
        owner = tokens(text[after : after + 12])
        if not owner or owner[0].lower not in (OWN - {"their"} if is_one else {"their"}):
            break
        after = later.pop(0) if later else None
    return after


def _without_participle(text: str, place: int) -> int:
    """Return *place*, or where the participle before it begins: "a path | paved | with"."""
    every = [one for one in tokens(text) if one.end <= place][-2:]
    if len(every) < 2 or every[1].lower not in NEEDING or every[0].ahead != " ":
        return place
    return every[0].end if every[0].lower not in AUXILIARIES else place


def _goes_on(word: str) -> bool:
    """Say whether what stands before "and" may be followed by *word* as well: "set", "stares"."""
    return word in NEEDING | AUXILIARIES or is_verb(word)


def _joins_verb(text: str, begins: int, ends: int, start: int) -> bool:
    """Say whether the comma behind goes, too: "The stem, thorny, bears leaves"."""
    verb = tokens(text[ends + 1 : ends + 40])
    is_alone = not any(is_verb(token.text) for token in tokens(text[start:begins]))
    if text[ends] != "," or not verb or not is_alone:
        return False
    is_foreign = verb[0].text.islower() and entry(lemma(verb[0].text)) is None
    is_foreign = is_foreign and text[begins] == ","  # Both commas go, or none.
    return is_verb(verb[0].text) or (is_foreign and verb[0].lower not in ARTICLES)


def _main_verb(text: str, shown: tuple[int, int], end: int) -> int | None:
    """Return where the verb stands whose subject the phrase with what is shown belongs to."""
    for before, token in pairwise(tokens(text)):
        if shown[0] < token.start < end:
            if before.ahead.strip() and before.start >= shown[0]:
                return None
            if is_verb(token.text) and before.lower not in ("that", "which", "who", "and"):
                return token.start
    return None


def _item(text: str, shown: tuple[int, int], sentence: tuple[int, int]) -> Edit | None:
    """Return the edit for the first of things that are listed: "two statues and a peacock"."""
    every = [one for one in tokens(text) if sentence[0] <= one.start < sentence[1]]
    kinds = dict(zip(every, tags_of(every), strict=True))
    place = next((n for n, one in enumerate(every) if one.start >= shown[0]), None)
    if place is None:
        return None
    first = place
    while first and (
        every[first - 1].ahead == "-"
        or (first > 1 and every[first - 2].ahead == "-")
        or (every[first - 1].ahead == " " and kinds[every[first - 1]] in OF_NOUNS)
    ):
        first -= 1
    last = next((n for n, one in enumerate(every) if one.end >= shown[1]), place)
    is_listed = every[last].ahead.strip() == ","
    if is_listed and not SEVERAL.match(text, every[last].end):
        return None
    after = last + 1 if is_listed else last + 2
    joins = after < len(every) and (is_listed or every[last + 1].lower in JOINS)
    if not joins or every[after].lower in NEEDING or every[after].lower.endswith("ed"):
        return None
    if first > 1 and every[first - 1].lower == "of":
        is_measure = singular(every[first - 2].text) in MEASURES
        if is_measure or every[after].lower in ("a", "an"):
            first -= 2  # "A bunch of grapes and a jar", "a swirl of cream and a dusting of nuts".
            while first and every[first - 1].lower in DETERMINERS:
                first -= 1
    leads = every[first - 1].lower if first else ""
    if first and leads not in PREPOSITIONS | VERBS | ARTICLES and not leads.endswith("ing"):
        return None
    rest = clause_from(every[after:])
    if first:
        is_thing = first > 1 and not any(map(is_verb_token, rest))
        return Edit(every[first].start, every[after].start, "") if is_thing else None
    several = is_listed or any(is_plural(one.text) for one in rest[:3])
    if text[: sentence[0]].strip() or not may_begin(every[after], kinds[every[after]]):
        return None
    return _from(every[after], sentence[0]) if several else None


def _last_item(text: str, shown: tuple[int, int], sentence: tuple[int, int]) -> Edit | None:
    """Return the edit for the last of several things before their verb: "a, b and c rest"."""
    every = [one for one in tokens(text) if sentence[0] <= one.start < sentence[1]]
    kinds = dict(zip(every, tags_of(every), strict=True))
    first = next((n for n, one in enumerate(every) if one.start >= shown[0]), 0)
    last = next((n for n, one in enumerate(every) if one.end >= shown[1]), first)
    while first and every[first - 1].ahead == " " and kinds[every[first - 1]] in OF_NOUNS:
        first -= 1
    if last + 1 >= len(every) or every[last].ahead != " " or not is_verb_token(every[last + 1]):
        return None
    if not first or every[first - 1].lower not in JOINS or text[: sentence[0]].strip():
        return None
    comma = text.rfind(",", sentence[0], every[first - 1].start)
    between = text[comma + 1 : every[first - 1].start].rstrip(" ,")
    item = [one for one in every if comma < one.start < every[first - 1].start]
    if comma < 0 or not all(kinds[one] in OF_NOUNS or one.lower == "of" for one in item):
        return None
    joining = text[every[first - 1].start : every[first - 1].end]
    return Edit(comma, every[last].end, f" {joining}{between}")


def _first_phrase(text: str, shown: tuple[int, int], sentence: tuple[int, int]) -> Edit | None:
    """Return the edit for a phrase that a sentence begins with: "Under a full moon, a wolf …"."""
    every = [one for one in tokens(text) if sentence[0] <= one.start < sentence[1]]
    if every[0].lower not in PREPOSITIONS:
        return None
    ends = next((n for n, one in enumerate(every[:-1]) if one.ahead.strip()), None)
    if ends is None or every[ends].ahead.strip() != "," or every[ends].end < shown[1]:
        return None
    if any(map(is_verb_token, every[:ends])):
        return None
    return _from(every[ends + 1], sentence[0])


def _from(token: Token, start: int) -> Edit:
    """Return the edit by which a sentence that starts at *start* begins with *token*."""
    return Edit(start, token.start + 1, token.text[:1].upper())


def _with_joining(text: str, phrase: Edit) -> Edit:
    """Return *phrase* with the "and" behind it: "a soldier | holds a rifle and | stares"."""
    joined = re.match(r"\s(?:and|und|et|y)(?=\s)", text[phrase.end :])
    return Edit(phrase.start, phrase.end + (joined.end() if joined else 0), phrase.text)


def _is_outside(text: str, place: int) -> bool:
    """Say whether *place* stands outside double quotes."""
    return text[:place].count('"') % 2 == 0
