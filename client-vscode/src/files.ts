// What can be done with a picture among the files: its link, its prompt, its alternative text, a change.
import * as vscode from 'vscode';
import { askForChange } from './palette';
import type { Server } from './server';

interface Picture {
  prompt: string | null;
  negative: string | null;
  words: string;
  alt: string;
  /** The links to it in the open documents. */
  shown: { uri: string; range: object }[];
  error?: string;
}

const OPEN_FIRST = 'Open a document that shows this picture first, or insert it into one.';

/** Commands of the explorer's menu, which get the picture's address. */
export function fileCommands(server: Server): Record<string, (file: vscode.Uri) => Promise<void>> {
  const about = (work: (picture: Picture, file: vscode.Uri) => Promise<void>) => async (file: vscode.Uri) => {
    if (await server.ready()) {
      const picture = await server.ask<Picture>('limner/picture', { picture: file.toString() });
      await (picture.error ? vscode.window.showErrorMessage(picture.error) : work(picture, file));
    }
  };
  return {
    'limner.palette.fileInsert': about((_, file) => insert(server, file)),
    'limner.palette.filePrompt': about(showPrompt),
    'limner.palette.fileAlt': about((picture) => onLink(picture, 'limner.writeAlt')),
    'limner.palette.fileEdit': about((picture) => onLink(picture, 'limner.editImage', askForChange)),
  };
}

async function insert(server: Server, file: vscode.Uri): Promise<void> {
  const editor = vscode.window.activeTextEditor ?? vscode.window.visibleTextEditors[0];
  if (!editor) {
    await vscode.window.showInformationMessage('Open the document that the picture should go into first.');
    return;
  }
  const { line, character } = editor.selection.active;
  const place = { line, character };
  const sent = { picture: file.toString(), uri: editor.document.uri.toString(), range: { start: place, end: place } };
  const answer = await server.ask<{ error?: string } | null>('limner/insertPicture', sent);
  if (answer?.error) {
    await vscode.window.showErrorMessage(answer.error);
  }
}

async function showPrompt({ prompt, negative }: Picture, file: vscode.Uri): Promise<void> {
  if (!prompt) {
    await vscode.window.showInformationMessage(
      `${file.path.split('/').at(-1)} does not say which prompt it was drawn from.`,
    );
    return;
  }
  const content = negative ? `${prompt}\nNegative prompt: ${negative}\n` : `${prompt}\n`;
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content }), { preview: true });
}

/** Does something to the picture where an open document shows it. */
async function onLink(
  { shown }: Picture,
  command: string,
  ask: () => Promise<object | undefined> = async () => ({}),
): Promise<void> {
  const [link] = shown;
  if (!link) {
    await vscode.window.showInformationMessage(OPEN_FIRST);
    return;
  }
  const options = await ask();
  if (options) {
    await vscode.window.showTextDocument(vscode.Uri.parse(link.uri));
    await vscode.commands.executeCommand(command, { ...link, options });
  }
}
