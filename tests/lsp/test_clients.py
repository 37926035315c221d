"""The installed server with the capabilities of real editors, over pytest-lsp."""

import sys

import pytest_lsp
from lsprotocol import types
from pygls.lsp.client import LanguageClient
from pytest_lsp import ClientServerConfig, client_capabilities

EDITORS = ["visual-studio-code", "neovim", "emacs"]

URI = "file:///tmp/note.md"
WORDS = types.Range(start=types.Position(0, 2), end=types.Position(0, 9))


def argument() -> dict:
    ends = {"start": WORDS.start, "end": WORDS.end}
    range_ = {
        name: {"line": place.line, "character": place.character} for name, place in ends.items()
    }
    return {"uri": URI, "range": range_, "text": "red fox"}


def only_change(edit: types.WorkspaceEdit) -> types.TextEdit:
    (only,) = edit.document_changes[0].edits if edit.document_changes else edit.changes[URI]
    return only


@pytest_lsp.fixture(
    params=EDITORS,
    config=ClientServerConfig(server_command=[sys.executable, "-m", "limner", "serve"]),
)
async def client(request, lsp_client: LanguageClient):
    lsp_client.edits = []

    @lsp_client.feature(types.WORKSPACE_APPLY_EDIT)
    def apply(params: types.ApplyWorkspaceEditParams):
        lsp_client.edits.append(params.edit)
        # An editor reports the change, which the server waits for.
        text = f"A {only_change(params.edit).new_text} in snow.\n"
        new = [types.TextDocumentContentChangeWholeDocument(text)]
        document = types.VersionedTextDocumentIdentifier(uri=URI, version=4)
        changed = types.DidChangeTextDocumentParams(text_document=document, content_changes=new)
        lsp_client.text_document_did_change(changed)
        return types.ApplyWorkspaceEditResult(applied=True)

    await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=client_capabilities(request.param),
            initialization_options={"limner": {"dialect": "midjourney"}},
        )
    )
    yield
    await lsp_client.shutdown_session()


async def test_expand_reaches_every_editor_in_its_own_way(client):
    """The edit is versioned where that is checked, and settings come the way the editor has."""
    item = types.TextDocumentItem(URI, "markdown", 3, "A red fox in snow.\n")
    client.text_document_did_open(types.DidOpenTextDocumentParams(text_document=item))
    client.set_configuration({"dialect": "runway"}, section="limner")
    params = types.ExecuteCommandParams(command="limner.expand", arguments=[argument()])

    assert await client.workspace_execute_command_async(params) is None
    while not client.edits:
        await client.wait_for_notification("$/progress")
    edit = client.edits[0]
    versioned = client.capabilities.workspace.workspace_edit.document_changes or (
        client.capabilities.workspace.workspace_edit.resource_operations
    )

    if versioned:
        (change,) = edit.document_changes
        assert change.text_document.version == 3
    only = only_change(edit)
    assert only.range == WORDS
    pulled = client.capabilities.workspace.configuration
    assert ("--ar" in only.new_text) is not bool(pulled)
