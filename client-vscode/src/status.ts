// The status item: who writes and draws, what today has cost, what runs, and what waits for the person.
import * as vscode from 'vscode';
import type { Questions } from './questions';
import type { Server } from './server';

/** How things stand, as the server says it. */
export interface Status {
  services: Record<'chat' | 'image', { model: string; host: string; says: string } | undefined>;
  spent: { day: number; month: number } | null;
  limits: { day: number; month: number };
  working: string[];
  pending: { uri: string; key: string; title: string }[];
  /** Pictures of earlier sessions that their documents do not show. */
  earlier: { document: string; picture: string; words: string }[];
  unfinished: Unfinished[];
  /** Another window has jobs at work, or this one had before it was reloaded. */
  elsewhere: boolean;
}

/** A job that the end of the editor has ended. */
interface Unfinished {
  key: string;
  title: string;
  command: string;
  argument: { uri: string; range: object; text?: string; options?: object };
  /** What became of the pictures it had asked for. */
  note: string;
}

interface Entry extends vscode.QuickPickItem {
  run?: () => unknown;
}

export const MENU = 'limner.palette.menu';

/** Milliseconds that news are waited for, so that many come at once. */
const PAUSE = 300;

/** Milliseconds after which jobs of other windows are looked at again: they end with their windows, also with this one when it is reloaded. */
const ELSEWHERE = 3000;

/** Shows the status item; the function it returns tells that something has changed. */
export function showStatus(context: vscode.ExtensionContext, server: Server, questions: Questions): () => void {
  const item = vscode.window.createStatusBarItem('limner.status', vscode.StatusBarAlignment.Right, 90);
  item.name = 'Limner';
  item.command = MENU;
  let status: Status | undefined;
  let timer: NodeJS.Timeout | undefined;
  let later: NodeJS.Timeout | undefined;
  const told = new Set<string>();

  async function refresh(): Promise<void> {
    const uri = vscode.window.activeTextEditor?.document.uri.toString();
    status = await server.ask<Status>('limner/status', { uri }).catch(() => undefined);
    draw();
    tellWhatWaits();
    clearTimeout(later);
    later = status?.elsewhere ? setTimeout(changed, ELSEWHERE) : undefined;
  }

  function draw(): void {
    const waiting = questions.waiting();
    const { text, warns } = label(status, waiting.length);
    item.text = text;
    item.backgroundColor = warns ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
    item.tooltip = tooltip(status, waiting);
    item.accessibilityInformation = { label: text.replace(/\$\([^)]*\)/g, '').trim(), role: 'button' };
    item.show();
  }

  function tellWhatWaits(): void {
    for (const { document, picture, words } of status?.earlier ?? []) {
      if (!told.has(document + picture)) {
        told.add(document + picture);
        void offerPicture(document, picture, words);
      }
    }
    for (const job of status?.unfinished ?? []) {
      if (!told.has(job.key)) {
        told.add(job.key);
        void offer(job, server, changed);
      }
    }
  }

  function changed(): void {
    clearTimeout(timer);
    timer = setTimeout(() => void refresh(), PAUSE);
    draw();
  }

  async function openMenu(): Promise<void> {
    const entries = menu(status, questions, server, changed);
    const chosen = await vscode.window.showQuickPick(entries, { title: 'Limner', placeHolder: placeholder(status) });
    await chosen?.run?.();
  }

  context.subscriptions.push(
    item,
    questions.changed(draw),
    vscode.window.onDidChangeActiveTextEditor(changed),
    vscode.commands.registerCommand(MENU, openMenu),
    { dispose: () => [timer, later].forEach(clearTimeout) },
  );
  draw();
  return changed;
}

function label(status: Status | undefined, waiting: number): { text: string; warns: boolean } {
  if (waiting > 0) {
    return { text: '$(question) Limner asks', warns: true };
  }
  if (!status) {
    return { text: '$(paintcan) Limner', warns: false };
  }
  if (status.working.length > 0) {
    return { text: `$(sync~spin) Limner: ${status.working.length} at work`, warns: false };
  }
  if (status.unfinished.length + status.pending.length + status.earlier.length > 0) {
    return { text: '$(inbox) Limner', warns: true };
  }
  return { text: `$(paintcan) Limner${status.spent?.day ? ` ${dollars(status.spent.day)}` : ''}`, warns: false };
}

function tooltip(status: Status | undefined, waiting: string[]): vscode.MarkdownString {
  const links = ['setUp', 'doctor', 'pictures', 'menu'];
  const titles = ['Set Up…', 'Check Setup', 'Pictures and Costs', 'Menu'];
  const text = new vscode.MarkdownString('', true);
  text.isTrusted = { enabledCommands: links.map((name) => `limner.palette.${name}`) };
  const row = (name: string, value: string) => text.appendMarkdown(`**${name}** `).appendText(value).appendText('\n');
  for (const question of waiting) {
    row('Asks', question);
  }
  if (status) {
    row('Words', who(status, 'chat', 'Limner’s own words, on this machine'));
    row('Pictures', who(status, 'image', 'sketches, on this machine'));
    row('Today', money(status));
  } else {
    text.appendText('The server does not run.\n');
  }
  const commands = links.map((name, index) => `[${titles[index]}](command:limner.palette.${name})`);
  return text.appendMarkdown(`\n${commands.join(' · ')}`);
}

function menu(status: Status | undefined, questions: Questions, server: Server, changed: () => void): Entry[] {
  const commands: [string, string, string][] = [
    ['$(rocket)', 'Set Up…', 'setUp'],
    ['$(checklist)', 'Check Setup', 'doctor'],
    ['$(history)', 'Pictures and Costs', 'pictures'],
    ['$(symbol-color)', 'Choose Image Generator…', 'dialect'],
    ['$(paintcan)', 'Choose Style…', 'style'],
    ['$(gear)', 'Show Settings', 'settings'],
    ['$(output)', 'Show Log', 'log'],
  ];
  const run = (name: string) => () => vscode.commands.executeCommand(`limner.palette.${name}`);
  const waits: Entry[] = [
    ...questions.waiting().map((question) => ({
      label: `$(question) ${question}`,
      run: () => questions.show(question),
    })),
    ...(status?.working ?? []).map((title) => ({ label: `$(sync~spin) ${title}`, description: 'at work' })),
    ...(status?.pending ?? []).map(({ uri, key, title }) => ({
      label: `$(inbox) Insert the finished ${title}`,
      description: vscode.workspace.asRelativePath(vscode.Uri.parse(uri)),
      run: () => insert(uri, key),
    })),
    ...(status?.earlier ?? []).map(({ document, picture, words }) => ({
      label: `$(inbox) ${picture}`,
      description: `drawn earlier for “${words}”, in no document`,
      run: () => openAt(document, words),
    })),
    ...(status?.unfinished ?? []).map((job) => ({
      label: `$(debug-restart) ${job.title}`,
      description: 'ended with the window',
      run: () => offer(job, server, changed),
    })),
  ];
  if (status && status.working.length > 0) {
    waits.push({
      label: '$(debug-stop) Stop all that is at work',
      run: () => vscode.commands.executeCommand('limner.cancel'),
    });
  }
  if (waits.length > 0) {
    waits.push({ label: '', kind: vscode.QuickPickItemKind.Separator });
  }
  return [...waits, ...commands.map(([icon, title, name]) => ({ label: `${icon} ${title}`, run: run(name) }))];
}

function placeholder(status: Status | undefined): string {
  if (!status) {
    return 'The server does not run.';
  }
  return `${who(status, 'chat', 'Own words')} · ${who(status, 'image', 'sketches')} · today ${money(status)}`;
}

function who({ services }: Status, kind: 'chat' | 'image', embedded: string): string {
  const service = services[kind];
  return service?.model ? `${service.model} at ${service.host}` : embedded;
}

function money({ spent, limits }: Status): string {
  return spent ? `${dollars(spent.day)} of ${dollars(limits.day)}` : 'unknown: the journal cannot be read';
}

function dollars(amount: number): string {
  return `$${amount.toFixed(2)}`;
}

/** Inserts a finished result at the cursor of its document. */
export async function insert(uri: string, key: string): Promise<void> {
  const { selection } = await vscode.window.showTextDocument(vscode.Uri.parse(uri));
  const place = { line: selection.active.line, character: selection.active.character };
  const argument = { uri, range: { start: place, end: place }, options: { finished: key } };
  await vscode.commands.executeCommand('limner.insertFinished', argument);
}

async function offerPicture(document: string, picture: string, words: string): Promise<void> {
  const show = 'Open Document';
  const message = `The picture ${picture} was drawn earlier for “${words}”, and its document does not show it yet.`;
  if ((await vscode.window.showInformationMessage(message, show)) === show) {
    await openAt(document, words);
  }
}

/** Opens a document at *words*, where the light bulb offers what waits. */
async function openAt(document: string, words: string): Promise<void> {
  const editor = await vscode.window.showTextDocument(vscode.Uri.parse(document));
  const start = editor.document.getText().indexOf(words);
  if (start >= 0) {
    const [first, last] = [start, start + words.length].map((offset) => editor.document.positionAt(offset));
    editor.selection = new vscode.Selection(first as vscode.Position, last as vscode.Position);
    editor.revealRange(editor.selection);
  }
}

const AGAIN = 'Do It Now';
const FORGET = 'Forget It';

/** Offers a job that ended with the window; the words are looked for where they are now. */
async function offer(job: Unfinished, server: Server, changed: () => void): Promise<void> {
  const message = `${job.title}: this was not finished when the window closed. ${job.note}`.trim();
  const answer = await vscode.window.showInformationMessage(message, AGAIN, FORGET);
  if (!answer) {
    return;
  }
  await server.ask('limner/forgetJob', { key: job.key });
  changed();
  if (answer === FORGET) {
    return;
  }
  const { uri, text, range, options } = job.argument;
  const editor = await vscode.window.showTextDocument(vscode.Uri.parse(uri));
  const start = text === undefined ? -1 : editor.document.getText().indexOf(text);
  if (text !== undefined && start < 0) {
    void vscode.window.showInformationMessage(`“${text}” is not in this document any more: select the words again.`);
    return;
  }
  if (text === undefined) {
    await vscode.commands.executeCommand(job.command, { uri, range, options });
    return;
  }
  const [first, last] = [start, start + text.length].map((offset) => editor.document.positionAt(offset));
  editor.selection = new vscode.Selection(first as vscode.Position, last as vscode.Position);
  editor.revealRange(editor.selection);
  const place = ({ line, character }: vscode.Position) => ({ line, character });
  const found = { start: place(editor.selection.start), end: place(editor.selection.end) };
  await vscode.commands.executeCommand(job.command, { uri, range: found, text, options });
}
