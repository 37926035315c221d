"""Whether a text keeps what the author's words commit to; each failing is a sentence.

The same check serves a chat model's answer, the offline expander and its tests. The sentences
can be sent to a model as they are: "missing: exactly three boats".
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from limner.prompt.dialects import Dialect, fits
from limner.prompt.expansion import Expansion
from limner.prompt.generator_syntax import findings
from limner.prompt.ledger import extraction
from limner.prompt.ledger.commitments import Binding, Count, Ledger, Negation, Relation
from limner.prompt.ledger.extraction import QUOTE, number_of
from limner.prompt.ledger.names import ADDRESS, WORD
from limner.prompt.ledger.nouns import singular
from limner.prompt.ledger.vocabulary import ACTIONS, FUNCTION_WORDS, RELATIONS

SENTENCE_END = re.compile(r"(?<=[.!?;])\s+|\n+")
DOUBLE_QUOTED = re.compile(r"\"([^\"]*)\"|“([^”]*)”")
FLAGS = re.compile(r"\s--(?=[a-z])")
NEGATING = re.compile(
    r"(?:\b(?:no|not|without|never|zero|free of|empty of|devoid of|instead of|absent)\b|n['’]t\b)"
    r"(?:\W+\w+){0,5}?\W*$",
    re.IGNORECASE,
)
KEPT_WORDS = 0.9
"""The least share of the author's content words that a model's prompt holds."""


def violations(ledger: Ledger, expansion: Expansion, dialect: Dialect) -> tuple[str, ...]:
    """Return what *expansion* fails to keep of *ledger*, one sentence each; empty when all holds.

    Args:
        ledger: read from the neutralised source (see `limner.prompt.generator_syntax.neutralise`).
        expansion: as a model or the offline expander wrote it.
        dialect: how exclusions are said, what must not appear, and the limit.
    """
    text = words_of(expansion.prompt, dialect)
    body, flags = split_flags(text)
    sentences = [sentence for sentence in SENTENCE_END.split(body) if sentence.strip()]
    found = [
        *([] if body.strip() else ["write a prompt: it is empty"]),
        *_quotes(ledger, body),
        *(f"missing: {name}" for name in ledger.names if name not in body),
        *(problem for count in ledger.counts for problem in count_problems(count, ledger, body)),
        *(problem for bound in ledger.colours for problem in _colour(bound, sentences)),
        *(problem for relation in ledger.relations for problem in _relation(relation, sentences)),
        *_exclusions(ledger, body, flags, expansion.negative, dialect),
        *_listed(ledger, body),
        *_addresses(ledger, text),
        *findings(body, dialect, ledger.source),
        *_lost_words(ledger, body, dialect),
    ]
    if not fits(expansion.prompt, dialect):
        found.append(f"shorten the prompt to at most {dialect.limit} {dialect.unit}")
    return tuple(dict.fromkeys(found))


def words_of(prompt: str, dialect: Dialect) -> str:
    """Return *prompt* as running text: the strings of a JSON caption, escapes of tags undone."""
    if dialect.form == "json":
        import json

        try:
            return ". ".join(_strings(json.loads(prompt)))
        except ValueError:
            return prompt
    return re.sub(r"\\([()\[\]])", r"\1", prompt) if dialect.form == "tags" else prompt


def split_flags(text: str) -> tuple[str, str]:
    """Return the words of a prompt and the flags at its end, which may be empty."""
    parts = FLAGS.split(text, maxsplit=1)
    return parts[0], "--" + parts[1] if len(parts) > 1 else ""


def excluded_present(negation: Negation, text: str) -> bool:
    """Say whether *text* shows what *negation* excludes: named outside a negated phrase."""
    what = re.escape(negation.what)
    stem = re.escape(singular(negation.what.split()[-1]))
    return any(
        not NEGATING.search(text[: match.start()])
        for match in re.finditer(rf"\b(?:{what}|{stem}(?:s|es)?)\b", text, re.IGNORECASE)
    )


def count_problems(count: Count, ledger: Ledger, text: str) -> Iterator[str]:
    """Yield what is wrong with one count in *text*: it is missing, or another number stands."""
    noun = singular(count.noun)
    numbers = set(_numbers_before(noun, text))
    meant = {other.number for other in ledger.counts if singular(other.noun) == noun}
    if count.number not in numbers:
        yield f"missing: {'exactly ' * (count.number > 1)}{count.text} {count.noun}"
    if others := {number for number in numbers - meant if number > 1}:
        written = ", ".join(str(number) for number in sorted(others))
        yield f"wrong number of {count.noun}: {written} instead of {count.text}"


def _quotes(ledger: Ledger, text: str) -> Iterator[str]:
    held = [next(part for part in match if part is not None) for match in _double_quoted(text)]
    for quote in ledger.quotes:
        if quote not in held and not ('"' in quote and quote in text):
            yield f'quoted text must be exactly "{quote}", in double quotes'
    for other in held:
        if other not in ledger.quotes and not _stands_in(other, ledger.source):
            yield f'remove the quoted text "{other}": only the author\'s own may appear'


def _double_quoted(text: str) -> list[list[str | None]]:
    return [list(match.groups()) for match in DOUBLE_QUOTED.finditer(text)]


def _stands_in(quoted: str, source: str) -> bool:
    """Say whether stray marks in the source itself make up this quoted string."""
    return f'"{quoted}"' in source or f"“{quoted}”" in source


def _colour(bound: Binding, sentences: list[str]) -> Iterator[str]:
    if not any(_binds(bound, sentence) for sentence in sentences):
        yield f"missing: {bound.colour} {bound.noun}"


def _binds(bound: Binding, sentence: str) -> bool:
    words = [word.lower() for word in WORD.findall(sentence)]
    noun = singular(bound.noun)
    for place in (place for place, word in enumerate(words) if word == bound.colour):
        ahead = words[place + 1 : place + 6]
        for distance, word in enumerate(ahead):
            if singular(word) == noun:
                return True
            between_ok = word not in FUNCTION_WORDS or word in {"and", "or"}
            if not between_ok or (word == "and" and ahead[distance + 1 :][:1] == ["a"]):
                break
        behind = [singular(word) for word in words[max(0, place - 4) : place]]
        linked = {"is", "are", "was", "were", "in", "painted", "colored", "coloured"}
        if noun in behind and linked & set(words[max(0, place - 3) : place]):
            return True
    return False


def _relation(relation: Relation, sentences: list[str]) -> Iterator[str]:
    first, second = relation.first, relation.second
    right = [sentence for sentence in sentences if _holds(relation, first, second, sentence)]
    turned = [sentence for sentence in sentences if _holds(relation, second, first, sentence)]
    both = first and second and singular(first) != singular(second)
    if not right or (both and set(turned) - set(right)):
        yield f"missing or turned around: {first or 'it'} {relation.text} {second or 'it'}"


def _holds(relation: Relation, first: str, second: str, sentence: str) -> bool:
    forward, inverse = _patterns(relation)
    return _stands(forward, first, second, sentence) or bool(
        inverse and _stands(inverse, second, first, sentence)
    )


def _patterns(relation: Relation) -> tuple[str, str]:
    if relation.name in ACTIONS:
        base = re.sub(r"(.)\1$", r"\1", relation.name.removesuffix("ing"))
        return rf"{base}\w*", rf"(?:is|are|being) {base}\w* by"
    written = {name: pattern for pattern, name, _ in RELATIONS}
    opposite = next(other for _, name, other in RELATIONS if name == relation.name)
    return written[relation.name], written.get(opposite, "")


def _stands(pattern: str, first: str, second: str, sentence: str) -> bool:
    for match in re.finditer(rf"\b(?:{pattern})\b", sentence, re.IGNORECASE):
        before = {singular(word) for word in WORD.findall(sentence[: match.start()])}
        after = {singular(word) for word in WORD.findall(sentence[match.end() :])[:9]}
        if (not first or singular(first) in before) and (not second or singular(second) in after):
            return True
    return False


def _exclusions(
    ledger: Ledger, body: str, flags: str, negative: str | None, dialect: Dialect
) -> Iterator[str]:
    elsewhere = flags if dialect.exclusions == "flag" else negative or ""
    present = ledger.source
    for negation in ledger.negations:
        present = present.replace(negation.text, " ")
    for negation in (negation for negation in ledger.negations if negation.thing):
        named = excluded_present(negation, body) and not excluded_present(negation, present)
        if named:
            yield f"must not appear: {negation.what}"
        if dialect.exclusions == "text" and negation.what.lower() not in body.lower():
            yield f"missing: {negation.text}"
        if dialect.exclusions in {"flag", "field"} and negation.what not in elsewhere:
            yield f"say in the {dialect.exclusions} for exclusions: {negation.what}"


def _listed(ledger: Ledger, body: str) -> Iterator[str]:
    lowered = body.lower()
    for word in ledger.media + ledger.times + ledger.weathers + ledger.seasons:
        if word not in lowered and word.replace("-", " ") not in lowered.replace("-", " "):
            yield f"missing: {word}"


def _addresses(ledger: Ledger, text: str) -> Iterator[str]:
    for address in ADDRESS.findall(text):
        if address not in ledger.source:
            yield f"remove the address {address}: it is not in the source"


def _lost_words(ledger: Ledger, body: str, dialect: Dialect) -> Iterator[str]:
    if ledger.language != "en":
        yield from _lost_beginnings(ledger.source, body)
        return
    held = {stem(word) for word in WORD.findall(body)}
    source = QUOTE.sub(" ", ledger.source)
    for negation in ledger.negations if dialect.exclusions != "text" else ():
        source = source.replace(negation.text, " ")
    wanted = {stem(word): word for word in WORD.findall(source)}
    content = {
        key: word
        for key, word in wanted.items()
        if word.lower() not in FUNCTION_WORDS and number_of(word) is None
    }
    content = content or wanted  # "0", "the one": then small words are all there is.
    lost = [word for key, word in content.items() if key not in held]
    if content and 1 - len(lost) / len(content) < KEPT_WORDS:
        yield f"missing words of the source: {', '.join(lost)}"


def _lost_beginnings(source: str, body: str) -> Iterator[str]:
    """Yield a problem when *body* holds less than half of a source in another language.

    Words are compared by their first letters, since they are inflected there; where words do
    not stand apart, the characters count.
    """
    starts = {word.lower()[:4] for word in WORD.findall(source) if len(word) > 3}
    units = starts or {character for character in source if character.isalpha()}
    lost = [unit for unit in units if unit not in body.lower()]
    if 2 * len(lost) > len(units):
        yield "keep the words of the source, in its language"


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Return a crude key under which forms of one word agree: riding, rides, ride."""
    word = singular(word)
    for ending in ("ingly", "edly", "ing", "ed", "ly", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return re.sub(r"([bdgmnprt])\1$", r"\1", word.removesuffix(ending))
    return word


def _numbers_before(noun: str, text: str) -> Iterator[int]:
    for words in extraction.phrases(text):
        for place in (place for place, word in enumerate(words) if singular(word) == noun):
            for earlier in reversed(words[max(0, place - 5) : place]):
                number = number_of(earlier)
                if number is not None:
                    yield number
                if number is not None or earlier.lower() in FUNCTION_WORDS - {"of"}:
                    break


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)
