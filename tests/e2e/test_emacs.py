"""A real Emacs with eglot, or lsp-mode, drives the server: the file on disk is as expected.

``tests/tools/emacs.sh trixie FOLDER`` fetches one with both; set ``LIMNER_EMACS`` to its command.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import tools

EDITOR = tools.path("emacs")
pytestmark = tools.editor_marks(tools.lack("emacs", 29))

NOTE = "Über 😀 from the bay: 🦊 a beach sunset.\n\nThen home.\n"
WORDS = "a beach sunset"


def drive(file: Path, title: str, wait: str, client: str = "eglot") -> dict:
    """Run one action in the editor and return what it reported."""
    done = subprocess.run(
        [EDITOR, "-Q", "--batch", "-l", str(Path(__file__).parent / f"{client}.el")],
        env={
            **os.environ,
            "HOME": str(file.parent.parent),
            "LIMNER_COMMAND": "\x1f".join((sys.executable, "-m", "limner", "serve")),
            "LIMNER_STEPS": json.dumps(
                {"file": str(file), "words": WORDS, "title": title, "wait": wait}
            ),
        },
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    events = [line for line in done.stdout.split("\n") if line.startswith("{")]
    assert events, done.stderr
    return json.loads(events[-1])


def offline_prompt() -> str:
    """What the terminal makes of the words, with the dialect that the editor's settings say."""
    command = [sys.executable, "-m", "limner", "expand", WORDS, "--engine", "offline"]
    done = subprocess.run(
        [*command, "--dialect", "midjourney"], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.fixture
def note(tmp_path):
    file = tmp_path / "note.txt"
    file.write_text(NOTE)
    return file


def test_expand_replaces_the_words_and_settings_arrive(note):
    prompt = offline_prompt()
    shown = drive(note, "Expand into an image prompt", prompt[-20:])

    assert note.read_text() == NOTE.replace(WORDS, prompt)
    assert (shown["landed"], shown["undone"]) == (True, True)
    assert shown["menu"][0].startswith("Expand into an image prompt")


def test_draw_saves_a_picture_beside_the_document(note):
    shown = drive(note, "Draw this and insert the image", ".png")

    assert note.read_text() == NOTE.replace("sunset.\n", "sunset.\n\na-beach-sunset.png\n")
    assert (note.parent / "a-beach-sunset.png").read_bytes().startswith(b"\x89PNG")
    assert shown["undone"]
    assert any("Made without a service" in said for said in shown["said"])


def without_lsp_mode() -> str:
    found = subprocess.run(
        [EDITOR, "-Q", "--batch", "--eval", '(princ (locate-library "lsp-mode"))'],
        capture_output=True,
        text=True,
        check=False,
    )
    return "" if found.stdout.endswith(("el", "elc", "gz")) else "this Emacs has no lsp-mode"


@pytest.mark.parametrize(
    ("name", "link"),
    [
        ("note.md", "![A beach sunset.](a-beach-sunset.png)"),
        ("note.org", "#+ATTR_HTML: :alt A beach sunset.\n[[file:a-beach-sunset.png]]"),
        ("note.tex", "a-beach-sunset.png"),
    ],
)
@pytest.mark.parametrize("client", ["eglot", "lsp_mode"])
def test_both_clients_draw_by_the_pages_recipe(tmp_path, name, link, client):
    if client == "lsp_mode" and (why := without_lsp_mode()):
        pytest.skip(why)
    (tmp_path / "book").mkdir()
    file = tmp_path / "book" / name
    file.write_text(NOTE)
    shown = drive(file, "Draw this and insert the image", ".png", client)

    assert link in file.read_text()
    assert (file.parent / "a-beach-sunset.png").is_file()
    assert (shown["landed"], shown["undone"]) == (True, True)


def test_lsp_mode_expands_and_settings_arrive(tmp_path):
    if why := without_lsp_mode():
        pytest.skip(why)
    (tmp_path / "book").mkdir()
    file = tmp_path / "book" / "note.txt"
    file.write_text(NOTE)
    prompt = offline_prompt()
    shown = drive(file, "Expand into an image prompt", prompt[-20:], "lsp_mode")

    assert file.read_text() == NOTE.replace(WORDS, prompt)
    assert shown["undone"]
