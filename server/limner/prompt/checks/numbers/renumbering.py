"""The edits that bring a number to its thing: in place of another, before the noun, for "a"."""

from collections.abc import Iterator
from itertools import pairwise

from limner.prompt.checks.fault import Edit
from limner.prompt.checks.numbers.number_agreement import GROUPS, agreeing, mentioned_again
from limner.prompt.checks.numbers.numbers_in_text import Number, is_followed_by_of, numbers
from limner.prompt.ledger.commitments import Count
from limner.prompt.ledger.language_words import INDEFINITE, LanguageWords
from limner.prompt.ledger.nouns import is_plural, singular
from limner.prompt.ledger.number_words import DOZENS, PAIRS, spelled
from limner.prompt.ledger.tokens import ARTICLES, cased_like, tokens
from limner.prompt.ledger.vocabulary import word_set
from limner.prompt.wordnet.table import entry

MANY = word_set("dozens scores hundreds thousands plenty lots")
"""What stands before "of" for more than anybody counts."""

VAGUE = word_set("some several many few countless multiple numerous")


FURTHER = word_set("other others second")
"""What "the" stands before where more of the same are told."""


def renumbered(
    count: Count, number: Number, place: int, text: str, words: LanguageWords
) -> Iterator[Edit]:
    """Yield the edits that put the author's number in place of a wrong one."""
    every = tokens(text)
    start, end = every[number.first].start, every[number.last].end
    group = _own_group(count, every[number.last].lower, words)
    if every[number.last].lower in GROUPS | PAIRS:
        before = every[number.first - 1] if number.first else None
        if before is not None and before.ahead == " " and before.lower in ARTICLES | INDEFINITE:
            start = every[number.first - 1].start
    if not group and every[number.last].lower in GROUPS | PAIRS:
        after = every[number.last + 1] if number.last + 1 < len(every) else None
        if after is not None and after.lower in ("of", "de", "d"):
            end = after.end
    if number.value == 1 and number.first and every[number.first - 1].lower in ARTICLES:
        start = every[number.first - 1].start
    digits = every[number.last].text.isdecimal()
    said = group or (str(count.number) if digits else _in_words(count, words))
    yield Edit(start, end, cased_like(said, text[start:end]))
    if words.language == "en":
        yield from mentioned_again(number, said, numbers(text, words), every)
    if place >= len(every) or is_followed_by_of(number, every):
        return
    if words.language == "en":
        yield from agreeing(place, number, count.number, every)
    noun = every[place]
    if words.adjective_first and (count.number == 1) != (number.value == 1):
        same = singular(count.noun) == singular(noun.text)
        right = count.noun if same else singular(noun.text) if count.number == 1 else noun.text
        if is_plural(right) != is_plural(noun.text):
            yield Edit(noun.start, noun.end, cased_like(right.lower(), noun.text))


def inserted(count: Count, place: int, text: str, words: LanguageWords) -> Edit:
    """Return the edit that counts the noun at *place*, at the beginning of its phrase."""
    every = tokens(text)
    first = place
    while first and not every[first - 1].ends_clause and place - first < 3:
        before = every[first - 1]
        if before.lower in words.small or "," in before.ahead or before.lower.endswith("ing"):
            break
        if not _is_adjective(before.text):
            break
        first -= 1
    said = _in_words(count, words)
    token = every[first]
    quantity = every[first - 1] if first else None
    loose = [one.lower for one in every[max(0, first - 3) : first]]
    if loose in (["a", "handful", "of"], ["a", "couple", "of"], ["a", "bunch", "of"]):
        opens = every[first - 3]
        return Edit(opens.start, every[first - 1].end, cased_like(said, opens.text))
    many = next((n for n in range(max(0, place - 5), place) if every[n].lower in MANY), None)
    if many is not None and every[many + 1].lower == "of":
        return Edit(every[many].start, every[many + 1].end, cased_like(said, every[many].text))
    if quantity is not None and quantity.lower in VAGUE and quantity.ahead == " ":
        few = quantity.lower == "few" and first > 1
        start = every[first - 2].start if few else quantity.start
        return Edit(start, quantity.end, cased_like(said, quantity.text))
    if token.text[:1].isupper() and (first == 0 or every[first - 1].ends_clause):
        lowered = token.text[:1].lower() + token.text[1:]
        return Edit(token.start, token.end, f"{cased_like(said, token.text)} {lowered}")
    return Edit(token.start, token.start, f"{said} ")


def made_several(
    count: Count, named: tuple[int, ...], text: str, words: LanguageWords
) -> tuple[Edit, ...]:
    """Return the edits that make several of the one thing of a text: "A fox pauses"."""
    every = tokens(text)
    if not named or any(singular(every[n].text) != singular(count.noun) for n in named):
        return ()
    place, *again = named
    article = next((n for n in range(place - 1, max(-1, place - 4), -1)
                    if every[n].lower in ("a", "an", "one")), None)  # fmt: skip
    if article is None or any(one.ends_clause or "," in one.ahead for one in every[article:place]):
        return ()
    if any(every[n - 1].lower != "the" or is_plural(every[n].text) for n in again):
        return ()
    if any(a.lower == "the" and b.lower in FURTHER for a, b in pairwise(every[place:])):
        return ()  # "One arm rests, and the other cradles".
    said = cased_like(_in_words(count, words), every[article].text)
    one = Number(1, article, article)
    return (
        Edit(every[article].start, every[article].end, said),
        *(
            edit
            for n in named
            for edit in (
                Edit(every[n].start, every[n].end, cased_like(count.noun, every[n].text)),
                *agreeing(n, one if n == place else Number(1, n - 1, n - 1), count.number, every),
            )
        ),
    )


def _in_words(count: Count, words: LanguageWords) -> str:
    if count.number == 6 and "half" in count.text:
        return "half a dozen"
    group = count.text.rpartition(" ")[2].lower() in GROUPS | PAIRS and words.language != "en"
    bare = group or count.text.lower() in GROUPS | {"single", "lone", "twin"}
    if not bare and not count.text.isdecimal():
        return count.text.lower()
    names = {**words.numbers, **(spelled(words.language) if group else {})}
    return next(
        (word for word, n in names.items() if n == count.number and word not in GROUPS),
        str(count.number),
    )


def _own_group(count: Count, group: str, words: LanguageWords) -> str:
    """Return how the author counts in the groups that a text counts in too: in pairs, in dozens."""
    own = count.text.removesuffix(" of")
    if own == "pair" and group in PAIRS and words.language == "en":
        return "a pair"
    last = own.rpartition(" ")[2].lower()
    both = any({last, group} <= kind for kind in (PAIRS, DOZENS))
    return own if both and last != own.lower() else ""


def _is_adjective(word: str) -> bool:
    known = entry(word.lower())
    return known is not None and known.frequency("adjective") > 0
