// What the server leaves to its client to tell, because the client has buttons for it.
import * as vscode from 'vscode';
import {
  type LanguageClient,
  type MessageActionItem,
  MessageType,
  ShowMessageRequest,
  type ShowMessageRequestParams,
} from 'vscode-languageclient/node';
import { attach } from './attachments';

interface Kept {
  uri: string;
  /** The result's name among the server's pending edits. */
  key: string;
  message: string;
  text: string;
}

const SHOWN = 'limner.embeddedShown';
const SET_KEY = 'Set API Key…';
const LOCAL = 'Use a Local Server…';
const INSERT = 'Insert';
const COPY = 'Copy';

/** Characters that the buttons of one notification show whole; they are cut where there are more. */
const ROW = 50;

/** Lets *client* hear of results that wait, and of work that was done without a service. */
export function hearNotices(client: LanguageClient, context: vscode.ExtensionContext): void {
  client.onNotification('limner/kept', offerKept);
  client.onNotification('limner/attach', attach);
  client.onNotification('limner/seen', closePicture);
  client.onRequest(ShowMessageRequest.type, ask);
  client.onNotification('limner/embedded', () => tellOfServices(context));
  client.onNotification('limner/keyWanted', () => void vscode.commands.executeCommand('limner.palette.setKey'));
}

/** Asks by the buttons of a notification, or in a list where they would be cut. */
async function ask({ type, message, actions = [] }: ShowMessageRequestParams): Promise<MessageActionItem | null> {
  const characters = actions.reduce((sum, { title }) => sum + title.length, 0);
  if (actions.length > 3 && characters > ROW) {
    const items = actions.map((action) => ({ label: action.title, action }));
    return (await vscode.window.showQuickPick(items, { title: message }))?.action ?? null;
  }
  const { showErrorMessage, showWarningMessage, showInformationMessage } = vscode.window;
  const show = { [MessageType.Error]: showErrorMessage, [MessageType.Warning]: showWarningMessage }[type as number];
  return (await (show ?? showInformationMessage)(message, ...actions)) ?? null;
}

async function offerKept({ uri, key, message, text }: Kept): Promise<void> {
  const answer = await vscode.window.showWarningMessage(message, INSERT, COPY);
  if (answer === COPY) {
    await vscode.env.clipboard.writeText(text);
  } else if (answer === INSERT) {
    const editor = await vscode.window.showTextDocument(vscode.Uri.parse(uri));
    const cursor = editor.selection.active;
    const place = { line: cursor.line, character: cursor.character };
    await vscode.commands.executeCommand('limner.insertFinished', {
      uri,
      range: { start: place, end: place },
      options: { finished: key },
    });
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
    'No chat model is set up: Limner wrote this on your machine. With a key or a local server, models write and draw.',
    SET_KEY,
    LOCAL,
  );
  if (answer === SET_KEY) {
    await vscode.commands.executeCommand('limner.palette.setKey');
  } else if (answer === LOCAL) {
    await vscode.commands.executeCommand('workbench.action.openSettings', 'limner baseUrl');
  }
}
