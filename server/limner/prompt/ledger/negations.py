"""What an English description leaves out: things, all of a list, and deeds."""

import re
from collections.abc import Iterator

from limner.patterns import lazy_regex
from limner.prompt.ledger import other_languages
from limner.prompt.ledger.commitments import Negation
from limner.prompt.ledger.heads import STOP, head, is_noun_of_lexicon, is_quality, number_of
from limner.prompt.ledger.names import WORD
from limner.prompt.ledger.nouns import is_plural
from limner.prompt.ledger.vocabulary import ADJECTIVES, COLOURS, word_set
from limner.prompt.wordnet.categories import USUAL, categories
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.table import entry

NEGATED = lazy_regex(
    r"(?P<thing>\b(?:(?:that |which )?"
    r"(?:has|have|had|having|with|contains?|shows?|there (?:is|are)) (?:no|zero)|without|w/o"
    r"|empty of"
    r"|(?:free|clear) of(?! the\b)|bare of|devoid of|zero|(?<!\band )(?<!\bplus )minus"
    r"|(?:(?<![^.,;:!?(]\s)|(?<=please )|(?<=but )|(?<=and ))(?:avoid:?|leave out|omit:?|exclude:?)"
    r"|neither(?: of them)?(?: (?:is|are|was|were))?(?: (?:wearing|with|having|holding|carrying))?"
    r"|no(?!\s+(?:smoking|entry|parking|trespassing|swimming) (?:sign|symbol|zone)|\s+man['’]s)"
    r"|not one of them (?:is |are )?(?:wearing|with|having|holding|in)"
    r"|(?:everything|all|anything) (?:except|but)"
    r"|not as(?= [a-z]+s\b)|not (?:a|an|any)|never (?:a|an|any)|instead of|rather than"
    r"|(?:not|without|(?:is|are|was|were)n['’]t) (?:wearing|having|holding|carrying|showing|using"
    r"|including|with)|(?:do(?:es)?|must|should|may|can)(?: not|n['’]t)"
    r" (?:wear|have|hold|carry|show|use|include|add|draw)))\s+"
    r"(?!(?:more|less|fewer|longer|(?:at|to|in|on|for|by|with|from)(?!-))\b)(?:(?:any|a|an|the|its|his|her|their)\s+)?"
    r"(?:(?:other|further|additional|single|kinds? of|sorts? of|traces? of|pairs? of)\s+)*"
    r"|\b(?:not|never|(?:is|are|was|were|do|does|did|has|have|ca|wo)n['’]t)\s+"
    r"(?!(?:more|less|fewer|only)\b)",
    re.IGNORECASE,
)

ALSO = lazy_regex(
    r"(?P<items>(?:\s*,\s*[\w'’ -]{2,30}?){0,5}),?\s+n?or\s+(?P<last>[^.;:!?()\n]{2,40})"
)
"""What goes on to be left out: "no cars, bikes or people"."""

AND_ALSO = lazy_regex(r"(?P<items>)\s+and\s+(?P<last>[a-z]+)(?=\s*(?:[.,;:!?)]|$))")
"""The same behind "without", where nothing else is said of it: "without cars and people"."""

BARE = lazy_regex(r"(?:without|w/o|with no|free of|empty of|bare of)\s+$", re.IGNORECASE)

SHOWN = lazy_regex(
    r"\s(?:shown|seen|visible|anywhere|please|allowed|needed|pls|plz)\b", re.IGNORECASE
)
"""What stands behind a thing that is left out: "no eyes shown"."""

LESS = lazy_regex(r"\b(?P<what>[a-z]{3,})less\b", re.IGNORECASE)

LACKED = frozenset(
    {"celestial body", "cloud", "weather", "tree", "plant part", "body part", "clothing",
     "headwear", "footwear", "wave"}
)  # fmt: skip
"""Categories of what a word in "-less" lacks for the eye: moonless, not endless."""

FREE = lazy_regex(r"\b(?P<what>[a-z]{3,})-free\b", re.IGNORECASE)

UNDONE = lazy_regex(
    r"\b(?:nobody|no one|no-one)\b[^.,;:!?]{0,40}?\s[a-z]+(?:s|ing)\s(?:an?|any)\s"
    r"(?P<rest>[^.,;:!?]+)",
    re.IGNORECASE,
)
"""What nobody does something with is not there either: "nobody lights a lamp"."""

NOT_SEEN = lazy_regex(
    r"(?:^|(?<=[,;:.(] ))(?:(?:the|his|her|their|its) )?(?P<what>[^,;:.()]{2,40}?),? "
    r"(?:(?:is|are|itself|should be|must be) )*"
    r"not (?:to be )?(?:shown|seen|visible|included|pictured|depicted|present"
    r"|allowed|permitted|wanted|desired"
    r"|in (?:view|sight|frame))"
    r"\b(?! (?:by|with|from|as|only|for))",
    re.IGNORECASE,
)
"""A clause that says what is not seen: "Earth not visible"."""

NOTHING = lazy_regex(
    r"\bnothing (?P<what>(?!but\b|else\b|more\b|less\b|other\b|like\b)[a-z]{4,})", re.IGNORECASE
)

NOBODY = lazy_regex(
    r"(?<!for )(?<!like )(?<!to )\b(?:nobody|no one|no-one)\b"
    r"(?: (?:else )?(?:about|around|there|else))?",
    re.IGNORECASE,
)
"""What leaves people out, unless it is who a sentence is about."""

DONE_BY_NOBODY = lazy_regex(
    r"\s+(?P<auxiliary>(?:is|are|was|were|will|would|can|could|dares to|seems to)\s+)?"
    r"(?P<deed>[a-z]+)\b",
    re.IGNORECASE,
)
"""What stands behind "nobody" where others may be there: "nobody smiling", "nobody looks up"."""

MAY_DO = frozenset({"will", "would", "can", "could", "dares to", "seems to"})
"""What stands before a deed as such: "nobody would admit it"."""

DONE_BEFORE = lazy_regex(r"\s+(?:has|have|had)\b", re.IGNORECASE)
"""What nobody has, or has done, leaves nobody out: "nobody has walked it for weeks"."""

THERE = lazy_regex(
    r"^\s+(?:on|in|at|around|inside|aboard)\s+(?:the\s+)?(?:[A-Z]\w+(?:\s[A-Z]\w+)*|[a-z]+)(?=\s)"
)
"""Where nobody does something."""

DONE = word_set(
    "said spoke saw knew heard told thought felt found gave took made got noticed answered moved "
    "smiled laughed cried slept ate drank wrote sang understood believed"
)
"""Deeds in the past that others may be there for: "nobody said a word"."""

BEING_THERE = word_set(
    "sit stand wait walk come go swim live pass be remain stay work arrive play ride cross lie "
    "linger watch visit enter reach"
)
"""Deeds that who does not do them is not there for."""

NO_THINGS = word_set(
    "once ever even longer much really quite very further else doubt matter wonder bigger smaller "
    "larger taller shorter wider thicker thinner heavier higher lower older younger better worse "
    "sooner later problem question surprise need noticing knowing realizing realising thinking "
    "looking speaking exception fail warning hesitation end choice "
    "idea sound chance hope sense reason one"
)
"""What "without" and "no" leave out nothing with: "without once looking", "no matter how"."""

WRITTEN = lazy_regex(
    r"\b(?:say(?:s|ing)?|reads?|reading|words?|titled|entitled|lettered|marked|painted with)\W*$",
    re.IGNORECASE,
)
"""What stands before lettering without its quotes: "a sign saying No Dogs"."""

ALONE_WORD = lazy_regex(r"\bwithout a(?:nother)? word\b", re.IGNORECASE)
"""Silence, and no lettering that is left out."""

DEGREES = word_set("degrees euros dollars pounds cents points")
"""What there may be less than nought of."""

DETERMINING = word_set("a an the any its his her their other")


def negations(text: str) -> Iterator[Negation]:
    """Yield what *text* leaves out, each thing of a list by itself."""
    unseen = list(NOT_SEEN.finditer(text))
    for match in unseen:
        if noun := head(WORD.findall(match["what"])) or match["what"].rpartition(" ")[2]:
            yield Negation(match.group(), noun)
    for match in NEGATED.finditer(text):
        if any(one.start() <= match.start() < one.end() for one in unseen):
            continue
        if ALONE_WORD.match(text, match.start()) or _is_written(match, text):
            continue
        scope = SHOWN.split(STOP.split(text[match.end() :])[0])[0]
        words = list(WORD.finditer(scope))
        first = next((word.group() for word in words), "")
        noun = head([word.group() for word in words]) or (
            first if is_noun_of_lexicon(first) else ""
        )
        if noun.lower() in NO_THINGS or _is_below_zero(match, words):
            continue
        negated = match.group().split()[0].lower()
        if negated == "neither" and is_quality(first):
            continue  # "Neither young nor old".
        if negated == "no" and number_of(first) not in (None, 0, 1):
            continue  # "No two houses are alike".
        end = next((word.end() for word in words if word.group() == noun), 0)
        if noun:
            of_all = other_languages.PART.search(text[: match.start()]) is None
            alone = scope.strip() == noun and not noun.endswith("s")
            if alone and (match["thing"] or "").lower() == "neither":
                of_all = False  # "Neither spoke".
            thing = match["thing"] is not None and of_all
            also = _also(text[match.end() + end :], match.group()) if thing else []
            end = match.end() + (end + also[-1][1] if also else end)
            said = text[match.start() : end]
            first = scope[: scope.find(noun) + len(noun)].strip()
            yield Negation(said, first, thing)
            yield from (Negation(said, what, thing) for what, _ in also)
    for match in LESS.finditer(text):
        if LACKED & set(categories(match["what"].lower())[:USUAL]):
            yield Negation(match.group(), match["what"].lower())
    for match in FREE.finditer(text):
        yield Negation(match.group(), match["what"])
    for match in UNDONE.finditer(text):
        rest = WORD.findall(match["rest"])
        if noun := head(rest) or next(filter(is_noun_of_lexicon, rest[:1]), ""):
            said = match.group()[: match.start("rest") - match.start()]
            yield Negation(said + noun, noun)
    for match in NOTHING.finditer(text):
        if is_quality(match["what"]):
            yield Negation(match.group(), match["what"])
    for match in NOBODY.finditer(text):
        if DONE_BEFORE.match(text, match.end()):
            continue
        if deed := _deed_of_nobody(text[match.end() :]):
            yield Negation(match.group() + deed[0], deed[1], thing=False)
        else:
            yield Negation(match.group(), "people", text[: match.start()].strip() != "")


def without(text: str, excluded: tuple[Negation, ...]) -> str:
    """Return *text* with a neutral mark for each thing that it leaves out."""
    for negation in excluded:
        text = text.replace(negation.text, " ▯ ", 1)
    return text


def _is_written(negated: re.Match[str], text: str) -> bool:
    """Say whether what denies stands in lettering without quotes, which has capitals."""
    shown = text[negated.start() :].lstrip()
    return shown[:1].isupper() and WRITTEN.search(text, 0, negated.start()) is not None


def _is_below_zero(negated: re.Match[str], words: list[re.Match[str]]) -> bool:
    """Say whether "minus" belongs to a number, and not to what it counts: "minus five degrees"."""
    if negated.group().strip().lower() != "minus" or not words:
        return False
    value, after = words[0].group(), words[1].group().lower() if words[1:] else ""
    is_number = value.isdecimal() or number_of(value) is not None
    return is_number and (after in DEGREES or not is_plural(after))


def _deed_of_nobody(after: str) -> tuple[str, str] | None:
    """Return what nobody does of those who are there, as written and alone, or None."""
    there = THERE.match(after)
    place = there.group() if there else ""
    match = DONE_BY_NOBODY.match(after, len(place))
    if match is None:
        return None
    deed = match["deed"].lower()
    if place and not match["auxiliary"]:
        return place + match.group(), deed  # "Nobody on the quay said a word".
    verb = lemma(deed, ("verb",))
    known = entry(verb)
    if deed in DONE and not match["auxiliary"]:
        return match.group(), deed
    if known is None or known.frequency("verb") < 1 or verb in BEING_THERE:
        return None
    auxiliary = (match["auxiliary"] or "").strip().lower()
    if auxiliary in MAY_DO and deed == verb:
        return place + match.group(), deed
    if deed.endswith("ing") or (deed == verb + "s" and not auxiliary):
        return place + match.group(), deed
    return None


def _also(rest: str, begins: str) -> list[tuple[str, int]]:
    """Return what else a list leaves out, and where each ends: ", bikes or people"."""
    match = ALSO.match(rest) or (AND_ALSO.match(rest) if BARE.match(begins) else None)
    if match is None:
        return []
    items = [*re.finditer(r"[^,]*[^,\s]", match["items"]), re.search(r".+", match["last"])]
    starts = [*(match.start("items") for _ in items[:-1]), match.start("last")]
    found: list[tuple[str, int]] = []
    for item, start in zip(items, starts, strict=True):
        words = list(WORD.finditer(STOP.split(item.group())[0])) if item else []
        while words and words[0].group().lower() in DETERMINING:
            words = words[1:]
        noun = head([word.group() for word in words])
        last = next((word for word in words if word.group() == noun), None)
        if item is None or last is None or noun.lower() in COLOURS | ADJECTIVES:
            return []  # "No rooms, white or grey walls".
        what = item.group()[words[0].start() : last.end()]
        found.append((what, start + item.start() + last.end()))
    return found
