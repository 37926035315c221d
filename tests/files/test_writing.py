"""Files are whole or not there, inside the project, private where needed, never overwritten."""

import errno
import hashlib
import itertools
import multiprocessing
import os
import stat
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from limner import files
from limner.errors import InputError, SaveError
from limner.files import pictures, whole
from tests.support.faulty_os import ERRORS, FaultyOS


@pytest.fixture(params=["by descriptor", "by path"])
def write(request, monkeypatch):
    """Writes a picture both ways: as on Linux and macOS, and as on Windows."""
    monkeypatch.setattr(pictures, "BY_DESCRIPTOR", request.param == "by descriptor")
    return files.write_picture


def test_a_taken_name_gets_a_number(tmp_path, write):
    paths = [write(tmp_path, "a/b", "boat", "png", bytes([n])) for n in range(3)]

    assert [path.name for path in paths] == ["boat.png", "boat-1.png", "boat-2.png"]
    assert [path.read_bytes() for path in paths] == [b"\0", b"\1", b"\2"]
    assert sorted(path.name for path in (tmp_path / "a/b").iterdir()) == sorted(
        path.name for path in paths
    )


def test_what_another_picture_says_of_itself_stays_its_own(tmp_path, write):
    other = tmp_path / "boat.png.json"
    other.write_bytes(b"another's")
    beside = write(tmp_path, "", "boat", "png", b"x", b"its own")

    assert beside.name == "boat-1.png"
    assert (tmp_path / "boat-1.png.json").read_bytes() == b"its own"
    assert write(tmp_path, "", "boat", "png", b"x").name == "boat.png"
    assert other.read_bytes() == b"another's"
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "boat-1.png", "boat-1.png.json", "boat.png", "boat.png.json",
    ]  # fmt: skip


def test_what_is_gone_already_is_deleted(tmp_path):
    files.delete(tmp_path / "gone.png")

    with pytest.raises(SaveError, match="Cannot write the removal of"):
        files.delete(tmp_path)


def test_a_project_that_is_gone_is_not_made_anew(tmp_path, write):
    gone = tmp_path / "gone"
    for folder in ("", "img"):
        with pytest.raises(SaveError):
            write(gone, folder, "boat", "png", b"x")

    assert not gone.exists()


OUTSIDE = [
    "..", "../x", "a/../../x", "/etc", "/", "a/..", "C:/x", "C:x", "a\\..\\b", "\\\\server\\share",
    ".git/hooks", ".GIT", "a/.vscode", ".github/x", "~", "~root/x", "$HOME", "a/.hidden/b", "x:y",
    "a/b.", "a /b", "a/\x00b", "a\nb", "a/\u202eb",
]  # fmt: skip


@pytest.mark.parametrize("folder", OUTSIDE)
def test_a_folder_outside_or_hidden_is_refused(tmp_path, write, folder):
    root = tmp_path / "project"
    root.mkdir()
    with pytest.raises(InputError):
        write(root, folder, "boat", "png", b"x")

    assert [path for path in tmp_path.rglob("*") if path != root] == []


@pytest.mark.parametrize("level", [0, 1, 2])
def test_a_link_on_the_way_is_not_followed(tmp_path, write, level):
    project, outside = tmp_path / "project", tmp_path / "outside"
    names = ["a", "b", "c"]
    (project.joinpath(*names[:level])).mkdir(parents=True)
    outside.mkdir()
    project.joinpath(*names[:level], names[level]).symlink_to(outside)
    with pytest.raises(SaveError, match="link"):
        write(project, "a/b/c", "boat", "png", b"x")

    assert list(outside.rglob("*")) == []


def test_a_folder_exchanged_for_a_link_before_its_picture_is_written(tmp_path, monkeypatch):
    """By path, the file is first written unfinished: it is taken back from where the link leads."""
    project, outside = tmp_path / "project", tmp_path / "outside"
    (project / "img").mkdir(parents=True)
    outside.mkdir()

    def exchanged(*arguments):
        (project / "img").rename(project / "aside")
        (project / "img").symlink_to(outside)
        whole.write_new(*arguments)

    monkeypatch.setattr(pictures, "BY_DESCRIPTOR", False)
    monkeypatch.setattr(pictures, "write_new", exchanged)
    with pytest.raises(SaveError, match="link"):
        files.write_picture(project, "img", "boat", "png", b"x")

    assert list(outside.iterdir()) == []


def test_a_link_in_place_of_the_name_is_not_written_through(tmp_path, write):
    target = tmp_path / "precious"
    target.write_bytes(b"old")
    (tmp_path / "boat.png").symlink_to(target)

    assert write(tmp_path, "", "boat", "png", b"new").name == "boat-1.png"
    assert target.read_bytes() == b"old"


@pytest.mark.skipif(not pictures.BY_DESCRIPTOR, reason="needs folders by descriptor")
def test_a_folder_swapped_for_a_link_meanwhile(tmp_path):
    """A thread swaps the folder with a link while pictures are written: none lands outside."""
    project, outside, aside = (tmp_path / name for name in ("project", "outside", "aside"))
    for folder in (project / "pics", outside, aside):
        folder.mkdir(parents=True)
    stop = threading.Event()

    def swap():
        for number in itertools.count():
            if stop.is_set():
                return
            with suppress(OSError):
                (project / "pics").rename(aside / str(number))
                (project / "pics").symlink_to(outside)
            with suppress(OSError):
                (project / "pics").unlink()

    thread = threading.Thread(target=swap)
    thread.start()
    try:
        for _ in range(300):
            try:
                files.write_picture(project, "pics", "boat", "png", b"x")
            except SaveError:
                continue
    finally:
        stop.set()
        thread.join()

    assert list(outside.iterdir()) == []


@pytest.mark.parametrize("code", ERRORS, ids=errno.errorcode.get)
@pytest.mark.parametrize("forever", [False, True], ids=["once", "for ever"])
def test_the_nth_call_fails(tmp_path, monkeypatch, code, forever):
    """Whichever call fails: a whole picture or a sentence, and nothing half done."""
    for n in range(1, 40):
        root = tmp_path / str(n)
        root.mkdir()
        faulty = FaultyOS(n, code, forever)
        with monkeypatch.context() as patch:
            patch.setattr(pictures, "os", faulty)
            patch.setattr(whole, "os", faulty)
            try:
                path = files.write_picture(root, "a/b", "boat", "png", b"picture")
            except SaveError as error:
                path, said = None, str(error)
        found = list(root.rglob("*.png"))
        assert [one.read_bytes() for one in found] in ([], [b"picture"])
        if path is None:
            assert said.startswith("Cannot write the picture in ")
        else:
            assert path.read_bytes() == b"picture"
        if faulty.left > 0:
            assert path is not None
            return
    pytest.fail("writing one picture takes more than forty calls")


@pytest.mark.parametrize("code", ERRORS, ids=errno.errorcode.get)
def test_a_document_is_replaced_at_once_or_not_at_all(tmp_path, monkeypatch, code):
    for n in range(1, 20):
        path = tmp_path / "essay.md"
        path.write_bytes(b"old")
        faulty = FaultyOS(n, code, forever=True)
        with monkeypatch.context() as patch:
            patch.setattr(whole, "os", faulty)
            try:
                files.replace_text(path, b"new")
                expected = [b"new"]
            except SaveError:
                expected = [b"old", b"new"] if faulty.left < -2 else [b"old"]
        assert path.read_bytes() in expected
        if faulty.left > 0:
            return
    pytest.fail("replacing one document takes more than twenty calls")


def test_a_full_disk_leaves_no_half_file(tmp_path):
    """The real thing: the operating system limits the size of files."""
    resource = pytest.importorskip("resource")
    import signal

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        with pytest.raises(SaveError):
            files.write_picture(tmp_path, "", "boat", "png", b"x" * 200_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)

    assert list(tmp_path.iterdir()) == []


def _write_many(root: str, mark: int, count: int) -> None:
    for number in range(count):
        data = hashlib.sha256(f"{mark} {number}".encode()).digest() * 1000
        files.write_picture(Path(root), "pics", "boat", "png", data)


def test_two_processes_with_the_same_words(tmp_path):
    """Two times fifty pictures of one name: a hundred right files, none overwritten."""
    context = multiprocessing.get_context("spawn")
    workers = [
        context.Process(target=_write_many, args=(str(tmp_path), mark, 50)) for mark in (1, 2)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    found = {path.read_bytes() for path in (tmp_path / "pics").iterdir()}

    assert found == {
        hashlib.sha256(f"{mark} {number}".encode()).digest() * 1000
        for mark in (1, 2)
        for number in range(50)
    }


def test_what_a_crash_left_is_swept(tmp_path):
    old, new = tmp_path / ".~old.limner", tmp_path / ".~new.limner"
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))
    files.write_picture(tmp_path, "", "boat", "png", b"x")

    assert not old.exists()
    assert new.exists()


def test_private_files_stay_private(tmp_path):
    """Whatever the umask: folders 0700, files 0600."""
    before = os.umask(0)
    try:
        files.write_private(tmp_path / "state/spool/1.answer", b"x")
        files.hold_private(tmp_path / "state/journal")
    finally:
        os.umask(before)
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "state").rglob("*")}

    assert stat.S_IMODE((tmp_path / "state").stat().st_mode) == 0o700
    assert all(mode == (0o700 if path.is_dir() else 0o600) for path, mode in modes.items())


def test_holding_a_file_keeps_what_is_in_it(tmp_path):
    files.write_private(tmp_path / "a", b"kept")
    files.hold_private(tmp_path / "a")

    assert (tmp_path / "a").read_bytes() == b"kept"


def test_a_document_keeps_its_permissions_and_its_link(tmp_path):
    real, link = tmp_path / "real.md", tmp_path / "link.md"
    real.write_bytes(b"old")
    real.chmod(0o640)
    link.symlink_to(real)
    files.replace_text(link, b"new\r\n")

    assert real.read_bytes() == b"new\r\n"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert link.is_symlink()


def test_a_copy_is_new(tmp_path):
    files.create_text(tmp_path / "copy.md", b"one")
    with pytest.raises(InputError, match="exists already"):
        files.create_text(tmp_path / "copy.md", b"two")
    with pytest.raises(SaveError, match="does not exist"):
        files.create_text(tmp_path / "none/copy.md", b"two")

    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("copy.md", b"one")]


@pytest.mark.skipif(os.name == "nt", reason="there files are renamed")
@pytest.mark.parametrize("code", [errno.EPERM, errno.ENOTSUP], ids=errno.errorcode.get)
def test_a_disk_without_hard_links_gets_whole_files(tmp_path, monkeypatch, code):
    def refused(*_, **__):
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "link", refused)
    paths = [files.write_picture(tmp_path, "", "boat", "png", bytes([n])) for n in range(2)]
    files.create_text(tmp_path / "copy.md", b"one")
    with pytest.raises(InputError, match="exists already"):
        files.create_text(tmp_path / "copy.md", b"two")

    assert [(path.name, path.read_bytes()) for path in paths] == [
        ("boat.png", b"\0"),
        ("boat-1.png", b"\1"),
    ]
    assert (tmp_path / "copy.md").read_bytes() == b"one"
    assert len(list(tmp_path.iterdir())) == 3


@pytest.mark.parametrize("code", ERRORS, ids=errno.errorcode.get)
def test_a_document_that_cannot_be_replaced_leaves_nothing_beside_it(tmp_path, monkeypatch, code):
    for n in range(1, 20):
        path = tmp_path / "essay.md"
        path.write_bytes(b"old")
        faulty = FaultyOS(n, code, forever=False)
        with monkeypatch.context() as patch:
            patch.setattr(whole, "os", faulty)
            with suppress(SaveError):
                files.replace_text(path, b"new")
        assert list(tmp_path.iterdir()) == [path]
        if faulty.left > 0:
            return
    pytest.fail("replacing one document takes more than twenty calls")


@pytest.mark.parametrize(("size", "taken"), [(0, True), (10, True), (11, False)])
def test_a_file_is_read_up_to_its_bound(tmp_path, size, taken):
    path = tmp_path / "fox.png"
    path.write_bytes(b"x" * size)

    if taken:
        assert files.read_regular(path, 10) == b"x" * size
    else:
        with pytest.raises(OSError, match="too large"):
            files.read_regular(path, 10)
