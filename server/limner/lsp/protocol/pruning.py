"""What is dropped from a client's parameters before they are structured: what nobody reads."""

from collections.abc import Callable, Mapping
from typing import Any

from lsprotocol import types

SOURCE = "limner"
"""The source of Limner's own diagnostics."""

MOST_DIAGNOSTICS = 200
"""Of Limner's own diagnostics that a client sends along, as many are read."""

READ = {
    "general": {"positionEncodings"},
    "window": {"workDoneProgress", "showDocument", "showMessage"},
    "workspace": {"applyEdit", "configuration", "workspaceEdit", "didChangeWatchedFiles"},
    "textDocument": {"hover", "codeAction"},
    "notebookDocument": {"synchronization"},
}
"""The announcements that are read, by group."""


def _announcements(params: object) -> object:
    """Drop from raw ``initialize`` parameters the announcements that nobody reads.

    An editor announces some five hundred facts; structuring them would take longer than all else
    the server does before its first answer.
    """
    capabilities = params.get("capabilities") if isinstance(params, dict) else None
    if not isinstance(params, dict) or not isinstance(capabilities, dict):
        return params
    kept = {
        group: {name: fact for name, fact in facts.items() if name in READ[group]}
        for group, facts in capabilities.items()
        if group in READ and isinstance(facts, dict)
    }
    return {**params, "capabilities": kept}


def _own_diagnostics(params: object) -> object:
    """Drop the diagnostics of other programs: an editor sends along whatever stands at a place."""
    context = params.get("context") if isinstance(params, dict) else None
    found = context.get("diagnostics") if isinstance(context, dict) else None
    if not isinstance(params, dict) or not isinstance(context, dict) or not isinstance(found, list):
        return params
    own = [one for one in found if isinstance(one, dict) and one.get("source") == SOURCE]
    return {**params, "context": {**context, "diagnostics": own[:MOST_DIAGNOSTICS]}}


PRUNED: Mapping[str, Callable[[object], Any]] = {
    types.INITIALIZE: _announcements,
    types.TEXT_DOCUMENT_CODE_ACTION: _own_diagnostics,
}
"""By method, what leaves only what is read."""
