"""“What these actions do”: announced where it is shown, and a page that leads nowhere else."""

import re
import tomllib
from pathlib import Path

import pytest

from limner.lsp.features import action_documentation
from tests.support.fake_backends import FakeBackends
from tests.support.fake_editor import Editor

ROOT = Path(__file__).parents[2]
TITLE = "What these actions do"
COMMAND = {"command": {"command": "limner.explainActions", "arguments": []}}


@pytest.mark.parametrize(
    ("manners", "kinds"),
    [("Visual Studio Code", ["refactor.rewrite.limner", "quickfix"]), ("Helix 25.07", None)],
)
async def test_documentation_is_announced_where_the_client_shows_it(manners, kinds):
    capabilities = await Editor(FakeBackends(), manners).start()
    documentation = capabilities["codeActionProvider"].get("documentation")

    command = {"title": TITLE, "command": "limner.explainActions"}
    assert documentation == (kinds and [{"kind": kind, "command": command} for kind in kinds])


@pytest.mark.parametrize("announced", [True, False])
async def test_the_page_is_opened_or_named(announced):
    editor = Editor(FakeBackends(), show_document=announced)
    await editor.start()
    await editor.run(COMMAND)
    await editor.settle()
    page = ROOT / "docs" / "actions.md"

    assert [(one["uri"], one.get("external")) for one in editor.shown] == (
        [(page.as_uri(), None)] if announced else []
    )
    assert editor.messages == ([] if announced else [f"What Limner's actions do: {page}"])


def test_a_packed_page_goes_before_that_of_a_checkout(tmp_path, monkeypatch):
    package = tmp_path / "server" / "limner"
    monkeypatch.setattr(action_documentation, "PACKAGE", package)
    assert action_documentation.page() == tmp_path / "docs" / "actions.md"

    packed = package / "docs" / "actions.md"
    packed.parent.mkdir(parents=True)
    packed.write_text("# What Limner offers\n")
    assert action_documentation.page() == packed


def test_the_packed_pages_lead_only_to_one_another():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    _, *packed = project["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"]
    pages = [ROOT / name for name in packed]
    told = {
        (page.parent / target).resolve()
        for page in pages
        for target in re.findall(r"\]\((?![a-z]+:)([^)\s#]+\.md)", page.read_text("utf-8"))
    }

    assert ROOT / action_documentation.PAGE in pages
    assert told - set(pages) == set()
