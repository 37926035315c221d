"""The extension for JupyterLab: what its files say of each other, and how small it stays."""

import json
import re
import tomllib
from pathlib import Path

from limner.jupyter.lab_work import ALLOWED

CLIENT = Path(__file__).parent.parent / "client-jupyter"
SCHEMA = json.loads((CLIENT / "schema" / "plugin.json").read_text())
PACKAGE = json.loads((CLIENT / "package.json").read_text())
SOURCES = {path.name: path.read_text() for path in sorted((CLIENT / "src").glob("*.ts"))}


def test_every_menu_key_and_button_is_a_command():
    commands = {"limner:missing"} | {
        f"limner:{name}" for name in re.findall(r"\{ name: '(\w+)', label", SOURCES["index.ts"])
    }
    used = [
        *SCHEMA["jupyter.lab.menus"]["context"],
        *SCHEMA["jupyter.lab.toolbars"]["Cell"],
        *SCHEMA["jupyter.lab.shortcuts"],
    ]
    handlers = (CLIENT / "limner_jupyterlab" / "handlers.py").read_text()

    assert {row["command"] for row in used} <= commands
    for command in commands:
        assert f'"{command.removeprefix("limner:")}"' in handlers


def test_every_setting_is_read_and_may_be_set_by_a_page():
    given = set(re.findall(r"'?([\w.]+)'?: value\('(\w+)'\)", SOURCES["jobs.ts"]))

    assert {name for name, _ in given} <= set(ALLOWED)
    assert {setting for _, setting in given} | {"attachment"} == set(SCHEMA["properties"])


def test_the_versions_and_names_are_the_same():
    project = tomllib.loads((CLIENT / "pyproject.toml").read_text())["project"]

    assert (PACKAGE["name"], PACKAGE["version"]) == (project["name"], project["version"])
    assert f"id: '{PACKAGE['name']}:plugin'" in SOURCES["index.ts"]


def test_the_pages_part_stays_an_interface():
    assert sum(text.count("\n") for text in SOURCES.values()) <= 1_500
