"""A project's folder and a journal of its own for each test."""

import pytest

from limner.image.journal.entries import open_journal


@pytest.fixture
def project(tmp_path):
    folder = tmp_path / "project"
    folder.mkdir()
    return folder


@pytest.fixture
def journal(tmp_path):
    return open_journal(tmp_path / "state")
