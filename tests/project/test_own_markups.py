"""Which markups a person has added: by their own file or environment, and by nothing else."""

import os
from pathlib import Path

import pytest

from limner import files
from limner.errors import InputError
from limner.markup.registry import for_language, language_for
from limner.project.own_markups import use_own_markups
from tests.support.installed_plugins import install


@pytest.fixture
def installed(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(tmp_path))
    return lambda name: install(tmp_path, name)


def config(text: str) -> None:
    file = files.configuration_folder() / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text(text, "utf-8")


def test_a_persons_file_names_one(installed):
    installed("filed")
    config('[plugins]\nmarkup = ["filed"]\n')
    use_own_markups(os.environ)

    assert language_for("plaintext", Path("a.filed")) == "filed"
    assert for_language("filed") is not for_language("plaintext")


def test_the_environment_names_one(installed):
    installed("stated")
    use_own_markups({**os.environ, "LIMNER_PLUGINS_MARKUP": "stated"})

    assert language_for("plaintext", Path("a.stated")) == "stated"


def test_one_that_is_installed_and_not_named_is_left_alone(installed):
    installed("unnamed")
    config("# plugins I may want: unnamed\n")
    use_own_markups(os.environ)

    assert language_for("plaintext", Path("a.unnamed")) == "plaintext"


def test_a_file_that_does_not_parse_is_left_to_who_reads_it_all(installed):
    config("[plugins")
    use_own_markups(os.environ)


def test_a_name_that_is_not_installed_is_told():
    config('plugins.markup = ["nobody"]\n')

    with pytest.raises(InputError, match="No plugin “nobody”"):
        use_own_markups(os.environ)
