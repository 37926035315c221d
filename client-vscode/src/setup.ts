// Sets the server's environment up: asks once, builds it under progress, and says what is in the way.
import * as vscode from 'vscode';
import { build, folderOf, interpreter, type Parts, partsIn, works } from './environment';
import { run } from './processes';
import { candidates, OLDEST, type Python, QUESTION, readAnswer } from './python';
import { openSetting, ownValue } from './settings';

/** How the server is started. */
export interface Start {
  program: string;
  args: string[];
}

/** Why the server is wanted: at the start of the editor, for a command that waits for it, or to be built, anew if need be. */
export type Wish = 'start' | 'command' | 'build' | 'rebuild';

/** Where the person's answer to the question is kept. */
const ANSWER = 'limner.setupAnswer';
const QUESTION_TO_PERSON =
  'Limner runs in a Python environment of its own. May it fetch its packages (about 15 MB) from the Python package index now?';
const SET_UP = 'Set Up Limner';
const NOT_NOW = 'Not Now';
const SHOW_LOG = 'Show Log';

/**
 * Finds out how to start the server, and sets it up if that is wanted; `undefined` when it cannot be started.
 *
 * Nothing here waits for a notification: it may stay unanswered for hours, and its answer runs a command of its own.
 */
export async function findServer(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  wish: Wish,
): Promise<Start | undefined> {
  const named = ownValue<string>('command');
  if (named) {
    return installed(named);
  }
  const parts = partsIn(context.asAbsolutePath('server'));
  const folder = folderOf(context.globalStorageUri.fsPath, parts, ownValue<string>('python') ?? '');
  if (wish === 'rebuild' || !(await works(folder))) {
    const python = await findPython(context, log);
    if (!python?.complete) {
      if (wish !== 'start' || context.globalState.get(ANSWER) !== NOT_NOW) {
        void tellNoPython(context, python);
      }
      return undefined;
    }
    if (!(await agreed(context, wish))) {
      return undefined;
    }
    if (await buildUnderProgress(folder, parts, python, log)) {
      await context.globalState.update(ANSWER, SET_UP);
    } else if (!(await works(folder))) {
      return undefined; // A repair that fails leaves what was there.
    }
  }
  return { program: interpreter(folder), args: ['-I', '-m', 'limner'] };
}

/** The absolute paths of the folders that are open: nothing is ever run from there. */
export function openFolders(): string[] {
  return (vscode.workspace.workspaceFolders ?? [])
    .filter(({ uri }) => uri.scheme === 'file')
    .map(({ uri }) => uri.fsPath);
}

function installed(named: string): Start | undefined {
  const [program] = candidates(named, process.env.PATH ?? '', openFolders());
  if (program) {
    return { program, args: [] };
  }
  void tell(`The setting limner.command names “${named}”, which is not there.`, {
    'Open Setting': () => openSetting('limner.command'),
  });
  return undefined;
}

/** The first Python that will do; else the first one that only lacks its module venv. */
async function findPython(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): Promise<Python | undefined> {
  const cwd = context.globalStorageUri.fsPath;
  let lacking: Python | undefined;
  for (const program of candidates(ownValue<string>('python') ?? '', process.env.PATH ?? '', openFolders())) {
    const answer = await run(program, QUESTION, { cwd }).catch(() => '');
    const python = readAnswer(answer);
    log.info(
      `${program}: ${python ? `Python ${python.version}, ${python.complete ? 'usable' : 'without venv'}` : 'no Python, or too old'}`,
    );
    if (python?.complete) {
      return python;
    }
    lacking ??= python;
  }
  return lacking;
}

/** Says whether the person has agreed, now or, for an earlier version of the extension, before. */
async function agreed(context: vscode.ExtensionContext, wish: Wish): Promise<boolean> {
  const answer = context.globalState.get(ANSWER);
  if (wish === 'build' || wish === 'rebuild' || answer === SET_UP) {
    return true;
  }
  if (wish === 'command') {
    return (await vscode.window.showInformationMessage(QUESTION_TO_PERSON, { modal: true }, SET_UP)) === SET_UP;
  }
  if (answer !== NOT_NOW) {
    void offer(context);
  }
  return false;
}

async function offer(context: vscode.ExtensionContext): Promise<void> {
  const answer = await vscode.window.showInformationMessage(QUESTION_TO_PERSON, SET_UP, NOT_NOW);
  if (answer === SET_UP) {
    await vscode.commands.executeCommand('limner.palette.setUp');
  } else if (answer === NOT_NOW) {
    await context.globalState.update(ANSWER, NOT_NOW);
  }
}

async function buildUnderProgress(
  folder: string,
  parts: Parts,
  python: Python,
  log: vscode.LogOutputChannel,
): Promise<boolean> {
  const stop = new AbortController();
  try {
    await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: 'Setting up Limner', cancellable: true },
      (progress, token) => {
        token.onCancellationRequested(() => stop.abort());
        const show = (message: string) => progress.report({ message });
        return build(folder, parts, python, show, {
          cwd: '',
          signal: stop.signal,
          onOutput: (text) => log.info(text.trimEnd()),
        });
      },
    );
    return true;
  } catch (error) {
    if (!stop.signal.aborted) {
      log.error(String(error));
      void tell(`Limner could not be set up: ${error instanceof Error ? error.message : error}`, {
        'Try Again': () => vscode.commands.executeCommand('limner.palette.setUp'),
        [SHOW_LOG]: () => log.show(),
      });
    }
    return false;
  }
}

async function tellNoPython(context: vscode.ExtensionContext, lacking: Python | undefined): Promise<void> {
  const found = lacking
    ? `Limner found Python ${lacking.version}, but not its module venv. Install it (on Debian and Ubuntu: sudo apt install python3-venv)`
    : `Limner needs Python 3.${OLDEST} or newer and found none. Install it`;
  await tell(`${found}, then run “Limner: Restart Server”.`, {
    'Get Python': () => vscode.env.openExternal(vscode.Uri.parse('https://www.python.org/downloads/')),
    'Choose Python…': () => openSetting('limner.python'),
    [NOT_NOW]: () => context.globalState.update(ANSWER, NOT_NOW),
  });
}

async function tell(message: string, answers: Record<string, () => unknown>): Promise<void> {
  const answer = await vscode.window.showErrorMessage(message, ...Object.keys(answers));
  await (answer && answers[answer]?.());
}
