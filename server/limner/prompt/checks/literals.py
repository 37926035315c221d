"""Whether names, hex colours, measures and addresses stand as their author wrote them."""

import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher

from limner.prompt.checks.fault import Edit, Fault
from limner.prompt.checks.things import share_stem
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.language_words import language_words
from limner.prompt.ledger.names import ADDRESS, HEX_COLOUR, MEASURE, WORD, proper_names
from limner.prompt.ledger.tokens import Token, cased_like, tokens
from limner.prompt.ledger.vocabulary import FUNCTION_WORDS
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.sameness import same_thing
from limner.prompt.wordnet.table import entry

MISSPELT = 0.7
"""Share of letters in common from which a word is a misspelling of a name."""

FIGURE = re.compile(r"(?<![\w#.,:/])\d{1,5}(?![\w%°]|[.,:/]\d)")

QUANTITY = re.compile(r"([-−+]?\d+(?:[.,:/]\d+)*)\s?(\D.*)?")


def literal_faults(ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield names and figures that are lost or altered in *text*."""
    for name in ledger.names:
        if HEX_COLOUR.fullmatch(name):
            yield from _code(name, ledger, text)
        elif MEASURE.fullmatch(name):
            yield from _measure(name, ledger, text)
        elif any(character.isdigit() for character in name) or ADDRESS.match(name):
            if name.lower() not in text.lower() and not _in_text(name, text):
                yield from _figure(name, ledger, text)
        else:
            yield from _name(name, ledger, text)


def _code(name: str, ledger: Ledger, text: str) -> Iterator[Fault]:
    if name.lower() in text.lower():
        return
    strange = [m for m in HEX_COLOUR.finditer(text) if m.group().lower() not in _lowered(ledger)]
    says = f"missing: {name}"
    if strange:
        closest = max(strange, key=lambda m: SequenceMatcher(None, m.group(), name).ratio())
        yield Fault("name", says, (Edit(*closest.span(), name),))
        return
    repeated = list(HEX_COLOUR.finditer(text))
    twice = [m for m in repeated if sum(m.group() == one.group() for one in repeated) > 1]
    if twice and ledger.source.lower().count(twice[-1].group().lower()) == 1:
        yield Fault("name", says, (Edit(*twice[-1].span(), name),))
    else:
        yield Fault("name", says, clause=name)


def _lowered(ledger: Ledger) -> set[str]:
    return {name.lower() for name in ledger.names}


def _measure(name: str, ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield a measure whose value or unit differs; blanks and "-metre" do not matter."""
    value, unit = _parts(name)
    flat = re.sub(r"(?<=\d)[\s\u00a0\u202f-]+(?=\D)", "", text.lower())
    bare = re.sub(r"(?<=\d)[\s\u00a0\u202f-]+(?=\D)", "", name.lower())
    if re.search(rf"(?<![\d.,]){re.escape(bare)}(?!\w)", flat):
        return
    other = [
        match
        for match in re.finditer(
            r"(?<![\w.])\d+(?:[.,]\d+)*\s?(?:[^\W\d_]+|[%‰°€$£]\s?[A-Z]?)?", text
        )
        if match.group().strip().lower() not in _lowered(ledger)
    ]
    says = f"missing: {name}"
    same_value = [m for m in other if _parts(m.group())[0] == value]
    same_unit = [m for m in other if unit and _parts(m.group())[1].lower() == unit.lower()]
    for match in (same_value or same_unit)[:1]:
        said = match.group().rstrip()
        if same_value and _is_plain_word(_parts(said)[1], unit):
            return
        yield Fault("name", says, (Edit(match.start(), match.start() + len(said), name),))
        return
    if not _in_text(value, text):
        yield Fault("name", says, clause=name)


def _is_plain_word(said: str, unit: str) -> bool:
    """Say whether the unit is written out, or as good as none: "5-centimetre", "230 grams"."""
    said, unit = said.strip().lower(), unit.strip().lower()
    return not said or (said[:1] == unit[:1] and len(said) > 3) or said in ("in", "and", "by", "to")


def _parts(quantity: str) -> tuple[str, str]:
    match = QUANTITY.match(quantity.strip())
    return (match[1], (match[2] or "").strip()) if match else (quantity, "")


def _in_text(value: str, text: str) -> bool:
    return re.search(rf"(?<![\w.]){re.escape(value)}(?![\w]|\.\d)", text) is not None


def _figure(name: str, ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield a year, ratio or code that is lost; one of its own form stands in for it."""
    form = re.sub(r"\d", r"\\d", re.escape(name))
    others = [
        match
        for match in re.finditer(rf"(?<!\w){form}(?!\w)", text)
        if match.group() not in ledger.source
    ]
    edits = (Edit(*others[0].span(), name),) if len(others) == 1 else ()
    yield Fault("name", f"missing: {name}", edits, clause="" if edits else name)


def figure_faults(ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield plain figures of the source, "size 42", for which another stands in *text*."""
    source = FIGURE.findall(MEASURE.sub(" ", ledger.source))
    said = list(FIGURE.finditer(text))
    words = language_words(ledger.language)
    counted = [
        number for token in tokens(text) if words for number in [words.numbers.get(token.lower)]
    ]
    strange = [match for match in said if match.group() not in ledger.source]
    for figure in source:
        if any(match.group() == figure for match in said) or int(figure) in counted:
            continue
        like = [match for match in strange if len(match.group()) == len(figure)]
        if like and figure not in ledger.names:
            closest = max(like, key=lambda m: sorted(m.group()) == sorted(figure))
            strange.remove(closest)
            yield Fault("number", f"missing: {figure}", (Edit(*closest.span(), figure),))


def _name(name: str, ledger: Ledger, text: str) -> Iterator[Fault]:
    if _holds(name, text):
        return
    says = f"missing: {name}"
    parts = WORD.findall(name)
    every = tokens(text)
    words = {word.lower() for part in parts for word in re.split(r"[-'’]", part)}
    present = [place for place, token in enumerate(every) if _bare(token.text) in words]
    misspelt = _misspelt(parts, every, ledger) or _replaced(name, parts, text, ledger)
    if misspelt:
        yield Fault("name", says, tuple(misspelt))
    elif present and len(parts) > 1:
        yield from _completed(name, parts, every, present, says)
    elif ledger.source.startswith(name) and len(parts) == 1:
        return  # It may be a misspelt word that opens a sentence.
    elif not any(_is_form(part, token) for part in parts for token in every):
        yield Fault("name", says, clause=name)


def _holds(name: str, text: str) -> bool:
    """Say whether *text* holds *name*: marks between its words and letter case do not matter."""
    wanted = [_bare(word) for word in WORD.findall(name.replace("-", " "))]
    said = [_bare(word) for word in WORD.findall(text.replace("-", " "))]
    return f" {' '.join(wanted)} " in f" {' '.join(said)} " or (
        len(wanted) > 1 and set(wanted) <= set(said)
    )


def _bare(word: str) -> str:
    bare = re.sub(r"['’]", "", re.sub(r"['’]s?$", "", unicodedata.normalize("NFC", word).lower()))
    return bare.removesuffix("s") if len(bare) > 4 else bare


def _is_form(part: str, token: Token) -> bool:
    """Say whether a word is made from the name: Norwegian, for Norway."""
    if len(part) < 4 or len(token.text) < 4:
        return False
    return share_stem(part, token.text) or same_thing(part, token.lower) in ("lemma", "derived")


def _misspelt(parts: list[str], every: tuple[Token, ...], ledger: Ledger) -> list[Edit]:
    """Return the edits for words that are nearly a part of the name, and no word of their own."""
    own = {_bare(word) for word in WORD.findall(ledger.source)}
    edits: list[Edit] = []
    for part in parts:
        if len(part) < 2 or any(_bare(token.text) == _bare(part) for token in every):
            continue
        like = [
            token
            for token in every
            if _bare(token.text) not in own and not _is_known(token) and _nearly(part, token)
        ]
        for token in like:
            tail = token.text[len(re.sub(r"['’]s?$", "", token.text)) :]
            edits.append(Edit(token.start, token.end, part + tail))
    return edits


def _is_known(token: Token) -> bool:
    """Say whether a word is one of the language rather than a name."""
    bare = re.sub(r"['’]s?$", "", token.lower)
    if bare in FUNCTION_WORDS:
        return True
    return not token.text[:1].isupper() and entry(lemma(bare)) is not None


def _nearly(part: str, token: Token) -> bool:
    word = _bare(token.text)
    if abs(len(word) - len(part)) > 3:
        return False
    ratio = SequenceMatcher(None, word, part.lower()).ratio()
    if word[:1] != part[:1].lower():
        return token.text[:1].isupper() and (ratio > 0.6 or sorted(word) == sorted(part.lower()))
    return ratio >= (MISSPELT if len(part) > 3 else 0.57)


def _replaced(name: str, parts: list[str], text: str, ledger: Ledger) -> list[Edit]:
    """Return the edits for a name that stands where the author's should: Berlin, for Bergen."""
    own = {_bare(word) for word in WORD.findall(ledger.source)}
    strange = [
        other
        for other in dict.fromkeys(capitalised(text))
        if not any(_bare(word) in own for word in WORD.findall(other)) and not _is_adjective(other)
    ]
    if len(parts) > 1 or not strange:
        return []
    other = max(strange, key=lambda one: SequenceMatcher(None, one.lower(), name.lower()).ratio())
    return [Edit(m.start(), m.end(), name) for m in re.finditer(rf"\b{re.escape(other)}\b", text)]


def capitalised(text: str) -> Iterator[str]:
    """Yield words that are written as names inside sentences, or are no words at all."""
    for name in proper_names(text):
        yield re.sub(r"['’]s$", "", name)


def _is_adjective(name: str) -> bool:
    """Say whether a name only describes: Norwegian, Victorian."""
    known = entry(name.lower())
    return known is not None and known.frequency("adjective") >= 0


CLOSED = tuple(
    tuple(row.split())
    for row in (
        "january february march april may june july august september october november december",
        "monday tuesday wednesday thursday friday saturday sunday",
        "north south east west", "northern southern eastern western", "€ $ £ ¥",
        "hundred thousand million billion", "top bottom", "upper lower",
    )
)  # fmt: skip
"""Words of which one excludes the others."""


def closed_faults(ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield one word of a closed set where the author has another: July for January."""
    lowered, source = text.lower(), ledger.source.lower()
    for row in CLOSED:
        held = {word: list(re.finditer(_exact(word), lowered)) for word in row}
        wanted = [word for word in row if re.search(_exact(word), source)]
        lost = [word for word in wanted if not held[word]]
        strange = [m for word in row if word not in wanted for m in held[word]]
        if len(lost) == 1 and len(strange) == 1 and len(wanted) == 1:
            start, end = strange[0].span()
            said = cased_like(lost[0], text[start:end])
            yield Fault("name", f"missing: {lost[0]}", (Edit(start, end, said),))


def _exact(word: str) -> str:
    return rf"(?<!\w){re.escape(word)}(?!\w)"


def _completed(
    name: str, parts: list[str], every: tuple[Token, ...], present: list[int], says: str
) -> Iterator[Fault]:
    """Yield the edit that says the whole name where only a part of it, or a wrong one, stands."""
    place = present[0]
    token = every[place]
    position = next(n for n, part in enumerate(parts) if _bare(part) == _bare(token.text))
    first, last = place, place
    for _ in range(position):
        before = every[first - 1] if first else None
        if before is None or not before.text[:1].isupper() or before.ends_clause:
            break
        first -= _bare(before.text) not in ("the", "a", "an")
    for _ in range(len(parts) - position - 1):
        after = every[last + 1] if last + 1 < len(every) else None
        if after is not None and after.text[:1].isupper() and every[last].ahead == " ":
            last += 1
    tail = re.search(r"['’]s$", every[last].text)
    lowered = token.text.islower() and not name.islower()
    said = name.lower() if lowered else name
    yield Fault(
        "name", says, (Edit(every[first].start, every[last].end, said + (tail[0] if tail else "")),)
    )
