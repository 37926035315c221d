"""Syntax that image generators obey: found in prompts, and taken out of a selection's words.

A document's words are material to depict. They never set a flag, a weight or a model, whatever
they look like; quoted text and addresses stay as they are.
"""

import re
from collections.abc import Callable

from limner.prompt.dialects import Dialect
from limner.prompt.ledger.extraction import QUOTE
from limner.prompt.ledger.names import ADDRESS

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

VALUED_FLAG = re.compile(
    r"(?<![\w-])(?:--|—)(?:ar|aspect|s|stylize|c|chaos|w|weird|seed|q|quality|v|version|niji|iw|"
    r"sref|sw|cref|cw|oref|ow|stop|repeat|r|p|profile|stealth|raw|tile|fast|turbo|relax|hd|sd|edit"
    r"|style)\b(?:\s+-?[\d.:]+%?|\s+raw\b|\s+https?://\S+)*",
    re.IGNORECASE,
)
WEIGHTED = re.compile(r"(?<!\()\(+([^()]*?)(?::\s*\d*\.?\d+\s*)?\)+")
LINK = re.compile(r"!?\[([^\[\]]*)\]\(([^()\s]*)[^()]*\)")
RULES: dict[str, tuple[re.Pattern[str], str]] = {
    "parentheses": (SYNTAX["parentheses"], " "),
    "braces": (SYNTAX["braces"], " "),
    "dashes": (re.compile(r"\s*(?:[–—]|--+)\s*"), ", "),
    "references": (SYNTAX["references"], ""),
    "chat": (re.compile(SYNTAX["chat"].pattern + r",?\s*", re.IGNORECASE), ""),
}
"""How a selection's syntax becomes plain words, beyond what is taken out for every generator."""


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
