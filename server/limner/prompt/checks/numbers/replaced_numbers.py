"""Numbers that stand where the author's should, though they count it under another name."""

from collections.abc import Iterator

from limner.prompt.checks.fault import Edit, Fault
from limner.prompt.checks.numbers.numbers_in_text import Number, numbers
from limner.prompt.checks.things import is_named_by, share_stem
from limner.prompt.ledger.commitments import Count, Ledger
from limner.prompt.ledger.language_words import LanguageWords
from limner.prompt.ledger.nouns import is_plural, singular
from limner.prompt.ledger.ordinals import ordinals
from limner.prompt.ledger.tokens import Token, cased_like, tokens
from limner.prompt.ledger.vocabulary import word_set

DRAWN = word_set(
    "bar column box node circle slice segment card tile panel step stage block wedge cell square "
    "rectangle ring kasten kästen feld felder balken kreise schritte colonne colonnes case cases "
    "barre barres bloc blocs barras bloques cajas pasos"
)
"""What stands for a thing in a chart or a diagram."""

HOURS = {
    "am": word_set("morning am"),
    "pm": word_set("afternoon evening night pm"),
    "uhr": word_set("uhr"),
    "heures": word_set("heures"),
}
"""Words behind a time of day, and what is said in their place."""

FARTHEST = 5
"""Words behind a number among which its noun stands: "four hand-thrown clay vessels"."""

JOINING = 2
"""Words before a number that tell what it is the number of: "cut into eight"."""


def stand_in(
    count: Count,
    named: tuple[int, ...],
    ledger: Ledger,
    text: str,
    found: tuple[Number, ...],
    is_held: bool,
) -> Number | None:
    """Return the one number of *text* that can only be meant for *count*, and is another.

    It is the only one that the author has not named, of things that nobody has named, and the
    author's is the only one that is lost: "two children" as "five toddlers" of a table that does
    not know them, "four cities" as "six columns".
    """
    if count.number < 2 or any(number.value == count.number for number in found):
        return None
    source = tokens(ledger.source)
    literal = " ".join(ledger.names)
    own = {one.number for one in ledger.counts} | {
        int(token.text) for token in source if token.text.isdecimal() and token.text not in literal
    }
    strange = [number for number in found if number.value > 1 and number.value not in own]
    lost = own - {number.value for number in found} - {1}
    if len(strange) != 1 or len(lost) != 1:
        return None
    noun = _counted(strange[0], text)
    if not noun or any(share_stem(noun, token.text) for token in source):
        return None
    drawn = singular(noun) in DRAWN or noun.lower() in DRAWN
    return strange[0] if drawn or not (is_held or named) else None


def replaced_faults(
    ledger: Ledger, text: str, found: tuple[Number, ...], words: LanguageWords
) -> Iterator[Fault]:
    """Yield numbers that count nothing in the source, "cut into eight", and differ in *text*."""
    yield from _ordinals(ledger, text)
    source, every = tokens(ledger.source), tokens(text)
    counted = {count.text.lower() for count in ledger.counts}
    said = {number.value for number in found}
    own = numbers(ledger.source, words)
    strange = [n for n in found if n.value > 1 and n.value not in {one.value for one in own}]
    for number in own:
        if number.value < 2 or source[number.last].lower in counted:
            continue
        if number.value in said and not _is_of_compound(number, source):
            continue
        alike = [one for one in strange if _is_alike(number, source, one, every, ledger.language)]
        if len(alike) == 1:
            one = alike[0]
            written = every[one.first].text
            value = str(number.value)
            if not written.isdecimal():
                value = next((w for w, n in words.numbers.items() if n == number.value), value)
            yield Fault(
                "number",
                f"wrong number: {one.value} instead of {number.value}",
                (Edit(every[one.first].start, every[one.last].end, cased_like(value, written)),),
            )


def _is_of_compound(number: Number, source: tuple[Token, ...]) -> bool:
    """Say whether a number belongs to what a thing is like, wherever else it stands: two-storey."""
    return source[number.last].ahead == "-"


def _is_alike(
    number: Number,
    source: tuple[Token, ...],
    other: Number,
    every: tuple[Token, ...],
    language: str,
) -> bool:
    """Say whether two numbers stand before the same thing, or behind the same words."""
    after = source[number.last + 1] if number.last + 1 < len(source) else None
    then = every[other.last + 1 : other.last + 4]
    if after is not None and after.lower in HOURS:
        return any(token.lower in HOURS[after.lower] for token in then)
    if after is not None and after.lower == "of" and then and then[0].lower == "of":
        return [token.lower for token in source[number.last + 2 : number.last + 3]] == [
            token.lower for token in then[1:2]
        ]
    joined = after is not None and source[number.last].ahead in ("-", " ")
    if after is not None and joined and then and _names(after, then[0], language):
        return True
    before = source[max(0, number.first - JOINING) : number.first]
    same = every[max(0, other.first - JOINING) : other.first]
    return len(before) == len(same) == JOINING and all(
        share_stem(one.text, two.text) for one, two in zip(before, same, strict=True)
    )


def _ordinals(ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield "the fifth floor" where the author has the third, and no other."""
    source, every = tokens(ledger.source), tokens(text)
    order = ordinals(ledger.language)
    said = {token.lower for token in every}
    for place, token in enumerate(source[:-1]):
        if token.lower not in order or token.lower in said or token.ahead != " ":
            continue
        strange = [
            one
            for number, one in enumerate(every[:-1])
            if one.lower in order and _names(source[place + 1], every[number + 1], ledger.language)
        ]
        if len(strange) == 1:
            edit = Edit(strange[0].start, strange[0].end, cased_like(token.text, strange[0].text))
            yield Fault("number", f"wrong number: {strange[0].text}, not {token.text}", (edit,))


def _names(one: Token, other: Token, language: str) -> bool:
    """Say whether two words behind numbers name the same thing."""
    if language != "en":
        return share_stem(one.text, other.text)
    return is_named_by(singular(one.text), other) or is_named_by(singular(other.text), one)


def _counted(number: Number, text: str) -> str:
    """Return the plural that *number* counts, with a few adjectives between, else ``""``."""
    every = tokens(text)
    for token in every[number.last + 1 : number.last + FARTHEST]:
        if token.lower in ("of", "de", "in", "on", "with"):
            return ""
        if is_plural(token.text) or token.text[:1].isupper():
            return token.text
        if token.ends_clause or "," in token.ahead:
            return ""
    return ""
