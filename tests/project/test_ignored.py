"""What ``.gitignore`` leaves out and Git's index holds nevertheless."""

from pathlib import Path

import pytest

from limner.project.links import linked_files
from limner.project.roots import project_of
from limner.settings.declaration import DEFAULTS
from tests.support.folders import plant

FILES = [".gitignore | *.png", "sub/note.md | ![a fox](fox.png) ![a plot](plot.png)"]


def index(*names: str) -> bytes:
    """Return an index as Git's documentation of the format describes version 2."""
    entries = b""
    for name in sorted(map(str.encode, names)):
        entry = bytes(60) + len(name).to_bytes(2, "big") + name
        entries += entry + bytes(8 - len(entry) % 8)
    return b"DIRC" + (2).to_bytes(4, "big") + len(names).to_bytes(4, "big") + entries + bytes(20)


@pytest.mark.parametrize("in_a_worktree", [False, True])
def test_a_picture_that_is_in_git_is_missing_although_it_is_ignored(in_a_worktree, tmp_path):
    top = tmp_path / "top"
    plant(top, FILES)
    git = tmp_path / "kept" / "worktrees" / "top" if in_a_worktree else top / ".git"
    git.mkdir(parents=True)
    (git / "index").write_bytes(index("sub/fox.png", "sub/plot.pngs", "plot.png"))
    if in_a_worktree:
        (top / ".git").write_text(f"gitdir: {git}\n")

    note = top / "sub" / "note.md"
    find = linked_files.resolver(project_of(note, text=note.read_text()), DEFAULTS)

    assert not find("fox.png").made
    assert find("plot.png").made


@pytest.mark.parametrize("content", [None, b"", b"DIRC", b"\0" * 64])
def test_without_an_index_that_says_more_what_is_ignored_is_made(content, tmp_path: Path):
    plant(tmp_path, FILES)
    (tmp_path / ".git").mkdir()
    if content is not None:
        (tmp_path / ".git" / "index").write_bytes(content)

    note = tmp_path / "sub" / "note.md"
    find = linked_files.resolver(project_of(note, text=note.read_text()), DEFAULTS)

    assert find("fox.png").made
