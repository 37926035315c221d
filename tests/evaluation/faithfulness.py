"""Both sides of the checks on a chat model's answers: what is right, and what is made wrong.

Somebody who had not read the checks wrote the answers, judged the published ones, and put one
fault into each; see `tests.evaluation.samples`. The model says the same when it is asked again.
"""

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from limner.errors import LimnerError
from limner.prompt.chat.chat_expander import ChatExpander
from limner.prompt.chat.chat_model import ChatReply, ChatRequest
from limner.prompt.expansion import Expanded, ExpansionRequest
from limner.prompt.offline.offline_expander import OfflineExpander
from tests.evaluation.measures import Row
from tests.evaluation.samples import LATER, Seeded, faithful, later, published, seeded
from tests.evaluation.scripted_faults import scripted

HARD = ("number", "colour", "quote", "lettering", "name", "side", "exclusion", "hex", "unit")
SOFT = ("thing", "relation", "action")

SEED = 20261128
"""Of the faults that a script puts in."""

LEFT_OUT = re.compile(
    r"(?<=[.!?] )(?:(?:(?:With )?[Nn]o|Without|W/o|Neither|Nobody|Nothing|Sans|Pas d|Sin"
    r"|Ohne|Keine?)\b[^.]*"
    r"|[^.]{3,40} not (?:allowed|shown|visible|wanted))\."
)
"""A sentence of what is left out, as it is put behind a prompt."""

WORD = re.compile(r"[^\W_]+|[#%°€$£‰]")


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


NUMBERS = _set(
    """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
    hundred thousand dozen single pair couple trio twin quartet first second third fourth fifth
    sixth seventh eighth ninth tenth zwei drei vier fünf sechs sieben acht neun zehn elf zwölf
    zwanzig dreißig deux trois quatre cinq six sept huit neuf dix onze douze vingt trente dos tres
    cuatro cinco seis siete ocho nueve diez once doce veinte treinta trío"""
)
COLOURS = _set(
    """red orange yellow green blue purple violet pink brown black white grey gray gold golden
    silver teal cobalt rot rote roten roter rotem weiß weißer grün grüne blau blaue gelb schwarz
    grau dunkelrot hellblau rouge bleu bleue vert verte jaune noir noirs noire blanc roux argentée
    dorée rojo roja rojas rojos azul verde verdes amarillo amarilla amarillas negro negra blanco
    blanca morado"""
)


@dataclass
class Speaker:
    """A chat model that always says the same, and counts how often it is asked."""

    says: str
    name: str = "speaker"
    host: str = "speaker.test"
    asked: int = 0

    async def reply(self, request: ChatRequest, on_text: object = None) -> ChatReply:
        """Say it."""
        self.asked += 1
        return ChatReply(json.dumps({"status": "ok", "items": [{"prompt": self.says}]}), True)


async def precision_rows(step: int = 1) -> list[Row]:
    """How many faithful answers arrive letter for letter, and what asking again costs.

    Args:
        step: 4 for every fourth answer.
    """
    rows: list[Row] = []
    again, total = [], 0
    for name, least, pairs in [("", 0.95, faithful()), *((n, 0.9, later(n)) for n in LATER)]:
        changed, pairs = [], pairs[::step]
        for source, answer in pairs:
            expanded, asked = await _expanded(source, answer)
            said = f"{source}: {'; '.join(expanded.repairs) if expanded else 'refused'}"
            if expanded is None or _plain(expanded.items[0].prompt) != _plain(answer):
                changed.append(said)
            if asked > 1:
                again.append(said)
        total += len(pairs)
        kept = 1 - len(changed) / len(pairs)
        what = f"{len(pairs)} faithful answers{f', the {name} set' if name else ''}"
        rows.append(
            Row(f"{what}: letter for letter", f"{kept:.1%}", f"≥ {least:.0%}",
                kept >= least, tuple(changed))
        )  # fmt: skip
    turns = len(again) / total
    return [
        *rows,
        Row("  that cost a second question, of all", f"{turns:.1%}", "≤ 8 %", turns <= 0.08,
            tuple(again)),
    ]  # fmt: skip


async def recall_rows(bars: Sequence[tuple[str, float]]) -> list[Row]:
    """How many faults are put right, by kind, and how many lost things are noticed.

    Args:
        bars: the least share that everyday tests hold each kind to.
    """
    rows, others, number = [], 0, 0
    least = dict(bars)
    by_kind: dict[str, list[Seeded]] = {}
    for seed in seeded():
        by_kind.setdefault(seed.kind, []).append(seed)
    for kind in (*HARD, "subject", *SOFT):
        seeds, missed = by_kind.get(kind, []), []
        for seed in seeds:
            expanded, asked = await _expanded(seed.source, seed.changed)
            if kind in SOFT:
                right = asked > 1 or await _is_mended(seed, expanded)
            elif expanded is None or expanded.engine == "offline":
                right = kind == "subject"
            else:
                prompt = expanded.items[0].prompt
                right = put_right(seed, prompt)
                number += 1
                others += keeps_other_sentences(seed, prompt)
            if not right:
                missed.append(f"{seed.source}: {seed.find} → {seed.replace}")
        share = 1 - len(missed) / len(seeds)
        done = "noticed" if kind in SOFT else "put right"
        rows.append(
            Row(f"{kind}: {done}, of {len(seeds)}", f"{share:.0%}",
                f"≥ {least[kind]:.0%}" if kind in least else "",
                share >= least.get(kind, 0), tuple(missed))
        )  # fmt: skip
    kept = others / number
    rows.append(Row("  all other sentences as they were", f"{kept:.1%}", "≥ 95 %", kept >= 0.95))
    return rows


async def scripted_rows(most: int = 200) -> list[Row]:
    """How many of the faults that a script put into the published expansions are put right.

    Nothing was tuned on them; see `tests.evaluation.scripted_faults`.
    """
    done: dict[str, list[bool]] = {}
    missed = []
    for seed in scripted(published(), SEED, most):
        expanded, _ = await _expanded(seed.source, seed.changed)
        refused = expanded is None or expanded.engine == "offline"
        right = refused and seed.kind == "subject"
        if expanded is not None and not refused:
            right = put_right(seed, expanded.items[0].prompt)
        done.setdefault(seed.kind, []).append(right)
        if not right:
            missed.append(f"{seed.source}: {seed.find} → {seed.replace}")
    every = [right for rights in done.values() for right in rights]
    by_kind = ", ".join(f"{kind} {sum(r)}/{len(r)}" for kind, r in done.items())
    name = f"{len(every)} faults by a script, put right ({by_kind})"
    return [Row(name, f"{sum(every) / len(every):.0%}", examples=tuple(missed))]


async def _is_mended(seed: Seeded, expanded: Expanded | None) -> bool:
    """Say whether the fault, rather than what the right answer has as well, was put right."""
    right, _ = await _expanded(seed.source, seed.answer)
    said = set(expanded.repairs if expanded else ())
    return bool(said - set(right.repairs if right else ()))


def put_right(seed: Seeded, prompt: str) -> bool:
    """Say whether *prompt* holds nothing more of what made the answer wrong."""
    if seed.kind == "subject":
        own = [word for word in _words(seed.answer) if word not in _words(seed.changed)]
        return (
            any(word in _words(prompt) for word in own)
            or _plain(seed.source).lower() in _plain(prompt).lower()
        )
    if seed.kind == "exclusion":
        # What is left out may be said in the author's own words, all of them in front: "No leaves."
        prompt = _plain(prompt)
        own = _plain(seed.source)
        prompt = prompt[len(own) :] if prompt.lower().startswith(own.lower()) else prompt
        prompt = re.sub(LEFT_OUT, "", prompt)
    wrong = Counter(_words(seed.changed)) - Counter(_words(seed.answer))
    if seed.wrong:
        wrong = Counter(_words(seed.wrong)) & wrong
    extra = Counter(_words(prompt)) - Counter(_words(seed.answer))
    left = set(wrong & extra)
    if seed.kind == "number":
        left = {word for word in left if word.isdecimal() or word in NUMBERS}
    if seed.kind == "colour":
        left &= COLOURS
    return not left


def keeps_other_sentences(seed: Seeded, prompt: str) -> bool:
    """Say whether the sentences that the fault is not in stand in *prompt* as they were."""
    same = set(_sentences(seed.answer)) & set(_sentences(seed.changed))
    return all(sentence in _plain(prompt) for sentence in same)


async def _expanded(source: str, answer: str) -> tuple[Expanded | None, int]:
    """Return what becomes of *answer*, and how often the model was asked."""
    model = Speaker(answer)
    try:
        expanded = await ChatExpander(model, OfflineExpander()).expand(ExpansionRequest(source))
    except LimnerError:
        return None, model.asked
    return expanded, model.asked


def _plain(text: str) -> str:
    return " ".join(text.split())


def _words(text: str) -> list[str]:
    return [word.lower() for word in WORD.findall(text)]


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+", _plain(text))
