"""How editors treat a server: a row for each kind of manners, and one for each real editor.

The rows of real editors say what was seen of them: what they announce, and what they do with an
edit that comes when the text has moved on.
"""

from dataclasses import dataclass
from typing import Literal

Stale = Literal["refused", "claimed", "error", "applied"]
"""What a client does with an edit for an earlier version: it answers ``applied: false``, or
``applied: true`` without doing anything, or an error; or it does not look, and applies it."""


@dataclass(frozen=True)
class Client:
    """One kind of editor.

    Attributes:
        encodings: the position encodings it announces, ``None`` when it says nothing of them.
        document_changes: it announces versioned edits.
        resource_operations: it announces those, and takes versioned edits without saying so.
        stale: see `Stale`.
        first_version: a document's version when it is opened.
        step: how far versions jump with a change.
        zero_unchecked: it takes an edit for version 0 as one for any version.
        late: it answers an edit a little before it reports the change.
        whole: it sends every change as the whole new text.
        opens_twice: it sends the opening of a document twice, and repeats version numbers.
        answers: it answers edits at all.
        applies: it does what it says.
        refusals: how many edits it refuses before it takes one.
        edit_seconds: how long after a command it takes edits.
        apply_edit: it announces that it takes edits.
        questions: it can ask the person.
        progress: it shows progress.
        code_actions: it has code actions.
        documentation: it shows documentation below code actions.
        configuration: its settings can be asked for.
        name: what it calls itself.
    """

    encodings: tuple[str, ...] | None = ("utf-16",)
    document_changes: bool = True
    resource_operations: bool = False
    stale: Stale = "refused"
    first_version: int = 1
    step: int = 1
    zero_unchecked: bool = False
    late: bool = False
    whole: bool = False
    opens_twice: bool = False
    answers: bool = True
    applies: bool = True
    refusals: int = 0
    edit_seconds: float | None = None
    apply_edit: bool = True
    questions: bool = True
    progress: bool = True
    code_actions: bool = True
    documentation: bool = False
    configuration: bool = True
    name: str | None = "fake"


KINDS: dict[str, Client] = {
    "honest": Client(),
    "refuses": Client(refusals=2),
    "liar": Client(applies=False, stale="claimed"),
    "deaf": Client(answers=False),
    "error": Client(stale="error"),
    "unversioned": Client(document_changes=False, stale="applied"),
    "whole": Client(whole=True),
    "late": Client(late=True),
    "neovim": Client(
        late=True, stale="claimed", first_version=0, step=3, zero_unchecked=True, name="Neovim"
    ),
    "no questions": Client(questions=False),
    "no progress": Client(progress=False),
    "refuses all": Client(refusals=1_000_000, apply_edit=False),
}
"""Manners that tests ask for by themselves."""

_NEOVIM = Client(
    document_changes=False, resource_operations=True, stale="claimed", first_version=0, step=3,
    zero_unchecked=True, late=True, name="Neovim",
)  # fmt: skip

_ANY_ORDER = ("utf-8", "utf-16", "utf-32")

_HELIX = Client(encodings=("utf-8", "utf-32", "utf-16"), first_version=0, name="helix")

_KATE = Client(
    encodings=None, document_changes=False, stale="applied", first_version=2, apply_edit=False,
    configuration=False, name=None,
)  # fmt: skip


def _with(client: Client, **changes: object) -> Client:
    return Client(**{**vars(client), **changes})


EDITORS: dict[str, Client] = {
    "Visual Studio Code": Client(name="code-server", documentation=True),
    "Neovim 0.12": _with(_NEOVIM, encodings=_ANY_ORDER),
    "Neovim 0.10": _NEOVIM,
    "Neovim 0.7": _with(_NEOVIM, encodings=None),
    "Emacs 30, eglot": Client(
        encodings=("utf-32", "utf-8", "utf-16"), stale="error", first_version=0, name="Eglot"
    ),
    "Helix 25.07": _HELIX,
    "Helix 25.01": _with(_HELIX, questions=False),
    "Kate 25.04": _KATE,
    "Kate 25.04, after two seconds": _with(_KATE, edit_seconds=0.0),
    "vim-lsp": Client(stale="applied", first_version=1, document_changes=False, name="vim-lsp"),
    "yegappan/lsp": Client(encodings=("utf-32", "utf-8", "utf-16"), name=None),
    "ALE": Client(refusals=1_000_000, apply_edit=False, progress=False, name=None),
    "Sublime Text": Client(stale="claimed", name="Sublime Text LSP"),
}
"""Editors with code actions."""

JUPYTERLAB = Client(
    encodings=None, document_changes=False, first_version=0, whole=True, opens_twice=True,
    apply_edit=False, questions=False, progress=False, code_actions=False, configuration=False,
    name=None,
)  # fmt: skip
"""It has no commands and takes no edits."""

CLIENTS = {**KINDS, **EDITORS, "JupyterLab": JUPYTERLAB}
