// The language client: what this editor answers and does for the server, beyond the protocol.
import * as vscode from 'vscode';
import { type Executable, LanguageClient, type Middleware, RevealOutputChannelOn } from 'vscode-languageclient/node';
import { offerCandidates } from './candidates';
import { answerChats, HAS_MODELS } from './models';
import { hearNotices } from './notices';
import type { Questions } from './questions';
import { savingFirst } from './saving';
import { applySelecting } from './selection';
import { settingsFor } from './settings';

const BESIDE = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true, preview: true };

const PREVIEW = 'markdown.showPreview';

/** Returns a client of the server that *command* starts; it is not started yet. */
export function languageClient(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  questions: Questions,
  command: Executable,
): LanguageClient {
  const client = new LanguageClient('limner', 'Limner', command, {
    documentSelector: [
      { scheme: 'file' },
      { scheme: 'untitled' },
      { scheme: 'vscode-notebook-cell' },
      { notebook: { notebookType: '*' } },
    ],
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: {
      notices: true,
      notes: true,
      questions: true,
      status: true,
      candidates: true,
      chat: HAS_MODELS,
    },
    middleware: {
      provideHover: withSmallPicture,
      executeCommand: savingFirst,
      window: { showDocument: showFile },
      workspace: {
        handleApplyEdit: applySelecting,
        configuration: ({ items }) =>
          items.map(({ scopeUri }) =>
            settingsFor(context.extension, scopeUri ? vscode.Uri.parse(scopeUri) : undefined),
          ),
      },
    },
  });
  hearNotices(client, context, questions);
  answerChats(client);
  offerCandidates(client);
  return client;
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

/** Shows a picture beside the document, where the person can compare (this editor has no need of a program outside), and a page of Limner's own as it is meant to be read. */
const showFile: NonNullable<NonNullable<Middleware['window']>['showDocument']> = async (params, token, next) => {
  const file = vscode.Uri.parse(params.uri);
  if (file.scheme === 'file' && params.external) {
    await vscode.commands.executeCommand('vscode.open', file, BESIDE);
    return { success: true };
  }
  if (file.scheme === 'file' && file.path.endsWith('.md') && (await vscode.commands.getCommands()).includes(PREVIEW)) {
    await vscode.commands.executeCommand(PREVIEW, file);
    return { success: true };
  }
  return next(params, token);
};
