"""Words of a prompt that are nearly a name of its author."""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher

from limner.prompt.checks.fault import Edit
from limner.prompt.checks.name_checks.lower_case_names import bare
from limner.prompt.checks.name_checks.name_forms import folded, is_adjective, is_inflected
from limner.prompt.checks.style_names import NOUNS as MANNERS
from limner.prompt.checks.things import SHORTEST_STEM
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.names import NAMED, SHORTENED, WORD
from limner.prompt.ledger.tokens import Token
from limner.prompt.ledger.translated_nouns import translated
from limner.prompt.ledger.vocabulary import FUNCTION_WORDS
from limner.prompt.wordnet.categories import category
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.table import entry

MISSPELT = 0.7
"""Share of letters in common from which a word is a misspelling of a name."""


def misspelt(parts: list[str], every: tuple[Token, ...], ledger: Ledger) -> list[Edit]:
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
            and not any(one.lower in MANNERS for one in every[place + 1 : place + 2])
            and _nearly(part, token, ledger.language)
            and (not _is_known(place, every) or _is_beside_another(part, parts, place, every))
            and (
                len(parts) == 1
                or entry(lemma(token.lower)) is None
                or len(token.text) < 4
                or _is_beside_another(part, parts, place, every)
            )
            and (ledger.language == "en" or _may_be_name(place, every, ledger.language))
        ]
        for token in like:
            tail = token.text[len(re.sub(r"['’]s?$", "", token.text)) :]
            edits.append(Edit(token.start, token.end, part + tail))
    return edits


def slips(parts: list[str], every: tuple[Token, ...], ledger: Ledger) -> Iterator[Edit]:
    """Yield the edits for misspellings of a name that is right elsewhere: one letter differs."""
    own = {bare(word) for word in WORD.findall(ledger.source)}
    for part in (part for part in parts if len(part) >= SHORTEST_STEM and part.isalpha()):
        for place, token in enumerate(every):
            word = bare(token.text)
            if word in own or word[:1] != part[:1].lower() or _is_known(place, every):
                continue
            if ledger.language != "en" and not _is_written_as_name(place, every):
                continue
            if folded(part) == folded(word):
                continue
            if is_adjective(word) or is_inflected(bare(part), word):
                continue
            if one_letter_apart(bare(part), word):
                tail = token.text[len(re.sub(r"['’]s?$", "", token.text)) :]
                yield Edit(token.start, token.end, part + tail)


def one_letter_apart(one: str, other: str) -> bool:
    """Say whether two words have the same letters but for one, in any order: Mira and Maria."""
    lost, added = Counter(one) - Counter(other), Counter(other) - Counter(one)
    return lost.total() <= 1 and added.total() <= 1


def _is_beside_another(part: str, parts: list[str], place: int, every: tuple[Token, ...]) -> bool:
    """Say whether the word at *place* stands beside another part of the name, or nearly: "liza"
    behind "monna".
    """
    number = parts.index(part)
    before = number > 0 and place > 0 and every[place - 1].ahead == " "
    if before and _nearly(parts[number - 1], every[place - 1], "en"):
        return True
    after = number + 1 < len(parts) and place + 1 < len(every) and every[place].ahead == " "
    return after and _nearly(parts[number + 1], every[place + 1], "en")


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
    if word[:1] == part[:1].lower() and is_name and one_letter_apart(word, part.lower()):
        return True
    if word[:1] != part[:1].lower():
        if language == "de":
            return False  # All nouns have a capital there.
        return token.text[:1].isupper() and (ratio > 0.6 or sorted(word) == sorted(part.lower()))
    return ratio >= (MISSPELT if len(part) > 3 else 0.57)
