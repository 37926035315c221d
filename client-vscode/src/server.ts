// Keeps one server for the window: starts it, starts it anew, and stops it.
import * as vscode from 'vscode';
import type { Executable, LanguageClient } from 'vscode-languageclient/node';
import { keptKeys } from './keys';
import type { Questions } from './questions';
import { openSetting, ownValue, ownValues } from './settings';
import { findServer, type Start, type Wish } from './setup';
import { keyVariables, variablesOf } from './variables';

export interface Server {
  /** Starts the server if it does not run; says whether it does now. */
  ready(wish?: Wish): Promise<boolean>;
  /** Stops the server, and starts it with what is set now. */
  restart(wish?: Wish): Promise<boolean>;
  stop(): Promise<void>;
  /** How the server is started, without its own arguments; `undefined` while it is not set up. */
  how(): Promise<Executable | undefined>;
  /** Says whether the server runs. */
  runs(): boolean;
  /** Asks the running server something of Limner's own; rejects when it does not run. */
  ask<T>(request: string, params: object): Promise<T>;
  /** Happens when the server has started or stopped, or when there is news of its status. */
  readonly changed: vscode.Event<void>;
}

/** Returns the window's server, which does not run yet. */
export function serverOf(context: vscode.ExtensionContext, log: vscode.LogOutputChannel, questions: Questions): Server {
  let client: LanguageClient | undefined;
  let program: Start | undefined;
  const changed = new vscode.EventEmitter<void>();
  context.subscriptions.push(changed);
  let last: Promise<unknown> = Promise.resolve();

  // One after the other: a start must never overtake a stop.
  function next<T>(work: () => Promise<T>): Promise<T> {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  }

  async function start(wish: Wish): Promise<boolean> {
    if (client) {
      return true;
    }
    await vscode.workspace.fs.createDirectory(context.globalStorageUri);
    const found = await findServer(context, log, wish);
    if (!found) {
      return false;
    }
    program = found;
    // Read only now: the language client is what takes long to load, and the editor waits for the activation.
    const { languageClient } = await import('./client.js');
    const starting = languageClient(context, log, questions, await executable(context, found, ['serve']));
    starting.onNotification('limner/changed', () => changed.fire());
    try {
      await starting.start();
    } catch (error) {
      log.error(String(error));
      void tellFailure(log);
      return false;
    }
    client = starting;
    await vscode.commands.executeCommand('setContext', 'limner.ready', true);
    changed.fire();
    return true;
  }

  async function stop(): Promise<void> {
    const running = client;
    client = undefined;
    await vscode.commands.executeCommand('setContext', 'limner.ready', false);
    await running?.dispose().catch((error) => log.warn(String(error)));
    questions.forget();
    changed.fire();
  }

  return {
    ready: (wish = 'command') => next(() => start(wish)),
    restart: (wish = 'command') =>
      next(async () => {
        await stop();
        return start(wish);
      }),
    stop: () => next(stop),
    how: async () => program && executable(context, program, []),
    runs: () => client !== undefined,
    ask: async (request, params) => {
      if (!client) {
        throw new Error('Limner’s server does not run.');
      }
      return client.sendRequest(request, params);
    },
    changed: changed.event,
  };
}

/** What only the person may set, and keys, go through the environment, which nobody else writes. */
async function executable(
  context: vscode.ExtensionContext,
  { program, args }: Start,
  more: string[],
): Promise<Executable> {
  const env = { ...process.env, ...variablesOf(ownValues(context.extension)) };
  return {
    command: program,
    args: [...args, ...more],
    options: { cwd: context.globalStorageUri.fsPath, env: { ...env, ...keyVariables(env, await keptKeys(context)) } },
  };
}

async function tellFailure(log: vscode.LogOutputChannel): Promise<void> {
  const mend = ownValue('command') ? 'Open Setting' : 'Repair';
  const show = 'Show Log';
  const answer = await vscode.window.showErrorMessage('Limner’s server could not be started.', mend, show);
  if (answer === show) {
    log.show();
  } else if (answer === 'Repair') {
    await vscode.commands.executeCommand('limner.palette.repair');
  } else if (answer) {
    await openSetting('limner.command');
  }
}
