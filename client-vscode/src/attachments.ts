// Puts a picture into the notebook's cell that shows it; only an editor can write a cell's metadata.
import * as vscode from 'vscode';

interface Attachment {
  /** The cell. */
  uri: string;
  /** The picture's file, which stays where it is. */
  file: string;
}

const TYPES: Record<string, string> = { png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', webp: 'image/webp' };

/** Attaches the picture under the name its link has. */
export async function attach({ uri, file }: Attachment): Promise<void> {
  const cell = vscode.workspace.notebookDocuments
    .flatMap((notebook) => notebook.getCells())
    .find(({ document }) => document.uri.toString() === uri);
  const picture = vscode.Uri.parse(file);
  const name = picture.path.slice(picture.path.lastIndexOf('/') + 1);
  const type = TYPES[name.slice(name.lastIndexOf('.') + 1).toLowerCase()];
  if (!cell || !type) {
    return;
  }
  const content = Buffer.from(await vscode.workspace.fs.readFile(picture)).toString('base64');
  const attachments = { ...cell.metadata.attachments, [name]: { [type]: content } };
  const edit = new vscode.WorkspaceEdit();
  edit.set(cell.notebook.uri, [vscode.NotebookEdit.updateCellMetadata(cell.index, { ...cell.metadata, attachments })]);
  await vscode.workspace.applyEdit(edit);
}
