// Checks the set-up with the server's own command, in the very environment the server gets.
import * as vscode from 'vscode';
import { run } from './processes';
import type { Server } from './server';

/** Shows what `limner doctor` says, about the open document too if it has a file. */
export async function checkSetup(server: Server): Promise<void> {
  const how = await server.how();
  if (!how) {
    return;
  }
  const document = vscode.window.activeTextEditor?.document;
  const file = document?.uri.scheme === 'file' && !document.isUntitled ? [document.uri.fsPath] : [];
  const env = { ...how.options?.env, PYTHONIOENCODING: 'utf-8', PYTHONUTF8: '1' };
  // 1 says that something will not work, and what.
  const content = await run(how.command, [...(how.args ?? []), 'doctor', ...file], {
    cwd: how.options?.cwd ?? '',
    env,
    fine: [0, 1],
  });
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content, language: 'plaintext' }), {
    preview: true,
  });
}
