"""The skill for agents: its head is as the open format wants it, and its commands are true."""

import re
from pathlib import Path

import pytest
import yaml

from limner.cli import _parsed

SKILL = Path(__file__).parent.parent / "skills" / "limner" / "SKILL.md"
TEXT = SKILL.read_text("utf-8")


def test_the_head_is_as_the_format_wants_it():
    head = yaml.safe_load(TEXT.split("---\n")[1])

    assert head["name"] == SKILL.parent.name
    assert 1 <= len(head["description"]) <= 1024
    assert len(head["compatibility"]) <= 500
    assert set(head) <= {"name", "description", "license", "compatibility", "metadata"}
    assert TEXT.count("\n") < 500


COMMANDS = [
    line.replace("…", "x") for line in re.findall(r"`(limner [a-z][^`]*)`", TEXT) if "…" not in line
]


@pytest.mark.parametrize("line", COMMANDS)
def test_its_commands_are_understood(line):
    import shlex

    words = shlex.split(line)[1:]
    if words == ["setup"]:
        return
    assert _parsed(words).command == words[0]
