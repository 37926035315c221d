"""What a test says of a program that is missing, too old, or cannot read a format."""

import os
import stat

import pytest

from tests.support import tools

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the programs are shell scripts")


@pytest.fixture
def program(tmp_path, monkeypatch):
    """Puts a shell script in place of a program."""

    def put(name: str, script: str) -> str:
        file = tmp_path / name
        file.write_text(f"#!/bin/sh\n{script}\n")
        file.chmod(stat.S_IRWXU)
        monkeypatch.setenv(f"LIMNER_{name.upper()}", str(file))
        return str(file)

    tools.lack.cache_clear()
    tools.pandoc_lack.cache_clear()
    yield put
    tools.lack.cache_clear()
    tools.pandoc_lack.cache_clear()


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("echo 'GNU Emacs 28.2'", "emacs 28.2 is older than 29: set LIMNER_EMACS to a newer one"),
        ("echo 'GNU Emacs 29.1'", ""),
        ("echo 'GNU Emacs 30'", ""),
        ("echo Emacs", "does not say its version"),
        ("echo 30; exit 1", "does not say its version"),
    ],
)
def test_a_programs_version_is_asked(program, script, reason):
    program("emacs", script)

    assert reason in (said := tools.lack("emacs", 29))
    assert bool(said) == bool(reason)


def test_a_program_that_is_not_there_is_named(program, monkeypatch):
    monkeypatch.setenv("PATH", "")

    assert tools.lack("asciidoctor") == (
        "asciidoctor is not installed: set LIMNER_ASCIIDOCTOR to its path"
    )
    with pytest.raises(pytest.skip.Exception, match="asciidoctor is not installed"):
        tools.needed("asciidoctor")


PANDOC = """
case "$1" in
  --version) echo 'pandoc 2.17' ;;
  --list-input-formats) printf 'latex\\norg\\n' ;;
  *) echo '{"c": "image"}' ;;
esac
"""


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        (("latex-smart",), ""),
        (("djot",), "this pandoc does not read djot"),
        (("latex", "alt={A fox}", "image"), ""),
        (("latex", "alt={A fox}", "A fox"), "this pandoc reads 'alt={A fox}' otherwise"),
    ],
)
def test_pandoc_is_asked_what_it_reads(program, asked, reason):
    program("pandoc", PANDOC)

    assert reason in (said := tools.pandoc_lack(*asked))
    assert bool(said) == bool(reason)


def test_a_program_is_asked_once(program, tmp_path):
    program("emacs", f"echo asked >>{tmp_path}/log; echo 30.1")
    for _ in range(3):
        tools.lack("emacs", 29)

    assert (tmp_path / "log").read_text() == "asked\n"
