"""``--check`` in the formats that GitHub reads, and the hook and the action around it."""

import io
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from limner.cli import main
from limner.project.searched import is_searched
from tests.support.folders import plant

REPOSITORY = Path(__file__).parents[2]
CHECK = ["illustrate", ".", "--missing", "--check", "--format"]

FOLDER = [
    "main.tex | \\documentclass{book}⏎⏎\\includegraphics[alt={a fox}]{fox}",
    "art/fox.png",
    "a 100%, so.md | One.⏎⏎Two ![an owl](owl,50%25.png)⏎⏎![](hen.png)",
    "hen.png",
]  # fmt: skip
"""One finding of each kind, and a name with signs that are escaped."""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    plant(tmp_path, FOLDER)
    return tmp_path


def test_findings_are_workflow_commands(folder, capsys):
    name = "a 100%25%2C so.md"

    assert main([*CHECK, "github"]) == 1
    printed = capsys.readouterr()
    assert printed.out.split("\n") == [
        f"::error file={name},line=3,col=5,title=Missing picture"
        "::The picture owl,50%25.png does not exist.",
        f"::warning file={name},line=5,col=1,title=No alternative text"
        "::This picture has no alternative text.",
        "::notice file=main.tex,line=3,col=1,title=The picture stands elsewhere"
        "::The picture fox is not there, but art/fox.png is.",
        "",
    ]
    assert "2 findings." in printed.err


@pytest.mark.parametrize(("many", "said"), [(19, False), (20, True)])
def test_where_many_lead_is_said_once(many, said, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "book.md").write_text("".join(f"![a](img/{n}.png)\n\n" for n in range(many)))

    assert main([*CHECK, "text"]) == 1
    sentence = f"{many} of them belong in img: if a build fills it, name it in missing.exclude."
    assert (sentence in capsys.readouterr().err) is said


@pytest.mark.skipif(os.name == "nt", reason="no file is called so there")
def test_a_colon_in_a_name_ends_no_property(folder, capsys):
    (folder / "b::c.md").write_text("![](hen.png)")

    assert main([*CHECK, "github"]) == 1
    assert "::warning file=b%3A%3Ac.md,line=1,col=1," in capsys.readouterr().out


def test_findings_are_a_sarif_log_as_code_scanning_wants_it(folder, capsys):
    log = sarif_of(capsys)

    assert log["$schema"].endswith("sarif-2.1.0.json")
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "Limner"
    rules = {rule["id"]: rule for rule in driver["rules"]}
    assert set(rules) == {"missing-image", "missing-alt", "elsewhere"}
    for rule in rules.values():
        assert all(rule[key]["text"] for key in ("shortDescription", "fullDescription", "help"))
    told = []
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] == rules[result["ruleId"]]["defaultConfiguration"]["level"]
        assert result["message"]["text"]
        (place,) = [location["physicalLocation"] for location in result["locations"]]
        region = place["region"]
        uri = place["artifactLocation"]["uri"]
        told.append((result["level"], uri, region["startLine"], region["startColumn"]))
    assert told == [
        ("error", "a%20100%25%2C%20so.md", 3, 5),
        ("warning", "a%20100%25%2C%20so.md", 5, 1),
        ("note", "main.tex", 3, 1),
    ]


def test_a_finding_is_known_again_when_its_line_is_another(folder, capsys):
    """And two links to one missing picture are two findings."""
    (folder / "b.md").write_text("![an owl](owl.png)\n![an owl](owl.png)\n")
    before = fingerprints(sarif_of(capsys))
    (folder / "b.md").write_text("Words.\n\n![an owl](owl.png)\n![an owl](owl.png)\n")

    assert fingerprints(sarif_of(capsys)) == before
    assert len(set(before)) == len(before) == 5


def test_a_log_without_findings_is_one_too(folder, capsys):
    for name in ("main.tex", FOLDER[2].partition(" | ")[0]):
        (folder / name).unlink()

    assert main([*CHECK, "sarif"]) == 0
    assert json.loads(capsys.readouterr().out)["runs"][0]["results"] == []


@pytest.mark.parametrize("form", ["github", "sarif"])
def test_only_a_check_is_told_to_github(form, folder, capsys):
    assert main(["illustrate", ".", "--missing", "--format", form]) == 2
    assert "goes with --missing --check" in capsys.readouterr().err


def test_the_hook_checks_the_documents_of_a_commit(folder, capsys, monkeypatch):
    """As long as the project does not exclude them."""
    (hook,) = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text())
    program, *arguments = shlex.split(hook["entry"])
    changed = sorted(path.name for path in folder.rglob("*") if path.is_file())
    names = [name for name in changed if re.search(hook["files"], name)]

    assert hook["language"] == "python"
    assert program == "limner"
    assert names == ["a 100%, so.md", "main.tex"]
    for passed, found in ((names, 3), (["."], 3), (names[:1], 2)):
        monkeypatch.setattr("sys.stdin", io.StringIO())
        assert main([*arguments, *passed]) == 1
        assert capsys.readouterr().out.count("\n") == found
    (folder / "limner.toml").write_text("[missing]\nexclude = ['*.md']\n")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert main([*arguments, *names[:1]]) == 0


def test_the_hook_takes_the_files_that_a_search_reads():
    (hook,) = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text())
    endings = re.findall(r"\w+", hook["files"].partition("(?i)")[2].replace("html?", "html|htm"))

    assert {"md", "rst", "adoc", "tex", "org", "typ", "html", "textile", "ipynb"} <= set(endings)
    assert [name for name in endings if not is_searched(Path(f"a.{name}"))] == []


@pytest.mark.skipif(os.name == "nt", reason="needs bash and links")
@pytest.mark.parametrize(("paths", "code"), [(".\n", 1), ("main.tex\n\nhen.png\n", 0)])
def test_the_action_tells_findings_and_writes_a_log(paths, code, folder, tmp_path_factory):
    """Its script is run as it stands, but for the installation."""
    action = yaml.safe_load((REPOSITORY / "action.yml").read_text())
    step = action["runs"]["steps"][-1]
    assert "${{" not in step["run"]
    install = re.compile(r".*(?: -m venv | -m pip install ).*\n")
    assert len(install.findall(step["run"])) == 2
    runner = tmp_path_factory.mktemp("runner")
    programs = runner / "limner" / "bin"
    programs.mkdir(parents=True)
    limner = programs / "limner"
    limner.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m limner "$@"\n')
    limner.chmod(0o755)
    given = {"PATHS": paths, "BASELINE": "", "SARIF": "found.sarif", "RUNNER_TEMP": str(runner)}

    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", install.sub("", step["run"])],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY / "server"), **given},
    )
    assert done.returncode == code, done.stderr
    found = json.loads((folder / "found.sarif").read_text())["runs"][0]["results"]
    assert len(found) == done.stdout.count("\n") == (3 if code else 1)


def sarif_of(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    assert main([*CHECK, "sarif"]) == 1
    log: dict[str, Any] = json.loads(capsys.readouterr().out)
    return log


def fingerprints(log: dict[str, Any]) -> list[str]:
    return [result["partialFingerprints"]["limnerLink/v1"] for result in log["runs"][0]["results"]]
