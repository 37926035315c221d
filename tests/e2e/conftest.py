"""Editors, and a document with a picture."""

from pathlib import Path

import pytest

from limner.image.formats import provenance
from tests.support.neovim import EDITORS, LINK
from tests.support.pictures import MADE, picture


@pytest.fixture(params=EDITORS, ids=lambda path: Path(path).parent.name)
def editor(request):
    return request.param


@pytest.fixture
def fox_note(tmp_path):
    (tmp_path / "a-red-fox.png").write_bytes(provenance.embed(picture("red"), MADE))
    file = tmp_path / "note.md"
    file.write_text(f"# Über 😀\n\n{LINK} make it night\n")
    return file
