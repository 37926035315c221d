// The palette's and the menus' commands about words and pictures: each hands the server what stands at the cursor.
import * as vscode from 'vscode';
import type { Server } from './server';

interface Entry {
  /** The server's command. */
  command: string;
  /** What it is about: the selected words, the image link at the cursor, or the whole document. */
  about: 'words' | 'image' | 'document';
  /** The command's own options. */
  options?: object;
  /** Asks for what else is needed; `undefined` when the person has changed their mind. */
  ask?: () => Promise<object | undefined>;
}

export const ENTRIES: Record<string, Entry> = {
  'limner.palette.expand': { command: 'limner.expand', about: 'words' },
  'limner.palette.insertPrompt': { command: 'limner.insertPrompt', about: 'words' },
  'limner.palette.draw': { command: 'limner.draw', about: 'words' },
  'limner.palette.drawAsItStands': { command: 'limner.draw', about: 'words', options: { asItStands: true } },
  'limner.palette.shorten': { command: 'limner.shorten', about: 'words' },
  'limner.palette.vary': { command: 'limner.vary', about: 'words', ask: askHowMany },
  'limner.palette.drawMissing': { command: 'limner.drawMissing', about: 'document' },
  'limner.palette.drawAgain': { command: 'limner.drawAgain', about: 'image' },
  'limner.palette.drawFour': { command: 'limner.drawAgain', about: 'image', options: { candidates: 4 } },
  'limner.palette.restyle': { command: 'limner.drawAgain', about: 'image', options: { style: 'ask' } },
  'limner.palette.reshape': { command: 'limner.drawAgain', about: 'image', options: { size: 'ask' } },
  'limner.palette.editImage': { command: 'limner.editImage', about: 'image', ask: askForChange },
  'limner.palette.writeAlt': { command: 'limner.writeAlt', about: 'image' },
  'limner.palette.todaysLook': { command: 'limner.drawAgain', about: 'image', options: { looks: 'today' } },
  'limner.palette.addToCast': { command: 'limner.addToCast', about: 'words' },
  'limner.palette.keepLook': { command: 'limner.keepLook', about: 'image' },
  'limner.palette.promptOfImage': { command: 'limner.insertPromptOfImage', about: 'image' },
  'limner.palette.checkImage': { command: 'limner.checkPicture', about: 'image' },
};

/** The kind of an action that is offered on every link of a picture. */
const ON_LINK = 'refactor.rewrite.limner.writeAlt';

/** Milliseconds for which the cursor rests before menus know what it is on. */
const REST = 250;

/** Runs a palette command in the active editor. */
export async function runEntry({ command, about, options, ask }: Entry, server: Server): Promise<void> {
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
  if (!(await server.ready())) {
    return;
  }
  if (about === 'image' && !(await isOnLink(editor))) {
    await vscode.window.showInformationMessage('Put the cursor on the link of a picture of this project first.');
    return;
  }
  const asked = ask ? await ask() : {};
  if (!asked) {
    return;
  }
  if (!(await vscode.commands.getCommands()).includes(command)) {
    await vscode.window.showInformationMessage('This version of Limner’s server cannot do that yet.');
    return;
  }
  await vscode.commands.executeCommand(command, { ...argument, options: { ...options, ...asked } });
}

/** Lets menus know whether the cursor is on the link of a picture. */
export function watchLinks(context: vscode.ExtensionContext, server: Server): void {
  let timer: NodeJS.Timeout | undefined;
  const look = async () => {
    const editor = vscode.window.activeTextEditor;
    const onLink = Boolean(editor?.selection.isEmpty) && server.runs() && (await isOnLink(editor as vscode.TextEditor));
    await vscode.commands.executeCommand('setContext', 'limner.onLink', onLink);
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void look(), REST);
  };
  context.subscriptions.push(
    vscode.window.onDidChangeTextEditorSelection(soon),
    vscode.window.onDidChangeActiveTextEditor(soon),
    { dispose: () => clearTimeout(timer) },
  );
}

/** Says whether the server offers what it offers on links. */
async function isOnLink({ document, selection }: vscode.TextEditor): Promise<boolean> {
  const line = document.lineAt(selection.active.line).text;
  if (!/\.(png|jpe?g|webp|gif|svg)/i.test(line)) {
    return false;
  }
  const ask = 'vscode.executeCodeActionProvider';
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(ask, document.uri, selection, ON_LINK);
  return actions.length > 0;
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

/** Asks what should be different in a picture. */
export async function askForChange(): Promise<object | undefined> {
  const instruction = await vscode.window.showInputBox({
    title: 'Edit Image',
    prompt: 'What should be different in this picture?',
    placeHolder: 'make it night',
    ignoreFocusOut: true,
  });
  return instruction?.trim() ? { instruction: instruction.trim() } : undefined;
}
