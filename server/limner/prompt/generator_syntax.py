"""Syntax that image generators obey: found in prompts, and taken out of a selection's words.

A document's words are material to depict. What they hold of flags is read apart from them (see
`limner.prompt.author_flags` for what becomes of it); as words they never set a flag, a weight or
a model, whatever they look like. Quoted text and addresses stay as they are.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from limner.patterns import lazy_regex
from limner.prompt.dialects import Dialect
from limner.prompt.ledger.names import ADDRESS
from limner.prompt.ledger.quotations import QUOTE

SYNTAX = {
    "flags": re.compile(r"(?<![\w-])(?:--|—)(?=[A-Za-z])\w*"),
    "weights": re.compile(r"::\s*-?\d*(?:\.\d+)?|\([^()]*:\s*\d*\.?\d+\s*\)|\({2,}|\){2,}"),
    "loras": re.compile(r"<\s*\w+\s*:[^<>]*>"),
    "parentheses": re.compile(r"[()\[\]]"),
    "breaks": re.compile(r"\b(?:BREAK|AND)\b"),
    "braces": re.compile(r"[{}]"),
    "dashes": re.compile(r"[–—]|--"),
    "references": re.compile(r"(?<![\w.])@(?=\w)"),
    "negations": re.compile(r"\b(?:no|not|without|never)\b", re.IGNORECASE),
    "chat": re.compile(r"\b(?:please|I want|I would like|can you)\b", re.IGNORECASE),
    "junk": re.compile(
        r"\b(?:[48]k|uhd|ultra[- ]?hd|hdr|masterpiece|award[- ]winning|best quality|"
        r"ultra[- ]detailed|highly detailed|hyper[- ]detailed|trending on|artstation|"
        r"unreal engine|octane render)\b",
        re.IGNORECASE,
    ),
}
"""What generators misread, by the name that rows of ``dialects.toml`` forbid it with."""

FLAG_NAMES = (
    "ar|aspect|s|stylize|c|chaos|w|weird|seed|exp|raw|tile|q|quality|v|version|niji|iw|sref|sw|sv|"
    "cref|cw|oref|ow|stop|repeat|r|p|profile|stealth|public|fast|turbo|relax|draft|hd|sd|edit|video|"
    "motion|style"
)
"""Names of Midjourney's flags of all versions, but for ``--no``, between bars."""

VALUED_FLAG = lazy_regex(
    rf"(?<![\w-])(?:--|—)(?:{FLAG_NAMES})\b(?:\s+-?[\d.:]+%?|\s+raw\b|\s+https?://\S+)*",
    re.IGNORECASE,
)
SAME = {"aspect": "ar", "s": "stylize", "c": "chaos", "w": "weird", "style": "raw"}
"""Other names of what a row of ``dialects.toml`` lists; ``--style raw`` is the older ``--raw``."""

FLAG = lazy_regex(
    r"(?<![\w-])--no\s+(?P<excluded>(?:(?!\s?(?:--|—)[a-z])[^.;!?\n\"“”])*)"
    rf"|(?<![\w-])(?:--|—)(?P<name>{FLAG_NAMES})\b(?!-)"
    r"(?P<value>(?:[ =]+(?:-?\d[\d.:]*%?(?!\w)|raw\b|random\b|https?://\S+))*)"
    r"|(?<=\w)::(?P<weight>-?\d*\.?\d+)",
    re.IGNORECASE,
)
PROTECTED = lazy_regex(f"{QUOTE.pattern}|{ADDRESS.pattern}")
WEIGHTED = lazy_regex(r"(?<!\()\(+([^()]*?)(?::\s*\d*\.?\d+\s*)?\)+")
LINK = lazy_regex(r"!?\[([^\[\]]*)\]\(([^()\s]*)[^()]*\)")
RULES: dict[str, tuple[re.Pattern[str], str]] = {
    "parentheses": (SYNTAX["parentheses"], " "),
    "braces": (SYNTAX["braces"], " "),
    "dashes": (re.compile(r"\s*(?:[–—]|--+)\s*"), ", "),
    "references": (SYNTAX["references"], ""),
    "chat": (re.compile(SYNTAX["chat"].pattern + r",?\s*", re.IGNORECASE), ""),
}
"""How a selection's syntax becomes plain words, beyond what is taken out for every generator."""


@dataclass(frozen=True)
class AuthorFlags:
    """What an author's words say in flags.

    Attributes:
        words: the description without them.
        excluded: what must not appear, in the author's words.
        settings: the other flags by their longer name, and their values, ``""`` for none.
    """

    words: str
    excluded: tuple[str, ...] = ()
    settings: tuple[tuple[str, str], ...] = ()


def read_flags(source: str) -> AuthorFlags:
    """Return the flags in *source*; in quotation marks and addresses there are none."""
    found = list(_flags(source))
    if not found:
        return AuthorFlags(source)
    pieces, end = [], 0
    for match in found:
        pieces.append(source[end : match.start()])
        end = match.end()
    words = re.sub(r"\s{2,}", " ", "".join((*pieces, source[end:])))
    excluded = [part.strip() for match in found for part in (match["excluded"] or "").split(",")]
    return AuthorFlags(
        re.sub(r"\s+(?=[,.;:!?](?:\s|$))", "", words).strip(" ,"),
        tuple(dict.fromkeys(filter(None, excluded))),
        tuple(dict(map(_setting, (match for match in found if match["excluded"] is None))).items()),
    )


def neutralise(source: str, dialect: Dialect) -> str:
    """Return *source* as plain words: nothing in it is a flag, weight, model or link any more.

    ``--no fur`` becomes the words "no fur", which the ledger then reads as an exclusion; values
    of other known flags go with them. Emphasis and weights leave the words they stood around.
    """
    plain = _outside(source, lambda text: _plain(text, dialect))
    if plain == source:
        return source
    return re.sub(r"\s+([,.;:!?])(?=\s|$)", r"\1", plain)


def findings(prompt: str, dialect: Dialect, source: str = "") -> tuple[str, ...]:
    """Return what in *prompt* the generator would misread; quoted text and addresses are exempt.

    Args:
        prompt: the text without the dialect's own flags at its end.
        dialect: the generator.
        source: the author's words: filler that stands there is the author's.
    """
    plain = ADDRESS.sub(" ", QUOTE.sub(" ", prompt))
    own = source.lower()
    found = [
        (name, match.group())
        for name in dialect.forbids
        for match in SYNTAX[name].finditer(plain)
        if not (name == "junk" and match.group().lower() in own)
    ]
    return tuple(dict.fromkeys(f"remove “{written}” ({name})" for name, written in found))


def _flags(source: str) -> Iterator[re.Match[str]]:
    if "--" not in source and "—" not in source and "::" not in source:
        return
    protected = [match.span() for match in PROTECTED.finditer(source)]
    for match in FLAG.finditer(source):
        if not any(start <= match.start() < end for start, end in protected):
            yield match


def _setting(match: re.Match[str]) -> tuple[str, str]:
    if match["weight"]:
        return f"::{match['weight']}", ""
    name, value = match["name"].lower(), match["value"].strip(" =")
    if name == "style" and value.lower() != "raw":
        return name, value
    name = SAME.get(name, name)
    return name, "" if name == "raw" else value


def _outside(text: str, change: Callable[[str], str]) -> str:
    """Apply *change* to the parts of *text* that are neither quoted nor an address."""
    links = LINK.sub(r"\1 \2", text)
    pieces: list[str] = []
    end = 0
    for match in re.finditer(f"{QUOTE.pattern}|{ADDRESS.pattern}", links):
        pieces += [change(links[end : match.start()]), match.group()]
        end = match.end()
    pieces.append(change(links[end:]))
    text = re.sub(r"\s{2,}", " ", "".join(pieces))
    return re.sub(r"(?: ?,){2,}| ,", ",", text).strip(" ,")


def _plain(text: str, dialect: Dialect) -> str:
    text = SYNTAX["loras"].sub(" ", text)
    text = VALUED_FLAG.sub(", ", text)
    text = re.sub(r"\s{2,}", " ", text)
    text = re.sub(r"\s?(?<![\w-])(?:--|—)no\b", ", no", text)
    text = re.sub(r"(?<![\w-])(?:--+|—)(?=[A-Za-z])", " ", text)
    text = re.sub(r"\s*::\s*-?\d*(?:\.\d+)?\s*", ", ", text)
    if SYNTAX["weights"].search(text):
        text = WEIGHTED.sub(r"\1", text)
    text = re.sub(r"\({2,}|\){2,}", " ", text)
    if "breaks" in dialect.forbids:
        text = SYNTAX["breaks"].sub(lambda match: match.group().lower(), text)
    for name, (pattern, plain) in RULES.items():
        if name in dialect.forbids:
            text = pattern.sub(plain, text)
    return text
