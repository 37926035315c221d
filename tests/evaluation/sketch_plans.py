"""How far plans keep what prompt sets say: ``python -m tests.evaluation.sketch_plans SETS``.

SETS is a folder with ``geneval/evaluation_metadata.jsonl``, ``t2i-compbench/*_val.txt`` and
``parti/PartiPrompts.tsv``. GenEval's own annotations of class, count, colour and position are
compared with the plan and with where things are drawn; for the others it is counted how many of the
things that plans show have a figure rather than a card.
"""

import json
import random
import sys
from collections import Counter
from pathlib import Path

from limner.image.sketch.painting.composition import compose
from limner.image.sketch.plans.figure_choice import english_figure
from limner.image.sketch.plans.planning import plan_of
from limner.image.sketch.plans.scene_plan import ScenePlan

SIDES = {
    "left of": lambda one, other: one[0] < other[0],
    "right of": lambda one, other: one[0] > other[0],
    "above": lambda one, other: one[1] < other[1],
    "below": lambda one, other: one[1] > other[1],
}


def main(folder: str) -> None:
    """Print the measures, what failed, and a sample of choices to read."""
    sets = Path(folder)
    kept, failed = Counter[str](), []
    rows = [json.loads(line) for line in (sets / "geneval/evaluation_metadata.jsonl").open()]
    for row in rows:
        faults = list(faults_of(row))
        kept[row["tag"]] += not faults
        if faults:
            failed.append((row["prompt"], faults))
    total = Counter(row["tag"] for row in rows)
    print(f"GenEval: {sum(kept.values())} of {len(rows)} kept;", {
        tag: f"{kept[tag]}/{total[tag]}" for tag in total
    })  # fmt: skip
    for prompt, faults in failed:
        print("  ", prompt, faults)
    texts = [line.split("\t")[0] for line in (sets / "parti/PartiPrompts.tsv").open()][1:]
    for path in sorted((sets / "t2i-compbench").glob("*_val.txt")):
        texts += path.read_text().split("\n")
    shown, cards, layouts = Counter[str](), Counter[str](), Counter[str]()
    choices = set()
    for text in filter(None, texts):
        plan = plan_of(text)
        layouts[plan.layout] += 1
        for figure in plan.figures:
            noun = figure.words.lower()
            (shown if figure.figure else cards)[noun] += 1
            if figure.figure:
                choices.add((noun, figure.figure))
    both = shown.total() + cards.total()
    print(f"{len(texts)} descriptions: {shown.total()} of {both} things have a figure", end=" ")
    print(f"({100 * shown.total() / both:.1f} %);", dict(layouts))
    print("most frequent cards:", cards.most_common(70))
    random.seed(4)
    print("choices:", "  ".join(f"{a}:{b}" for a, b in sorted(random.sample(sorted(choices), 200))))


def faults_of(row: dict) -> list[str]:
    """Return what the plan of GenEval's *row* does not keep."""
    plan = plan_of(row["prompt"])
    faults, found = [], []
    for wanted in row["include"]:
        words = wanted["class"]
        choice = english_figure(tuple(words.split()))
        places = [
            number
            for number, one in enumerate(plan.figures)
            if (choice and one.figure == choice.figure)
            or (not choice and one.words.lower().rstrip("s") == words)
        ]
        colour = wanted.get("color", "")
        matching = [n for n in places if colour in ("", plan.figures[n].colour)]
        found.append(matching)
        if sum(plan.figures[n].count for n in matching) != wanted["count"]:
            faults.append(f"{wanted['count']} {wanted.get('color', '')} {words}".replace("  ", " "))
        if choice is None:
            faults.append(f"no figure for {words}")
    for number, wanted in enumerate(row["include"]):
        if "position" in wanted and not faults:
            name, of = wanted["position"]
            one, other = middle(plan, found[number][0]), middle(plan, found[of][0])
            if not SIDES[name](one, other):
                faults.append(name)
    return faults


def middle(plan: ScenePlan, figure: int) -> tuple[float, float]:
    """Return the middle of where *figure* is drawn."""
    places = [one for one in compose(plan, 1000, 1000) if one.figure == figure]
    return (
        sum(one.left + one.width / 2 for one in places) / len(places),
        sum(one.top + one.height / 2 for one in places) / len(places),
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
