"""The smallest pygls server with one code action: what Limner is measured against."""

from lsprotocol import types
from pygls.lsp.server import LanguageServer

server = LanguageServer("minimal", "1")


@server.feature(types.TEXT_DOCUMENT_CODE_ACTION)
def code_action(ls: LanguageServer, params: types.CodeActionParams) -> list[types.CodeAction]:
    document = ls.workspace.get_text_document(params.text_document.uri)
    line = document.lines[params.range.start.line]
    words = line[params.range.start.character : params.range.end.character]
    edit = types.TextEdit(range=params.range, new_text=words.upper())
    return [
        types.CodeAction(
            title="Shout",
            kind=types.CodeActionKind.RefactorRewrite,
            edit=types.WorkspaceEdit(changes={document.uri: [edit]}),
        )
    ]


if __name__ == "__main__":
    server.start_io()
