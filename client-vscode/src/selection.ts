// Selects what the server has written in place of a selection. The editor applies only the letters that differ, and
// would leave the selection in the middle of a word.
import * as vscode from 'vscode';
import type { Middleware, TextEdit, WorkspaceEdit } from 'vscode-languageclient/node';

type Apply = NonNullable<NonNullable<Middleware['workspace']>['handleApplyEdit']>;

/** Applies an edit of the server's, and selects what has replaced the selection. */
export const applySelecting: Apply = async (params, next) => {
  const editor = vscode.window.activeTextEditor;
  const wanted = editor && replacement(editor, params.edit);
  const result = await next(params, new vscode.CancellationTokenSource().token);
  if (editor && wanted && vscode.window.activeTextEditor === editor && 'applied' in result && result.applied) {
    const [start, end] = wanted;
    editor.selection = new vscode.Selection(editor.document.positionAt(start), editor.document.positionAt(end));
  }
  return result;
};

/** Where the text that replaces the selection will lie, as offsets; `undefined` where no edit replaces it. */
function replacement({ document, selection }: vscode.TextEditor, edit: WorkspaceEdit): [number, number] | undefined {
  const at = ({ line, character }: TextEdit['range']['start']) =>
    document.offsetAt(new vscode.Position(line, character));
  const edits = editsOf(edit, document.uri.toString()).sort((a, b) => at(a.range.start) - at(b.range.start));
  let moved = 0;
  for (const { range, newText } of edits) {
    const text = newText.replace(/\r\n?|\n/g, document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n');
    const [start, end] = [at(range.start), at(range.end)];
    if (end > start && start <= document.offsetAt(selection.start) && document.offsetAt(selection.end) <= end) {
      const last = start + moved + text.length;
      return selection.isEmpty ? [last, last] : [start + moved, last];
    }
    moved += text.length - (end - start);
  }
  return undefined;
}

function editsOf({ documentChanges = [], changes = {} }: WorkspaceEdit, uri: string): TextEdit[] {
  const here = (other: string) => vscode.Uri.parse(other).toString() === uri;
  const versioned = documentChanges.flatMap((change) =>
    'textDocument' in change && here(change.textDocument.uri) ? change.edits : [],
  );
  const plain = Object.entries(changes).flatMap(([other, edits]) => (here(other) ? edits : []));
  return [...versioned, ...plain].filter((each): each is TextEdit => 'newText' in each);
}
