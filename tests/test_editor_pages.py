"""The editors' pages: what is to be copied parses, and starts the server in a safe way."""

import json
import re
import tomllib
from pathlib import Path

import pytest

EDITORS = Path(__file__).parent.parent / "docs" / "editors"

PAGES = sorted(page for page in EDITORS.glob("*.md") if page.name not in ("README.md", "vscode.md"))

STARTS = re.compile(
    r"""["']limner["'],?\s*["']serve["']|["']limner["']\n?.{0,80}args\W+\[["']serve["']"""
    r"""|which\("limner"\).{0,200}"serve"|pip install""",
    re.DOTALL,
)


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", page.read_text("utf-8"), re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_is_to_be_copied_parses_and_starts_the_server(page):
    text = page.read_text("utf-8")
    for block in blocks(page, "json"):
        json.loads(block)
    for block in blocks(page, "toml"):
        tomllib.loads(block)

    assert STARTS.search(text)
    assert "python -m limner" not in text
    # Every page says first what is known of it.
    assert re.search(r"^# .*\n\n\*[^*\n]*([Tt]ried|not tried)[^*\n]*\*\n", text)


def test_what_nvim_lspconfig_gets_is_what_the_plugin_has():
    """Apart from its comments, of which the collection's own manual is made."""
    sent = (EDITORS / "nvim-lspconfig" / "limner.lua").read_text("utf-8")
    plugin = EDITORS.parents[1] / "client-nvim" / "lsp" / "limner.lua"

    assert sent.startswith("---@brief\n---\n--- https://")
    assert sent.split("\nreturn ")[1] == plugin.read_text("utf-8").split("\nreturn ")[1]


def test_the_list_of_pages_is_whole_and_says_the_same_as_the_pages():
    rows = dict(
        re.findall(r"^\| \[.*?\]\((.*?)\).*?\| (.*) \|$", (EDITORS / "README.md").read_text(), re.M)
    )

    assert set(rows) == {page.name for page in PAGES} | {"vscode.md"}
    for page in PAGES:
        assert ("not tried here" in rows[page.name]) == ("not tried here" in page.read_text())
