"""What a chat model's reply holds, taken as data: prompts, and nothing that could act."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from limner.errors import NothingSeen, Refused, ServiceUnavailable
from limner.patterns import lazy_regex
from limner.prompt.chat.chat_model import ChatReply, ReplyFormat
from limner.prompt.chat.refusals import asks, declines, fails, without_small_talk
from limner.prompt.cleaning import clean
from limner.prompt.ledger.names import ADDRESS, WORD

PROMPT_CHARACTERS = 4000
"""Longest prompt that is taken from a reply; it is cut at a word."""

REPLY_CHARACTERS = 200_000
"""What is looked at of a reply."""

MOST_ITEMS = 16

LEAST_WORDS = 5
"""Words below which plain text is no prompt."""

LEAST_WORDS_CUT = 25
"""Words below which the whole sentences of a text that was cut off are no prompt."""

LOOP = lazy_regex(r"(\w[^\n]{5,80}?)\1{3,}\w{0,20}\W*\Z")
"""The end of a text that says the same again and again, as small models do."""

LOOP_CHARACTERS = 400
LEAST_ROUND, ROUNDS = 6, 4
"""Characters of the shortest round, and how many rounds make a loop, as in `LOOP`."""

THOUGHTS = lazy_regex(r"<(think|thinking|thought|reasoning)>.*?(?:</\1>|\Z)", re.DOTALL | re.I)
END_OF_THOUGHTS = lazy_regex(r"\A.*</(?:think|thinking|thought|reasoning)>", re.DOTALL | re.I)
TAG = lazy_regex(r"<(/?)prompt>", re.IGNORECASE)
FENCE = lazy_regex(r"```\w*")
ARRIVING = lazy_regex(r'"prompt"\s*:\s*"((?:[^"\\]|\\.)*)')
IMAGE_OR_LINK = lazy_regex(r"!?\[([^\[\]]*)\]\s*\([^()]*\)")
HTML_TAG = lazy_regex(r"</?[A-Za-z!][^<>]*>")
QUOTED_WHOLE = lazy_regex(
    r"\"([^\"]{40,})\"|“([^“”]{40,})”|«\s?([^«»]{40,}?)\s?»|„([^„“”]{40,})[“”]"
)
"""A text that stands in quotation marks from its first letter to its last."""

EMPHASIS = lazy_regex(r"(?<!\w)(\*{1,3}|_{2,3}|`{1,3}|~~)(?=\S)(.{1,300}?)(?<=\S)\1(?!\w)")
OPENING = lazy_regex(
    r"^(?:#+\s+(?:(?:image |final )?prompt\s+)?|>\s+|[-*+]\s+|/imagine\s+"
    r"|(?:\*\*)?(?:image |final )?prompt\s*:(?:\*\*)?\s*)+",
    re.IGNORECASE,
)
NUMBERED = lazy_regex(
    r"^(?:\*\*)?(?:\d{1,2}[.)]|(?:prompt|variation|version|option)\s+\d{1,2}\s*[:.)-])(?:\*\*)?\s+",
    re.IGNORECASE | re.MULTILINE,
)
"""How a model that writes a list begins each prompt."""
WRAPPED = lazy_regex(r'\A["“]([^"“”]*)["”]\Z', re.DOTALL)


@dataclass(frozen=True)
class ReplyDraft:
    """One item of a reply, as the model wrote it."""

    prompt: str


def drafts(reply: ChatReply, reply_format: ReplyFormat, wanted: int = 1) -> list[ReplyDraft]:
    """Return the items of *reply*, at most *wanted*; none when it cannot be read.

    JSON counts wherever it stands in the text, the last of several objects, and prompts in tags
    do; of a reply that was cut off, only what is complete. Plain text counts when it was asked
    for and is whole.

    Raises:
        NothingSeen: the model says that nothing can be depicted.
        Refused: the model declined, in words or in JSON.
        ServiceUnavailable: the reply is an error in words.
    """
    text = _answer(readable(reply.text))
    found = _items(text, wanted) or _tagged(text)[:wanted]
    if not found and reply_format in ("tagged", "raw"):
        raw = without_small_talk(FENCE.sub("", text))
        raw = (match[1] if (match := WRAPPED.match(raw)) else raw).strip()
        least = LEAST_WORDS
        if not reply.whole or LOOP.search(raw):
            raw, least = _whole_sentences(raw), LEAST_WORDS_CUT
        words = not TAG.search(raw) and not raw.startswith(("{", "[")) and not asks(raw)
        parts = [part.strip() for part in NUMBERED.split(raw) if part.strip()]
        listed = len(parts) > 1 and all(len(WORD.findall(part)) >= least for part in parts)
        found = [
            ReplyDraft(part)
            for part in (parts[:wanted] if listed else [raw])
            if words and len(WORD.findall(part)) >= least
        ]
    said = [draft.prompt for draft in found] or [text.strip()]
    if any(declines(part) for part in said):
        raise Refused(f"The chat model declined: “{_sentence(said[0])}”. Change the words.")
    if any(fails(part) for part in said):
        raise ServiceUnavailable(f"The chat service answered: “{_sentence(said[0])}”.")
    return found


def readable(text: str) -> str:
    """Return *text* without halves of characters, which nothing could write or send again."""
    return text.encode("utf-8", "replace").decode("utf-8")


def holds(text: str, wanted: int) -> bool:
    """Say whether a growing reply has *wanted* whole items, or goes round in circles.

    It is asked again with each new piece.
    """
    tail = text[-LOOP_CHARACTERS:]
    # Counting is cheap, and what goes round has its last letters in every round.
    if tail.count(tail[-LEAST_ROUND:]) >= ROUNDS and LOOP.search(tail):
        return True
    end = text.rstrip()[-9:].lower()
    if not end.endswith(("}", "]", "</prompt>")):
        return False
    answer = _answer(text)
    return max(len(_items(answer, wanted, whole=False)), len(_tagged(answer))) >= wanted


def holds_any(text: str) -> bool:
    """Say whether a reply that ended too early has a whole item all the same."""
    answer = _answer(text)
    return bool(_items(answer, 1, whole=False) or _tagged(answer))


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
    return clean(re.sub(r"</?[a-z]+>|</?[a-z]*\Z", " ", text, flags=re.IGNORECASE))


def plain(text: str, source: str) -> str:
    """Return a model's *text* as words: no markup or address that *source* does not hold."""
    whole = clean(text[: 2 * PROMPT_CHARACTERS])
    whole = _unquoted(OPENING.sub("", whole.strip()), source)
    text = IMAGE_OR_LINK.sub(lambda match: _theirs(match, source, match[1]), whole)
    text = HTML_TAG.sub(lambda match: _theirs(match, source, " "), text)
    text = ADDRESS.sub(lambda match: _theirs(match, source, " "), text)
    if text != whole:
        # Where something stood before a mark, no blank may stay; some languages have one there.
        text = re.sub(r"\s+([,.;:!?])", r"\1", text)
    text = " ".join(OPENING.sub("", EMPHASIS.sub(r"\2", text).strip()).split())
    if len(text) <= PROMPT_CHARACTERS:
        return text
    return text[:PROMPT_CHARACTERS].rpartition(" ")[0].rstrip(",;: ") + "."


def _unquoted(text: str, source: str) -> str:
    """Return *text* without the marks that it stands in as a whole: a prompt, not lettering."""
    inner = QUOTED_WHOLE.fullmatch(text.strip())
    if inner is None or QUOTED_WHOLE.fullmatch(source.strip()):
        return text
    return str(next(filter(None, inner.groups())))


def _whole_sentences(text: str) -> str:
    """Return the sentences of a text that was cut off, or goes round in circles, that are whole."""
    end = max(text.rfind(stop) for stop in (". ", "! ", "? ", ".\n"))
    loop = LOOP.search(text)
    if loop:
        end = max(text.rfind(stop, 0, loop.start()) for stop in (". ", "! ", "? "))
    return text[: end + 1].strip()


def _answer(text: str) -> str:
    """Return a reply without its thoughts, of which some models leave out the opening tag."""
    return END_OF_THOUGHTS.sub("", THOUGHTS.sub("", text[:REPLY_CHARACTERS]))


def _sentence(text: str) -> str:
    """Return the beginning of a model's own words as one short line."""
    line = " ".join(plain(text, "").split())
    return (line if len(line) <= 160 else line[:160].rpartition(" ")[0] + " …").rstrip(". ")


def _items(text: str, wanted: int, *, whole: bool = True) -> list[ReplyDraft]:
    """Return the items in the last JSON object of *text* that has any.

    Of an object that never ends, its whole items count; they stand in the text as objects.
    """
    alone: list[ReplyDraft] = []
    last: list[ReplyDraft] = []
    for content in _objects(text):
        items = content.get("items")
        if content.get("status") == "not_depictable" and not items and whole:
            raise NothingSeen(
                "The chat model finds nothing to depict in these words: change them, or expand "
                "them with “engine” set to “offline” (in a terminal, --engine offline)."
            )
        refusal = content.get("refusal") or content.get("error")
        if whole and isinstance(refusal, str) and refusal.strip() and not items:
            raise Refused(f"The chat model declined: “{_sentence(refusal)}”. Change the words.")
        if whole and content.get("status") in ("refused", "declined") and not items:
            raise Refused("The chat model declined, and says no reason. Change the words.")
        items = items if isinstance(items, list) else content.get("prompts")
        if isinstance(items, list):
            found = [draft for item in items if (draft := _draft(item))]
            # Of several whole answers the last counts; one item in each are parts of one answer.
            parts = len(found) == 1 and 0 < len(last) < wanted
            last = [*last, *found] if parts else found or last
        elif draft := _draft(content):
            alone.append(draft)
    return last[:wanted] or alone[-wanted:]


def _objects(text: str) -> Iterator[dict[str, Any]]:
    """Yield the JSON objects that stand in *text*, the outermost ones only."""
    decoder = json.JSONDecoder(strict=False)  # Small models write line ends inside of strings.
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


def _tagged(text: str) -> list[ReplyDraft]:
    """Return what stands between ``<prompt>`` and the next ``</prompt>``, where there is any."""
    found: list[ReplyDraft] = []
    start = None
    for tag in TAG.finditer(text):
        if not tag[1]:
            start = tag.end()
        elif start is not None:
            if part := without_small_talk(text[start : tag.start()]):
                found.append(ReplyDraft(part))
            start = None
    return found[:MOST_ITEMS]


def _draft(item: object) -> ReplyDraft | None:
    fields = {"prompt": item} if isinstance(item, str) else item if isinstance(item, dict) else {}
    prompt = without_small_talk(_text(fields.get("prompt")))
    return ReplyDraft(prompt) if prompt else None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _theirs(match: "re.Match[str]", source: str, otherwise: str) -> str:
    """Return what *match* found if the author wrote it, else *otherwise*."""
    return match.group() if match.group() in source else otherwise


def _unescaped(match: "re.Match[str]") -> str:
    if match[1] is None:
        return chr(int(match.group()[2:], 16))
    return {"n": " ", "t": " ", "r": " ", "b": "", "f": ""}.get(match[1], match[1])
