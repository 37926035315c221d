// Keeps one server for the window: starts it, starts it anew, and stops it.
import * as vscode from 'vscode';
import { type Executable, LanguageClient, type Middleware, RevealOutputChannelOn } from 'vscode-languageclient/node';
import { offerCandidates } from './candidates';
import { keptKeys } from './keys';
import { answerChats, HAS_MODELS } from './models';
import { hearNotices } from './notices';
import type { Questions } from './questions';
import { savingFirst } from './saving';
import { applySelecting } from './selection';
import { openSetting, ownValue, ownValues, settingsFor } from './settings';
import { findServer, type Start, type Wish } from './setup';
import { keyVariables, variablesOf } from './variables';

const BESIDE = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true, preview: true };

export interface Server {
  /** Starts the server if it does not run; says whether it does now. */
  ready(wish?: Wish): Promise<boolean>;
  /** Stops the server, and starts it with what is set now. */
  restart(wish?: Wish): Promise<boolean>;
  stop(): Promise<void>;
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
    const starting = languageClient(context, log, await executable(context, found, ['serve']));
    hearNotices(starting, context, questions);
    answerChats(starting);
    offerCandidates(starting);
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

function languageClient(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  command: Executable,
): LanguageClient {
  return new LanguageClient('limner', 'Limner', command, {
    documentSelector: [
      { scheme: 'file' },
      { scheme: 'untitled' },
      { scheme: 'vscode-notebook-cell' },
      { notebook: { notebookType: '*' } },
    ],
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: { notices: true, questions: true, status: true, candidates: true, chat: HAS_MODELS },
    middleware: {
      provideHover: withSmallPicture,
      executeCommand: savingFirst,
      window: { showDocument: showPicture },
      workspace: {
        handleApplyEdit: applySelecting,
        configuration: ({ items }) =>
          items.map(({ scopeUri }) =>
            settingsFor(context.extension, scopeUri ? vscode.Uri.parse(scopeUri) : undefined),
          ),
      },
    },
  });
}

/** Leaves room in a hover for the words below its picture; only this editor knows heights in Markdown. */
const withSmallPicture: NonNullable<Middleware['provideHover']> = async (document, position, token, next) => {
  const hover = await next(document, position, token);
  for (const content of hover?.contents ?? []) {
    if (content instanceof vscode.MarkdownString) {
      content.value = content.value.replace(/^!\[\]\(([^()\s|]+)\)/, '![]($1|height=160)');
    }
  }
  return hover;
};

/** Shows a picture beside the document, where the person can compare; this editor has no need of a program outside. */
const showPicture: NonNullable<NonNullable<Middleware['window']>['showDocument']> = async (params, token, next) => {
  const file = vscode.Uri.parse(params.uri);
  if (file.scheme !== 'file' || !params.external) {
    return next(params, token);
  }
  await vscode.commands.executeCommand('vscode.open', file, BESIDE);
  return { success: true };
};

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
