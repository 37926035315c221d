"""Waiting times that a test can stand."""

import pytest

from limner.lsp import client_window
from limner.lsp.landing import confirmed_edit


@pytest.fixture
def short_waits(monkeypatch):
    """Wait milliseconds for what a liar never sends."""
    monkeypatch.setattr(confirmed_edit, "CONFIRM_SECONDS", 0.01)
    monkeypatch.setattr(confirmed_edit, "APPLY_SECONDS", 0.05)
    monkeypatch.setattr(client_window, "ANSWER_SECONDS", 0.05)
