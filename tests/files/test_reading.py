"""What a stranger's folder may hold in place of a file: devices, pipes, and far too much."""

import errno
import os
import time

import pytest

from limner.actions.document_files import read_document
from limner.actions.document_search import search_documents
from limner.actions.effective_settings import effective_settings
from limner.errors import InputError, SettingsError
from limner.files import reading
from limner.project.destinations import folder
from limner.project.markdown_dialect import dialect_of
from limner.project.roots import Project
from limner.settings.declaration import DEFAULTS
from tests.support.server_process import ServerProcess

pytestmark = pytest.mark.skipif(os.name == "nt", reason="makes pipes and links to devices")

GIGABYTES = 3 << 30


def zero(path):
    path.symlink_to("/dev/zero")


def standard_input(path):
    path.symlink_to("/dev/stdin")


def pipe(path):
    os.mkfifo(path)


def huge(path):
    """A file without content that says to be of three gigabytes."""
    path.touch()
    os.truncate(path, GIGABYTES)


def directory(path):
    path.mkdir()


IN_PLACE_OF_A_FILE = [zero, standard_input, pipe, huge, directory]

REFUSED = {huge: errno.EFBIG, directory: errno.EISDIR}


@pytest.mark.parametrize("kind", IN_PLACE_OF_A_FILE)
def test_only_regular_files_of_a_sensible_size_are_read(kind, tmp_path):
    kind(tmp_path / "x")
    with pytest.raises(OSError, match=r"Not a regular file|too large|Is a directory") as refused:
        reading.read_regular(tmp_path / "x", 1000)

    assert refused.value.errno == REFUSED.get(kind, errno.EINVAL)


@pytest.mark.parametrize(("size", "fits"), [(1000, True), (1001, False)])
def test_the_bound_holds_to_the_byte(size, fits, tmp_path):
    (tmp_path / "x").write_bytes(b"x" * size)
    if fits:
        assert len(reading.read_regular(tmp_path / "x", 1000)) == 1000
        return
    with pytest.raises(OSError, match="too large"):
        reading.read_regular(tmp_path / "x", 1000)
    assert len(reading.read_beginning(tmp_path / "x", 1000)) == 1000


@pytest.mark.parametrize("kind", [zero, standard_input, pipe])
def test_a_pipe_is_refused_where_opening_cannot_be_told_not_to_wait(kind, tmp_path, monkeypatch):
    """As on Windows."""
    monkeypatch.delattr(os, "O_NONBLOCK")
    kind(tmp_path / "x")
    with pytest.raises(OSError, match="Not a regular file"):
        reading.read_beginning(tmp_path / "x", 1000)


def test_a_file_that_is_exchanged_behind_the_first_look_is_refused_by_its_descriptor(
    tmp_path, monkeypatch
):
    (tmp_path / "x").write_text("x")
    (tmp_path / "y").touch()
    pipe(tmp_path / "pipe")
    opened = os.open
    monkeypatch.setattr(os, "open", lambda path, flags: opened(tmp_path / "pipe", flags))
    with pytest.raises(OSError, match="Not a regular file"):
        reading.read_beginning(tmp_path / "x", 1000)


async def test_a_disk_that_does_not_answer_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(reading, "DISK_SECONDS", 0.05)

    assert await reading.in_time(lambda: time.sleep(0.5) or "late", "otherwise") == "otherwise"
    assert await reading.in_time(lambda: "soon", "otherwise") == "soon"


CONFIGURATIONS = [
    "limner.toml", "conf.py", "docusaurus.config.js", "mkdocs.yml", "book.toml", "hugo.toml",
    "_config.yml", "eleventy.config.js", ".eleventy.js", "_quarto.yml", "antora.yml", "docfx.json",
    "typst.toml", "myst.yml", "_toc.yml", ".obsidian/app.json",
]  # fmt: skip


@pytest.mark.parametrize("kind", IN_PLACE_OF_A_FILE)
@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_a_configuration_that_is_no_file_says_nothing(name, kind, tmp_path):
    """It is refused in a sentence, or counts as not there; nothing waits and nothing grows."""
    (tmp_path / name).parent.mkdir(exist_ok=True)
    kind(tmp_path / name)
    document = tmp_path / "note.md"
    document.write_text("A red fox.\n")
    project = Project(tmp_path, document)

    assert isinstance(dialect_of(project, "markdown"), str)
    assert isinstance(folder(project, DEFAULTS), str)
    if name == "limner.toml":
        with pytest.raises(SettingsError, match=r"Cannot read .*limner\.toml"):
            effective_settings(project, {}, {})
    else:
        assert effective_settings(project, {}, {}).problems == ()


@pytest.mark.parametrize("kind", IN_PLACE_OF_A_FILE)
def test_a_document_that_is_no_file_is_refused_in_a_sentence(kind, tmp_path):
    kind(tmp_path / "x.md")
    with pytest.raises(InputError, match=r"Cannot read .*x\.md"):
        read_document(tmp_path / "x.md")


def test_a_folder_of_such_documents_is_searched_to_its_end(tmp_path):
    for number, kind in enumerate(IN_PLACE_OF_A_FILE):
        kind(tmp_path / f"{number}.md")
    (tmp_path / "z.md").write_text("![a red fox](fox.png)\n")
    said = []
    (found,) = search_documents(
        [tmp_path], lambda project: DEFAULTS, unreadable=said.append
    ).documents

    assert found[0].path.name == "z.md"
    assert [sentence.split(": ")[-1] for sentence in said] == [
        "Not a regular file.", "Not a regular file.", "Not a regular file.", "File too large.",
    ]  # fmt: skip


SETTINGS = ["limner.toml", "conf.py", "docusaurus.config.js", ".obsidian/app.json"]


# That each is no file that is read, the tests above show without a server.
@pytest.mark.parametrize(
    "kind",
    [
        zero,
        pytest.param(standard_input, marks=pytest.mark.nightly),
        pipe,
        pytest.param(huge, marks=pytest.mark.nightly),
    ],
)
def test_the_server_lives_in_a_folder_of_such_files(kind, tmp_path):
    """It eats neither its own stream nor the memory, and answers what it is asked."""
    for name in SETTINGS:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        kind(tmp_path / name)
    uri = (tmp_path / "note.md").as_uri()
    selection = {"start": {"line": 0, "character": 2}, "end": {"line": 0, "character": 9}}
    command = {"uri": uri, "range": selection, "text": "red fox"}
    actions = {
        "textDocument": {"uri": uri},
        "range": selection,
        "context": {"diagnostics": [], "triggerKind": 1},
    }
    with ServerProcess() as server:
        server.start(rootUri=tmp_path.as_uri())
        server.open("A red fox.\n", uri)
        offered = server.request("textDocument/codeAction", actions)["result"]
        server.request(
            "workspace/executeCommand", {"command": "limner.expand", "arguments": [command]}
        )
        edit = server.until(lambda message: message.get("method") == "workspace/applyEdit")
        (prompt,) = server.apply(edit)

        assert len(offered) == 4
        assert "photograph" in prompt
        assert server.stop() == 0


def test_no_picture_of_a_folder_is_a_device(tmp_path, capsys):
    from limner.cli import main

    zero(tmp_path / "x.png")

    assert main(["show", str(tmp_path / "x.png")]) == 2
    assert "Not a regular file" in capsys.readouterr().err
