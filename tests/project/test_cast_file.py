"""A project whose ``limner.toml`` names a file of its own for cast and work."""

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
        ({"limner.toml": 'cast = "../c.toml"\n'}, "“../c.toml” for its cast: keep it"),
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
