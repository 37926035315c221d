"""Keeps the mirror of the open documents, and of notebooks' cells, in step with the editor."""

from lsprotocol import types
from pygls.protocol import lsp_method

from limner.lsp.documents.open_documents import OpenDocuments


class DocumentSync:
    """The notifications about documents; they take the place of pygls's own."""

    documents: OpenDocuments

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        """Take a document into the mirror."""
        self.documents.open(params.text_document)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        """Keep the mirror in step."""
        self.documents.change(params.text_document, params.content_changes)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        """Forget a document."""
        self.documents.close(params.text_document.uri)

    @lsp_method(types.NOTEBOOK_DOCUMENT_DID_OPEN)
    def lsp_notebook_document__did_open(self, params: types.DidOpenNotebookDocumentParams) -> None:
        """Take a notebook's cells into the mirror, each a document of its own."""
        for cell in params.cell_text_documents:
            self.documents.open(cell, params.notebook_document.uri)

    @lsp_method(types.NOTEBOOK_DOCUMENT_DID_CHANGE)
    def lsp_notebook_document__did_change(
        self, params: types.DidChangeNotebookDocumentParams
    ) -> None:
        """Keep a notebook's cells in step."""
        cells = params.change.cells
        if cells is None:
            return
        if cells.structure is not None:
            for opened in cells.structure.did_open or ():
                self.documents.open(opened, params.notebook_document.uri)
            for closed in cells.structure.did_close or ():
                self.documents.close(closed.uri)
        for changed in cells.text_content or ():
            self.documents.change(changed.document, changed.changes)

    @lsp_method(types.NOTEBOOK_DOCUMENT_DID_CLOSE)
    def lsp_notebook_document__did_close(
        self, params: types.DidCloseNotebookDocumentParams
    ) -> None:
        """Forget a notebook's cells."""
        for cell in params.cell_text_documents:
            self.documents.close(cell.uri)
