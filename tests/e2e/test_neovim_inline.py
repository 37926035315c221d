"""Ghost text and completion in a real Neovim, with real keys: written, looked at, and accepted.

Inline completion came with Neovim 0.12; it asks after a pause in typing, and at no other time.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support import neovim

pytestmark = neovim.marks

INIT = """
local server = {
  name = 'limner',
  cmd = vim.split(os.getenv('LIMNER_COMMAND'), '\\31'),
  settings = { limner = { inlineCompletion = true } },
}
if vim.fn.has('nvim-0.12') == 1 then
  vim.lsp.config('limner', server)
  vim.lsp.enable('limner')
  vim.lsp.inline_completion.enable()
  vim.keymap.set('i', '<C-y>', function()
    if not vim.lsp.inline_completion.get() then return '<C-y>' end
  end, { expr = true, replace_keycodes = true })
else
  vim.api.nvim_create_autocmd('BufReadPost', { callback = function() vim.lsp.start(server) end })
end
"""

GHOST = """vim.iter(vim.api.nvim_buf_get_extmarks(0,
  vim.api.nvim_get_namespaces()['nvim.lsp.inline_completion'], 0, -1, { details = true }))
  :map(function(mark) return vim.inspect(mark[4].virt_lines) end):join()"""


class Neovim:
    """A headless Neovim that takes keys."""

    def __init__(self, editor: str, folder: Path, file: Path) -> None:
        init = folder / "init.lua"
        init.write_text(INIT)
        # A socket's path has to be short.
        self._address = f"/tmp/limner-nvim-{os.getpid()}-{time.monotonic_ns()}"
        self._editor = editor
        self._environment = {
            **os.environ,
            "LIMNER_COMMAND": "\x1f".join((sys.executable, "-m", "limner", "serve")),
            **{f"XDG_{name}_HOME": str(folder / name) for name in ("STATE", "CONFIG", "DATA")},
        }
        command = [editor, "--headless", "--clean", "-i", "NONE", "-u", str(init)]
        self.process = subprocess.Popen(
            [*command, "--listen", self._address, str(file)],
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def lua(self, expression: str) -> str:
        return self._remote("--remote-expr", f"luaeval({json.dumps(expression)})")

    def type(self, keys: str) -> None:
        self._remote("--remote-send", keys)

    def wait(self, expression: str, wanted, seconds: float = 20) -> str:
        end = time.monotonic() + seconds
        while not wanted(shown := self.lua(expression)):
            assert time.monotonic() < end, shown
            time.sleep(0.1)
        return shown

    def close(self) -> None:
        self.type("<Esc>:qall!<CR>")
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _remote(self, *arguments: str) -> str:
        done = subprocess.run(
            [self._editor, "--server", self._address, *arguments],
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=10,
        )
        return done.stdout


def test_ghost_text_is_shown_on_a_line_with_the_trigger_and_accepted(editor, tmp_path):
    version = subprocess.run([editor, "--version"], capture_output=True, text=True, check=True)
    if any(f"NVIM v0.{old}." in version.stdout for old in (10, 11)):
        pytest.skip("inline completion came with Neovim 0.12")
    file = tmp_path / "note.md"
    file.write_text("# Über 😀\n")
    neovim = Neovim(editor, tmp_path, file)
    try:
        neovim.wait("#vim.lsp.get_clients({ bufnr = 0 })", lambda count: count == "1")
        # An image link is written every day: without asking nothing is offered there.
        neovim.type("Go![a beach sunset")
        time.sleep(1)
        assert neovim.lua(GHOST) == ""
        neovim.type("<Esc>cc/imagine a beach sunset")
        neovim.wait(GHOST, lambda ghost: "limner-prompt" in ghost)
        assert file.read_text() == "# Über 😀\n"
        neovim.type("<C-y>")
        # The line that has asked goes once its prompt stands below it.
        neovim.wait("vim.fn.getline(2)", lambda line: line == "```limner-prompt")
        neovim.type("<Esc>:silent write<CR>")
        neovim.wait("tostring(vim.bo.modified)", lambda modified: modified == "false")
        prompt = subprocess.run(
            [sys.executable, "-m", "limner", "expand", "a beach sunset", "--engine", "offline"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        assert file.read_text() == ("# Über 😀\n```limner-prompt\n" + prompt + "\n```\n")
    finally:
        neovim.close()


def test_a_prompt_is_completed_by_the_words_of_the_lexicon(editor, tmp_path):
    file = tmp_path / "note.md"
    file.write_text("Über 😀\n\n```limner-prompt\nEin 🦊 é, an oil pain\n```\n")
    neovim = Neovim(editor, tmp_path, file)
    try:
        neovim.wait("#vim.lsp.get_clients({ bufnr = 0 })", lambda count: count == "1")
        neovim.type(":set completeopt=menu omnifunc=v:lua.vim.lsp.omnifunc<CR>4GA<C-x><C-o>")
        neovim.wait("#vim.fn.complete_info({ 'items' }).items", lambda count: int(count or 0) > 0)
        neovim.type("<Space><Esc>:silent write<CR>")
        neovim.wait("tostring(vim.bo.modified)", lambda modified: modified == "false")
    finally:
        neovim.close()

    assert "Ein 🦊 é, an oil painting with visible brushwork \n```" in file.read_text()
