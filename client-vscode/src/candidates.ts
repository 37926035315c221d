// Choosing by a look: the pictures that have come side by side, with number keys.
import * as vscode from 'vscode';
import type { CancellationToken, LanguageClient } from 'vscode-languageclient/node';
import { escaped, fill, folderOf } from './page';

interface Candidates {
  question: string;
  prompt: string;
  pictures: string[];
  old: string | null;
  /** What the button for more says. */
  more: string;
}

type Choice = number | 'keep' | 'more' | null;

/** Lets *client* have the person choose among pictures. */
export function offerCandidates(client: LanguageClient): void {
  client.onRequest('limner/candidates', async (candidates: Candidates, token: CancellationToken) => ({
    choice: await choose(candidates, token),
  }));
}

function choose(candidates: Candidates, token: CancellationToken): Promise<Choice> {
  const pictures = candidates.pictures.map((picture) => vscode.Uri.parse(picture));
  const old = candidates.old === null ? undefined : vscode.Uri.parse(candidates.old);
  const beside = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: false };
  const panel = vscode.window.createWebviewPanel('limner.candidates', 'Choose a Picture', beside, {
    retainContextWhenHidden: true,
  });
  const address = (file: vscode.Uri) => escaped(panel.webview.asWebviewUri(file).toString());
  const card = (file: vscode.Uri, choice: string, label: string) =>
    `<button data-choice="${choice}" aria-label="${label}"><img alt="" src="${address(file)}">${label}</button>`;
  const cards = pictures.map((file, index) => card(file, String(index), `${index + 1}`));
  const body = `<h1>${escaped(candidates.question)}</h1>
<main>${old ? card(old, 'keep', 'As it is (0)') : ''}${cards.join('')}</main>
<p><button data-choice="more">${escaped(candidates.more)} (M)</button></p>
<details><summary>Prompt</summary><p>${escaped(candidates.prompt)}</p></details>`;
  fill(panel, { body, style: STYLE, script: SCRIPT }, [...new Set([...pictures, ...(old ? [old] : [])].map(folderOf))]);
  return new Promise((resolve) => {
    panel.webview.onDidReceiveMessage(({ choice }: { choice: string }) => {
      resolve(choice === 'keep' || choice === 'more' ? choice : Number(choice));
      panel.dispose();
    });
    panel.onDidDispose(() => resolve(null));
    token.onCancellationRequested(() => panel.dispose());
  });
}

const STYLE = `
h1 { font-size: 1.1em; font-weight: 600; margin: 0 0 10px }
main { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(150px, 100%), 1fr)); gap: 10px }
main button { padding: 6px; color: inherit; background: none; border-color: var(--vscode-panel-border, #8886) }
main button:hover { border-color: var(--vscode-focusBorder) }
main img { width: 100%; margin-bottom: 6px }
details { margin-top: 10px; color: var(--vscode-descriptionForeground) }
`;

const SCRIPT = `
const choose = (choice) => api.postMessage({ choice });
const find = (choice) => document.querySelector('button[data-choice="' + choice + '"]');
for (const button of document.querySelectorAll('button')) button.onclick = () => choose(button.dataset.choice);
addEventListener('keydown', ({ key, ctrlKey, metaKey, altKey }) => {
  if (ctrlKey || metaKey || altKey) return;
  const wanted = key === '0' ? 'keep' : /^[1-9]$/.test(key) ? String(Number(key) - 1) : /^m$/i.test(key) ? 'more' : '';
  if (wanted && find(wanted)) choose(wanted);
});
find('0').focus();
`;
