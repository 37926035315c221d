// Starts `limner serve` and hands it the words; everything else is the server's.
import * as vscode from 'vscode';
import { nameToAgents } from './agents';
import { chooseDialect, chooseStyle } from './choices';
import { setupCheck } from './doctor';
import { fileCommands } from './files';
import { clearKey, setKey, showWhetherKeys } from './keys';
import { ENTRIES, runEntry, watchLinks } from './palette';
import { picturesPage } from './pictures';
import { questionsOf } from './questions';
import { type Server, serverOf } from './server';
import { setUpServices } from './services';
import { concernsServer } from './settings';
import { showStatus } from './status';

const SAMPLE = '# A walk\n\nFrom the pier we watched a beach sunset.\n';
const SAMPLE_WORDS = 'a beach sunset';
/** Milliseconds in which settings that are written one after the other ask for one restart. */
const TOGETHER = 200;

const CHOOSE_MODEL = 'Choose a Model…';
const OPEN_SAMPLE = 'Open Sample Document';

let server: Server | undefined;

export function activate(context: vscode.ExtensionContext): { agents: object | undefined } {
  const log = vscode.window.createOutputChannel('Limner', { log: true });
  const questions = questionsOf();
  const own = serverOf(context, log, questions);
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
    'limner.palette.pictures': picturesPage(own),
    'limner.palette.actions': async () =>
      (await own.ready()) && vscode.commands.executeCommand('limner.explainActions'),
    'limner.palette.log': () => log.show(),
    'limner.palette.restart': () => own.restart(),
    'limner.palette.repair': () => own.restart('rebuild'),
    'limner.palette.setUp': () => setUp(context, own),
    'limner.palette.sample': () => openSample(context),
  };
  for (const [id, command] of Object.entries(fileCommands(own))) {
    context.subscriptions.push(vscode.commands.registerCommand(id, command));
  }
  watchLinks(context, own);
  const agents = nameToAgents(context, own);
  let soon: NodeJS.Timeout | undefined;
  const restartSoon = () => {
    clearTimeout(soon);
    soon = setTimeout(() => void own.restart('start'), TOGETHER);
  };
  for (const [id, command] of Object.entries(commands)) {
    context.subscriptions.push(vscode.commands.registerCommand(id, command));
  }
  context.subscriptions.push(
    log,
    own.changed(showStatus(context, own, questions)),
    // The server gets these at its start only. Keys may also be set in another window.
    vscode.workspace.onDidChangeConfiguration((change) => concernsServer(change, context.extension) && restartSoon()),
    context.secrets.onDidChange(() => restartSoon()),
  );
  // Not awaited: the editor must not wait for them.
  void showWhetherKeys(context);
  void own.ready('start');
  return { agents };
}

export function deactivate(): Promise<void> | undefined {
  return server?.stop();
}

/** Sets up what is missing: the server's environment first, and then who writes and draws. */
async function setUp(context: vscode.ExtensionContext, own: Server): Promise<void> {
  if (own.runs()) {
    await setUpServices(context, own);
  } else if (await own.ready('build')) {
    void tellReady();
  }
}

async function tellReady(): Promise<void> {
  const message = 'Limner is ready: select a few words, and press the light bulb.';
  const answer = await vscode.window.showInformationMessage(message, OPEN_SAMPLE, CHOOSE_MODEL);
  if (answer === OPEN_SAMPLE) {
    await vscode.commands.executeCommand('limner.palette.sample');
  } else if (answer === CHOOSE_MODEL) {
    await vscode.commands.executeCommand('limner.palette.setUp');
  }
}

/** Opens a document with words selected, for someone who has none at hand; it is a file, so that pictures can be drawn. */
async function openSample(context: vscode.ExtensionContext): Promise<void> {
  const file = vscode.Uri.joinPath(context.globalStorageUri, 'sample', 'a-walk.md');
  await vscode.workspace.fs.writeFile(file, Buffer.from(SAMPLE));
  const document = await vscode.workspace.openTextDocument(file);
  const start = document.getText().indexOf(SAMPLE_WORDS);
  const found = Math.max(start, 0);
  const selection = new vscode.Range(document.positionAt(found), document.positionAt(found + SAMPLE_WORDS.length));
  await vscode.window.showTextDocument(document, { selection });
}
