// Drives a real Visual Studio Code (code-server) in headless Chromium as a person would: select the
// words, open the light bulb's menu, choose, save; then undo once. Prints one JSON object a step.
//   LIMNER_VSCODE     code-server's out/node/entry.js, run with this very node
//   LIMNER_PLAYWRIGHT a file beside playwright-core's node_modules
//   LIMNER_COMMAND    the server's command
//   LIMNER_VSIX       the packed extension
//   LIMNER_WORK       a scratch folder; screenshots land in it
import { spawn, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';

const { LIMNER_VSCODE, LIMNER_PLAYWRIGHT, LIMNER_COMMAND, LIMNER_VSIX, LIMNER_WORK } = process.env;
const { chromium } = createRequire(LIMNER_PLAYWRIGHT)('playwright-core');
const NOTE = '# Trip\n\nWe saw a beach sunset.\n\nThen home.\n';
const WORDS = 'a beach sunset';

const folder = path.join(LIMNER_WORK, 'folder');
const data = path.join(LIMNER_WORK, 'data');
const extensions = path.join(LIMNER_WORK, 'extensions');
const note = path.join(folder, 'note.md');
fs.mkdirSync(path.join(data, 'User'), { recursive: true });
fs.mkdirSync(folder, { recursive: true });
fs.mkdirSync(extensions, { recursive: true });
fs.writeFileSync(note, NOTE);
fs.writeFileSync(path.join(data, 'User', 'settings.json'), JSON.stringify({
  'limner.command': LIMNER_COMMAND,
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none',
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'remote.autoForwardPorts': false,
  'editor.accessibilitySupport': 'off',
  'files.hotExit': 'off',
}));
const env = { ...process.env, HOME: data, XDG_CONFIG_HOME: path.join(data, 'config'), XDG_DATA_HOME: path.join(data, 'share'), XDG_STATE_HOME: path.join(data, 'state') };
const places = ['--user-data-dir', data, '--extensions-dir', extensions];
const installed = spawnSync(process.execPath, [LIMNER_VSCODE, ...places, '--install-extension', LIMNER_VSIX], { env, encoding: 'utf8' });
report({ installed: installed.status === 0, said: installed.stdout.trim().split('\n').at(-1) });

const port = await new Promise((resolve) => {
  const probe = net.createServer().listen(0, '127.0.0.1', () => {
    const { port } = probe.address();
    probe.close(() => resolve(port));
  });
});
const log = fs.openSync(path.join(LIMNER_WORK, 'vscode.log'), 'w');
const code = spawn(process.execPath, [LIMNER_VSCODE, '--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, '--disable-telemetry', '--disable-update-check', ...places, folder], { env, stdio: ['ignore', log, log] });
for (let tries = 0; ; tries++) {
  try { await fetch(`http://127.0.0.1:${port}/healthz`); break; } catch { if (tries > 200) throw new Error('the editor did not start'); }
  await new Promise((resolve) => setTimeout(resolve, 100));
}
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking'] });
const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
page.setDefaultTimeout(20000);
try {
  await page.goto(`http://127.0.0.1:${port}/?folder=${encodeURIComponent(folder)}`);
  await page.waitForSelector('.monaco-workbench .part.editor');
  await page.keyboard.press('Control+P');
  await page.waitForSelector('.quick-input-widget input');
  await page.keyboard.type('note.md');
  await listed('note.md');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.tab.active:has-text("note.md")');
  await page.waitForTimeout(4000); // The extension starts its server.

  await action('Expand into an image prompt', 'expand', (text) => !text.includes('saw a beach sunset.') && text.length > NOTE.length);
  await action('Draw this and insert the image', 'draw', (text) => text.includes('](a-beach-sunset.png)'));
  report({ picture: fs.readFileSync(path.join(folder, 'a-beach-sunset.png')).subarray(1, 4).toString() });
  await palette('Limner: Expand into Image Prompt', 'palette', (text) => text.length > NOTE.length + 100);
} catch (error) {
  await page.screenshot({ path: path.join(LIMNER_WORK, 'failed.png') });
  report({ failed: error.message });
} finally {
  await browser.close();
  code.kill('SIGTERM');
  await new Promise((resolve) => code.on('exit', resolve));
}
process.exit(0);

function report(event) { console.log(JSON.stringify(event)); }

/** Waits until the quick input's list offers *text*. */
async function listed(text) {
  await page.waitForSelector(`.quick-input-list .monaco-list-row:has-text("${text}")`);
  await page.waitForTimeout(300);
}

function rows() { return page.locator('.action-widget:visible .monaco-list-row'); }

/** Selects the words on line 3; the status bar says when the selection is really there. */
async function select() {
  for (let tries = 0; tries < 4; tries++) {
    await page.locator('.monaco-editor .view-lines').first().click();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+Home');
    for (let line = 0; line < 2; line++) await page.keyboard.press('ArrowDown');
    for (let column = 0; column < 7; column++) await page.keyboard.press('ArrowRight');
    await page.keyboard.down('Shift');
    for (let column = 0; column < WORDS.length; column++) await page.keyboard.press('ArrowRight');
    await page.keyboard.up('Shift');
    try {
      await page.locator('.statusbar-item', { hasText: `(${WORDS.length} selected)` }).waitFor({ timeout: 2000 });
      return;
    } catch { /* A late start-up step has taken the focus: once more. */ }
  }
}

async function action(title, name, wanted) {
  await select();
  await page.waitForTimeout(600); // A late light bulb would close the menu.
  for (let tries = 0; tries < 6; tries++) {
    await page.keyboard.press('Control+.');
    try { await rows().first().waitFor({ timeout: 2500 }); break; } catch { await page.keyboard.press('Escape'); await select(); }
  }
  const menu = (await rows().allInnerTexts()).map((text) => text.trim()).filter(Boolean);
  await page.screenshot({ path: path.join(LIMNER_WORK, `${name}-menu.png`) });
  await rows().filter({ hasText: title }).first().click();
  await landed(name, wanted, { menu });
}

async function palette(title, name, wanted) {
  await select();
  await page.keyboard.press('F1');
  await page.waitForSelector('.quick-input-widget input');
  await page.keyboard.type(title);
  await listed(title);
  await page.keyboard.press('Enter');
  await landed(name, wanted, {});
}

/** Waits until the saved file is as wanted, then undoes once and compares with the beginning. */
async function landed(name, wanted, more) {
  const text = await saved(wanted);
  await page.screenshot({ path: path.join(LIMNER_WORK, `${name}-after.png`) });
  await page.locator('.monaco-editor .view-lines').first().click();
  await page.keyboard.press('Control+Z');
  const undone = await saved((now) => now === NOTE);
  report({ step: name, ...more, text, undone: undone === NOTE });
}

async function saved(wanted) {
  const end = Date.now() + 15000;
  let text = '';
  while (Date.now() < end) {
    await page.keyboard.press('Control+S');
    await page.waitForTimeout(300);
    text = fs.readFileSync(note, 'utf8');
    if (wanted(text)) break;
  }
  return text;
}
