"""What a chat model's reply holds, taken as data: prompts, and nothing that could act."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from limner.errors import InputError
from limner.prompt.chat.chat_model import ChatReply, ReplyFormat
from limner.prompt.checks.verification import stem
from limner.prompt.cleaning import clean
from limner.prompt.expansion import Added
from limner.prompt.ledger.names import ADDRESS, WORD
from limner.prompt.ledger.vocabulary import FUNCTION_WORDS

PROMPT_CHARACTERS = 4000
"""Longest prompt that is taken from a reply; it is cut at a word."""

REPLY_CHARACTERS = 200_000
"""What is looked at of a reply."""

MOST_ITEMS = 16

THOUGHTS = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL | re.IGNORECASE)
TAG = re.compile(r"<(/?)prompt>", re.IGNORECASE)
FENCE = re.compile(r"```\w*")
ARRIVING = re.compile(r'"prompt"\s*:\s*"((?:[^"\\]|\\.)*)')
IMAGE_OR_LINK = re.compile(r"!?\[([^\[\]]*)\]\s*\([^()]*\)")
HTML_TAG = re.compile(r"</?[A-Za-z!][^<>]*>")
EMPHASIS = re.compile(r"(?<!\w)(\*{1,3}|_{2,3}|`{1,3}|~~)(?=\S)(.{1,300}?)(?<=\S)\1(?!\w)")
OPENING = re.compile(r"^(?:#+\s+|>\s+|[-*+]\s+|(?:image )?prompt\s*:\s*)+", re.IGNORECASE)


@dataclass(frozen=True)
class ReplyDraft:
    """One item of a reply, as the model wrote it."""

    prompt: str
    negative: str = ""
    title: str = ""
    alt_text: str = ""
    added: Added = field(default_factory=Added)


def drafts(reply: ChatReply, reply_format: ReplyFormat) -> list[ReplyDraft]:
    """Return the items of *reply*; none when it cannot be read.

    A JSON object counts wherever it stands in the text, and prompts in tags do; of a reply that
    was cut off, only what is complete. Plain text counts when it was asked for and is whole.

    Raises:
        InputError: the model says that nothing can be depicted.
    """
    text = THOUGHTS.sub("", reply.text[:REPLY_CHARACTERS])
    for content in _objects(text):
        items = content.get("items")
        if content.get("status") == "not_depictable" and not items:
            raise InputError(
                "The chat model finds nothing to depict in these words: expand offline."
            )
        found = [_draft(item) for item in (items if isinstance(items, list) else [content])]
        if kept := [draft for draft in found[:MOST_ITEMS] if draft]:
            return kept
    tagged = [ReplyDraft(part) for part in _tagged(text)][:MOST_ITEMS]
    if tagged or reply_format != "tagged":
        return tagged
    raw = FENCE.sub("", text).strip()
    words = reply.whole and not TAG.search(raw) and not raw.startswith(("{", "["))
    return [ReplyDraft(raw)] if words and len(WORD.findall(raw)) >= 5 else []


def arriving(text: str) -> str:
    """Return the last prompt in *text* as far as it has arrived, for showing only.

    It is called again and again while a reply grows, so it looks at the reply's end alone.
    """
    start = max(text.rfind('"prompt"'), text.rfind("<prompt>"))
    text = text[start if start >= 0 else 0 :][:PROMPT_CHARACTERS]
    if found := ARRIVING.match(text):
        return clean(re.sub(r"\\u[0-9a-fA-F]{4}|\\(.)", _unescaped, found[1]))
    if text.lstrip().startswith(("{", "[", "```", '"', "<think")):
        return ""
    return clean(re.sub(r"</?prompt>?", " ", text))


def plain(text: str, source: str) -> str:
    """Return a model's *text* as words: no markup or address that *source* does not hold."""
    text = clean(text[: 2 * PROMPT_CHARACTERS])
    text = IMAGE_OR_LINK.sub(lambda match: _theirs(match, source, match[1]), text)
    text = HTML_TAG.sub(lambda match: _theirs(match, source, " "), text)
    text = ADDRESS.sub(lambda match: _theirs(match, source, " "), text)
    text = OPENING.sub("", EMPHASIS.sub(r"\2", text).strip())
    text = re.sub(r"\s+([,.;:!?])", r"\1", " ".join(text.split()))
    if len(text) <= PROMPT_CHARACTERS:
        return text
    return text[:PROMPT_CHARACTERS].rpartition(" ")[0].rstrip(",;: ") + "."


def own_words(text: str, source: str, most: int) -> str:
    """Return *text* if it has at most *most* characters, all of the author's words, else ""."""
    text = plain(text, source)
    held = {stem(word.lower()) for word in WORD.findall(source)}
    said = {word.lower() for word in WORD.findall(text)} - FUNCTION_WORDS
    own = bool(said) and all(stem(word) in held for word in said)
    return text if own and len(text) <= most else ""


def _objects(text: str) -> Iterator[dict[str, Any]]:
    """Yield the JSON objects that stand in *text*, the outermost ones only."""
    decoder = json.JSONDecoder()
    at = text.find("{")
    for _ in range(50):
        if at < 0:
            return
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            at = text.find("{", at + 1)
            continue
        if isinstance(value, dict):
            yield value
        at = text.find("{", end)


def _tagged(text: str) -> Iterator[str]:
    """Yield what stands between ``<prompt>`` and the next ``</prompt>``, where there is any."""
    start = None
    for tag in TAG.finditer(text):
        if not tag[1]:
            start = tag.end()
        elif start is not None:
            if part := text[start : tag.start()].strip():
                yield part
            start = None


def _draft(item: object) -> ReplyDraft | None:
    fields = item if isinstance(item, dict) else {}
    prompt = _text(fields.get("prompt"))
    if not prompt.strip():
        return None
    added = fields.get("added")
    return ReplyDraft(
        prompt=prompt,
        negative=_text(fields.get("negative")),
        title=_text(fields.get("title")),
        alt_text=_text(fields.get("alt_text")),
        added=_added(added if isinstance(added, dict) else {}),
    )


def _added(fields: dict[str, Any]) -> Added:
    names = ("setting", "light", "composition", "palette", "medium", "mood")
    return Added(**{name: clean(_text(fields.get(name)))[:200] or None for name in names})


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _theirs(match: "re.Match[str]", source: str, otherwise: str) -> str:
    """Return what *match* found if the author wrote it, else *otherwise*."""
    return match.group() if match.group() in source else otherwise


def _unescaped(match: "re.Match[str]") -> str:
    if match[1] is None:
        return chr(int(match.group()[2:], 16))
    return {"n": " ", "t": " ", "r": " ", "b": "", "f": ""}.get(match[1], match[1])
