"""The setting ``context`` holds in a terminal as it does in an editor."""

import pytest

from limner.cli import illustrate, main
from limner.cli.missing import illustrate_missing
from tests.support.fake_backends import FakeBackends, FakeExpander

TEXT = "# A\n\nFar.\n\n# B\n\nNear. A crane there. {}\n\n# C\n"


@pytest.fixture
def expander(tmp_path, monkeypatch):
    fake = FakeExpander()
    for module in (illustrate, illustrate_missing):
        monkeypatch.setattr(module, "ConfiguredBackends", lambda _environ: FakeBackends(fake))
    monkeypatch.chdir(tmp_path)
    return fake


CONTEXTS = [
    (None, "", ""),
    ("none", "", ""),
    ("sentence", "A «crane» there.", "«a crane»"),
    (
        "section",
        "# B Near. A «crane» there. ![a](there.png)",
        "# B Near. A crane there. «a crane»",
    ),
]


@pytest.mark.parametrize(("reach", "words", "link"), CONTEXTS)
def test_what_stands_around_is_sent_as_far_as_asked_for(
    expander, tmp_path, monkeypatch, reach, words, link
):
    if reach:
        monkeypatch.setenv("LIMNER_CONTEXT", reach)
    (tmp_path / "there.png").touch()
    (tmp_path / "note.md").write_text(TEXT.format("![a](there.png)"))
    assert main(["illustrate", "note.md", "--select", "crane", "--yes"]) == 0
    (tmp_path / "order.md").write_text(TEXT.format("![a crane](big-crane.png)"))
    assert main(["illustrate", "order.md", "--missing", "--yes"]) == 0

    assert [request.context for request in expander.requests] == [words, link]
