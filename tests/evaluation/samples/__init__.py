"""The committed sample: 120 PartiPrompts, 80 GenEval, 140 T2I-CompBench, 30 DrawBench, 30 own.

The folder holds each set with its licence; the DrawBench lines carry OpenAI's published GPT-4
expansion after "..", which is measured beside ours.

Beside it stand texts by people who had not read the code that they measure: descriptions with the
kind of picture they ask for, words that show a description was misread, phrases in twenty
languages, answers of a chat model that keep to their description (``faithful.jsonl``, the rows of
``drawbench_labels.tsv`` that say yes, and seven later sets, ``answers_….jsonl``), and the same with
one fault each.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.evaluation.probes import PHRASES

HERE = Path(__file__).parent


@cache
def sample() -> tuple[str, ...]:
    """Return the mixed sample of 400 sources."""
    sets = ("partiprompts", "geneval", "t2i-compbench")
    lines = [line for name in sets for line in _lines(f"{name}/prompts.txt")]
    return (*lines, *(source for source, _ in drawbench_pairs()), *PHRASES)


@cache
def drawbench_pairs() -> tuple[tuple[str, str], ...]:
    """Return DrawBench prompts with their published expansion, without its repeated prompt."""
    pairs = [line.partition(".. ") for line in _lines("drawbench/upsampled.txt")]
    return tuple((source.strip(), expansion.strip()) for source, _, expansion in pairs)


@dataclass(frozen=True)
class Seeded:
    """A faithful answer with one fault put in.

    Attributes:
        kind: what is wrong: a number, a colour, a name …
        changed: the answer with the fault.
        find: what stood there.
        replace: what stands there now.
        wrong: those words of it that are the fault, where others are none; "why" stands beside
            it in the data.
    """

    source: str
    answer: str
    kind: str
    changed: str
    find: str
    replace: str
    wrong: str = ""


@cache
def faithful() -> tuple[tuple[str, str], ...]:
    """Return descriptions with answers that keep to them, by us and as published."""
    own = [json.loads(line) for line in _lines("faithful.jsonl")]
    return (*((row["source"], row["answer"]) for row in own), *published())


@cache
def published() -> tuple[tuple[str, str], ...]:
    """Return the prompts of DrawBench whose published expansion somebody judged faithful."""
    labels = [line.split("\t") for line in _lines("drawbench_labels.tsv")[1:]]
    pairs = [line.partition("..") for line in _lines("drawbench/expansions.txt")]
    return tuple(
        (source.strip(), expansion.strip())
        for (source, _, expansion), label in zip(pairs, labels, strict=True)
        if label[1] == "yes"
    )


LATER = ("plain", "hard", "usual", "writer", "writers", "traps", "probes")
"""Sets written after the checks, each by somebody who had not seen them or the other sets.

The hard one says things on purpose as few models do: measures in words, exclusions without a "no".
The writer's is by somebody who knows no code; its 160 faults stand in ``seeded.jsonl``. That of
fourteen more writers has its faults in ``faults_writers.jsonl``. The traps are by somebody who
tried one answer after the other, and wrote more of the kind that had failed; the probes by two who
did so later, on what had been mended.
"""


@cache
def later(name: str) -> tuple[tuple[str, str], ...]:
    """Return the descriptions and faithful answers of one of the sets of `LATER`."""
    return tuple((row["source"], row["answer"]) for row in _answers(name))


@cache
def seeded() -> tuple[Seeded, ...]:
    """Return all faithful answers with one fault each."""
    files = ("seeded.jsonl", "faults_writers.jsonl")
    first = [json.loads(line) for file in files for line in _lines(file)]
    others = [row | fault for name in LATER for row in _answers(name) for fault in row["faults"]]
    return tuple(_seeded(row) for row in (*first, *others))


def _answers(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in _lines(f"answers_{name}.jsonl")]


def _seeded(row: dict[str, Any]) -> Seeded:
    find, replace = row.get("find") or "", row.get("replace") or ""
    changed = row.get("answer_changed") or row["answer"].replace(find, replace)
    # Who wrote only the wrong answer said what should stand in it.
    answer = row.get("answer") or (changed.replace(replace, find) if replace else changed)
    wrong = row.get("wrong") or ""
    return Seeded(row["source"], answer, row["kind"], changed, find, replace, wrong)


@cache
def languages() -> tuple[tuple[str, str], ...]:
    """Return language codes and phrases in them, 20 of each."""
    rows = [line.partition("\t") for line in _lines("languages.tsv")[1:]]
    return tuple((code, phrase) for code, _, phrase in rows)


@cache
def english_names() -> tuple[str, ...]:
    """Return English phrases with foreign names and words."""
    return tuple(_lines("english_names.tsv")[1:])


def _lines(name: str) -> list[str]:
    return [line for line in (HERE / name).read_text("utf-8").split("\n") if line]
