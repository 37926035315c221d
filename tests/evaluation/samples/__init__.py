"""The committed sample: 120 PartiPrompts, 80 GenEval, 140 T2I-CompBench, 30 DrawBench, 30 own.

The folder holds each set with its licence; the DrawBench lines carry OpenAI's published GPT-4
expansion after "..", which is measured beside ours.
"""

from functools import cache
from pathlib import Path

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


def _lines(name: str) -> list[str]:
    return [line for line in (HERE / name).read_text("utf-8").split("\n") if line]
