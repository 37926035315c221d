"""Prompts as a document, or a form of an image generator, gets them."""

from collections.abc import Sequence

from limner import markup
from limner.document import Document, Replacement
from limner.markup.interface import Intent, Placement
from limner.patterns import lazy_regex
from limner.prompt.expansion import Expanded, Expansion

NEGATIVE = "Negative prompt: "
"""What stands before a negative prompt, below its prompt."""

SHARED_STOPS = (".", "!", "?", ",", ";")
"""What may stand behind words in a sentence and end a prompt in their place as well."""


def prompts_of(expanded: Expanded) -> list[str]:
    """Return each prompt as it is pasted, its negative prompt on a line of its own."""
    return [pasted(item) for item in expanded.items]


def pasted(item: Expansion) -> str:
    """Return one prompt as it is pasted into an image generator."""
    if item.negative is None:
        return item.prompt
    return f"{item.prompt}\n{NEGATIVE}{item.negative}"


def write_prompts(
    document: Document, intent: Intent, prompts: Sequence[str], where: Placement
) -> Replacement:
    """Write *prompts* for the words of *intent*; a full stop behind the words serves both."""
    if where == "replace" and document.text[intent.span.end : intent.span.end + 1] in SHARED_STOPS:
        prompts = [prompt.removesuffix(".") for prompt in prompts]
    if where == "replace" and _goes_on(document, intent.span.start):
        prompts = [ARTICLE.sub(lambda found: found[0].lower(), prompt) for prompt in prompts]
    return markup.for_language(document.language).prompt(document, intent, prompts, where)


ARTICLE = lazy_regex(r"\A(?:A|An|The)(?= )")
"""How a prompt begins that can stand within a sentence."""


def _goes_on(document: Document, offset: int) -> bool:
    """Say whether a sentence has begun in the line before *offset*: “we watched …”."""
    before = document.text[document.line_start(offset) : offset].rstrip().rstrip("*_(“\"'«„")
    return before.rstrip()[-1:].isalnum() or before.rstrip().endswith(",")
