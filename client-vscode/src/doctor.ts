// Checks the set-up with the server's own command, in the very environment the server gets.
import * as vscode from 'vscode';
import { run } from './processes';
import type { Server } from './server';

const SCHEME = 'limner-setup';
const PAGE = vscode.Uri.parse(`${SCHEME}:Limner%20Setup`);

/** Returns the command that shows what `limner doctor` says, also about the open document; it is a page to read only. */
export function setupCheck(context: vscode.ExtensionContext, server: Server): () => Promise<void> {
  let content = '';
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const provider = { onDidChange: changed.event, provideTextDocumentContent: () => content };
  context.subscriptions.push(changed, vscode.workspace.registerTextDocumentContentProvider(SCHEME, provider));
  return async () => {
    const how = await server.how();
    if (how) {
      const env = { ...how.options?.env, PYTHONUTF8: '1' };
      // Exit code 1 says that something will not work, and the page says what.
      const surroundings = { cwd: how.options?.cwd ?? '', env, fine: [0, 1] };
      content = await run(how.command, [...(how.args ?? []), 'doctor', ...openFile()], surroundings);
      changed.fire(PAGE);
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(PAGE), { preview: true });
    }
  };
}

function openFile(): string[] {
  const uri = vscode.window.activeTextEditor?.document.uri;
  return uri?.scheme === 'file' ? [uri.fsPath] : [];
}
