"""Troubleshooting goes by sentences that Limner really says."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROWS = re.findall(
    r"^\| “(.*)” \| .+ \|$", (ROOT / "docs" / "troubleshooting.md").read_text("utf-8"), re.M
)


@cache
def sentences() -> str:
    """All texts in the code, what is put into them left out."""
    files = (ROOT / "server" / "limner").rglob("*.py")
    nodes = (node for file in files for node in ast.walk(ast.parse(file.read_text("utf-8"))))
    return "\n".join(
        node.value
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def test_there_are_rows():
    assert len(ROWS) > 25


@pytest.mark.parametrize("row", ROWS)
def test_a_sentence_is_said_as_the_page_has_it(row):
    parts = [part.strip(" “”") for part in row.split("…")]
    known = [part for part in parts if len(part) > 1]

    assert known
    assert [part for part in known if part not in sentences()] == []
