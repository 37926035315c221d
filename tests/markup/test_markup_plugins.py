"""Plugins that cannot be used are told in one sentence; what Limner knows stays its own."""

import textwrap

import pytest

from limner.errors import InputError
from limner.markup import for_language, language_of
from limner.markup.markup_plugin import register

USABLE = """
from limner.markup.markup_plugin import MarkupPlugin
from limner.markup.plain import PLAIN
from dataclasses import replace

PLUGIN = MarkupPlugin(
    interface=1, markup=replace(PLAIN), languages=("notes",), endings=("notes",)
)
"""

ROWS = {
    "older": (USABLE.replace("interface=1", "interface=0"), "is for interface 0 of Limner"),
    "broken": ("import nothing_of_this_name", "cannot be imported (ModuleNotFoundError"),
    "odd": ("PLUGIN = 3", "is no MarkupPlugin"),
    "greedy": (USABLE.replace('("notes",), e', '("markdown",), e'), "speak for “markdown”"),
    "data": (USABLE.replace('("notes",), e', '("json",), e'), "speak for “json”"),
}


def install(folder, name: str, code: str) -> None:
    """Put a package on the path as pip leaves it."""
    (folder / f"plugin_{name}.py").write_text(textwrap.dedent(code))
    record = folder / f"plugin_{name}-1.dist-info"
    record.mkdir()
    (record / "METADATA").write_text(f"Metadata-Version: 2.1\nName: plugin-{name}\nVersion: 1\n")
    (record / "entry_points.txt").write_text(f"[limner.markup]\n{name} = plugin_{name}:PLUGIN\n")


@pytest.mark.parametrize("name", ROWS)
def test_what_is_wrong_with_a_plugin_is_one_sentence(tmp_path, monkeypatch, name):
    code, said = ROWS[name]
    install(tmp_path, name, code)
    monkeypatch.syspath_prepend(str(tmp_path))

    with pytest.raises(InputError) as told:
        register([name])
    assert said in str(told.value)
    assert "\n" not in str(told.value)


def test_a_plugin_may_be_registered_twice(tmp_path, monkeypatch):
    install(tmp_path, "usable", USABLE)
    monkeypatch.syspath_prepend(str(tmp_path))
    register(["usable"])
    register(["usable"])

    assert language_of(tmp_path / "a.notes") == "notes"
    assert for_language("notes") is not for_language("plaintext")


def test_a_plugin_that_nobody_named_is_not_imported(tmp_path, monkeypatch):
    install(tmp_path, "silent", "raise SystemExit('imported')")
    monkeypatch.syspath_prepend(str(tmp_path))

    register([])
