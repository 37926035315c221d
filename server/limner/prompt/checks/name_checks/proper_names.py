"""Whether a proper name stands as its author wrote it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import pairwise

from limner.patterns import lazy_regex
from limner.prompt.checks.fault import Edit, Fault
from limner.prompt.checks.name_checks.lower_case_names import (
    bare,
    is_no_word,
    replaced_in_lower_case,
)
from limner.prompt.checks.name_checks.replaced_names import apposed_name, replaced_given_name
from limner.prompt.checks.things import SHORTEST_STEM, share_stem
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.given_names import is_given_name
from limner.prompt.ledger.names import (
    ACTING,
    NAMED,
    SHORTENED,
    WORD,
    inside_sentences,
    proper_names,
)
from limner.prompt.ledger.tokens import Token, sentences, tokens
from limner.prompt.ledger.translated_nouns import translated
from limner.prompt.ledger.vocabulary import FUNCTION_WORDS, word_set
from limner.prompt.wordnet.categories import category
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.sameness import same_thing
from limner.prompt.wordnet.table import entry
from limner.prompt.wordnet.word_classes import tags

MISSPELT = 0.7
"""Share of letters in common from which a word is a misspelling of a name."""

EXPLAINED = lazy_regex(
    r"(?:^|(?<=[.!?:] ))([^\W\d_]{3,}), "
    r"(?=(?:the|an?|his|her|their|une?|la|le|sa|son|una?|el|su|il|lo|ein|eine)\s|l['’]|un['’])"
)
"""A name that opens a sentence and is explained: "Endurance, the ship of …"."""

ABBREVIATED = {
    "mt": "mount",
    "st": "saint",
    "dr": "doctor",
    "capt": "captain",
    "ft": "fort",
    "jan": "january",
    "feb": "february",
    "mar": "march",
    "apr": "april",
    "jun": "june",
    "jul": "july",
    "aug": "august",
    "sep": "september",
    "sept": "september",
    "oct": "october",
    "nov": "november",
    "dec": "december",
}
"""How parts of names are shortened."""

TITLES = SHORTENED | word_set(
    "miss doctor professor captain inspector sergeant detective lady lord sir father sister "
    "brother aunt uncle king queen prince princess officer nurse judge general colonel president"
)
"""What stands before somebody's name."""

GERMAN_TITLES = word_set(
    "herr frau fräulein dr doktor professor professorin prof kommissar kommissarin inspektor "
    "inspektorin hauptmann kapitän oberst general schwester bruder pater tante onkel oma opa könig "
    "königin prinz prinzessin graf gräfin baron baronin fürst bürgermeister bürgermeisterin "
    "pfarrer lehrer lehrerin detektiv detektivin richter richterin meister minister ministerin "
    "präsident präsidentin familie"
)

PLACES = frozenset({"mt", "st", "ft"})
"""What stands before a place's."""

ORIGINS = ("an", "ish", "ese", "i", "ch", "ic", "ek")
"""Endings of words for where somebody comes from."""

PLAIN = str.maketrans("äöü", "aou")
"""Vowels that a German plural changes: Garten, Gärten."""

LEAST_GERMAN = 4
"""Letters of a German noun from which one that differs is taken for a slip."""


def german_slips(ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield names of a German text of which one letter differs: Carla, for Clara.

    All nouns are written as names there, so only a slip tells one.
    """
    yield from _titled_otherwise(ledger, text)
    own = {token.text for token in tokens(ledger.source)}
    said = {token.text for token in tokens(text)}
    for name in sorted(own - said):
        if not name[:1].isupper() or len(name) < LEAST_GERMAN:
            continue
        if any(one.lower().endswith(name.lower()) for one in said):
            continue  # Weiden, told by Kopfweiden.
        for token in tokens(text):
            is_new = token.text[:1] == name[:1] and token.text not in own
            is_slip = is_new and _one_letter_apart(token.lower, name.lower())
            if is_slip and not share_stem(
                token.lower.translate(PLAIN), name.lower().translate(PLAIN)
            ):
                yield Fault("name", f"misspelt: {name}", (Edit(token.start, token.end, name),))


def _titled_otherwise(ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield a German name behind a title that another one stands in for: "Kommissarin Richter"."""
    said = {token.lower for token in tokens(text)}
    for title, name in pairwise(tokens(ledger.source)):
        if title.lower not in GERMAN_TITLES or title.ahead != " " or not name.text[:1].isupper():
            continue
        if any(one.startswith(name.lower) for one in said):
            continue
        for before, after in pairwise(tokens(text)):
            is_titled = before.lower == title.lower and before.ahead == " "
            if is_titled and after.text[:1].isupper() and after.text not in ledger.source:
                edit = Edit(after.start, after.end, name.text)
                yield Fault("name", f"missing: {name.text}", (edit,))


def name_faults(name: str, ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield what is wrong with *name* in *text*: lost, misspelt, replaced or cut short."""
    says = f"missing: {name}"
    parts = WORD.findall(name)
    every = tokens(text)
    is_origin = len(parts) == 1 and _is_adjective(name) and name.lower().endswith(ORIGINS)
    if ledger.language == "en" and is_origin:
        yield from _other_origin(name, ledger, text)
        return
    if len(parts) > 1 and parts[0].lower() in SHORTENED - PLACES and not _holds(name, text):
        whole = _titled(name, text)
        yield from [whole] if whole else name_faults(name.partition(" ")[2], ledger, text)
        return
    if _holds(name, text):
        slips = tuple(_slips(parts, every, ledger))
        if slips:
            yield Fault("name", f"misspelt: {name}", slips)
        return
    if len(parts) == 1 and any(_is_made_of(name, token) for token in every):
        return
    if len(parts) == 1 and any(_is_adjective_of(name, token) for token in every):
        return
    if len(parts) > 1 and all(any(_is_derived(part, one) for one in every) for part in parts):
        return
    words = {bare(word) for part in parts for word in re.split(r"[-'’]", part)}
    present = [place for place, token in enumerate(every) if bare(token.text) in words]
    misspelt = (
        _misspelt(parts, every, ledger)
        or replaced_given_name(name, ledger, text)
        or apposed_name(name, ledger, text)
        or _replaced(name, parts, text, ledger)
    )
    if misspelt:
        yield Fault("name", says, tuple(misspelt))
    elif present and len(parts) > 1:
        yield from _completed(name, parts, every, present, says)
    elif ledger.source.startswith(name) and len(parts) == 1 and not is_given_name(name):
        return  # It may be a misspelt word that opens a sentence.
    elif not any(_is_form(part, token) for part in parts for token in every):
        yield Fault("name", says, clause=name)


def _other_origin(name: str, ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield the one other word for where somebody comes from: Italian, for a French café.

    None where the place is told in other words: "a guitarist in Seville".
    """
    own = {word.lower() for word in WORD.findall(ledger.source)}
    if any(_is_form(name, token) for token in tokens(text)):
        return
    every = tokens(text)
    later = {start for start, _ in sentences(text)} - {0}
    after = next((b for a, b in pairwise(tokens(ledger.source)) if a.text == name), None)
    others = [
        token
        for token, noun in pairwise(every)
        if token.text[:1].isupper()
        and token.lower not in own
        and token.ahead == " "
        and token.start not in later
        and (
            (_is_adjective(token.text) and token.lower.endswith(ORIGINS))
            or (after is not None and after.lower == noun.lower and len(after.text) > 2)
        )
    ]
    if len({one.text for one in others}) == 1:
        edits = tuple(Edit(one.start, one.end, name) for one in others)
        yield Fault("name", f"missing: {name}", edits)


def _titled(name: str, text: str) -> Fault | None:
    """Return what is wrong where the one name with a title is another: Inspector Lestrade."""
    words = {word.lower() for word in WORD.findall(name.partition(" ")[2])}
    others = [one for one in proper_names(text) if WORD.findall(one)[0].lower() in TITLES]
    if len(others) != 1 or words & set(WORD.findall(text.lower())):
        return None
    found = re.finditer(re.escape(others[0]), text)
    return Fault("name", f"missing: {name}", tuple(Edit(*one.span(), name) for one in found))


def _holds(name: str, text: str) -> bool:
    """Say whether *text* holds *name*: marks between its words and letter case do not matter."""
    wanted, said = (
        [
            ABBREVIATED.get(_folded(word), _folded(word))
            for word in WORD.findall(one.replace("-", " "))
        ]
        for one in (name, text)
    )
    return f" {' '.join(wanted)} " in f" {' '.join(said)} " or (
        len(wanted) > 1 and set(wanted) <= set(said)
    )


def _folded(word: str) -> str:
    """Return a word as names are compared, without accents: Zürich and Zurich are one."""
    plain = unicodedata.normalize("NFD", bare(word))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _is_derived(part: str, token: Token) -> bool:
    """Say whether a word is a part of a name, or made from it: Egypt, of "Ancient Egyptian"."""
    return same_thing(part, token.lower) in ("lemma", "derived")


def _is_adjective_of(name: str, token: Token) -> bool:
    """Say whether a word is what comes from a place: Tuscan, Moroccan, Alaskan."""
    said = token.text
    if not said[:1].isupper() or not _is_adjective(said) or len(said) < SHORTEST_STEM:
        return False
    begins = max(SHORTEST_STEM, len(name) - 3)
    is_made = share_stem(name, said) or name[:begins].lower() == said[:begins].lower()
    return is_made and said.lower().endswith(("n", "ine", "ish", "ese", "i", "ch", "ic"))


def _is_form(part: str, token: Token) -> bool:
    """Say whether a word is made from the name: Norwegian, for Norway."""
    if len(part) < 4 or len(token.text) < 4:
        return False
    return share_stem(part, token.text) or same_thing(part, token.lower) in ("lemma", "derived")


def _is_made_of(name: str, token: Token) -> bool:
    """Say whether a word in small letters is made from the name: "parisien", for Paris."""
    stem = name.lower().rstrip("aeo")
    return len(stem) >= SHORTEST_STEM and token.text.startswith(stem)


def _is_inflected(name: str, word: str) -> bool:
    """Say whether a word is the name with an ending, or made from it."""
    inflected = word.startswith(name) or name.startswith(word)
    return inflected or same_thing(name, word) in ("lemma", "derived")


def _misspelt(parts: list[str], every: tuple[Token, ...], ledger: Ledger) -> list[Edit]:
    """Return the edits for words that are nearly a part of the name, and no word of their own."""
    own = {bare(word) for word in WORD.findall(ledger.source)}
    edits: list[Edit] = []
    for part in parts:
        if (
            len(part) < 2
            or part.lower() in SHORTENED
            or any(bare(token.text) == bare(part) for token in every)
        ):
            continue
        like = [
            token
            for place, token in enumerate(every)
            if bare(token.text) not in own
            and _nearly(part, token, ledger.language)
            and (not _is_known(place, every) or _is_beside_another(part, parts, place, every))
            and (ledger.language == "en" or _may_be_name(place, every, ledger.language))
        ]
        for token in like:
            tail = token.text[len(re.sub(r"['’]s?$", "", token.text)) :]
            edits.append(Edit(token.start, token.end, part + tail))
    return edits


def _is_beside_another(part: str, parts: list[str], place: int, every: tuple[Token, ...]) -> bool:
    """Say whether the word at *place* stands beside another part of the name, or nearly: "liza"
    behind "monna".
    """
    number = parts.index(part)
    before = number > 0 and place > 0 and every[place - 1].ahead == " "
    return before and _nearly(parts[number - 1], every[place - 1], "en")


def _slips(parts: list[str], every: tuple[Token, ...], ledger: Ledger) -> Iterator[Edit]:
    """Yield the edits for misspellings of a name that is right elsewhere: one letter differs."""
    own = {bare(word) for word in WORD.findall(ledger.source)}
    for part in (part for part in parts if len(part) >= SHORTEST_STEM and part.isalpha()):
        for place, token in enumerate(every):
            word = bare(token.text)
            if word in own or word[:1] != part[:1].lower() or _is_known(place, every):
                continue
            if ledger.language != "en" and not _is_written_as_name(place, every):
                continue
            if _folded(part) == _folded(word):
                continue
            if _is_adjective(word) or _is_inflected(bare(part), word):
                continue
            if _one_letter_apart(bare(part), word):
                tail = token.text[len(re.sub(r"['’]s?$", "", token.text)) :]
                yield Edit(token.start, token.end, part + tail)


def _is_written_as_name(place: int, every: tuple[Token, ...]) -> bool:
    """Say whether the word at *place* has a capital that no sentence begins with."""
    opens = place == 0 or every[place - 1].ends_clause
    return every[place].text[:1].isupper() and not opens


def _may_be_name(place: int, every: tuple[Token, ...], language: str) -> bool:
    """Say whether the word at *place* is written as a name; where sentences begin too in German."""
    if language == "de":
        return every[place].text[:1].isupper() and translated(every[place].text, "de") is None
    return _is_written_as_name(place, every)


def _is_known(place: int, every: tuple[Token, ...]) -> bool:
    """Say whether the word at *place* is one of the language rather than a name."""
    token = every[place]
    plain = re.sub(r"['’]s?$", "", token.lower)
    if plain in FUNCTION_WORDS:
        return True
    opens = place == 0 or every[place - 1].ends_clause
    word = lemma(plain)
    if token.text[:1].isupper() and not opens:
        return False
    return entry(word) is not None and not (opens and category(word) in NAMED)


def _nearly(part: str, token: Token, language: str) -> bool:
    word = bare(token.text)
    if abs(len(word) - len(part)) > 3:
        return False
    ratio = SequenceMatcher(None, word, part.lower()).ratio()
    is_name = len(part) > 3 or token.text[:1].isupper()
    if word[:1] == part[:1].lower() and is_name and _one_letter_apart(word, part.lower()):
        return True
    if word[:1] != part[:1].lower():
        if language == "de":
            return False  # All nouns have a capital there.
        return token.text[:1].isupper() and (ratio > 0.6 or sorted(word) == sorted(part.lower()))
    return ratio >= (MISSPELT if len(part) > 3 else 0.57)


def _one_letter_apart(one: str, other: str) -> bool:
    """Say whether two words have the same letters but for one, in any order: Mira and Maria."""
    lost, added = Counter(one) - Counter(other), Counter(other) - Counter(one)
    return lost.total() <= 1 and added.total() <= 1


def _replaced(name: str, parts: list[str], text: str, ledger: Ledger) -> list[Edit]:
    """Return the edits for a name that stands where the author's should: Berlin, for Bergen."""
    own = {bare(word) for word in WORD.findall(ledger.source)}
    written = [_without_own(other, own) for other in _capitalised(text, ledger)]
    strange = [one for one in dict.fromkeys(written) if one and not _is_adjective(one)]
    opening = {text[start:].split()[0] for start, _ in sentences(text)}
    # "UI" takes no name's place.
    strange = [one for one in strange if one.isupper() == name.isupper()]
    strange = [one for one in strange if one not in opening] or strange
    opens = ledger.source.startswith(name) and len(parts) == 1 and not is_given_name(name)
    if not strange and not opens and ledger.language == "en" and text.islower():
        return replaced_in_lower_case(parts, text, own)
    if not _is_place(name):
        strange = [one for one in strange if not _is_place(one)] or strange
    elif ledger.source.startswith(name):
        strange = [one for one in strange if _is_place(one)]  # "Haussmann façades".
    if len(parts) > 1:
        several = [other for other in strange if len(WORD.findall(other)) > 1]
        kept = any(bare(token.text) in map(bare, parts) for token in tokens(text))
        strange = [] if kept else several if len(several) == 1 else strange
    if not strange or (len(parts) > 1 and len(strange) > 1):
        return []
    alike = {one: SequenceMatcher(None, one.lower(), name.lower()).ratio() for one in strange}
    other = max(strange, key=lambda one: alike[one])
    if ledger.language == "de" and alike[other] < MISSPELT:
        return []  # All nouns are written as names are.
    said = re.sub(r"['’]s$", "", name)
    return [Edit(m.start(), m.end(), said) for m in re.finditer(rf"\b{re.escape(other)}\b", text)]


def _without_own(name: str, own: set[str]) -> str:
    """Return a name of the prompt without the author's words around it: "Ottoline" of "Ottoline
    Wright".
    """
    words = WORD.findall(name)
    while words and bare(words[0]) in own:
        words = words[1:]
    while words and bare(words[-1]) in own:
        words = words[:-1]
    return "" if any(bare(word) in own for word in words) else " ".join(words)


def _capitalised(text: str, ledger: Ledger) -> Iterator[str]:
    """Yield words that are written as names inside sentences, or are no words at all."""
    for opened in EXPLAINED.finditer(text):
        if opened[1].istitle():
            yield opened[1]
    opening = {word for start, end in sentences(text) for word in text[start:end].split()[:1]}
    for written in proper_names(text):
        name = inside_sentences(text, written) if ledger.language == "en" else written
        first = name.split()[0]
        if first in opening and any(entry(lemma(part)) for part in first.lower().split("-")[1:]):
            continue  # "Glass-plate".
        if first in opening and (acting := ACTING.get(ledger.language)):
            if re.search(rf"{re.escape(first)} {acting}", text):
                yield re.sub(r"['’]s$", "", name)
            continue
        if first not in opening or (ledger.language == "en" and _may_open(first)):
            yield re.sub(r"['’]s$", "", name)


def _may_open(word: str) -> bool:
    """Say whether a word that opens a sentence may be a name: no common noun."""
    known = lemma(word.lower(), ("noun",))
    return tags([word]) == ["noun"] and (entry(known) is None or category(known) in NAMED)


def _is_adjective(name: str) -> bool:
    """Say whether a name only describes: Norwegian, Victorian."""
    known = entry(name.lower())
    return known is not None and known.frequency("adjective") >= 0


def _is_place(words: str) -> bool:
    """Say whether *words* name a place where all is in lower case: new zealand."""
    return category(words.lower()) in ("city", "country", "region")


def _is_part(token: Token, every: tuple[Token, ...]) -> bool:
    """Say whether a word beside a part of a name is another: written as one, or no word at all."""
    if token.text[:1].isupper():
        return True
    lower = all(one.text.islower() or not one.text.isalpha() for one in every)
    return lower and is_no_word(token.text)


def _goes_on(place: int, every: tuple[Token, ...]) -> bool:
    """Say whether the name at *place* begins with the word before it, inside a sentence."""
    before = every[place - 1] if place > 1 else None
    if before is None or before.ahead != " " or every[place - 2].ends_clause:
        return False
    return before.text.istitle() and before.lower not in FUNCTION_WORDS | TITLES


def _completed(
    name: str, parts: list[str], every: tuple[Token, ...], present: list[int], says: str
) -> Iterator[Fault]:
    """Yield the edit that says the whole name where only a part of it, or a wrong one, stands."""
    place = present[0]
    token = every[place]
    position = next(n for n, part in enumerate(parts) if bare(part) == bare(token.text))
    first, last = place, place
    for _ in range(position):
        before = every[first - 1] if first else None
        if before is None or not _is_part(before, every) or before.ends_clause:
            break
        first -= bare(before.text) not in ("the", "a", "an")
    while first < place and _goes_on(first, every):
        first -= 1  # "Santa Cruz Island", for Santiago Island.
    for _ in range(len(parts) - position - 1):
        after = every[last + 1] if last + 1 < len(every) else None
        if after is None or every[last].ahead != " ":
            break
        if _is_part(after, every) or _is_place(f"{every[last].text} {after.text}"):
            last += 1
    tail = re.search(r"['’]s$", every[last].text)
    lowered = all(one.text.islower() for one in every if one.text.isalpha())
    said = (name.lower() if lowered else name) + (tail[0] if tail else "")
    start, article = every[first].start, every[first - 1] if first else None
    if article is not None and article.lower in ("a", "an") and article.ahead == " ":
        start = article.start  # "A mayor": Mayor Ottilie Brandt.
    yield Fault("name", says, (Edit(start, every[last].end, said),))
