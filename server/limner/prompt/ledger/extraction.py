"""What a description commits to: read by code, so that no model can lose it.

`read` turns the author's words into a `Ledger`; `limner.prompt.checks.verification` says
what a text fails to keep of it. Counts, colours, relations and negations are read from English;
quotes, addresses, hex colours and measures from any language.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from limner.prompt.cleaning import clean
from limner.prompt.language import language
from limner.prompt.ledger import other_languages
from limner.prompt.ledger.commitments import Binding, Count, Ledger, Negation, Relation
from limner.prompt.ledger.given_names import is_given_name
from limner.prompt.ledger.language_words import LanguageWords, language_words
from limner.prompt.ledger.names import (
    ADDRESS,
    HEX_COLOUR,
    MEASURE,
    RATIO_OR_YEAR,
    WORD,
    literals,
    proper_names,
)
from limner.prompt.ledger.nouns import ALWAYS_PLURAL, is_plural
from limner.prompt.ledger.number_words import spelled
from limner.prompt.ledger.sides import sides
from limner.prompt.ledger.vocabulary import (
    ACTIONS,
    ADJECTIVES,
    AMBIGUOUS_COLOURS,
    COLOURS,
    FUNCTION_WORDS,
    MEDIA,
    NUMBERS,
    RELATIONS,
    SEASONS,
    TIMES,
    VERBS,
    WEATHERS,
    word_set,
)
from limner.prompt.wordnet.categories import USUAL, categories
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.table import entry

QUOTE = re.compile(
    r"“([^“”]+)”|„([^“”„]+)[“”]|«\s?([^«»]+?)\s?»|»(\S(?:[^«»]*\S)?)«|\"([^\"]+)\"|‘((?:[^‘’]|(?<=\w)’(?=\w))+)’"
    r"|(?<!\w)'((?:[^']|(?<=\w)'(?=\w))+)'(?!\w)"
)
NEGATED = re.compile(
    r"(?P<thing>\b(?:(?:that |which )?"
    r"(?:has|have|had|having|with|contains?|shows?|there (?:is|are)) (?:no|zero)|without|empty of"
    r"|free of|bare of|clear of|devoid of|zero|minus"
    r"|(?<![^.,;:!?(]\s)(?:avoid|leave out|omit|exclude)|neither|no"
    r"|not (?:a|an|any)|never (?:a|an|any)|instead of|rather than"
    r"|(?:not|without|(?:is|are|was|were)n['’]t) (?:wearing|having|holding|carrying|showing|using"
    r"|including|with)|do(?:es)?(?: not|n['’]t) (?:wear|have|hold|carry|show|use|include|add"
    r"|draw)))\s+"
    r"(?!(?:more|less|fewer|longer)\b)(?:(?:any|a|an|the|its|his|her|their)\s+)?"
    r"(?:(?:other|further|additional|single|kinds? of|sorts? of|traces? of|pairs? of)\s+)*"
    r"|\b(?:not|never|(?:is|are|was|were|do|does|did|has|have|ca|wo)n['’]t)\s+"
    r"(?!(?:more|less|fewer|only)\b)",
    re.IGNORECASE,
)
ALSO = re.compile(
    r"(?P<items>(?:\s*,\s*[\w'’ -]{2,30}?){0,5}),?\s+n?or\s+(?P<last>[^.;:!?()\n]{2,40})"
)
"""What goes on to be left out: "no cars, bikes or people"."""
LESS = re.compile(r"\b(?P<what>[a-z]{3,})less\b", re.IGNORECASE)
LACKED = frozenset(
    {"celestial body", "cloud", "weather", "tree", "plant part", "body part", "clothing",
     "headwear", "footwear", "wave"}
)  # fmt: skip
"""Categories of what a word in "-less" lacks for the eye: moonless, not endless."""
FREE = re.compile(r"\b(?P<what>[a-z]{3,})-free\b", re.IGNORECASE)
UNDONE = re.compile(
    r"\b(?:nobody|no one|no-one)\b[^.,;:!?]{0,40}?\s[a-z]+s\s(?:an?|any)\s(?P<rest>[^.,;:!?]+)",
    re.IGNORECASE,
)
"""What nobody does something with is not there either: "nobody lights a lamp"."""
NOTHING = re.compile(
    r"\bnothing (?P<what>(?!but\b|else\b|more\b|less\b|other\b|like\b)[a-z]{4,})", re.IGNORECASE
)
NOBODY = re.compile(
    r"\b(?:nobody|no one|no-one)\b(?: (?:else )?(?:about|around|there|else))?", re.IGNORECASE
)
"""What leaves people out, unless it is who a sentence is about."""
NOT_PARTICIPLES = word_set("bed shed seed building painting drawing ring king")
NO_THINGS = word_set("once ever even longer much really quite very further else doubt")
"""What "without" and "no" leave out nothing with: "without once looking"."""
BEHIND = word_set("visible present anywhere allowed whatsoever please needed nearby overhead")
"""Words behind a noun that are no noun: "no cable visible"."""
BEFORE_COUNTED = word_set("of very quite rather truly")
"""Words between a number and what it counts: "one very stubborn goat"."""
ONES = word_set("one ones")
"""What stands for a noun that was named before: "the white one"."""
DETERMINING = word_set("a an the any its his her their other")
STOP = re.compile(r"[.,;:!?()\n—–▯→⇒]|[-=]>")

DECIMAL = re.compile(r"\d+[.,]\d+|\d{1,2}\s?(?:[ap]\.?m\b\.?|[Uu]hr\b|h\b)")
"""Figures that count nothing: decimals, times of day."""

SAYING = (
    r"(?:said|says?|asked|asks|told|tells|cried|cries|whispered|whispers|shouted|shouts|replied|"
    r"replies|answered|answers|called|calls|murmured|muttered|laughed|sagte|sagt|fragte|fragt|rief|"
    r"ruft|flüsterte|antwortete|dit|demanda|demande|cria|crie|murmura|répondit|dijo|dice|preguntó|"
    r"gritó|susurró|respondió)"
)
SPOKEN = re.compile(rf"\W*(?:[\w'’]+\s+){{0,2}}{SAYING}\b|\W*{SAYING}\b", re.IGNORECASE)
TOLD_ON = re.compile(r"\s*[\"“«„]|\s*[A-Z]")
"""What follows a line of speech: another, or the next sentence of the story."""
SENTENCE = 5
"""Words from which a quote that is all of a text is a line of speech."""
LETTERED = re.compile(
    r"\b(?:sign|board|label|poster|banner|card|button|title|letters?|lettering|text|words?|caption|"
    r"inscription|plaque|screen|headline|logo|cover)\b[^.]*$",
    re.IGNORECASE,
)
"""What quoted words are written on: a sign that says "Open" does not speak."""
BEFORE_QUOTE = 200
"""Characters in front of a quote in which it may say who speaks, or what it is written on."""

REACH = 200
"""Characters around a relation in which its two things are looked for."""

LONGEST_DESCRIPTION = 4000
"""Characters beyond which a text is a log or a chapter rather than a description."""

MOST_COMMITMENTS = 40
"""Commitments of one kind beyond which a text is a list rather than a description."""


def read(source: str, document_language: str = "") -> Ledger:
    """Return what *source* commits to; never fails, an empty source commits to nothing.

    *document_language* decides where the words leave their language open.

    Of a text too long to describe one picture, or a list, only quotes and literals are read.
    """
    source = clean(source)
    tongue = language(source, document_language)
    quotes, outside = _quotes(source)
    words = language_words(tongue)
    plain = Ledger(source, tongue, quotes=quotes, names=literals(outside), is_picture=False)
    if len(source) > LONGEST_DESCRIPTION:
        return plain
    if words is None:
        return replace(plain, is_picture=True)
    ledger = _english(plain, outside, words) if tongue == "en" else _other(plain, outside, words)
    kinds = (ledger.counts, ledger.colours, ledger.relations, ledger.sides, ledger.negations)
    return plain if max(map(len, kinds)) > MOST_COMMITMENTS else ledger


def _english(plain: Ledger, outside: str, words: LanguageWords) -> Ledger:
    negations = tuple(_negations(outside))
    present = _without(outside, negations)
    return replace(
        plain,
        counts=tuple(_counts(present)),
        colours=tuple(_colours(present)),
        names=tuple(dict.fromkeys((*plain.names, *proper_names(outside)))),
        relations=tuple(_relations(present)),
        sides=tuple(sides(present, words)),
        negations=negations,
        media=_listed(MEDIA, present),
        times=_listed(TIMES, present),
        weathers=_listed(WEATHERS, present),
        seasons=_listed(SEASONS, present),
        is_picture=True,
    )


def _other(plain: Ledger, outside: str, words: LanguageWords) -> Ledger:
    excluded = tuple(other_languages.negations(outside, words))
    shown = _without(outside, excluded)
    return replace(
        plain,
        counts=tuple(other_languages.counts(shown, words)),
        colours=tuple(other_languages.colours(shown, words)),
        names=tuple(dict.fromkeys((*plain.names, *_names_inside(outside, plain.language)))),
        sides=tuple(sides(shown, words)),
        negations=excluded,
        is_picture=True,
    )


def _names_inside(text: str, tongue: str) -> Iterator[str]:
    """Yield names; in German, where every noun is written like one, only what people are called."""
    if tongue == "de":
        return (word for word in WORD.findall(text) if is_given_name(word))
    return proper_names(text)


def number_of(word: str) -> int | None:
    """Return the number that *word* writes in letters or digits, up to 99; else ``None``."""
    lowered = word.lower()
    if lowered in NUMBERS:
        return NUMBERS[lowered]
    if 12 < (written := spelled("en").get(lowered.replace("-", " "), 0)) < 100:
        return written
    return int(lowered) if lowered.isdecimal() and len(lowered) <= 2 else None


def head(words: list[str]) -> str:
    """Return the head noun of a run that starts in a noun phrase: "red sailing boats in" → boats.

    The run ends at a function word, a finite verb, or a participle that follows a noun.
    """
    held = ""
    for place, word in enumerate(words):
        lowered = word.lower()
        if lowered in FUNCTION_WORDS or lowered in VERBS or (held and lowered in NUMBERS):
            break
        if held and place == len(words) - 1 and _is_said_of(lowered, held):
            break
        participle = lowered.endswith(("ing", "ed")) and lowered not in NOT_PARTICIPLES
        acts = bool(held) and is_plural(held) and not is_plural(word) and may_act(lowered)
        ends = participle or lowered in BEHIND or acts or _is_verb(lowered)
        if held and held.lower() not in ADJECTIVES and ends:
            break
        held = word
    return held


def _is_said_of(word: str, noun: str) -> bool:
    """Say whether *word*, at the end, is what *noun* is like: "one engine dark"."""
    known = entry(word)
    return (
        word in ADJECTIVES
        and noun.lower() not in ADJECTIVES
        and known is not None
        and known.frequency("adjective") > known.frequency("noun")
    )


def _is_noun(word: str) -> bool:
    known = entry(lemma(word.lower(), ("noun",)))
    return known is not None and known.frequency("noun") >= 0


def _is_quality(word: str) -> bool:
    known = entry(word.lower())
    return known is not None and known.frequency("adjective") > known.frequency("noun")


def may_act(word: str) -> bool:
    """Say whether *word*, behind a plural, says what the things do: "dragons circle a knob"."""
    known = entry(word)
    return known is not None and (
        known.frequency("verb") > 0 or known.frequency("noun") < known.frequency("adjective")
    )


def _is_verb(word: str) -> bool:
    """Say whether *word*, behind a noun, is far more often a verb: "girls steal raisins"."""
    known = entry(word)
    return known is not None and known.frequency("verb") > known.frequency("noun") + 1


def _quotes(source: str) -> tuple[tuple[str, ...], str]:
    """Return the quoted lettering, and the source with each quote replaced by a neutral mark.

    What somebody says aloud is no lettering.
    """
    found = list(QUOTE.finditer(source))
    spoken = [match for match in found if _is_spoken(source, match)]
    if spoken:  # What somebody says may go on behind "she said".
        spoken = [one for one in found if one in spoken or _ends_open(one)]
    lettering = [match for match in found if match not in spoken]
    quotes = tuple(next(filter(None, match.groups())) for match in lettering)
    spans = {match.span() for match in lettering}
    return quotes, QUOTE.sub(lambda m: "▯" if m.span() in spans else f" {m.group()[1:-1]} ", source)


def _is_spoken(source: str, quote: re.Match[str]) -> bool:
    """Say whether somebody says what is quoted: "'Put it down,' she said"."""
    start = quote.start()
    before = source[max(0, start - BEFORE_QUOTE) : start]
    if LETTERED.search(before):
        return False
    said_after = SPOKEN.match(source, quote.end()) is not None
    said_before = re.search(rf"\b{SAYING}\b(?:\s+\w+){{0,2}}[,:]?\s*$", before, re.IGNORECASE)
    alone = quote.group().strip() == source.strip() and len(source.split()) >= SENTENCE
    told_on = (
        start <= BEFORE_QUOTE
        and before.strip() == ""
        and (alone or TOLD_ON.match(source, quote.end()) is not None)
    )
    return _ends_open(quote) and (said_after or said_before is not None or told_on)


def _ends_open(quote: re.Match[str]) -> bool:
    return quote.group()[-2:-1] in ",!?.…"


def _negations(text: str) -> Iterator[Negation]:
    for match in NEGATED.finditer(text):
        scope = STOP.split(text[match.end() :])[0]
        words = list(WORD.finditer(scope))
        first = next((word.group() for word in words), "")
        noun = head([word.group() for word in words]) or (first if _is_noun(first) else "")
        if noun.lower() in NO_THINGS:
            continue
        end = next((word.end() for word in words if word.group() == noun), 0)
        if noun:
            of_all = other_languages.PART.search(text[: match.start()]) is None
            thing = match["thing"] is not None and of_all
            also = _also(text[match.end() + end :]) if thing else []
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
        if noun := head(WORD.findall(match["rest"])):
            said = match.group()[: match.start("rest") - match.start()]
            yield Negation(said + noun, noun)
    for match in NOTHING.finditer(text):
        if _is_quality(match["what"]):
            yield Negation(match.group(), match["what"])
    for match in NOBODY.finditer(text):
        yield Negation(match.group(), "people", text[: match.start()].strip() != "")


def _also(rest: str) -> list[tuple[str, int]]:
    """Return what else a list leaves out, and where each ends: ", bikes or people"."""
    match = ALSO.match(rest)
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


def _without(text: str, negations: tuple[Negation, ...]) -> str:
    for negation in negations:
        text = text.replace(negation.text, " ▯ ", 1)
    return text


def phrases(text: str) -> Iterator[list[str]]:
    """Yield the words between punctuation marks."""
    plain = HEX_COLOUR.sub("▯", ADDRESS.sub("▯", text))
    for part in re.split(r"[.,;:!?()\[\]{}\n—–▯/|→⇒]|[-=]>", plain):
        words = WORD.findall(part)
        if words:
            yield words


def _counts(text: str) -> Iterator[Count]:
    counted = False
    for words in phrases(DECIMAL.sub("▯", MEASURE.sub("▯", RATIO_OR_YEAR.sub("▯", text)))):
        for place, word in enumerate(words):
            number = number_of(word)
            if number is None or number == 0 or (place and number_of(words[place - 1])):
                continue
            if _is_of_range(place, words):
                continue
            rest = words[place + 1 :]
            if rest[:1] and rest[0].lower() == "dozen":
                number, word, rest = number * 12, f"{word} {rest[0]}", rest[1:]
            while rest and (rest[0].lower() in BEFORE_COUNTED or number_of(rest[0])):
                rest = rest[1:]
            noun = head(rest[:5])
            if noun and number > 1 and not is_plural(noun):
                noun = next((one for one in rest[: rest.index(noun)] if is_plural(one)), noun)
            if not noun and rest[:1] and rest[0].lower() in ("them", "these", "those"):
                noun = "" if counted else _first_noun(text)
            is_one_thing = word.lower() == "pair" and noun.lower() in ALWAYS_PLURAL
            if noun and not is_one_thing and not (number == 1 and word.isdecimal()):
                counted = True
                yield Count(number, word, noun)


def _is_of_range(place: int, words: list[str]) -> bool:
    """Say whether a number is one end of a range: "two or three pedals"."""
    around = (words[place + 1 : place + 3], words[max(0, place - 2) : place][::-1])
    return any(
        len(two) == 2 and two[0].lower() in ("or", "to") and number_of(two[1]) for two in around
    )


def _colours(text: str) -> Iterator[Binding]:
    for words in phrases(text):
        for place, word in enumerate(words):
            colour = word.lower()
            if colour not in COLOURS:
                continue
            rest = words[place + 1 :]
            while len(rest) > 1 and rest[0].lower() in {"and", "or"} and rest[1].lower() in COLOURS:
                rest = rest[2:]
            if rest[:1] and rest[0].lower() in {"colored", "coloured"}:
                rest = rest[1:]
            noun = head(rest[:4])
            before = [earlier.lower() for earlier in words[max(0, place - 2) : place]]
            if not noun and before[-1:] and before[-1] in {"is", "are", "was", "were"}:
                noun = before[0] if len(before) > 1 else ""
            if not noun and before[-1:] and before[-1] in ("in", "of") and place > 1:
                noun = _noun_with(place, words)
            if noun and noun.lower() not in COLOURS | ONES and not _is_thing(colour, words[:place]):
                yield Binding(colour, noun)


def _noun_with(place: int, words: list[str]) -> str:
    """Return the noun that has the colour at *place* behind "in" or "of": "rings of violet".

    What may be a thing itself has none behind "of": "a slice of lime".
    """
    colour, between, noun = words[place].lower(), words[place - 1].lower(), words[place - 2]
    if between == "of" and colour in AMBIGUOUS_COLOURS - {"violet"}:
        return ""
    is_noun = noun.lower() not in FUNCTION_WORDS | COLOURS | NUMBERS.keys() and _is_noun(noun)
    return noun if is_noun else ""


def _is_thing(colour: str, before: list[str]) -> bool:
    """Say whether an ambiguous colour is a thing here: "two orange" is fruit, "rose" a flower."""
    return colour in AMBIGUOUS_COLOURS and bool(before) and before[-1].lower() in COLOURS


def _relations(text: str) -> Iterator[Relation]:
    found: list[tuple[int, int, str, str]] = []
    for pattern, name, _ in RELATIONS:
        for match in re.finditer(rf"\b(?:{pattern})\b", text, re.IGNORECASE):
            if not any(start < match.end() and match.start() < end for start, end, _, _ in found):
                found.append((match.start(), match.end(), name, match.group()))
    found += [
        (match.start(), match.end(), match.group().lower(), match.group())
        for match in WORD.finditer(text)
        if match.group().lower() in ACTIONS
    ]
    for start, end, name, written in sorted(found):
        before = STOP.split(text[max(0, start - REACH) : start])[-1]
        after = STOP.split(text[end : end + REACH])[0]
        yield Relation(name, _last_noun(before), _first_noun(after), written)


def _last_noun(text: str) -> str:
    """Return the head of the last noun phrase: "The black phone was resting" → phone."""
    runs: list[list[str]] = [[]]
    for word in WORD.findall(text)[-12:]:
        ends = word.lower() in FUNCTION_WORDS or word.lower() in VERBS
        if ends and runs[-1]:
            runs.append([])
        elif not ends and not (runs[-1] == [] and word.lower().endswith("ing")):
            runs[-1].append(word)
    named = [head(run) for run in runs if run and head(run)]
    return named[-1] if named else ""


def _first_noun(text: str) -> str:
    words = WORD.findall(text)[:8]
    while words and words[0].lower() in {"a", "an", "the", "its", "his", "her", "their", "some"}:
        words = words[1:]
    words = words[1:] if words and number_of(words[0]) else words
    return head(words)


def _listed(alternatives: str, text: str) -> tuple[str, ...]:
    found = re.findall(rf"\b(?:{alternatives})\b", text, re.IGNORECASE)
    return tuple(dict.fromkeys(word.lower() for word in found))
