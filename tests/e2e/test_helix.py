"""A real Helix in a terminal, with real keys: select, choose a code action, save, and undo.

``tests/tools/helix.sh forky FOLDER`` fetches one; set ``LIMNER_HELIX`` to its command. Needs tmux.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support import tools

EDITOR = tools.path("helix")
pytestmark = tools.editor_marks(tools.lack("helix"), tools.lack("tmux"))

NOTE = "# Über 😀\n\nFrom the bay 🦊 we saw a beach sunset.\n\nThen home.\n"
WORDS = "a beach sunset"

CONFIGURATION = """
[language-server.limner]
command = {command}
args = {arguments}
config = {{ dialect = "flux2" }}

[[language]]
name = "markdown"
language-servers = ["limner"]

[[language]]
name = "org"
language-servers = ["limner"]

[[language]]
name = "latex"
language-servers = ["limner"]
"""


class Helix:
    """Helix in a terminal of its own."""

    def __init__(self, file: Path) -> None:
        folder = file.parent / ".home"
        (folder / "helix").mkdir(parents=True)
        (folder / "helix" / "languages.toml").write_text(
            CONFIGURATION.format(
                command=json.dumps(sys.executable),
                arguments=json.dumps(["-m", "limner", "serve"]),
            )
        )
        # A socket's path has to be short.
        self._tmux = (
            tools.path("tmux"),
            "-S",
            f"/tmp/limner-helix-{os.getpid()}-{time.monotonic_ns()}",
        )
        homes = f"XDG_CONFIG_HOME='{folder}' XDG_CACHE_HOME='{folder}'"
        begin = ("-f", "/dev/null", "new-session", "-d", "-x", "120", "-y", "30")
        self._run(*begin, f"{homes} '{EDITOR}' '{file}'")

    def type(self, *keys: str) -> None:
        for key in keys:
            self._run("send-keys", *(("-l", key) if len(key) == 1 else (key,)))
            time.sleep(0.05)

    def screen(self) -> str:
        return self._run("capture-pane", "-p")

    def wait(self, words: str, seconds: float = 20) -> str:
        end = time.monotonic() + seconds
        while words not in (shown := self.screen()):
            assert time.monotonic() < end, shown
            time.sleep(0.1)
        return shown

    def command(self, command: str) -> None:
        self.type("Escape", ":", *command, "Enter")

    def close(self) -> None:
        self._run("kill-server")

    def _run(self, *arguments: str) -> str:
        done = subprocess.run(
            [*self._tmux, *arguments], capture_output=True, text=True, check=False, timeout=10
        )
        return done.stdout


def until(condition, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.1)


@pytest.fixture
def note(tmp_path, request):
    file = tmp_path / getattr(request, "param", "note.md")
    file.write_text(NOTE)
    return file


@pytest.fixture
def helix(note):
    helix = Helix(note)
    helix.wait(note.name)
    yield helix
    helix.close()


def choose(helix: Helix, down: int) -> None:
    """Select the words, open the menu and choose its row."""
    for _ in range(10):  # Helix says nowhere that its server is ready.
        helix.type("Escape", "%", "s", *WORDS.replace(" ", "."), "Enter")
        time.sleep(0.3)
        helix.type("Space", "a")
        time.sleep(1)
        if "Expand into an image prompt" in helix.screen():
            break
    helix.type(*["Down"] * down, "Enter")


def test_expand_replaces_the_words_and_one_undo_restores_them(helix, note):
    command = [sys.executable, "-m", "limner", "expand", WORDS, "--engine", "offline"]
    prompt = subprocess.run(
        [*command, "--dialect", "flux2"], capture_output=True, text=True, check=True
    ).stdout.strip()
    choose(helix, 0)
    prompt = prompt[:1].lower() + prompt[1:]  # It stands within a sentence.
    helix.wait(prompt[:30])
    helix.command("w")
    # The full stop behind the words serves the prompt as well.
    until(lambda: note.read_text() == NOTE.replace(f"{WORDS}.", prompt))
    helix.type("Escape", "u")
    helix.command("w")
    until(lambda: note.read_text() == NOTE)


@pytest.mark.parametrize(
    ("note", "link"),
    [
        ("note.md", "![A beach sunset.](a-beach-sunset.png)"),
        ("note.org", "#+ATTR_HTML: :alt A beach sunset.\n[[file:a-beach-sunset.png]]"),
        ("note.tex", "{a-beach-sunset.png}"),
    ],
    indirect=["note"],
)
def test_draw_links_a_picture_in_the_documents_own_markup(helix, note, link):
    choose(helix, 2)
    helix.wait("a-beach-sunset.png")
    helix.command("w")
    until(lambda: f"saw {WORDS}.\n\n" in note.read_text() and link in note.read_text())

    assert (note.parent / "a-beach-sunset.png").read_bytes().startswith(b"\x89PNG")
