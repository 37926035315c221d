// What the server leaves to its client to tell, because the client has buttons for it.
import * as vscode from 'vscode';
import { type CancellationToken, type LanguageClient, ShowMessageRequest } from 'vscode-languageclient/node';
import { attach } from './attachments';
import type { Questions } from './questions';
import { insert } from './status';

interface Kept {
  uri: string;
  /** The result's name among the server's pending edits. */
  key: string;
  message: string;
  text: string;
}

const SHOWN = 'limner.embeddedShown';
const SET_UP = 'Set Up…';
const INSERT = 'Insert';
const COPY = 'Copy';

/** Lets *client* hear of results that wait, and of work that was done without a service. */
export function hearNotices(client: LanguageClient, context: vscode.ExtensionContext, questions: Questions): void {
  client.onNotification('limner/kept', offerKept);
  client.onNotification('limner/attach', attach);
  client.onNotification('limner/seen', closePicture);
  client.onRequest(ShowMessageRequest.type, (params, token: CancellationToken) => questions.ask(params, token));
  client.onNotification('limner/embedded', () => tellOfServices(context));
  client.onNotification('limner/keyWanted', () => void vscode.commands.executeCommand('limner.palette.setKey'));
}

async function offerKept({ uri, key, message, text }: Kept): Promise<void> {
  const answer = await vscode.window.showWarningMessage(message, INSERT, COPY);
  if (answer === COPY) {
    await vscode.env.clipboard.writeText(text);
  } else if (answer === INSERT) {
    await insert(uri, key);
  }
}

/** Closes the sheet that the person has chosen by. */
async function closePicture({ uri }: { uri: string }): Promise<void> {
  const picture = vscode.Uri.parse(uri).toString();
  const tabs = vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter(({ input }) => input instanceof vscode.TabInputCustom && input.uri.toString() === picture);
  await vscode.window.tabGroups.close(tabs, true);
}

/** Says once on each machine that everything was done here, and how to use a service. */
async function tellOfServices(context: vscode.ExtensionContext): Promise<void> {
  if (context.globalState.get(SHOWN)) {
    return;
  }
  await context.globalState.update(SHOWN, true);
  const answer = await vscode.window.showInformationMessage(
    'No chat model is set up: Limner wrote this on your machine. With a key, a local server or this editor’s own models, models write and draw.',
    SET_UP,
  );
  if (answer === SET_UP) {
    await vscode.commands.executeCommand('limner.palette.setUp');
  }
}
