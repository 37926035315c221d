"""Regular expressions that are compiled when they are first used."""

import re
from importlib import import_module
from pathlib import Path

import pytest

import limner
from limner.patterns import METHODS, lazy_regex

COMPILED = re.compile("a+", re.ASCII)
PACKAGE = Path(limner.__file__).parent


def test_every_one_of_a_module_can_be_compiled():
    """Nobody would see a mistake in one before the words come that need it."""
    kind = type(lazy_regex(""))
    modules = [
        ".".join(("limner", *path.relative_to(PACKAGE).with_suffix("").parts))
        for path in PACKAGE.rglob("*.py")
        if "import lazy_regex" in path.read_text()
    ]
    found = [
        one
        for module in modules
        for one in vars(import_module(module.removesuffix(".__init__"))).values()
        if isinstance(one, kind)
    ]

    assert len(found) > 400
    for one in found:
        assert re.compile(one.pattern, one.flags).flags == one.flags


def test_it_answers_as_a_compiled_one_does():
    lazy, compiled = (
        make(r"(?P<word>[a-z])(\d)", re.IGNORECASE) for make in (lazy_regex, re.compile)
    )

    assert (lazy.pattern, lazy.flags, lazy.groups) == (compiled.pattern, compiled.flags, 2)
    assert lazy.groupindex == compiled.groupindex
    for method in ("search", "match", "fullmatch"):
        for text in ("A1", " A1", "A1 ", "-"):
            one, other = (getattr(each, method)(text) for each in (lazy, compiled))
            assert (one and one.span()) == (other and other.span())
    assert lazy.match("-A1", 1)[0] == "A1"
    assert [one[0] for one in lazy.finditer("a1b2")] == ["a1", "b2"]
    assert lazy.findall("a1b2") == [("a", "1"), ("b", "2")]
    assert lazy.sub("x", "a1b2", count=1) == "xb2"
    assert lazy.subn("x", "a1b2") == ("xx", 2)
    assert lazy.split("-a1-") == ["-", "a", "1", "-"]


@pytest.mark.parametrize("first", METHODS)
def test_it_is_compiled_once_and_when_it_is_used(first, monkeypatch):
    asked = []

    def compile_once(*pattern):
        asked.append(pattern)
        return COMPILED

    monkeypatch.setattr(re, "compile", compile_once)
    lazy = lazy_regex("a+", re.ASCII)
    assert asked == []

    for method in (first, *METHODS):
        getattr(lazy, method)
    assert asked == [("a+", re.ASCII)]


def test_a_mistaken_one_is_told_when_it_is_used():
    lazy = lazy_regex("(")

    with pytest.raises(re.error):
        lazy.search("")
    with pytest.raises(AttributeError):
        lazy.serach("")
