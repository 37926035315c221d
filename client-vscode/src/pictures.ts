// “Pictures and Costs”: what was drawn, what it cost, and what was not chosen, with thumbnails.
import * as vscode from 'vscode';
import { escaped, fill, folderOf } from './page';
import type { Server } from './server';
import type { Status } from './status';

interface Row {
  number: number;
  created: string;
  state: string;
  says: string;
  words: string | null;
  document: string | null;
  model: string | null;
  pictures: string[];
  kept: string | null;
  cost: number | null;
  note: string | null;
}

interface Written {
  pictures?: string[];
  problems?: string[];
  error?: string;
}

/** What a button of the page asks for. */
interface Wish {
  act: 'open' | 'document' | 'show' | 'save' | 'refresh';
  number: number;
  picture?: string;
}

/** Returns the command that shows the page; there is one of it. */
export function picturesPage(server: Server): () => Promise<void> {
  let panel: vscode.WebviewPanel | undefined;
  return async () => {
    if (!(await server.ready())) {
      return;
    }
    if (!panel) {
      panel = vscode.window.createWebviewPanel('limner.pictures', 'Pictures and Costs', vscode.ViewColumn.Active, {
        retainContextWhenHidden: true,
      });
      panel.onDidDispose(() => {
        panel = undefined;
      });
      heed(panel, server);
    }
    panel.reveal();
    await show(panel, server, new Map());
  };
}

function heed(panel: vscode.WebviewPanel, server: Server): void {
  const looked = new Map<number, string[]>();
  panel.webview.onDidReceiveMessage(async ({ act, number, picture }: Wish) => {
    if (act === 'open' && picture) {
      await vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(picture), vscode.ViewColumn.Beside);
    } else if (act === 'document' && picture) {
      await vscode.window.showTextDocument(vscode.Uri.file(picture), { viewColumn: vscode.ViewColumn.Beside });
    } else if (act === 'save') {
      await save(server, number);
    } else if (act === 'show') {
      const { pictures = [], error } = await server.ask<Written>('limner/history', { number, show: true });
      tell(error);
      looked.set(number, pictures);
      await show(panel, server, looked);
    } else if (act === 'refresh') {
      await show(panel, server, looked);
    }
  });
}

/** Writes what came for a row into a folder that the person names. */
async function save(server: Server, number: number): Promise<void> {
  const [folder] =
    (await vscode.window.showOpenDialog({
      title: 'Where should the pictures go?',
      openLabel: 'Save Here',
      canSelectFolders: true,
      canSelectFiles: false,
      defaultUri: vscode.workspace.workspaceFolders?.[0]?.uri,
    })) ?? [];
  if (folder) {
    const { pictures = [], error } = await server.ask<Written>('limner/history', { number, save: folder.fsPath });
    tell(error);
    const names = pictures.map((picture) => vscode.workspace.asRelativePath(vscode.Uri.parse(picture)));
    void vscode.window.showInformationMessage(
      names.length > 0 ? `Saved: ${names.join(', ')}` : 'No picture came back.',
    );
  }
}

async function show(panel: vscode.WebviewPanel, server: Server, looked: Map<number, string[]>): Promise<void> {
  const [{ rows = [], error }, status] = await Promise.all([
    server.ask<{ rows?: Row[]; error?: string }>('limner/history', {}),
    server.ask<Status>('limner/status', {}),
  ]);
  tell(error);
  const shown = (row: Row) => [...row.pictures, ...(looked.get(row.number) ?? [])].map((uri) => vscode.Uri.parse(uri));
  const folders = [...new Map(rows.flatMap(shown).map((file) => [folderOf(file).toString(), folderOf(file)])).values()];
  const { spent, limits } = status;
  const sum = spent
    ? `Today ${dollars(spent.day)} of ${dollars(limits.day)}, this month ${dollars(spent.month)} of ${dollars(limits.month)}.`
    : '';
  const articles = rows.map((row) => article(row, shown(row), panel.webview));
  const body = `<header><h1>Pictures and Costs</h1><p>${sum}</p><button data-act="refresh">Look again</button></header>
<main>${articles.join('') || '<p>No picture was asked of an image service yet. Sketches cost nothing, and are not listed.</p>'}</main>`;
  fill(panel, { body, style: STYLE, script: SCRIPT }, folders);
}

function article(row: Row, pictures: vscode.Uri[], webview: vscode.Webview): string {
  const { number, created, says, words, document, model, kept, cost, note } = row;
  const button = (act: string, title: string, picture = '') =>
    `<button data-act="${act}" data-number="${number}" data-picture="${escaped(picture)}">${title}</button>`;
  const thumbs = pictures.map(
    (file) =>
      `<button class="thumb" data-act="open" data-number="${number}" data-picture="${escaped(file.toString())}" title="${escaped(file.fsPath)}"><img alt="" src="${escaped(webview.asWebviewUri(file).toString())}"></button>`,
  );
  const facts = [
    created.replace('T', ' ').slice(0, 16),
    says,
    cost === null ? 'price unknown' : dollars(cost),
    model ?? '',
  ];
  const buttons = [
    ...(kept ? [button('show', 'Show what came'), button('save', 'Save…')] : []),
    ...(document ? [button('document', 'Open document', document)] : []),
  ];
  return `<article><div class="thumbs">${thumbs.join('')}</div><div><h2>${escaped(words ?? '')}</h2>
<p>${facts.filter(Boolean).map(escaped).join(' · ')}</p>${note ? `<p>${escaped(note)}</p>` : ''}<p>${buttons.join(' ')}</p></div></article>`;
}

function tell(error: string | undefined): void {
  if (error) {
    void vscode.window.showErrorMessage(error);
  }
}

function dollars(amount: number): string {
  return `$${amount.toFixed(2)}`;
}

const STYLE = `
header { display: flex; gap: 16px; align-items: baseline; flex-wrap: wrap }
h1 { font-size: 1.3em; margin: 0 } h2 { font-size: 1em; margin: 0 }
header p { margin: 0; flex: 1 }
article { display: grid; grid-template-columns: 180px 1fr; gap: 14px; padding: 12px 0; border-top: 1px solid var(--vscode-panel-border, #8886); margin-top: 12px }
article button { white-space: nowrap; margin: 2px 4px 2px 0 }
article p { margin: 4px 0; color: var(--vscode-descriptionForeground) }
.thumbs { display: flex; flex-wrap: wrap; gap: 6px; align-content: flex-start }
.thumb { padding: 0; background: none; width: 84px } .thumb:only-child { width: 174px }
`;

const SCRIPT = `
for (const button of document.querySelectorAll('button')) button.onclick = () => api.postMessage(
  { act: button.dataset.act, number: Number(button.dataset.number), picture: button.dataset.picture });
`;
