// Starts `limner serve` and hands it the words; everything else is the server's.
import * as vscode from 'vscode';
import { chooseDialect, chooseStyle } from './choices';
import { setupCheck } from './doctor';
import { clearKey, setKey, showWhetherKeys } from './keys';
import { ENTRIES, runEntry } from './palette';
import { type Server, serverOf } from './server';
import { concernsServer } from './settings';

const SAMPLE = '# A walk\n\nFrom the pier we watched a beach sunset.\n';
const SAMPLE_WORDS = 'a beach sunset';
const OPEN_SAMPLE = 'Open Sample Document';

let server: Server | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel('Limner', { log: true });
  const own = serverOf(context, log);
  server = own;
  const commands: Record<string, () => unknown> = {
    ...Object.fromEntries(Object.entries(ENTRIES).map(([id, entry]) => [id, () => runEntry(entry, own)])),
    'limner.palette.dialect': () => chooseDialect(context),
    'limner.palette.style': () => chooseStyle(context),
    'limner.palette.setKey': () => setKey(context),
    'limner.palette.clearKey': () => clearKey(context),
    'limner.palette.settings': () =>
      vscode.commands.executeCommand('workbench.action.openSettings', `@ext:${context.extension.id}`),
    'limner.palette.doctor': setupCheck(context, own),
    'limner.palette.log': () => log.show(),
    'limner.palette.restart': () => own.restart(),
    'limner.palette.repair': () => own.restart('rebuild'),
    'limner.palette.setUp': async () => (await own.ready('build')) && void tellReady(),
    'limner.palette.sample': openSample,
  };
  for (const [id, command] of Object.entries(commands)) {
    context.subscriptions.push(vscode.commands.registerCommand(id, command));
  }
  context.subscriptions.push(
    log,
    // The server gets these at its start only. Keys may also be set in another window.
    vscode.workspace.onDidChangeConfiguration(
      (change) => concernsServer(change, context.extension) && own.restart('start'),
    ),
    context.secrets.onDidChange(() => own.restart('start')),
  );
  await showWhetherKeys(context);
  // Not awaited: the editor must not wait for it.
  void own.ready('start');
}

export function deactivate(): Promise<void> | undefined {
  return server?.stop();
}

async function tellReady(): Promise<void> {
  const message = 'Limner is ready: select a few words, and press the light bulb.';
  if ((await vscode.window.showInformationMessage(message, OPEN_SAMPLE)) === OPEN_SAMPLE) {
    await openSample();
  }
}

/** Opens a document with words selected, for someone who has none at hand. */
async function openSample(): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content: SAMPLE });
  const start = SAMPLE.indexOf(SAMPLE_WORDS);
  const selection = new vscode.Range(document.positionAt(start), document.positionAt(start + SAMPLE_WORDS.length));
  await vscode.window.showTextDocument(document, { selection });
}
