"""Names of a prompt that its author did not write, and that stand where one of theirs should."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from limner.patterns import lazy_regex
from limner.prompt.checks.fault import Edit
from limner.prompt.checks.name_checks.lower_case_names import bare, replaced_in_lower_case
from limner.prompt.checks.name_checks.misspelt_names import MISSPELT
from limner.prompt.checks.name_checks.name_forms import is_adjective, is_place
from limner.prompt.checks.style_names import tells_style
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.given_names import is_given_name
from limner.prompt.ledger.names import ACTING, NAMED, WORD, inside_sentences, proper_names
from limner.prompt.ledger.tokens import sentences, tokens
from limner.prompt.ledger.vocabulary import FUNCTION_WORDS, word_set
from limner.prompt.wordnet.categories import category
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.table import entry
from limner.prompt.wordnet.word_classes import tags

EXPLAINED = lazy_regex(
    r"(?:^|(?<=[.!?:] ))([^\W\d_]{3,}), "
    r"(?=(?:the|an?|his|her|their|une?|la|le|sa|son|una?|el|su|il|lo|ein|eine)\s|l['’]|un['’])"
)
"""A name that opens a sentence and is explained: "Endurance, the ship of …"."""


PRONOUNS = word_set(
    "il elle ils elles on nous vous je tu ce cela ça él ella ellos ellas eso esto lui lei loro "
    "essa esso essi esse"
)
"""What a sentence opens with, in languages whose pronouns are written like names there."""


AROUND = word_set(
    "ringsum ringsherum dahinter davor darüber darunter daneben dazwischen draußen drinnen oben "
    "unten autour derrière devant dessus dessous dehors dedans partout ici là-bas "
    "alrededor detrás delante encima debajo arriba abajo cerca lejos dentro fuera afuera adentro "
    "intorno attorno dietro davanti sopra sotto fuori vicino lontano ovunque"
)
"""Where something is, told at the beginning of a sentence: "Alrededor, un jardín"."""


def replaced(name: str, parts: list[str], text: str, ledger: Ledger) -> list[Edit]:
    """Return the edits for a name that stands where the author's should: Berlin, for Bergen."""
    if len(parts) == 1 and re.search(rf"\b{re.escape(name)} of [A-Z]", ledger.source):
        return []  # "The Statue of Liberty".
    own = {bare(word) for word in WORD.findall(ledger.source)}
    written = [
        _without_own(other, own)
        for other in _capitalised(text, ledger)
        if other.lower() not in AROUND
    ]
    strange = [one for one in dict.fromkeys(written) if one and not is_adjective(one)]
    opening = {text[start:].split()[0] for start, _ in sentences(text)}
    place = ledger.source.find(name)
    if not tells_style(ledger.source, place, place + len(name)):
        strange = [one for one in strange if not _describes(one, name, text)]
    # "UI" takes no name's place.
    strange = [one for one in strange if one.isupper() == name.isupper()]
    strange = [one for one in strange if one not in opening] or strange
    opens = ledger.source.startswith(name) and len(parts) == 1 and not is_given_name(name)
    if not strange and not opens and ledger.language == "en" and text.islower():
        return replaced_in_lower_case(parts, text, own)
    if is_given_name(name) or not is_place(name):
        several = [one for one in strange if not is_place(one)]
        strange = several or ([] if is_given_name(name) else strange)
    elif ledger.source.startswith(name):
        strange = [one for one in strange if is_place(one)]  # "Haussmann façades".
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


def _describes(strange: str, name: str, text: str) -> bool:
    """Say whether a name tells of a manner, or of where a thing is from: "a Paris laboratory"."""
    found = re.search(rf"\b{re.escape(strange)}\b", text)
    if found is None:
        return False
    if tells_style(text, *found.span()):
        return True
    after = WORD.match(text, found.end() + 1)
    follows = after is not None and text[found.end() : after.start()] == " "
    is_word = after is not None and after.group().islower() and not after.group().endswith("ing")
    if after is None or not follows or not is_word:
        return False
    known = entry(lemma(after.group(), ("noun",))) if after.group() not in FUNCTION_WORDS else None
    is_attribute = known is not None and known.frequency("noun") > known.frequency("verb")
    own = entry(strange.lower())
    tells = (own is not None and not own.is_name) or strange.endswith(("ese", "ish", "ian", "ean"))
    return is_attribute and (tells or (is_place(strange) and not is_place(name)))


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
    for written in proper_names(text, ledger.language):
        name = inside_sentences(text, written) if ledger.language == "en" else written
        first = name.split()[0]
        if first in opening and any(entry(lemma(part)) for part in first.lower().split("-")[1:]):
            continue  # "Glass-plate".
        if first in opening and first.lower() in PRONOUNS:
            continue  # "Elle est déserte".
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
