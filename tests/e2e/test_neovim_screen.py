"""A real Neovim in a real terminal, with two lines of configuration and no plugin."""

import subprocess
import sys
import time

import pytest

from tests.support import neovim, tools
from tests.support.neovim import NOTE

pytestmark = [*neovim.marks, *tools.editor_marks(tools.lack("tmux"))]

RECIPE = """\
local recipe = {{ cmd = {{ '{python}', '-m', 'limner', 'serve' }} }}
if vim.lsp.config then
  vim.lsp.config('limner', recipe)
  vim.lsp.enable('limner')
else
  recipe.name = 'limner'
  vim.api.nvim_create_autocmd('FileType', {{ callback = function() vim.lsp.start(recipe) end }})
end
vim.keymap.set('x', 'gra', vim.lsp.buf.code_action)
"""
"""What the README says, and the same for 0.10."""


@pytest.fixture
def screen(editor, tmp_path):
    """A terminal of 80 columns that shows the editor, as a function of keys to its text."""
    (tmp_path / "note.md").write_text(NOTE)
    (tmp_path / "init.lua").write_text(RECIPE.format(python=sys.executable))
    listens, terminal = str(tmp_path / "nvim"), (tools.path("tmux"), "-S", str(tmp_path / "tmux"))
    options = ("--listen", listens, "--clean", "-i", "NONE", "-u", "init.lua", "note.md")
    folders = [f"XDG_{kind}_HOME={tmp_path / kind}" for kind in ("STATE", "CONFIG", "DATA")]
    process = subprocess.Popen(["env", *folders, editor, "--headless", *options], cwd=tmp_path)
    ready = (editor, "--server", listens, "--remote-expr", "1")
    until(lambda: subprocess.run(ready, check=False, capture_output=True).stdout == b"1")
    begin = ("-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "30")
    subprocess.run(
        [*terminal, *begin, editor, "--server", listens, "--remote-ui"], check=True, timeout=10
    )

    def show(*keys: str) -> str:
        if keys:
            subprocess.run([*terminal, "send-keys", *keys], check=True, timeout=10)
            time.sleep(0.3)  # Else Escape and the next key are taken for Alt and that key.
        shown = [*terminal, "capture-pane", "-p"]
        return subprocess.run(shown, check=False, capture_output=True, text=True, timeout=10).stdout

    yield show
    process.kill()
    process.wait()
    subprocess.run([*terminal, "kill-server"], check=False, timeout=10)


def until(condition, seconds: float = 30):
    """Wait until *condition* holds."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.1)


@pytest.mark.parametrize(
    ("row", "written"), [("1", "a beach sunset. "), ("3", "](a-beach-sunset.png)")]
)
def test_nothing_asks_for_enter_at_the_first_use(screen, tmp_path, row, written):
    until(lambda: "beach" in screen())
    for _ in range(10):  # Nothing on the screen says that the server is ready.
        screen("Escape")
        screen("gg/a beach", "Enter")
        screen("v/sunset", "Enter")
        screen("e", "gra")
        time.sleep(1)
        if "1: Expand" in screen():
            break
    screen(row, "Enter")
    until(lambda: "Made without a service" in screen())  # The next key may take it away.
    shown = screen()
    screen("Escape")
    screen("GoTyped.", "Escape")
    screen(":wq", "Enter")
    until(lambda: "Typed." in (tmp_path / "note.md").read_text())
    text = (tmp_path / "note.md").read_text()

    assert "ENTER" not in shown
    assert written in text
    assert text.endswith("Then home.\nTyped.\n")
