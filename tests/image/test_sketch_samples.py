"""Plans of samples from public prompt sets keep their counts, colours and positions.

``samples/`` has rows of GenEval and T2I-CompBench (both MIT, licences beside them). What GenEval
annotates is compared with the plan, and its positions with where things are drawn.
"""

import json
import re
from pathlib import Path

import pytest

from limner.image.sketch.painting.composition import compose
from limner.image.sketch.plans.figure_choice import english_figure
from limner.image.sketch.plans.planning import plan_of
from limner.prompt.ledger.heads import number_of

SAMPLES = Path(__file__).parent / "samples"
ROWS = (SAMPLES / "geneval.jsonl").read_text("utf-8").split("\n")[:-1]
GENEVAL = [json.loads(line) for line in ROWS]
COMPBENCH = (SAMPLES / "t2i-compbench.txt").read_text("utf-8").split("\n")[:-1]
SPATIAL = re.compile(
    r"an? (.+?) (on the left of|on the right of|on the top of|on the bottom of|next to|near"
    r"|on side of|in front of|behind|hidden by) an? (.+)"
)
LINKS = {
    "on the left of": "left of", "on the right of": "right of", "on the top of": "on",
    "on the bottom of": "under", "next to": "beside", "near": "beside", "on side of": "beside",
    "in front of": "in front of", "behind": "behind", "hidden by": "behind",
}  # fmt: skip


def middle(plan, figure):
    places = [one for one in compose(plan, 1000, 1000) if one.figure == figure]
    across = sum(one.left + one.width / 2 for one in places) / len(places)
    return across, sum(one.top + one.height / 2 for one in places) / len(places)


@pytest.mark.parametrize("row", GENEVAL, ids=[row["prompt"] for row in GENEVAL])
def test_classes_counts_colours_and_positions(row):
    plan = plan_of(row["prompt"])
    shown = [(one.figure, one.count, one.colour) for one in plan.figures]
    wanted = [
        (english_figure(tuple(one["class"].split())).figure, one["count"], one.get("color", ""))
        for one in row["include"]
    ]
    assert sorted(shown) == sorted(wanted)
    numbers = [shown.index(one) for one in wanted]
    for one, number in zip(row["include"], numbers, strict=True):
        if "position" not in one:
            continue
        name, of = one["position"]
        (x, y), (other_x, other_y) = middle(plan, number), middle(plan, numbers[of])
        holds = {
            "left of": x < other_x, "right of": x > other_x, "above": y < other_y,
            "below": y > other_y,
        }  # fmt: skip
        assert holds[name]


COUNTED = [words for words in COMPBENCH if not SPATIAL.fullmatch(words)]


@pytest.mark.parametrize("words", COUNTED)
def test_numbers_are_counts(words):
    numbers = [number_of(word) for word in re.findall(r"\w+", words)]

    counts = sorted(one.count for one in plan_of(words).figures if one.count > 1)
    assert counts == sorted(number for number in numbers if number and number > 1)


@pytest.mark.parametrize("words", [words for words in COMPBENCH if words not in COUNTED])
def test_two_things_have_the_relation_that_is_said(words):
    plan = plan_of(words)

    (link,) = plan.links
    assert (link.name, link.first, link.second) == (LINKS[SPATIAL.fullmatch(words)[2]], 0, 1)
    assert len(plan.figures) == 2
