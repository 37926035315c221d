"""Descriptions that a careless reader gets wrong, and words that then stand in the prompt."""

import re
from pathlib import Path

import pytest

from limner.prompt.expansion import ExpansionRequest
from limner.prompt.offline.offline_expander import expand

FILE = Path(__file__).parents[1] / "evaluation" / "samples" / "wrong_scenes.tsv"
ROWS = [line.split("\t") for line in FILE.read_text("utf-8").strip().split("\n")[1:]]
NEGATED = re.compile(r"\b(?:no|not|without|never|free of)\b[^.;,]*")


@pytest.mark.parametrize(("description", "wrong"), ROWS, ids=[row[0][:40] for row in ROWS])
def test_no_other_scene_is_added(description, wrong):
    """Neither the plain expansion nor its variations say what belongs to another picture."""
    own = set(re.findall(r"[\w'-]+", description.lower()))
    for item in expand(ExpansionRequest(description, variations=4)).items:
        text = item.prompt.lower().replace(description.lower().rstrip("."), " ")
        text = NEGATED.sub(" ", text)
        found = [
            word
            for word in re.split(r",\s*", wrong)
            if word not in own and re.search(rf"\b{re.escape(word.lower())}", text)
        ]
        assert found == [], item.prompt
