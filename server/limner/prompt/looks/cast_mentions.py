"""Where a text names somebody of the cast, by a name that is theirs and no part of another one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from limner.prompt.ledger.vocabulary import FUNCTION_WORDS
from limner.prompt.looks.mention_words import SENTENCE_START, acts, first_word, listed
from limner.prompt.wordnet.table import entry
from limner.settings.cast_members import Cast, CastMember


@dataclass(frozen=True)
class CastMention:
    """Where a text names one of the cast."""

    member: CastMember
    start: int
    end: int
    is_name: bool


def cast_mentions(text: str, cast: Cast) -> Iterator[CastMention]:
    """Yield where *text* names somebody of *cast*, a name before another one inside it."""
    owners = owners_of(cast)
    for found in _pattern(cast).finditer(text):
        written = found.group()
        for member, is_name in owners.get(_key(written)) or owners.get(written.lower(), ()):
            mention = CastMention(member, found.start(), found.end(), is_name)
            if not is_name or _is_name_of(text, mention):
                yield mention


@cache
def owners_of(cast: Cast) -> dict[str, tuple[tuple[CastMember, bool], ...]]:
    """Return who may be meant by each name, and whether it is one with a capital letter.

    Such a name means nobody else than who is called so first of all; of several who have it beside
    their own, none.
    """
    owners: dict[str, list[CastMember]] = {}
    for member in cast:
        for name in dict.fromkeys((member.name, *member.names)):
            owners.setdefault(_key(name), []).append(member)
    found: dict[str, tuple[tuple[CastMember, bool], ...]] = {}
    for key, members in owners.items():
        if any(key == _key(name) and not name.islower() for one in members for name in _all(one)):
            first = [member for member in members if _key(member.name) == key]
            sole = first or (members if len(members) == 1 else [])
            found[key] = tuple((member, True) for member in sole)
        else:
            found[key] = tuple((member, False) for member in members)
    return found


def _all(member: CastMember) -> tuple[str, ...]:
    return (member.name, *member.names)


def _key(name: str) -> str:
    """Return a name as it is compared: small letters and an article may open a sentence."""
    return name.lower() if name.islower() or name.startswith("The ") else name


@cache
def _pattern(cast: Cast) -> re.Pattern[str]:
    names = {name for member in cast for name in (member.name, *member.names)}
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    parts = (_written(name) for name in longest_first)
    return re.compile(rf"(?<![\w'’-])(?:{'|'.join(parts)})(?![\w-])")


def _written(name: str) -> str:
    """Return the pattern of a name: one of small letters may open a sentence."""
    if name.islower():
        return f"(?i:{re.escape(name)})"
    article, _, rest = name.partition(" ")
    if rest and article in ("The", "A", "An"):
        return f"(?i:{article}) {re.escape(rest)}"
    return re.escape(name)


def _is_name_of(text: str, mention: CastMention) -> bool:
    """Say whether a name is the member's, and no part of a longer one or another word."""
    before, behind = text[: mention.start], text[mention.end :]
    name = text[mention.start : mention.end]
    last = re.search(r"([\w'’-]+|\b[A-Z][a-z]{0,2}\.)[ \t]+$", before)
    own = mention.member.name.replace("’", "'").split()
    titles = {word for name in mention.member.names for word in name.lower().split()}
    if last and last[1][0].isupper() and last[1] not in own and last[1].lower() not in titles:
        opens = SENTENCE_START.search(before[: last.start()])
        small = last[1].lower()
        allowed = listed("adjectives") | listed("orders") | FUNCTION_WORDS
        if not opens or small not in allowed:
            return False
    following = re.match(r"[ \t]+([A-Z][\w'’-]*)", behind)
    if following and following[1] not in own and following[1].lower() not in FUNCTION_WORDS:
        return False
    known = entry(name.lower()) if " " not in name else None
    if known is not None and max(known.frequencies) > 0 and SENTENCE_START.search(before):
        return _can_follow_name(behind)  # "Rose petals on the floor", "Rose climbs the stairs".
    return True


def _can_follow_name(behind: str) -> bool:
    """Say whether what follows a word that opens a sentence can only follow a name."""
    if re.match(r"\s*(?:,|['’]s\b|$)", behind) or acts(behind):
        return True
    return first_word(behind) in {"is", "and", "the"} | (listed("pasts") - listed("helpers"))
