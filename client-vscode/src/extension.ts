// Starts `limner serve` and hands it the words; everything else is the server's.
import * as vscode from 'vscode';
import { LanguageClient } from 'vscode-languageclient/node';

const PALETTE = { 'limner.palette.expand': 'limner.expand', 'limner.palette.draw': 'limner.draw' };

export async function activate(context: vscode.ExtensionContext): Promise<LanguageClient> {
  const client = new LanguageClient(
    'limner',
    'Limner',
    {
      command: userValue<string>('command') || 'limner',
      args: ['serve'],
      options: { cwd: context.extensionPath, env: { ...process.env, ...environment(context) } },
    },
    {
      documentSelector: [
        { scheme: 'file' },
        { scheme: 'untitled' },
        { scheme: 'vscode-notebook-cell' },
        { notebook: { notebookType: '*' } },
      ],
    },
  );
  for (const [palette, command] of Object.entries(PALETTE)) {
    context.subscriptions.push(vscode.commands.registerCommand(palette, () => onSelection(command)));
  }
  context.subscriptions.push(client);
  try {
    await client.start();
  } catch {
    const open = 'Open Setting';
    const message = 'Limner could not be started. Install it (pip install limner), or name its command in the setting.';
    if ((await vscode.window.showErrorMessage(message, open)) === open) {
      await vscode.commands.executeCommand('workbench.action.openSettings', 'limner.command');
    }
  }
  return client;
}

/** Runs a server command on the selected words, as the code action would. */
async function onSelection(command: string): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor || editor.selection.isEmpty) {
    await vscode.window.showInformationMessage('Select a few words that say what to depict.');
    return;
  }
  const { document, selection } = editor;
  const { start, end } = selection;
  await vscode.commands.executeCommand(command, {
    uri: document.uri.toString(),
    range: { start: { line: start.line, character: start.character }, end: { line: end.line, character: end.character } },
    version: document.version,
    text: document.getText(selection),
  });
}

/** The person's own value of a setting; a folder's or workspace's value is not looked at. */
function userValue<T>(key: string): T | undefined {
  return vscode.workspace.getConfiguration('limner').inspect<T>(key)?.globalValue;
}

/** Settings that only the person may set go to the server as environment, which nobody else writes. */
function environment(context: vscode.ExtensionContext): Record<string, string> {
  const found: Record<string, string> = {};
  const properties: Record<string, { scope?: string }> = context.extension.packageJSON.contributes.configuration.properties;
  for (const [name, { scope }] of Object.entries(properties)) {
    const key = name.slice('limner.'.length);
    const value = scope === 'machine' && key !== 'command' ? userValue<unknown>(key) : undefined;
    if (value !== undefined && value !== '') {
      const variable = key.replace(/([a-z])([A-Z])/g, '$1_$2').replace(/\./g, '_').toUpperCase();
      found[`LIMNER_${variable}`] = Array.isArray(value) ? value.join(',') : String(value);
    }
  }
  return found;
}
