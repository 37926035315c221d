"""What a model can probably do, by its name: no list of models says it in a common form."""

import re
from collections.abc import Iterable

from limner.patterns import lazy_regex

NO_WRITERS = lazy_regex(
    r"embed|rerank|\bbge\b|minilm|\be5\b|\bgte\b|paraphrase|whisper|\btts\b|\bstt\b|transcri"
    r"|moderation|\bvad\b|piper|kokoro|\bclip\b|audio|realtime|speech|sora|turbo-instruct"
    r"|babbage|davinci",
    re.IGNORECASE,
)
"""Models that measure, hear, speak or judge: they neither write nor draw."""

PAINTERS = lazy_regex(
    r"imag|stable.?diffusion|sdxl|\bsd[-_.]?(?:\d|xl|turbo|cpp)|flux|dreamshaper|dall.?e|kolors"
    r"|pixart|kandinsky|recraft|ideogram|playground-v",
    re.IGNORECASE,
)
"""Models that draw."""

ELSEWHERE = lazy_regex(r"[-:]cloud$")
"""How Ollama names the models that it does not run itself, but has run at ollama.com."""


def chat_models(names: Iterable[str]) -> tuple[str, ...]:
    """Return the models that probably write, those that run elsewhere last."""
    writers = [name for name in names if not NO_WRITERS.search(name) and not PAINTERS.search(name)]
    return tuple(sorted(writers, key=runs_elsewhere))


def image_models(names: Iterable[str]) -> tuple[str, ...]:
    """Return the models that probably draw, those that run elsewhere last."""
    painters = [name for name in names if PAINTERS.search(name) and not NO_WRITERS.search(name)]
    return tuple(sorted(painters, key=runs_elsewhere))


def runs_elsewhere(name: str) -> bool:
    """Say whether a server on this machine would send the words on to a machine of its maker."""
    return bool(ELSEWHERE.search(name))
