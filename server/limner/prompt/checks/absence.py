"""Whether a prompt leaves out what its author wants left out."""

import re
from collections.abc import Iterator

from limner.prompt.checks.excluded_kinds import (
    OF_PLACES,
    OPPOSITES,
    WHOLE,
    is_weather_of,
    opposites,
    shows_excluded,
    tells_absence,
)
from limner.prompt.checks.fault import Fault
from limner.prompt.checks.lettering import QUOTED
from limner.prompt.checks.things import is_named_by, mentions, share_stem
from limner.prompt.ledger.commitments import Ledger, Negation
from limner.prompt.ledger.language_words import LanguageWords, language_words
from limner.prompt.ledger.names import WORD
from limner.prompt.ledger.nouns import is_plural, singular
from limner.prompt.ledger.tokens import Token, tokens
from limner.prompt.ledger.translated_nouns import translated
from limner.prompt.ledger.vocabulary import (
    AMBIGUOUS_COLOURS,
    FUNCTION_WORDS,
    NEWCOMERS,
    word_set,
)
from limner.prompt.phrase_removal import without_attribute
from limner.prompt.wordnet.categories import category
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.sameness import same_thing
from limner.prompt.wordnet.table import entry

REACH = 9
"""Words between a thing and what denies it."""

STEM = 4
"""Letters that a word shares with what it is made from."""

COMPARING = word_set("like as if wie comme como come als")
BEARING = word_set("whose with on beside lies lie rests rest sits sit hangs")
"""What follows a thing, and no colour."""

DRAWN = word_set("drawn shown rendered depicted painted designed built written set")
"""What stands before an "as" that compares nothing: "drawn as a solid shape"."""

DETERMINERS = word_set(
    "a an the some several many few two three four five six his her their its another each every "
    "one ein eine einen zwei drei un une des unos unas dos tres"
)
EMPTY = re.compile(
    r"\b(?:empty|emptied|d[eé]sert(?:ed|[eé]e?s?|[ao]s?)|desiert[oa]s?|vacant|abandoned|bare|nobody"
    r"|un(?:occupied|peopled|inhabited|attended|manned|tenanted)"
    r"|no one|deserti|vac[ií][oa]s?|despoblad[oa]s?|nadie|vides?|dépeuplée?s?|personne"
    r"|(?:menschen)?leer\w*|verlassen\w*|verlaten|vuot\w|une? \w+ déserts?)\b",
    re.IGNORECASE,
)
"""Words that say of a whole place that nothing and nobody is there."""

ONLY = re.compile(r"\bnothing (?:but|else|other|more)\b", re.IGNORECASE)
"""Words that say of all that is not named that it is not there."""

CLOSED = re.compile(
    r"\b(?:nothing else|nothing more|and nothing but|that is all|that's all)\b", re.I
)
"""What closes the list of what a picture shows."""

ANYBODY = word_set("people person human humans figure figures somebody anybody crowd visitor")
"""What leaves out people of any kind; who wants no tourists may have a vendor."""

LETTERED = word_set("headline title heading type typography typeface numeral script calligraphy")
"""What shows text besides its own names."""

PARTLY = word_set("half nearly almost partly mostly")
"""Words before "empty" with which something is there."""

NEAR = 4
"""Words between a thing and what is said of it."""

PEOPLE = frozenset({"worker", "athlete", "child", "woman", "man", "relative"})
"""Categories of the lexicon whose members are somebody wherever they are shown."""

DEED = re.compile(r"\b(?:not|never|\w+n['’]t)\s+([a-z]+)", re.IGNORECASE)
USUAL_VERB = 1
"""How usual a verb must be in texts for one that is denied to be looked for."""

LIVING = WHOLE["animal"] | PEOPLE | {"flower", "fruit", "person"}

CARRIERS = word_set(
    "field box button bar banner link icon panel area section sign mark line element symbol badge"
)
"""Nouns for what says or shows something, of which the word before says what."""

MADE_OF = re.compile(r"(?:-covered|-capped|-topped|-clad|-laden|-filled|-strewn)$")
"""What is said of things on which something is: "snow-covered"."""

ABSENT = re.compile(
    r"\b(?:left out|(?:left|taken) off|(?:laid|set|put) aside|absent|missing|nowhere"
    r"|nirgends|niemand|gone|avoided|omitted|excluded|removed"
    r"|plays? (?:no|not the slightest) (?:part|role)|has no place|have no place|not a single"
    r"|should be|would be|ought to be|out of (?:view|sight|frame|shot)|hidden from view"
    r"|verzichtet|ausgespart|weggelassen"
    r"|not (?:among|there|present|visible|seen|shown|pictured|depicted|included|to be seen|in)"
    r"|never (?:visible|seen|shown|in (?:view|sight))"
    r"|nicht (?:unter|dabei|da|zu sehen|sichtbar|mehr)"
    r"|omis\w*|absente?s?|se omiten?|ausentes?)\b",
    re.IGNORECASE,
)


def absence_faults(ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield what *text* shows although the author excluded it."""
    words = language_words(ledger.language)
    if words is None:
        return
    for negation in ledger.negations:
        if negation.thing:
            yield from _shown(negation, ledger, text, words)
        elif ledger.language == "en":
            yield from _done(negation, ledger, text, words)
            yield from _called(negation, ledger, text, words)
    if ledger.language == "en":
        yield from _opposite(ledger, text, words)
        yield from _besides(ledger, text, words)


def unsaid_faults(ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield exclusions that *text* says nothing about, for generators that are told in words."""
    words = language_words(ledger.language)
    if words is None:
        return
    every = tokens(text)
    for negation in (one for one in ledger.negations if one.thing):
        named = WORD.findall(negation.what) or [negation.what]
        noun = named[-1]
        said = any(
            _is_kind(noun, place, every, words, ledger.language)
            or (_is_any(named, token) and is_denied(place, every, words))
            or _is_same(noun, token, ledger)
            or _is_without(noun, token)
            or (ledger.language == "en" and tells_absence(noun, token.lower))
            or (_covers(noun, token, ledger) and is_denied(place, every, words))
            for place, token in enumerate(every)
        )
        if not said and not EMPTY.search(text) and not ONLY.search(text):
            yield Fault("exclusion", f"missing: {negation.text}", clause=negation.text)


def _is_same(noun: str, token: Token, ledger: Ledger) -> bool:
    return ledger.language == "en" and is_named_by(noun, token)


def _is_any(named: list[str], token: Token) -> bool:
    return any(singular(word) == singular(token.text) for word in named)


def _is_without(noun: str, token: Token) -> bool:
    """Say whether a word says of something that it lacks *noun*: unfenced, of a fence."""
    stem = singular(noun).lower()[:STEM]
    ends = token.lower.endswith(("less", "frei", "los"))
    if ends and len(stem) >= STEM - 1 and token.lower.startswith(stem):
        return True
    return len(stem) >= STEM - 1 and token.lower.startswith(("un" + stem, "non" + stem))


def _is_like(noun: str, token: Token, ledger: Ledger) -> bool:
    """Say whether *token* names something of the same category: a cord, for a cable."""
    if ledger.language != "en" or len(token.text) < 3 or token.lower in FUNCTION_WORDS:
        return False
    own = category(lemma(noun.lower(), ("noun",)))
    return own is not None and category(lemma(token.lower, ("noun",))) == own


def _covers(noun: str, token: Token, ledger: Ledger) -> bool:
    """Say whether who denies *token* denies *noun*: traffic, of cars; a screen, of a laptop."""
    if _is_like(noun, token, ledger):
        return True
    word = token.lower
    return (
        ledger.language == "en"
        and len(word) > 2
        and word not in FUNCTION_WORDS
        and shows_excluded(singular(word), singular(noun))
    )


def is_denied(place: int, every: tuple[Token, ...], words: LanguageWords) -> bool:
    """Say whether a word near the one at *place*, in its clause, denies it."""
    start = place
    while start and not every[start - 1].ends_clause and place - start < REACH:
        start -= 1
    end = place + 1
    while end < len(every) and not every[end - 1].ends_clause and end - place < REACH:
        end += 1
    before = " ".join(token.lower.replace("’", "'") for token in every[start:place])
    after = " ".join(token.lower for token in every[place:end])
    is_free = (
        every[place].ahead == "-"
        and every[place + 1 : place + 2]
        and (every[place + 1].lower in ("free", "less", "frei", "los"))
    )
    denied = re.search(rf"\b(?:{words.negating})\b", before) or ABSENT.search(after)
    return bool(is_free or denied)


def _done(negation: Negation, ledger: Ledger, text: str, words: LanguageWords) -> Iterator[Fault]:
    """Yield a deed that the author denies, "she did not smile", where *text* nowhere denies it."""
    deed = DEED.search(negation.text)
    verb = lemma(deed[1].lower(), ("verb",)) if deed else ""
    known = entry(verb)
    if known is None or known.frequency("verb") < USUAL_VERB or verb in FUNCTION_WORDS:
        return
    if any(_is_deed(verb, token) for token in tokens(ledger.present)):
        return
    every = tokens(text)
    done = [place for place, token in enumerate(every) if _is_deed(verb, token)]
    hushed = any(token.lower.startswith("un" + verb[:STEM]) for token in every)
    if done and not hushed and not any(is_denied(place, every, words) for place in done):
        token = every[done[0]]
        yield Fault(
            "exclusion", f"must not appear: {negation.what}", shown=(token.start, token.end)
        )


def _called(negation: Negation, ledger: Ledger, text: str, words: LanguageWords) -> Iterator[Fault]:
    """Yield a quality that the author denies, "not cartoonish", where *text* has it: a cartoon."""
    quality = entry(negation.what.lower())
    made = quality is None and negation.what.endswith(("ish", "like"))
    if not made and not (quality and max(quality.frequencies) == quality.frequency("adjective")):
        return
    every = tokens(text)
    for place, token in enumerate(every):
        said = len(token.text) > 3 and same_thing(negation.what, token.lower)
        if said not in ("lemma", "derived") or is_denied(place, every, words):
            continue
        if not any(same_thing(one.lower, token.lower) for one in tokens(ledger.present)):
            says = f"must not appear: {negation.what}"
            yield Fault("exclusion", says, shown=(token.start, token.end))


def _opposite(ledger: Ledger, text: str, words: LanguageWords) -> Iterator[Fault]:
    """Yield what cannot be said of things that the author calls empty: "crowded stands"."""
    every = tokens(text)
    source = tokens(ledger.present)
    own = {token.lower for token in source}
    for place, token in enumerate(source):
        if token.lower not in OPPOSITES or (place and source[place - 1].lower in PARTLY):
            continue
        around = source[max(0, place - 3) : place + 2]
        things = {
            n
            for one in around
            if one.lower not in FUNCTION_WORDS and len(one.text) > 3 and one is not token
            for n in mentions(one.text, text, "en")
        }
        for number, said in enumerate(every):
            near = any(abs(number - thing) <= NEAR for thing in things)
            if said.lower not in opposites(token.lower) - own or is_denied(number, every, words):
                continue
            if near or said.lower in OF_PLACES:
                end = said.end
                if number + 1 < len(every) and every[number + 1].lower in ("with", "by"):
                    end = next((one.end for one in every[number:] if one.ahead.strip()), len(text))
                says = f"must be {token.lower}"
                alone = end == said.end and said.lower not in OF_PLACES
                edit = without_attribute(text, said.start) if alone else None
                if edit:
                    yield Fault("exclusion", says, (edit,))
                else:
                    yield Fault("exclusion", says, shown=(said.start, end))


def _besides(ledger: Ledger, text: str, words: LanguageWords) -> Iterator[Fault]:
    """Yield what lives or grows in *text* besides what the author closes the list with."""
    if not CLOSED.search(ledger.source):
        return
    source, every = tokens(ledger.source), tokens(text)
    for place, token in enumerate(every):
        kind = lemma(token.lower, ("noun",))
        known = entry(kind)
        if len(token.text) < 3 or token.lower in FUNCTION_WORDS or known is None:
            continue
        lives = category(kind) in LIVING or shows_excluded("flower", kind)
        if not lives or known.frequency("noun") < max(0, known.frequency("verb")):
            continue
        if not _is_there(place, every) or is_denied(place, every, words):
            continue
        if not any(
            is_named_by(one.text, token) or shows_excluded(kind, one.lower)
            for one in source
            if len(one.text) > 2
        ):
            yield Fault("exclusion", "nothing else may appear", shown=(token.start, token.end))


def _is_deed(verb: str, token: Token) -> bool:
    return lemma(token.lower, ("verb",)) == verb


def _shown(negation: Negation, ledger: Ledger, text: str, words: LanguageWords) -> Iterator[Fault]:
    every = tokens(text)
    noun = (WORD.findall(negation.what) or [negation.what])[-1]
    own = _named_by_themselves(ledger)
    says = f"must not appear: {negation.what}"
    if _is_text(noun, words):
        for match in QUOTED.finditer(text):
            if match[match.lastgroup or ""] not in ledger.quotes:
                yield Fault("exclusion", says, shown=match.span())
    phrase = [singular(word) for word in WORD.findall(negation.what)]
    if ledger.language == "en" and len(phrase) == 2 and phrase[1] in CARRIERS:
        noun = phrase[0]
    for place, token in enumerate(every):
        said = [singular(one.text) for one in every[place : place + len(phrase)]]
        if len(phrase) > 1 and said == phrase and not is_denied(place, every, words):
            yield Fault("exclusion", says, shown=(token.start, every[place + len(phrase) - 1].end))
            continue
        if singular(token.text) in own or not _is_kind(noun, place, every, words, ledger.language):
            continue
        if ledger.language == "en" and _is_of_authors_compound(place, every, ledger):
            continue
        lacks = ledger.language == "de" and token.lower.endswith(("frei", "freie", "freien", "los"))
        if lacks or token.lower.endswith(("'s", "’s")) or is_denied(place, every, words):
            continue
        yield Fault("exclusion", says, shown=(token.start, token.end))


def _named_by_themselves(ledger: Ledger) -> set[str]:
    """Return the author's words that are seen; in English not what another is only named by.

    "No bus" at a bus stop leaves out a bus.
    """
    every = tokens(ledger.present)
    return {
        singular(token.text)
        for place, token in enumerate(every)
        if ledger.language != "en" or not _with_next(place, every)
    }


def _is_of_authors_compound(place: int, every: tuple[Token, ...], ledger: Ledger) -> bool:
    both = _with_next(place, every)
    return bool(both) and both in ledger.present.lower()


def _is_text(noun: str, words: LanguageWords) -> bool:
    return noun.lower() in words.text or singular(noun) in words.text


def _is_kind(
    noun: str, place: int, every: tuple[Token, ...], words: LanguageWords, language: str
) -> bool:
    """Say whether the word at *place* names what is excluded, or a kind of it."""
    word = every[place].lower
    if language != "en":
        if noun.lower() in words.people:
            if EMPTY.fullmatch(word):
                return False  # "Menschenleer".
            crowd = any(len(one) > 5 and word.startswith(one) for one in words.people)
            known = translated(every[place].text, language)
            somebody = known is not None and known.group == "people" and known.english != "person"
            return (word in words.people or crowd or somebody) and word != "silhouette"
        if _is_text(noun, words):
            return word in words.text or (language == "de" and _is_compound(word, words.text))
        if language == "de" and _ends_with(noun, word):
            return True
        return share_stem(noun, word) or _is_translated_kind(noun, word, language)
    if singular(word) == singular(noun) or lemma(word, ("noun",)) == lemma(noun, ("noun",)):
        return True
    if is_weather_of(noun.lower(), word):
        return True
    if _is_quality(noun):
        return share_stem(noun, word)
    if word in FUNCTION_WORDS or len(word) < 3:
        return False
    if word in words.colours and not _is_no_colour(place, every):
        return False
    if word not in words.colours and singular(word) in words.colours.keys() - AMBIGUOUS_COLOURS:
        return False  # A grey is a horse, too; roses are flowers.
    if singular(noun) in ANYBODY:
        if word in OF_PLACES:
            return True
        return _is_somebody(place, every)
    if _is_text(noun, words):
        return singular(word) in words.text | LETTERED
    if _is_there(place, every) and shows_excluded(noun.lower(), _with_next(place, every)):
        return True
    if not _is_there(place, every) or _is_measure_of(place, every):
        return False
    return shows_excluded(noun.lower(), word)


def _with_next(place: int, every: tuple[Token, ...]) -> str:
    """Return the word at *place* with the next one where the lexicon knows both as one thing."""
    if place + 1 == len(every) or every[place].ahead != " ":
        return ""
    both = f"{every[place].lower} {singular(every[place + 1].text)}"
    return both if entry(both) else ""


def _is_no_colour(place: int, every: tuple[Token, ...]) -> bool:
    """Say whether a word for a colour names what has it: "a half-peeled lemon whose rind …"."""
    before = every[place - 1].lower if place else ""
    after = every[place + 1].lower if place + 1 < len(every) else ""
    grows = category(every[place].lower) in ("fruit", "flower")
    return grows and after in BEARING and (before in DETERMINERS or before.endswith("ed"))


def _is_measure_of(place: int, every: tuple[Token, ...]) -> bool:
    """Say whether a word for what lives or grows tells how there is something else of it.

    "Blooms of pigment" are no flowers, though "clusters of poppies" would be.
    """
    kind = lemma(every[place].lower, ("noun",))
    if category(kind) not in LIVING or every[place].ahead != " ":
        return False
    after = [token.lower for token in every[place + 1 : place + 3]]
    return len(after) == 2 and after[0] == "of" and after[1] not in FUNCTION_WORDS


def _is_compound(word: str, ends: frozenset[str]) -> bool:
    """Say whether a German word ends with one of others: Werbespruch."""
    return any(len(end) > 4 and word.endswith(end) for end in ends)


def _ends_with(noun: str, word: str) -> bool:
    """Say whether a German compound ends with *noun*, whichever is a plural: Basketball, Bälle."""
    plain = str.maketrans("äöü", "aou")
    base, whole = (re.sub(r"(?:e[nr]?|n|s)$", "", one.lower().translate(plain))
                   for one in (noun, word))  # fmt: skip
    return len(base) >= STEM and len(whole) >= len(base) + 3 and whole.endswith(base)


def _is_quality(noun: str) -> bool:
    """Say whether what is left out is told by a quality: "nothing figurative"."""
    known = entry(noun.lower())
    return known is not None and known.frequency("noun") < 0 <= known.frequency("adjective")


def _is_translated_kind(noun: str, word: str, language: str) -> bool:
    """Say whether a word of another language names a kind of *noun*: "collar", of "joyas"."""
    kind, whole = translated(word, language), translated(noun, language)
    return kind is not None and whole is not None and shows_excluded(whole.english, kind.english)


def _is_somebody(place: int, every: tuple[Token, ...]) -> bool:
    """Say whether somebody is shown: named outright, not owned or compared with."""
    word = singular(every[place].text)
    known = entry(word)
    is_noun = known is not None and known.frequency("noun") > known.frequency("adjective")
    is_person = word in NEWCOMERS["people"] or (is_noun and category(word) in PEOPLE)
    return is_person and _is_there(place, every)


def _is_there(place: int, every: tuple[Token, ...]) -> bool:
    before = [token.lower for token in every[max(0, place - 4) : place]]
    for number, word in enumerate(before):
        drawn = word == "as" and number and before[number - 1] in DRAWN
        if word in COMPARING and not drawn:
            return False
    return is_plural(every[place].text) or any(word in DETERMINERS for word in before)
