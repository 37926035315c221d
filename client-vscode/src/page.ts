// Pages of the editor that show pictures: what holds for all of them.
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** What a page consists of. */
export interface Page {
  /** HTML, already escaped. */
  body: string;
  style: string;
  /** Runs in the page; `api` is there, and what it posts is heard. */
  script: string;
}

/** Shows *page* in *panel*, which may load pictures from *folders* and nothing else. */
export function fill(panel: vscode.WebviewPanel, { body, style, script }: Page, folders: vscode.Uri[]): void {
  const nonce = randomBytes(16).toString('hex');
  const { cspSource } = panel.webview;
  panel.webview.options = { enableScripts: true, localResourceRoots: folders };
  panel.webview.html = `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src ${cspSource}; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'">
<style nonce="${nonce}">${SHARED}${style}</style></head>
<body>${body}<script nonce="${nonce}">const api = acquireVsCodeApi();${script}</script></body></html>`;
}

/** The folder of a file, as `fill` takes it. */
export function folderOf(file: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(file, '..');
}

/** Writes *text* so that nothing in it is markup. */
export function escaped(text: string): string {
  const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (sign) => signs[sign] as string);
}

const SHARED = `
body { padding: 12px; color: var(--vscode-foreground); font: var(--vscode-font-size) var(--vscode-font-family) }
button { font: inherit; color: var(--vscode-button-secondaryForeground); background: var(--vscode-button-secondaryBackground);
  border: 1px solid var(--vscode-button-border, transparent); border-radius: 4px; padding: 4px 10px; cursor: pointer }
button:focus-visible { outline: 2px solid var(--vscode-focusBorder); outline-offset: 1px }
img { max-width: 100%; display: block }
`;
