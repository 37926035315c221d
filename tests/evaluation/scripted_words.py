"""What a good chat model might write: scenes from the lexicon, in other sentences and words."""

import hashlib
import re
from dataclasses import replace

from limner.prompt import dialects
from limner.prompt.ledger.exclusions import recast
from limner.prompt.ledger.extraction import read
from limner.prompt.offline.choice import Draw, choose
from limner.prompt.offline.grammar import inside_sentence, with_capital
from limner.prompt.offline.scenes import read_scene
from limner.prompt.repair import quoted

SLOTS = ("setting", "light", "composition", "palette", "medium", "mood")

SENTENCES = {
    "setting": ("Around it, {0}.", "Place: {0}.", "{1}.", "All about, {0}.", "Here, {0}."),
    "light": ("{1}.", "Everywhere {0}.", "Throughout, {0}.", "As light, {0}.", "Meanwhile {0}."),
    "composition": ("Seen as {0}.", "Take {0}.", "{1}.", "Chosen: {0}.", "Laid out as {0}."),
    "palette": ("Mostly {0}.", "In {0}.", "{1} carry it.", "Coloured {0}.", "Hues: {0}."),
    "medium": ("Made as {0}.", "This is {0}.", "{1}, plainly handled.", "Technique: {0}."),
    "mood": ("Altogether {0}.", "It feels {0}.", "All feels {0}.", "Mood: {0}.", "Feeling: {0}."),
    "detail": ("{1}.", "Close to, {0}.", "Nearer, {0}.", "Also, {0}.", "Then {0}.", "And {0}."),
}  # fmt: skip

OTHERWISE = {
    "soft": "gentle|mild|mellow", "softly": "gently|mildly", "clear": "clean|plain|lucid",
    "warm": "glowing|mellow", "pale": "light|faint|washed-out", "deep": "dense|full|dark",
    "long": "drawn-out|lengthy|far-reaching", "low": "slanting|lowered", "small": "little|slight",
    "fine": "delicate|slender|thin", "broad": "wide|ample|generous", "quiet": "hushed|restful",
    "calm": "settled|unruffled", "gently": "softly|slowly", "slowly": "gradually|unhurriedly",
    "across": "over|along", "over": "across|along", "every": "each", "edge": "rim|border|brink",
    "edges": "rims|borders|outlines", "surface": "top|face|skin", "surfaces": "faces|planes",
    "behind": "beyond|at the back of", "beneath": "under|below", "falls": "lands|comes down",
    "lies": "rests|settles|stretches", "stands": "rises|waits", "stand": "rise|wait",
    "runs": "leads|passes", "catches": "takes up|gathers", "leaves": "lets stay|keeps",
    "draws": "pulls|traces", "shows": "reveals|gives away", "holds": "keeps|carries",
    "wide": "broad|ample|open", "simple": "plain|spare", "even": "level|regular|uniform",
    "muted": "subdued|dulled|quietened", "cool": "chilly|fresh", "strong": "firm|marked",
    "faint": "slight|barely seen", "thin": "slim|sheer", "narrow": "slim|tight", "open": "free",
    "slight": "small|faint", "slightly": "a little|faintly", "near": "close to|by",
    "around": "about|round", "dark": "deep|shaded", "bright": "vivid|brilliant",
    "rough": "coarse|uneven", "smooth": "even|sleek", "view": "view|outlook|prospect|view",
    "and": "as well as|and|and also|and|and", "with": "with|together with|along with|with",
    "in": "in|within|in|in", "one": "one|a single", "where": "where|at the place where|where",
    "material": "stuff|substance", "materials": "stuffs|substances", "form": "shape|body",
    "finest": "closest|most careful", "main": "chief|leading", "outline": "contour|line",
    "stays": "remains|keeps", "crisp": "sharp|exact", "distance": "far part|depth",
    "softens": "blurs|loosens", "important": "telling|weighty", "carries": "has|bears",
    "told": "kept|known", "apart": "asunder|apart", "how": "how|the way", "they": "these|they",
    "take": "receive|meet", "parts": "places|pieces", "rich": "full|thick", "has": "has|owns|shows",
    "keep": "hold|retain", "enough": "sufficient|ample", "tone": "value|shade", "its": "its",
    "own": "own|particular|proper", "kind": "sort|manner", "wear": "use|age", "collect": "gather",
    "naturally": "by nature|of themselves", "close": "near|nearby", "far": "distant|remote",
    "sharp": "keen|exact", "simplify": "loosen|thin out", "the": "the|the|the very|the",
    "a": "a|a|a rather|a", "of": "of|of", "is": "is|is|appears", "are": "are|seem|are",
    "that": "that|which", "frame": "frame|field of view", "low-angle": "low",
    "while": "as|and meanwhile|while", "from": "from|out of|from", "into": "into|deep into|into",
}  # fmt: skip
"""Words that say much the same, so that outputs share as little as a model's do."""


def number(*names: object) -> int:
    """Return a number that is the same for the same names, everywhere."""
    digest = hashlib.sha256("\0".join(map(str, names)).encode()).digest()
    return int.from_bytes(digest[:6], "big")


def write(source: str, task: dict, variations: int) -> list[tuple[list[str], dict]]:
    """Return for each variation its sentences, or phrases, and what they add by slot."""
    form = next(key for key in ("text", "flag", "field", "positive") if _says(task, key))
    dialect = replace(dialects.get("generic"), exclusions=form)
    ledger = read(source)
    words = recast(ledger, dialect)
    style = task.get("style", "")
    scene = read_scene(ledger, words, style)
    used: frozenset[str] = frozenset()
    written = []
    for variant in range(variations):
        draw = Draw(f"script {source.lower()}", variant)
        choices = choose(scene, ledger, style, draw, used)
        used |= choices.taken
        said = {name: _reworded(text, source, variant) for name, text in choices.phrases.items()}
        first = quoted(words.text.rstrip(" .,;:"), ledger)
        listed = task["form"].startswith("short")
        parts = (_phrases if listed else _prose)(first, said, task, source, variant)
        written.append((parts, {name: said.get(name) for name in SLOTS}))
    return written


def _says(task: dict, key: str) -> bool:
    from limner.prompt.chat.instructions import EXCLUSIONS

    return task["exclusions"] == EXCLUSIONS[key]


def _prose(first: str, said: dict, task: dict, source: str, variant: int) -> list[str]:
    most = int(re.findall(r"\d+", task["words"])[-1])
    opening = with_capital(inside_sentence(first))
    parts = [opening if opening[-1:] in ".!?…" else opening + "."]
    order = sorted(said, key=lambda name: number(source, variant, "order", name))
    order.sort(key=lambda name: name in {"third", "fourth", "fifth"})
    for name in order:
        patterns = SENTENCES.get(name, SENTENCES["detail"])
        pattern = patterns[number(source, variant, name) % len(patterns)]
        sentence = with_capital(pattern.format(said[name], with_capital(said[name])))
        length = len(" ".join([*parts, sentence]).split())
        if length <= min(most, 112):
            parts.append(sentence)
    return parts


def _phrases(first: str, said: dict, task: dict, source: str, variant: int) -> list[str]:
    most = int(re.findall(r"\d+", task["words"])[-1])
    parts = [first]
    for name in ("light", "composition", "medium", "palette", "setting", "mood", "detail"):
        longer = [*parts, said[name]] if name in said else parts
        if len(" ".join(longer).split()) <= most - 4:
            parts = longer
    return parts


def _reworded(text: str, source: str, variant: int) -> str:
    def other(match: re.Match[str]) -> str:
        offered = OTHERWISE[match.group()].split("|")
        choice = number(source, variant, text, match.start())
        return match.group() if choice % 5 == 0 else offered[choice // 5 % len(offered)]

    return re.sub(rf"\b(?:{'|'.join(OTHERWISE)})\b", other, text)
