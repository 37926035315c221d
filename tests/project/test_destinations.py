"""What file a link means: inside the project, or none at all."""

from pathlib import Path

import pytest

from limner.project import destinations
from limner.project.links import linked_files
from limner.project.roots import Project
from limner.settings.declaration import Settings
from limner.settings.layers import Layer, Source, resolve

ROWS = [
    ("fox.png", "docs/fox.png"),
    ("img/a fox.png", "docs/img/a fox.png"),
    ("./img//fox.png", "docs/img/fox.png"),
    ("../fox.png", "fox.png"),
    ("/fox.png", "fox.png"),
    ("fox.png?v=2", "docs/fox.png"),
    ("fox.svg#head", "docs/fox.svg"),
    ("who?.png", "docs/who?.png"),
    ("https://example.org/fox.png", None),
    ("//example.org/fox.png", None),
    ("data:image/png;base64,AAAA", None),
    ("attachment:fox.png", None),
    ("C:/pictures/fox.png", None),
    ("~/fox.png", None),
    ("#fox", None),
    ("?page=2", None),
    ("", None),
    ("{{ site.logo }}", None),
    ("<%= logo %>", None),
    ("${logo}.png", None),
    ("%(logo)s", None),
    (r"\\figures/fox.png", None),
    ("fox*.png", None),
    ("a\0b.png", None),
]


@pytest.mark.parametrize(("target", "file"), ROWS)
def test_a_link_means_a_file_of_the_project_or_none(target, file, tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "who?.png").write_bytes(b"")
    project = Project(tmp_path, tmp_path / "docs" / "note.md")

    found = linked_files.resolve(project, Settings(), target)

    assert found == (None if file is None else tmp_path / Path(file))


@pytest.mark.parametrize(
    ("link", "old", "says"),
    [
        ("img/fox.png", "img/fox.png", "img/fox-1.jpg"),
        ("/img/fox.png", "img/fox.png", "/img/fox-1.jpg"),
        ("fox.png?raw=true", "docs/fox.png", "fox-1.jpg?raw=true"),
        ("fox.png#dark", "docs/fox.png", "fox-1.jpg#dark"),
        ("fox", "docs/fox.png", "fox-1.jpg"),
    ],
)
def test_a_renamed_picture_keeps_the_rest_of_its_link(link, old, says, tmp_path):
    project = Project(tmp_path, tmp_path / "docs" / "note.md", "")
    file = tmp_path / old
    new = file.with_name("fox-1.jpg")

    assert destinations.renamed(project, Settings(), link, file, new) == says


def test_a_link_setting_that_cannot_be_filled_means_no_file_of_its_own(tmp_path):
    project = Project(tmp_path, tmp_path / "note.md")
    settings = resolve([Layer(Source.USER_FILE, {"image.link": "${nobody}/${fileName}"})]).settings

    assert linked_files.resolve(project, settings, "fox.png") == tmp_path / "fox.png"
