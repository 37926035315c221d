// The palette's commands about words and pictures: each hands the server what stands at the cursor.
import * as vscode from 'vscode';
import type { Server } from './server';

interface Entry {
  /** The server's command. */
  command: string;
  /** What it is about: the selected words, the image link at the cursor, or the whole document. */
  about: 'words' | 'image' | 'document';
  /** Asks for what else is needed; `undefined` when the person has changed their mind. */
  ask?: () => Promise<object | undefined>;
}

export const ENTRIES: Record<string, Entry> = {
  'limner.palette.expand': { command: 'limner.expand', about: 'words' },
  'limner.palette.insertPrompt': { command: 'limner.insertPrompt', about: 'words' },
  'limner.palette.draw': { command: 'limner.draw', about: 'words' },
  'limner.palette.vary': { command: 'limner.vary', about: 'words', ask: askHowMany },
  'limner.palette.drawMissing': { command: 'limner.drawMissing', about: 'document' },
  'limner.palette.drawAgain': { command: 'limner.drawAgain', about: 'image' },
  'limner.palette.editImage': { command: 'limner.editImage', about: 'image', ask: askForChange },
  'limner.palette.writeAlt': { command: 'limner.writeAlt', about: 'image' },
};

/** Runs a palette command in the active editor. */
export async function runEntry({ command, about, ask }: Entry, server: Server): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) {
    await vscode.window.showInformationMessage('Open a document first.');
    return;
  }
  if (about === 'words' && editor.selection.isEmpty) {
    await vscode.window.showInformationMessage('Select a few words that say what to depict.');
    return;
  }
  const argument = target(editor, about === 'words');
  const options = ask ? await ask() : {};
  if (!options || !(await server.ready())) {
    return;
  }
  if (!(await vscode.commands.getCommands()).includes(command)) {
    await vscode.window.showInformationMessage('This version of Limner’s server cannot do that yet.');
    return;
  }
  await vscode.commands.executeCommand(command, { ...argument, options });
}

/** The one argument that all commands of the server take. */
function target({ document, selection }: vscode.TextEditor, withText: boolean): object {
  const place = ({ line, character }: vscode.Position) => ({ line, character });
  return {
    uri: document.uri.toString(),
    range: { start: place(selection.start), end: place(selection.end) },
    version: document.version,
    ...(withText ? { text: document.getText(selection) } : {}),
  };
}

async function askHowMany(): Promise<object | undefined> {
  const items = [2, 3, 4, 6].map((variations) => ({ label: `${variations} variations`, variations }));
  const chosen = await vscode.window.showQuickPick(items, { title: 'How many variations of this prompt?' });
  return chosen && { variations: chosen.variations };
}

async function askForChange(): Promise<object | undefined> {
  const instruction = await vscode.window.showInputBox({
    title: 'Edit Image',
    prompt: 'What should be different in this picture?',
    placeHolder: 'make it night',
  });
  return instruction?.trim() ? { instruction: instruction.trim() } : undefined;
}
