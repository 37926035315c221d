// Pictures are kept beside their document: one that has no file yet is saved first.
import * as vscode from 'vscode';
import type { Middleware } from 'vscode-languageclient/node';

type Execute = NonNullable<Middleware['executeCommand']>;

const DRAWS = ['limner.draw', 'limner.drawMissing'];
const SAVE_AS = 'Save As…';

/** Offers to save the document that a drawing is for, and goes on with the saved one. */
export const savingFirst: Execute = async (command, args, next) => {
  const [argument] = args as { uri?: string }[];
  const uri = argument?.uri === undefined ? undefined : vscode.Uri.parse(argument.uri);
  if (!DRAWS.includes(command) || uri?.scheme !== 'untitled') {
    return next(command, args);
  }
  const message = 'Save the document first: its pictures are kept beside the file.';
  if ((await vscode.window.showInformationMessage(message, { modal: true }, SAVE_AS)) !== SAVE_AS) {
    return undefined;
  }
  const saved = await vscode.workspace.saveAs(uri);
  if (!saved) {
    return undefined;
  }
  const { document } = await vscode.window.showTextDocument(saved);
  // The words stand where they stood; only the document has another name and begins to count anew.
  return next(command, [{ ...argument, uri: document.uri.toString(), version: undefined }]);
};
