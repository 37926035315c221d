"""A real Neovim shows the hints, and its quick fixes draw what the links ask for."""

from pathlib import Path

from tests.support import neovim
from tests.support.neovim import reported

pytestmark = neovim.marks


def drive(editor: str, file: Path, title: str, files: list[str], hints: int, answer=None) -> dict:
    """Choose *title* at the first of *hints* in *file*, and return what happened."""
    (file.parent / "limner.toml").write_text('[image]\nsize = "64x64"\n')
    step = {"file": str(file), "title": title, "hints": hints, "answer": answer}
    step["files"] = [str(file.parent / name) for name in files]
    return reported(editor, "missing.lua", file.parent, step)[0]


def test_a_missing_picture_is_drawn_and_its_link_resolves(editor, tmp_path):
    file = tmp_path / "note.md"
    file.write_text("# Über\n\n![a red fox](img/fox.png)\n")
    event = drive(editor, file, "Draw this picture", ["img/fox.png"], 1)

    assert event["drawn"]
    assert (event["code"], event["hint"]) == (
        "missing-image",
        "The picture img/fox.png does not exist.",
    )
    assert file.read_text() == "# Über\n\n![a red fox](img/fox.png)\n"
    assert (tmp_path / "img" / "fox.png").read_bytes().startswith(b"\x89PNG")


def test_three_are_drawn_after_one_question(editor, tmp_path):
    file = tmp_path / "note.md"
    file.write_text("![one fox](a.png)\n\n![two hens](b/b.png)\n\n![three ducks]()\n")
    names = ["a.png", "b/b.png", "three-ducks.png"]
    event = drive(editor, file, "Draw all 3 missing pictures", names, 3, "Draw 3")

    assert event["drawn"]
    assert file.read_text().endswith("![three ducks](three-ducks.png)\n")
    assert "3 of 3 missing pictures drawn." in event["messages"]
    questions = [menu for menu in event["menus"] if "Draw 3" in menu["titles"]]
    assert len(questions) == 1
