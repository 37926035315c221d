"""Plugins that cannot be used are told in one sentence; what Limner knows stays its own."""

import pytest
from tests.support.installed_plugins import USABLE, install

from limner.errors import InputError
from limner.markup import for_language, language_of
from limner.markup.markup_plugin import register

ROWS = {
    "older": (USABLE.replace("interface=1", "interface=0"), "is for interface 0 of Limner"),
    "broken": ("import nothing_of_this_name", "cannot be imported (ModuleNotFoundError"),
    "gone": ("raise SystemExit('two\\nlines')", "cannot be imported (SystemExit: two lines)"),
    "nothing": (USABLE.replace("replace(PLAIN)", "None"), "“nothing” cannot say “searched”"),
    "unsigned": (
        USABLE.replace("replace(PLAIN)", "replace(PLAIN, signs=None)"),
        "cannot say “signs” (it",
    ),
    "odd": ("PLUGIN = 3", "is no MarkupPlugin"),
    "greedy": (USABLE.replace('("{name}",), e', '("markdown",), e'), "speak for “markdown”"),
    "taking": (USABLE.replace('endings=("{name}",', 'endings=("{name}", "md"'), "end in “.md”"),
    "book": (USABLE.replace('endings=("{name}",', 'endings=("ipynb",'), "end in “.ipynb”"),
    "dotted": (USABLE.replace('endings=("{name}",', 'endings=(".{name}",'), "and without a dot"),
    "loud": (USABLE.replace('("{name}",), e', '("LOUD",), e'), "says no language ids"),
    "five": (USABLE.replace('("{name}",), e', "5, e"), "says no language ids"),
    "bare": (USABLE.replace('("{name}",), e', "(), e"), "says no language ids"),
    "word": (USABLE.replace('endings=("{name}",)', 'endings="md"'), "says what no file ends in"),
    "vague": (USABLE.replace('("{name}",), e', '("text",), e'), "speak for “text”"),
    "data": (USABLE.replace('("{name}",), e', '("json",), e'), "speak for “json”"),
}


@pytest.mark.parametrize("name", ROWS)
def test_what_is_wrong_with_a_plugin_is_one_sentence(tmp_path, monkeypatch, name):
    code, said = ROWS[name]
    install(tmp_path, name, code)
    monkeypatch.syspath_prepend(str(tmp_path))

    with pytest.raises(InputError) as told:
        register([name])
    assert said in str(told.value)
    assert "\n" not in str(told.value)
    assert language_of(tmp_path / f"a.{name}") == "plaintext"
    assert language_of(tmp_path / "a.md") == "markdown"


def test_a_plugin_may_be_registered_twice(tmp_path, monkeypatch):
    install(tmp_path, "usable")
    monkeypatch.syspath_prepend(str(tmp_path))
    register(["usable"])
    register(["usable"])

    assert language_of(tmp_path / "a.usable") == "usable"
    assert for_language("usable") is not for_language("plaintext")


def test_a_plugin_that_nobody_named_is_not_imported(tmp_path, monkeypatch):
    install(tmp_path, "silent", "raise SystemExit('imported')")
    monkeypatch.syspath_prepend(str(tmp_path))

    register([])
