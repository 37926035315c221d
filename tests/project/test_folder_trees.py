"""What stands below a folder is listed again where it has changed, and only there."""

import os

import pytest

from limner.project import folder_trees
from limner.project.folder_trees import FolderTrees

OLD = 1_000_000_000


@pytest.fixture
def listed(monkeypatch):
    """Count the folders that are listed."""
    seen = []
    scandir = os.scandir

    def counting(place):
        seen.append(str(place).rpartition("/")[2])
        return scandir(place)

    monkeypatch.setattr(folder_trees.os, "scandir", counting)
    return seen


@pytest.fixture
def book(tmp_path):
    """A folder that has not changed for a long time."""
    root = tmp_path / "book"
    for folder in ("a", "b/c", "node_modules/x", ".git"):
        (root / folder).mkdir(parents=True)
        (root / folder / "Fox.png").touch()
    settle(root)
    return root


def settle(root):
    for folder, _, _ in os.walk(root, topdown=False):
        os.utime(folder, (OLD, OLD))


def foxes(trees, root):
    return [os.path.relpath(path, root) for path in trees.index(root).get("fox.png", [])]


def test_what_has_not_changed_is_not_listed_again(book, listed):
    trees = FolderTrees()
    assert foxes(trees, book) == ["a/Fox.png", "b/c/Fox.png"]
    assert listed == ["book", "a", "b", "c"]
    index = trees.index(book)

    assert trees.index(book) is index
    assert listed == ["book", "a", "b", "c"]


def test_a_folder_that_changes_is_listed_again(book, listed):
    trees = FolderTrees()
    trees.index(book)
    (book / "b" / "c" / "Fox.png").unlink()
    (book / "b" / "fox.PNG").touch()
    listed.clear()

    assert foxes(trees, book) == ["a/Fox.png", "b/fox.PNG"]
    assert listed == ["b", "c"]


def test_what_changed_a_moment_ago_is_not_believed(book, listed):
    """A second change within the clock's step leaves no other time behind."""
    trees = FolderTrees()
    (book / "a" / "Owl.png").touch()
    trees.index(book)
    changed = (book / "a").stat()
    (book / "a" / "Owl.png").rename(book / "a" / "Fox-2.png")
    os.utime(book / "a", ns=(changed.st_atime_ns, changed.st_mtime_ns))

    assert "fox-2.png" in trees.index(book)


def test_folders_come_go_and_take_the_place_of_others(book, tmp_path):
    trees = FolderTrees()
    trees.index(book)
    (book / "b").rename(tmp_path / "away")
    (book / "new" / "deep").mkdir(parents=True)
    (book / "new" / "deep" / "fox.png").touch()
    assert foxes(trees, book) == ["a/Fox.png", "new/deep/fox.png"]

    other = tmp_path / "other"
    (other / "fox.png").mkdir(parents=True)
    settle(other)
    (book / "a").rename(tmp_path / "gone")
    other.rename(book / "a")
    assert foxes(trees, book) == ["new/deep/fox.png"]


def test_links_to_folders_are_not_followed_and_a_missing_folder_is_empty(book, tmp_path):
    (book / "again").symlink_to(book)

    assert foxes(FolderTrees(), book) == ["a/Fox.png", "b/c/Fox.png"]
    assert FolderTrees().index(tmp_path / "nowhere") == {}


def test_only_the_last_folders_are_remembered(book, tmp_path, listed):
    trees = FolderTrees()
    for name in "abcdef":
        (tmp_path / name).mkdir()
        trees.index(tmp_path / name)
    listed.clear()
    trees.index(tmp_path / "a")
    assert listed == ["a"]


@pytest.mark.parametrize(("files", "found"), [(5, True), (6, False)])
def test_a_name_is_looked_for_among_many_files(files, found, tmp_path, monkeypatch):
    """Folders are read until so many files have been seen."""
    monkeypatch.setattr(folder_trees, "MOST_FILES", 5)
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "fox.png").touch()
    for number in range(files):
        (tmp_path / f"{number}.txt").touch()

    assert ("fox.png" in FolderTrees().index(tmp_path)) == found
