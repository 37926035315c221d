"""What a description in another language mentions: the words that Unicode CLDR names figures with.

What is not known is passed over: only in English, and for nouns that German writes with a capital,
can it be told whether a word names a thing.
"""

from dataclasses import dataclass

from limner.image.sketch.plans.foreign_figures import foreign_figure
from limner.image.sketch.plans.mentions import Mention, MentionLink, Mentions
from limner.image.sketch.plans.place_words import forms, is_postposed, unspaced_words
from limner.patterns import lazy_regex
from limner.prompt.ledger.language_words import language_words

WORD = lazy_regex(r"[^\W_]+(?:['’-][^\W_]+)*|[.,;:!?。、，]")
COLOUR_FIRST = frozenset({"de", "nl", "sv", "da", "no", "fi", "tr", "ru", "uk", "pl", "cs", "el"})
"""Languages that put a colour before its noun; the others that are not Asian put it behind."""

NO_THINGS = frozenset(["silhouette", "silueta", "silhuett", "silhuet", "icon", "symbol"])
"""What a picture may call itself, and no thing in it."""

ASIAN = frozenset({"zh", "ja", "ko"})


@dataclass
class _Waiting:
    """What waits for the next noun."""

    number: int = 0
    colour: str = ""
    relation: str = ""
    owner: int = -1


def read_foreign(text: str, language: str) -> Mentions:
    """Return what *text* mentions in *language*, an ISO 639-1 code."""
    found, waiting = Mentions(), _Waiting()
    for word in _words(text, language):
        lower = word.casefold()
        if lower in ".;:!?。":
            waiting = _Waiting()
        elif not _is_placed(lower, language, found) and not _describes(
            lower, language, found, waiting
        ):
            _add(word, language, found, waiting)
    return found


def _words(text: str, language: str) -> list[str]:
    if language in ("zh", "ja"):
        return unspaced_words(language).findall(text.casefold())
    return WORD.findall(text)


def _is_placed(word: str, language: str, found: Mentions) -> bool:
    """Keep where, when and in what weather it is; say whether *word* says that."""
    for topic in ("time", "weather", "season", "ground"):
        means = forms(topic, language).meaning(word)
        if means:
            found.note(topic, means)
            return True
    return False


def _describes(word: str, language: str, found: Mentions, waiting: _Waiting) -> bool:
    """Keep a number, a colour or a relation for its noun; say whether *word* is one."""
    number = forms("numbers", language).meaning(word) or (word if word.isdecimal() else "")
    if number and len(number) <= 2:
        if language in ("ja", "ko") and found.things and not found.things[-1].number:
            found.things[-1].number = int(number)
        else:
            waiting.number = int(number)
        return True
    colour = forms("colours", language).meaning(word)
    if colour:
        behind = language not in COLOUR_FIRST | ASIAN and found.things
        if behind and not found.things[-1].colour:
            found.things[-1].colour = colour
        else:
            waiting.colour = colour
        return True
    side = _side(word, language)
    if side and not is_postposed(language):
        waiting.relation, waiting.owner = side, len(found.things) - 1
        return True
    relation = side or forms("relation", language).meaning(word)
    # "Au bord de" and "in der Nähe": without anything before it, it stands between no two things.
    if relation:
        waiting.number, waiting.colour = 0, ""  # They were said of a noun that is not known.
    if relation and found.things and waiting.relation not in ("left of", "right of"):
        waiting.relation, waiting.owner = relation, len(found.things) - 1
    return bool(relation)


def _side(word: str, language: str) -> str:
    known = language_words(language)
    if known is not None and word in known.left:
        return "left of"
    if known is not None and word in known.right:
        return "right of"
    means = forms("relation", language).meaning(word)
    return f"{means} of" if means in ("left", "right") else ""


def _add(word: str, language: str, found: Mentions, waiting: _Waiting) -> None:
    lower = word.casefold()
    figure = forms("figure", language).meaning(lower) or foreign_figure(word, language)
    shortest = 1 if language in ASIAN else 3
    # A card in German only for what is counted, coloured or placed: others may be no things.
    said = waiting.number or waiting.colour or waiting.relation
    noun = language == "de" and word[:1].isupper() and len(word) > 3 and bool(said)
    if len(word) < shortest or (figure is None and not noun):
        return
    known = language_words(language)
    if lower in NO_THINGS or (known is not None and lower in known.small):
        return
    last = found.things[-1] if found.things else None
    again = last is not None and figure is not None and last.figure == figure
    if again and not (waiting.number or waiting.relation):
        return  # "Rudy lis", a red fox: two words for one thing.
    found.things.append(
        Mention((word,), number=waiting.number, colour=waiting.colour, figure=figure or "")
    )
    here, owner = len(found.things) - 1, waiting.owner
    if waiting.relation in ("left of", "right of") and owner < 0:
        found.things[here].side = waiting.relation.removesuffix(" of")
    elif waiting.relation and 0 <= owner < here:
        pair = (here, owner) if is_postposed(language) else (owner, here)
        found.links.append(MentionLink(waiting.relation, *pair))
    waiting.number, waiting.colour, waiting.relation, waiting.owner = 0, "", "", -1
