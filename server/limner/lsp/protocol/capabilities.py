"""What the client can do, resolved once into named facts."""

from dataclasses import dataclass

from lsprotocol import types


@dataclass(frozen=True)
class ClientFeatures:
    """The client's announcements, as far as Limner asks for them.

    Attributes:
        apply_edit: it takes ``workspace/applyEdit``. Kate does without announcing it, so edits
            are tried even when this is false.
        versioned_edits: it checks document versions. Neovim announces only ``resourceOperations``
            but checks them too.
        zero_unchecked: it takes an edit for version 0 as one for any version, and so needs 1 for a
            document that was never changed. Neovim does (neovim#14366), and begins at 0.
        hides_last_line: it has no empty line behind the last line end. Neovim 0.10 takes an edit
            there for one more line.
        configuration: settings can be pulled with ``workspace/configuration``.
        work_done_progress: progress can be shown.
        llm_tag: code actions may carry the LLM tag.
        action_documentation: it shows documentation below code actions.
        markdown_hover: hovers may be written in Markdown.
        show_document: a file can be opened with ``window/showDocument``.
        watches_files: it can be asked to tell of files that come and go.
        code_actions: it has code actions. JupyterLab has none, and takes no edits either: what it
            completes is written behind the cursor.
    """

    apply_edit: bool = False
    versioned_edits: bool = False
    zero_unchecked: bool = False
    hides_last_line: bool = False
    configuration: bool = False
    work_done_progress: bool = False
    llm_tag: bool = False
    action_documentation: bool = False
    markdown_hover: bool = False
    show_document: bool = False
    watches_files: bool = False
    code_actions: bool = False


def client_features(params: types.InitializeParams) -> ClientFeatures:
    """Read what a client says of itself; what is not announced is absent."""
    capabilities = params.capabilities
    workspace = capabilities.workspace or types.WorkspaceClientCapabilities()
    window = capabilities.window or types.WindowClientCapabilities()
    text = capabilities.text_document or types.TextDocumentClientCapabilities()
    edit, watched = workspace.workspace_edit, workspace.did_change_watched_files
    tags = text.code_action and text.code_action.tag_support
    formats = text.hover and text.hover.content_format
    is_neovim = bool(params.client_info and params.client_info.name == "Neovim")
    return ClientFeatures(
        apply_edit=bool(workspace.apply_edit),
        versioned_edits=bool(edit and (edit.document_changes or edit.resource_operations)),
        zero_unchecked=is_neovim,
        hides_last_line=is_neovim,
        configuration=bool(workspace.configuration),
        work_done_progress=bool(window.work_done_progress),
        llm_tag=bool(tags and types.CodeActionTag.LlmGenerated in tags.value_set),
        action_documentation=bool(text.code_action and text.code_action.documentation_support),
        markdown_hover=types.MarkupKind.Markdown in (formats or ()),
        watches_files=bool(watched and watched.dynamic_registration),
        show_document=bool(window.show_document and window.show_document.support),
        code_actions=text.code_action is not None,
    )


def encoding_of(capabilities: types.ClientCapabilities) -> types.PositionEncodingKind:
    """Return the client's first choice among the encodings Limner speaks; UTF-16 by default."""
    offered = (capabilities.general and capabilities.general.position_encodings) or ()
    spoken = {kind.value: kind for kind in types.PositionEncodingKind}
    return next(
        (spoken[str(getattr(kind, "value", kind))] for kind in offered if kind in spoken.values()),
        types.PositionEncodingKind.Utf16,
    )
