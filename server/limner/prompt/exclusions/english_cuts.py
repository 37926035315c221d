"""Phrases that leave something out, cut out of a description so that it reads whole without them.

What stood beside such a phrase stays as the author wrote it; where no clean cut is known, all of
it stays.
"""

import re

from limner.prompt.exclusions.surroundings import (
    ALONE,
    AND_DOES,
    AND_WITH,
    CLAUSE_END,
    CLAUSE_OPENS,
    EMPTY,
    EXCEPT,
    HAVING,
    IN_PLACE,
    ITS_PLACE,
    LEADING,
    LED_BY,
    LISTED,
    NEW_THING,
    NOBODY,
    OF_IT,
    OPENS,
    RELATIVE,
    SAID_ALONE,
    SAYING,
    STAYING,
    SUBJECT,
)
from limner.prompt.ledger.vocabulary import VERBS
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.table import entry
from limner.prompt.wordnet.word_classes import DETERMINERS


def cut(text: str, start: int, end: int) -> str:
    """Return *text* without the English phrase from *start* to *end*, and what belongs to it."""
    before, phrase, after = text[:start].rstrip(), text[start:end], text[end:]
    if before.endswith(("'", '"', "“", "‘", "'and", "“and", '"and')):
        return text  # All that somebody says.
    is_alone = ALONE.match(phrase) is not None
    if kept := _with_what_is_there(before, phrase, after):
        return kept
    if NOBODY.match(phrase) and EXCEPT.search(after[: _clause_end(after)]):
        return text  # "No one sits at the table except a cat".
    if (having := HAVING.match(phrase)) and (only := EXCEPT.match(after)):
        return f"{before} {having['verb']} only{after[only.end() :]}".strip()
    if is_alone and (only := EXCEPT.match(after)):
        word = "Only" if phrase[:1].isupper() else "only"
        return f"{before} {word}{after[only.end() :]}".strip()
    if listed := LISTED.match(after):
        after = after[listed.end() :]
    belongs = OF_IT.match(after)
    after = after[belongs.end() :] if belongs else after
    empty, last = EMPTY.match(phrase), before.rpartition(" ")[2].lower()
    if empty and (last in STAYING or last.endswith("ly")):
        adjective = empty["adjective"].lower()
        return joined(f"{before} {SAID_ALONE.get(adjective, adjective)}", after, text)
    if (is_alone and _opens_clause(before)) or (is_alone and _does(phrase, before, _first(after))):
        after = after[_clause_end(after) :]
    elif NOBODY.match(phrase):
        after = ITS_PLACE.sub("", after, count=1)
    shorter = _led(before, phrase, is_alone)
    if RELATIVE.search(before) and before[len(shorter) :].startswith(","):
        after = after.removeprefix(",")
    if before.endswith(",") and after.startswith(",") and _is_verb(_first(after[1:])):
        shorter, after = shorter[:-1], after[1:]
    led = f"{before[len(shorter) :].strip()} {phrase}".lower().lstrip()
    if led.startswith("there ") and _opens_clause(shorter):
        after = IN_PLACE.sub("", after)
    has_verb = bool(SAYING.match(phrase) or empty) or (
        shorter != before and not _is_joined(before, shorter)
    )
    return joined(shorter, _without_joint(shorter, after, has_verb), text)


def joined(before: str, after: str, whole: str) -> str:
    """Return what stood before and after a phrase as one text, *whole* where nothing is left."""
    before, after = before.rstrip(), after.lstrip()
    if before.endswith("(") and after.startswith(")"):
        before, after = before[:-1].rstrip(), after[1:].lstrip()
    opens = not before or before[-1] in ".!?"
    if opens:
        after = re.sub(r"^(?:[\s,.;:!?]+|[—–-]\s|(?:and|but|yet|or|und|et|y|e)\s+)+", "", after)
        after = after[:1].upper() + after[1:] if before or whole[:1].isupper() else after
    elif not after or after[0] in ".,;:!?)—–-":
        before = re.sub(r"[\s,;:—–-]+$", "", before)
    if not re.search(r"\w", before + after):
        return whole
    space = "" if not before or after[:1] in (".", ",", ";", ":", "!", "?", ")", "") else " "
    return f"{before}{space}{after}"


def only_places(text: str) -> str:
    """Return the place of words that only say what is not there: "no people on the beach"."""
    opened = OPENS.match(text)
    rest = text[opened.end() :] if opened else ""
    return rest[:1].upper() + rest[1:] if text[:1].isupper() else rest


def _with_what_is_there(before: str, phrase: str, after: str) -> str:
    """Return the words where a verb or "with" goes on to a thing that is there."""
    having, there = HAVING.match(phrase), NEW_THING.match(after)
    if there is None:
        return ""
    if phrase.lower().startswith("without "):
        return f"{before} with {after[there.end() :]}" if "but" in there.group() else ""
    if having:
        return f"{before} {having['verb']} {after[there.end() :]}".strip()
    last = before.rpartition(" ")[2].lower()
    if phrase.lower().startswith("no ") and (last in LEADING or _is_verb(last)):
        return f"{before} {after[there.end() :]}"
    return ""


def _led(before: str, phrase: str, is_alone: bool) -> str:
    """Return *before* without the words that lead to the phrase."""
    if SAYING.match(phrase):
        if said := SUBJECT.search(before):
            return before[: said.start()] + (said["start"] or "")
        if relative := RELATIVE.search(before):
            return before[: relative.start()]
    subject = None if _opens_clause(before) else SUBJECT.search(before)
    if subject and (subject["told"] or "").lower() != "there":
        return before[: subject.start()] + (subject["start"] or "")
    words = before.split()
    last = words[-1].lower() if words else ""
    if is_alone and words and (last in LEADING or (last.isalpha() and _is_verb(last))):
        before = before[: len(before) - len(last)].rstrip()
        if relative := RELATIVE.search(before):
            before = before[: relative.start()]
        return _led(before, phrase, is_alone=False)
    while led := next(
        (one for one in LED_BY.finditer(before + " ") if not before[one.end() :]), None
    ):
        before = before[: led.start()].rstrip()
    return before


def _is_joined(before: str, shorter: str) -> bool:
    """Say whether what was taken from *before* only joined the phrase to it."""
    return (
        re.match(
            r"\W*(?:and|but|or|yet|though|plus|just|also|even|still|please)\b",
            before[len(shorter) :],
        )
        is not None
    )


def _without_joint(before: str, after: str, has_verb: bool) -> str:
    """Return *after* without the "and" between two verbs of one subject."""
    if with_it := AND_WITH.match(after):
        return after[with_it.end() :]
    does = AND_DOES.match(after)
    if has_verb and does and _is_verb(does["verb"].lower()) and not before.endswith((".", ",")):
        return " " + after[does.start("verb") :]
    return after


def _does(phrase: str, before: str, word: str) -> bool:
    """Say whether *word* is the verb of a clause that the phrase begins: "no one | is near"."""
    is_nobody = NOBODY.match(phrase) is not None
    if is_nobody and word in ("is", "are", "was", "were"):
        return True
    return _is_verb(word) and (is_nobody or not before.endswith(("and", "but")))


def _first(after: str) -> str:
    return next(iter(after.split()), "").lower()


def _opens_clause(before: str) -> bool:
    return not before or before[-1] in ".,;:!?(—–-" or CLAUSE_OPENS.search(before) is not None


def _clause_end(after: str) -> int:
    end = CLAUSE_END.search(after)
    return end.start() if end else len(after)


def _is_verb(word: str) -> bool:
    if word in DETERMINERS or word in ("is", "are", "was", "were"):
        return False
    known = entry(lemma(word, ("verb",)))
    rather = known is not None and known.frequency("verb") > known.frequency("noun")
    return word in VERBS or (rather and word.endswith(("s", "ing", "ed")))
