"""Phrases become a prompt: sentences, short phrases, tags or a JSON caption."""

import re
from collections.abc import Iterable

from limner.patterns import lazy_regex
from limner.prompt.assembly import exclusion_flag, quoted
from limner.prompt.dialects import Dialect, band, count, fits
from limner.prompt.exclusions.recasting import Recast
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.looks.binding import Look
from limner.prompt.looks.weaving import look_phrases, look_sentences
from limner.prompt.offline.choice import Choices, Draw
from limner.prompt.offline.grammar import can_follow_of, inside_sentence, with_capital
from limner.prompt.offline.lexicon import scene_frames
from limner.prompt.offline.lexicon.lexicon_files import glue
from limner.prompt.offline.scenes import Scene
from limner.prompt.punctuation import stopped

DROPPED_FIRST = (
    "fifth", "fourth", "third", "second", "hand", "mood", "palette", "wording", "detail", "setting",
    "light", "composition", "medium",
)  # fmt: skip
"""Which phrases go first when a prompt is too long."""

DROPPED_FROM_LIST = (
    "fifth", "fourth", "third", "second", "wording", "detail", "mood", "setting", "hand",
    "palette", "medium", "composition", "light",
)  # fmt: skip
"""The same for short phrases and tags, where light, framing and medium weigh more than place."""

ADDED_LAST = ("third", "fourth", "fifth")
"""Phrases that are said only when a prompt would be too short without them."""

ASPECTS = {"wide": "3:2", "tall": "4:5", "square": "1:1"}
RATIO = lazy_regex(r"^(\d{1,2}):(\d{1,2})$")
LEADS = lazy_regex(
    r"(?:on|in|at|against|beside|near|among|before|under|by|over|between|along|alongside|"
    r"beneath|above|behind|across)\b"
)
"""How a setting begins that can stand before a clause: "On wet slate, light falls …"."""

LONG_MEDIUM = lazy_regex(r" (?:with|taken|of|in|on|from|as|for|by) ")
"""A medium that says more than its name: no "of" can follow it."""

ENDED = lazy_regex(r"[!?…]$|[.,!?…][\"”’»]$")
"""How a sentence ends that needs no full stop more."""
SENTENCE_END = lazy_regex(r"[.!?](?=\s|$)")
TOLD_SENTENCES = 2
MOST_GROWTH, LEAST_GROWTH = 1.3, 25
"""A description of so many sentences and one more says most itself: it hardly grows, by so many
times; one shorter than this by so many words."""

FAULTS = "watermark, blurry, distorted, oversaturated"


def write(
    scene: Scene,
    ledger: Ledger,
    words: Recast,
    choices: Choices,
    style: str,
    dialect: Dialect,
    draw: Draw,
    looks: tuple[Look, ...] = (),
) -> tuple[str, dict[str, str]]:
    """Return the prompt in the dialect's form, and the phrases that it says, by slot.

    Phrases are left out, the least important first, until the prompt is within the dialect's
    band and limit; spare details are said only when it would be too short.
    """
    least, most = band(len(scene.words.split()), dialect)
    if len(SENTENCE_END.findall(scene.words)) >= TOLD_SENTENCES:
        told = len(scene.words.split())
        grown = told + LEAST_GROWTH if told < LEAST_GROWTH else int(told * MOST_GROWTH)
        least, most = 0, grown
    if scene.reading.confidence == "unsure" or scene_frames.frame(scene.frame).form == "graphic":
        least = 0  # Shorter rather than padded.
    said = {slot: text for slot, text in choices.phrases.items() if slot not in ADDED_LAST}

    def written(chosen: dict[str, str]) -> str:
        return _written(scene, ledger, words, chosen, style, dialect, draw, looks)

    for slot in ADDED_LAST:
        if slot in choices.phrases and count(written(said), dialect) < least:
            said = {**said, slot: choices.phrases[slot]}
    for slot in DROPPED_FIRST if dialect.form in {"prose", "json"} else DROPPED_FROM_LIST:
        prompt = written(said)
        if count(prompt, dialect) <= most and fits(prompt, dialect):
            break
        said = {name: text for name, text in said.items() if name != slot}
    return written(said), said


def negative(ledger: Ledger, words: Recast, dialect: Dialect) -> str | None:
    """Return the separate negative prompt: what is excluded, then common faults."""
    if not dialect.negative:
        return None
    unwanted = [*words.excluded, *([] if ledger.quotes else ["text"]), FAULTS]
    return ", ".join(unwanted)[: dialect.negative]


def named_aspect(ledger: Ledger) -> str:
    """Return the shape that the words name, ``""`` for none."""
    return next(filter(RATIO.match, ledger.names), "")


def _written(
    scene: Scene,
    ledger: Ledger,
    words: Recast,
    said: dict[str, str],
    style: str,
    dialect: Dialect,
    draw: Draw,
    looks: tuple[Look, ...],
) -> str:
    if dialect.form == "json":
        return _caption(scene, ledger, said, style, looks)
    if dialect.form == "prose":
        first, *others = _sentences(scene, ledger, said, style, dialect, draw)
        return " ".join((stopped(first), *look_sentences(looks), *others))
    order = ("setting", "detail", "light", "composition", "palette", "mood", "hand", "medium")
    parts = [quoted(scene.words, ledger), *look_phrases(looks)]
    parts += [*(said[slot] for slot in order if slot in said)]
    text = ", ".join([*parts, *([style] if style else [])])
    if dialect.exclusions != "flag":
        return text
    shape = named_aspect(ledger) or ASPECTS[scene_frames.frame(scene.frame).aspect]
    flags = [exclusion_flag(words.excluded), f"--ar {shape}"]
    return " ".join(filter(None, [text, *flags]))


def _sentences(
    scene: Scene,
    ledger: Ledger,
    said: dict[str, str],
    style: str,
    dialect: Dialect,
    draw: Draw,
) -> Iterable[str]:
    opening, spent = _opening(scene, ledger, said, dialect, draw)
    yield opening
    rest = {slot: text for slot, text in said.items() if slot not in spent}
    orders = glue("orders")["all"]
    groups = list(orders[draw.index("order", len(orders))])
    if dialect.motion:
        moves = glue("motion")["all"]
        move = draw.settle(moves[draw.index("motion", len(moves))], "motion")
        yield with_capital(move) + "."
    after = max(n for n, group in enumerate(groups) if "detail" in group or "second" in group) + 1
    groups[after:after] = ["hand", "wording", *ADDED_LAST]
    grey = said.get("palette") in glue("committed")["grey"]
    for group in groups:
        names = [name for name in group.split("+") if name in rest]
        patterns = glue("sentences")
        for key in [group] if "+".join(names) == group else names:
            sentence = _filled(patterns[key], key, rest, draw)
            yield (
                sentence.replace("Colours", "Tones").replace("colours", "tones")
                if grey
                else sentence
            )
    if style:
        yield f"The style is {style.rstrip('. ')}."


def _opening(
    scene: Scene, ledger: Ledger, said: dict[str, str], dialect: Dialect, draw: Draw
) -> tuple[str, set[str]]:
    """Return the first sentence, and the slots that it has said."""
    text = quoted(scene.words, ledger)
    frame_form = scene_frames.frame(scene.frame).form
    form = frame_form if "setting" in said else "bare"
    kind = f"{form}_{'clause' if scene.clause else 'noun'}"
    source = f"{text}." if scene.clause and not ENDED.search(text) else text
    patterns = glue("opening")[kind]
    if dialect.lead and not scene.clause and can_follow_of(text):
        patterns = [pattern.replace("{Medium} of", dialect.lead) for pattern in patterns]
        patterns = [pattern for pattern in patterns if dialect.lead in pattern] or patterns
    elif (
        frame_form == "graphic"  # No map of a map.
        or not can_follow_of(text)
        or LONG_MEDIUM.search(said.get("medium", " with "))
    ):
        patterns = [pattern for pattern in patterns if "{Medium}" not in pattern]
    if not scene.ends_in_place:
        patterns = [pattern for pattern in patterns if ", where" not in pattern]
    leads = form != "subject" or bool(LEADS.match(said["setting"]))
    if "light" not in said or not leads:
        patterns = [pattern for pattern in patterns if "{light}" not in pattern]
    if not leads:
        patterns = [pattern for pattern in patterns if pattern.endswith(", {setting}.")] or patterns
    pattern = patterns[draw.index("opening", len(patterns))]
    slots = {**said, "source": inside_sentence(source), "Source": with_capital(source)}
    spent = {slot for slot in ("setting", "medium", "light") if f"{{{slot}}}" in pattern.lower()}
    return _fill(pattern, slots), spent


def _filled(patterns: list[str], name: str, said: dict[str, str], draw: Draw) -> str:
    if re.search(r" (?:in|of) ", said.get("medium", "")):
        patterns = [pattern for pattern in patterns if "{Medium} in" not in pattern] or patterns
    return _fill(patterns[draw.index(f"pattern {name}", len(patterns))], said)


def _fill(pattern: str, slots: dict[str, str]) -> str:
    """Put phrases into *pattern* in one pass, so that braces in the author's words stay words."""

    def phrase(match: re.Match[str]) -> str:
        name = match[1]
        return slots[name] if name in slots else with_capital(slots[name.lower()])

    return re.sub(r"\{(\w+)\}", phrase, pattern)


def _caption(
    scene: Scene, ledger: Ledger, said: dict[str, str], style: str, looks: tuple[Look, ...]
) -> str:
    """Return a JSON caption of one line: description, style, and what stands where."""
    import json

    text = with_capital(quoted(scene.words, ledger))
    sentence = text if text.endswith((".", "!", "?", "…")) else text + "."
    sentence = " ".join((sentence, *look_sentences(looks)))
    medium = style or said.get("medium") or ", ".join(ledger.media)
    details = [said[slot] for slot in ("detail", "second", *ADDED_LAST, "hand") if slot in said]
    elements: list[dict[str, str]] = [{"type": "obj", "desc": detail} for detail in details]
    elements += [{"type": "text", "text": quote} for quote in ledger.quotes]
    look = {
        "aesthetics": said.get("mood"),
        "lighting": said.get("light"),
        "composition": said.get("composition"),
        "medium": medium or None,
        "colors": said.get("palette"),
    }
    caption = {
        "high_level_description": sentence,
        "style_description": {key: value for key, value in look.items() if value},
        "compositional_deconstruction": {
            "background": said.get("setting", "plain"),
            "elements": elements,
        },
    }
    return json.dumps(caption, ensure_ascii=False)
