// Checks the set-up by asking the running server; what is not right can be opened from the page.
import * as vscode from 'vscode';
import type { Server } from './server';
import { declared, openSetting } from './settings';

interface Report {
  title: string;
  rows: { label: string; text: string; setting: string }[];
  settings: { key: string; value: string; origin: string }[];
  problems: string[];
}

const SCHEME = 'limner-setup';
const PAGE = vscode.Uri.parse(`${SCHEME}:Limner%20Setup`);

const BUTTONS: [string, string][] = [
  ['$(rocket) Set Up…', 'limner.palette.setUp'],
  ['$(gear) Settings', 'limner.palette.settings'],
  ['$(output) Log', 'limner.palette.log'],
  ['$(refresh) Check Again', 'limner.palette.doctor'],
];

export const OPEN_SETTING = 'limner.palette.openSetting';

/** Returns the command that shows how the running server is set up, also for the open document: a page to read only. */
export function setupCheck(context: vscode.ExtensionContext, server: Server): () => Promise<void> {
  let content = '';
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const own = { scheme: SCHEME };
  context.subscriptions.push(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent: () => content,
    }),
    vscode.languages.registerDocumentLinkProvider(own, { provideDocumentLinks: (page) => links(page, context) }),
    vscode.languages.registerCodeLensProvider(own, { provideCodeLenses: () => buttons() }),
    vscode.commands.registerCommand(OPEN_SETTING, openSetting),
  );
  return async () => {
    if (await server.ready()) {
      const { report } = await server.ask<{ report: Report }>('limner/status', { uri: about(), report: true });
      content = page(report, context);
      changed.fire(PAGE);
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(PAGE), { preview: true });
    }
  };
}

function about(): string | undefined {
  const documents = vscode.window.visibleTextEditors.map(({ document }) => document.uri);
  const shown = [vscode.window.activeTextEditor?.document.uri, ...documents];
  return shown.find((uri) => uri && uri.scheme !== SCHEME)?.toString();
}

/** Writes the report; settings are spelled as this editor spells them. */
function page({ title, rows, settings, problems }: Report, context: vscode.ExtensionContext): string {
  const named = (text: string) => spelled(text, context).replace('run “limner setup”', 'run “Limner: Set Up…”');
  const lines = [title];
  lines.push(...problems.map((problem) => `! ${named(problem)}`));
  lines.push(...rows.map(({ label, text }) => `  ${label.padEnd(15)} ${named(text)}`));
  lines.push('Settings that differ from their defaults:');
  lines.push(...settings.map(({ key, value, origin }) => `  limner.${key} = ${value} (from ${ours(origin)})`));
  if (settings.length === 0) {
    lines.push('  none');
  }
  lines.push('Settings that decide what is shown above:');
  const deciding = [...new Set(rows.map(({ setting }) => setting).filter(Boolean))];
  lines.push(...deciding.map((key) => `  limner.${key}`));
  return `${lines.join('\n')}\n`;
}

/** Says *text* with the names of settings as this editor has them. */
function spelled(text: string, context: vscode.ExtensionContext): string {
  const names = Object.keys(declared(context.extension));
  const keys = names.map((name) => name.slice('limner.'.length)).filter((key) => key.includes('.'));
  return text.replace(/(?<![\w./])[a-z]+(?:\.[a-zA-Z]+)+(?![\w/])/g, (word) =>
    keys.includes(word) ? `limner.${word}` : word,
  );
}

/** The server knows this editor's user settings as its environment. */
function ours(origin: string): string {
  return origin === 'the environment' ? 'your settings' : origin;
}

function links(document: vscode.TextDocument, context: vscode.ExtensionContext): vscode.DocumentLink[] {
  const known = declared(context.extension);
  const text = document.getText();
  return [...text.matchAll(/limner\.[a-zA-Z.]*[a-zA-Z]/g)]
    .filter(([name]) => name in known)
    .map(({ 0: name, index }) => {
      const range = new vscode.Range(document.positionAt(index), document.positionAt(index + name.length));
      const target = vscode.Uri.parse(`command:${OPEN_SETTING}?${encodeURIComponent(JSON.stringify([name]))}`);
      const link = new vscode.DocumentLink(range, target);
      link.tooltip = 'Open this setting';
      return link;
    });
}

function buttons(): vscode.CodeLens[] {
  const top = new vscode.Range(0, 0, 0, 0);
  return BUTTONS.map(([title, command]) => new vscode.CodeLens(top, { title, command }));
}
