"""A project whose ``limner.toml`` names a file of its own for cast and work."""

import json

import pytest

from limner.errors import SettingsError
from limner.project.roots import Project, project_layer

CAST = '[cast.Mia]\nlook = "red hair"\n[work]\nmedium = "ink"\n[limits]\nday = 99\n'


@pytest.mark.parametrize(
    ("files", "values"),
    [
        (
            {"limner.toml": 'cast = "story/cast.toml"\n', "story/cast.toml": CAST},
            {"cast": {"Mia": {"look": "red hair"}}, "work.medium": "ink"},
        ),
        (
            {"limner.toml": 'cast = "/c.toml"\n[work]\nmedium = "oils"\n', "c.toml": CAST},
            {"cast": {"Mia": {"look": "red hair"}}, "work.medium": "oils"},
        ),
        ({"limner.toml": CAST}, {"cast": {"Mia": {"look": "red hair"}}, "work.medium": "ink",
                                 "limits.day": 99}),
        ({"limner.toml": 'cast = "../c.toml"\n'}, "“../c.toml” for its cast: name a"),
        ({"limner.toml": 'cast = "c.toml"\n'}, "“c.toml” for its cast, which is not there"),
        ({"limner.toml": 'cast = "c.toml"\n', "c.toml": "[cast"}, "is not valid TOML"),
    ],
)  # fmt: skip
def test_the_file_of_a_cast(tmp_path, files, values):
    root = tmp_path / "book"
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    project = Project(root, root / "a.md")

    if isinstance(values, str):
        with pytest.raises(SettingsError, match=values.replace(".", r"\.")):
            project_layer(project)
    else:
        assert dict(project_layer(project).values) == values


@pytest.mark.parametrize(
    "named", ["a\0b.toml", "x" * 5000 + ".toml", ".git/config", ".git/c.toml", "notes.md", "/etc/x"]
)
def test_only_a_settings_file_of_the_project_holds_its_cast(tmp_path, named):
    """A stranger's project must not say into which of its files somebody is written."""
    (tmp_path / "limner.toml").write_text(f"cast = {json.dumps(named)}\n")

    with pytest.raises(SettingsError, match=r"limner\.toml names") as refused:
        project_layer(Project(tmp_path, tmp_path / "a.md"))
    assert str(refused.value).isprintable()
