// A real Visual Studio Code (code-server) in headless Chromium, used as a person would use it.
//   LIMNER_VSCODE     code-server's out/node/entry.js, run with this very node
//   LIMNER_PLAYWRIGHT a file beside playwright-core's node_modules
//   LIMNER_VSIX       the packed extension
//   LIMNER_WORK       a scratch folder; screenshots land in its folder `shots`
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import net from 'node:net';
import path from 'node:path';

const { LIMNER_VSCODE, LIMNER_PLAYWRIGHT, LIMNER_VSIX, LIMNER_WORK } = process.env;
const { chromium } = createRequire(LIMNER_PLAYWRIGHT)('playwright-core');

export const work = LIMNER_WORK;
const data = path.join(work, 'data');
const extensions = path.join(work, 'extensions');
const shots = path.join(work, 'shots');

export const QUIET = {
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none',
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'remote.autoForwardPorts': false,
  'editor.accessibilitySupport': 'off',
  'files.hotExit': 'off',
  'window.commandCenter': false,
  'workbench.layoutControl.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'editor.minimap.enabled': false,
};

/** Says what a step has found, as one line of JSON. */
export function report(event) {
  console.log(JSON.stringify(event));
}

/** Writes *files* (contents by path) into the folder *name* of the scratch folder and returns it. */
export function folderOf(name, files) {
  const folder = path.join(work, name);
  for (const [file, content] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), content);
  }
  return folder;
}

/** Where the extension keeps what is its own. */
export const storage = path.join(data, 'User', 'globalStorage', 'limner.limner');

/** The person's settings as the editor has written them. */
export function settingsNow() {
  return JSON.parse(fs.readFileSync(path.join(data, 'User', 'settings.json'), 'utf8'));
}

/**
 * Starts the editor with *settings* (and the test models, if *models*), shows *folder*, and gives *steps* the page; afterwards everything is stopped.
 * What goes wrong is reported, with a screenshot.
 */
export async function inEditor({ settings = {}, variables = {}, folder, models = false }, steps) {
  await started({ settings, variables, models, vsix: LIMNER_VSIX }, async (page, port) => {
    await page.goto(`http://127.0.0.1:${port}/?folder=${encodeURIComponent(folder)}`);
    await page.waitForSelector('.monaco-workbench .part.editor');
    await steps(page);
  });
}

/** Runs the tests in the file *tests* in the extension host, with the extension in the folder *extension*; returns its exit code. */
export async function inExtensionHost({ settings, variables, folder, extension, tests, models }) {
  let code;
  await started({ settings, variables, models, options: ['--vscode-option', 'enable-smoke-test-driver'] }, async (page, port) => {
    let ended;
    const end = new Promise((resolve) => {
      ended = resolve;
    });
    await page.exposeFunction('codeAutomationLog', () => {});
    await page.exposeFunction('codeAutomationExit', (result) => ended(result));
    const remote = (file) => `vscode-remote://127.0.0.1:${port}${file}`;
    const payload = [['extensionDevelopmentPath', remote(extension)], ['extensionTestsPath', remote(tests)], ['skipWelcome', 'true']];
    await page.goto(`http://127.0.0.1:${port}/?folder=${encodeURIComponent(folder)}&payload=${encodeURIComponent(JSON.stringify(payload))}`);
    code = await Promise.race([end, page.waitForTimeout(120_000)]);
  });
  return code;
}

async function started({ settings, variables, vsix, models = false, options = [] }, steps) {
  for (const kind of ['User', 'Machine']) {
    fs.mkdirSync(path.join(data, kind), { recursive: true });
    fs.writeFileSync(path.join(data, kind, 'settings.json'), JSON.stringify({ ...QUIET, ...settings }));
  }
  fs.mkdirSync(extensions, { recursive: true });
  fs.mkdirSync(shots, { recursive: true });
  if (models) {
    // A provider of language models, as Copilot is one; see provider/extension.js.
    fs.cpSync(path.join(import.meta.dirname, 'provider'), path.join(extensions, 'limner-test.models-0.0.1'), { recursive: true });
  }
  const xdg = Object.fromEntries(['CONFIG', 'DATA', 'STATE'].map((kind) => [`XDG_${kind}_HOME`, path.join(data, kind.toLowerCase())]));
  const env = { ...process.env, HOME: data, ...xdg, ...variables };
  const places = ['--user-data-dir', data, '--extensions-dir', extensions];
  if (vsix) {
    const installed = spawnSync(process.execPath, [LIMNER_VSCODE, ...places, '--install-extension', vsix], { env });
    report({ installed: installed.status === 0 });
  }
  const port = await freePort();
  const log = fs.openSync(path.join(work, 'vscode.log'), 'a');
  const quiet = ['--auth', 'none', '--disable-telemetry', '--disable-update-check', '--disable-getting-started-override', ...options];
  const code = spawn(process.execPath, [LIMNER_VSCODE, ...quiet, '--bind-addr', `127.0.0.1:${port}`, ...places], { env, stdio: ['ignore', log, log] });
  await answers(`http://127.0.0.1:${port}/healthz`);
  const browser = await chromium.launch({
    executablePath: process.env.LIMNER_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking'],
  });
  const context = await browser.newContext({ viewport: { width: 1000, height: 640 }, permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  page.setDefaultTimeout(20000);
  try {
    await steps(page, port);
  } catch (error) {
    await shot(page, 'failed');
    report({ failed: error.message });
  } finally {
    await browser.close();
    code.kill('SIGTERM');
    await new Promise((resolve) => code.on('exit', resolve));
  }
}

/** Keeps a picture of the window. */
export function shot(page, name) {
  return page.screenshot({ path: path.join(shots, `${name}.png`) });
}

/** Opens a file of the folder. */
export async function open(page, name) {
  await page.keyboard.press('Control+P');
  await type(page, name);
  await listed(page, name);
  await page.keyboard.press('Enter');
  await page.waitForSelector(`.tab.active:has-text("${name}")`);
}

/** Selects *length* characters on *line* from *column* on, both from 0; the status bar says when they are, or where the cursor is. */
export async function select(page, line, column, length) {
  for (let tries = 0; tries < 8; tries++) {
    await focus(page);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+Home');
    await press(page, 'ArrowDown', line);
    await press(page, 'ArrowRight', column);
    await page.keyboard.down('Shift');
    await press(page, 'ArrowRight', length);
    await page.keyboard.up('Shift');
    const place = length === 0 ? `Ln ${line + 1}, Col ${column + 1}` : `(${length} selected)`;
    try {
      await page.locator('.statusbar-item', { hasText: place }).first().waitFor({ timeout: 2000 });
      return;
    } catch {
      // A late start-up step has taken the focus: once more.
    }
  }
}

/** Opens the light bulb's menu until it offers *title*; returns all it offers. `reselect` selects the words again. */
export async function menu(page, title, reselect) {
  for (let tries = 0; tries < 12; tries++) {
    await reselect();
    await page.waitForTimeout(600); // A late light bulb would close the menu.
    await page.keyboard.press('Control+.');
    try {
      await rows(page).filter({ hasText: title }).first().waitFor({ timeout: 2500 });
      return (await rows(page).allInnerTexts()).map((text) => text.trim()).filter(Boolean);
    } catch {
      await page.keyboard.press('Escape');
    }
  }
  throw new Error(`The light bulb does not offer “${title}”.`);
}

/** Chooses *title* in the light bulb's menu. */
export async function choose(page, title) {
  await rows(page).filter({ hasText: title }).first().click();
}

/** Runs a command of the palette; returns false when it is not offered. */
export async function command(page, title) {
  await openPalette(page);
  await page.keyboard.type(title);
  try {
    await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: title }).first().waitFor({ timeout: 4000 });
  } catch {
    await page.keyboard.press('Escape');
    return false;
  }
  await page.waitForTimeout(300);
  await page.keyboard.press('Enter');
  return true;
}

/** The commands the palette offers for *words*. */
export async function offered(page, words) {
  await openPalette(page);
  await page.keyboard.type(words);
  await page.waitForTimeout(800);
  const texts = await page.locator('.quick-input-list .monaco-list-row .label-name').allInnerTexts();
  await page.keyboard.press('Escape');
  return texts.map((text) => text.replaceAll('\u00a0', ' ')).filter((text) => text.startsWith('Limner:'));
}

/** Answers the question *title* of the quick input. */
export async function answer(page, title, text) {
  await page.locator('.quick-input-widget:visible', { hasText: title }).waitFor();
  await page.waitForTimeout(300);
  await page.keyboard.type(text);
  await page.waitForTimeout(300);
  await page.keyboard.press('Enter');
}

/** Waits for a notification that says *text*, and returns all its words. */
export async function toast(page, text, timeout = 20000) {
  const found = page.locator('.notifications-toasts .notification-list-item').filter({ hasText: text }).first();
  await found.waitFor({ timeout });
  return (await found.innerText()).replace(/\s*\n\s*/g, ' | ');
}

/** Waits for a question of a job that says *text*, and returns its title. */
export async function question(page, text, timeout = 20000) {
  const found = page.locator('.quick-input-widget:visible', { hasText: text }).first();
  await found.waitFor({ timeout });
  return (await found.locator('.quick-input-title').innerText()).trim();
}

/** Answers a question of a job with the row *choice*, as a person does who has read it. */
export async function reply(page, text, choice) {
  const title = await question(page, text);
  await page.waitForTimeout(800);
  await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: choice }).first().click();
  return title;
}

/** The page that an extension shows, which is a page in a page in the window. */
export function panelOf(page) {
  return page.locator('iframe.webview:visible').last().contentFrame().locator('iframe#active-frame').contentFrame();
}

/** Presses a button of the notification that says *text*. */
export async function pressButton(page, text, button) {
  const found = page.locator('.notifications-toasts .notification-list-item').filter({ hasText: text }).first();
  await found.locator('.monaco-button', { hasText: button }).first().click();
}

export async function undo(page) {
  await focus(page);
  await page.keyboard.press('Control+Z');
}

/** Saves until *file* is as *wanted*; returns its text. */
export async function saved(page, file, wanted, seconds = 15) {
  const end = Date.now() + seconds * 1000;
  let text = '';
  while (Date.now() < end) {
    await page.keyboard.press('Control+S');
    await page.waitForTimeout(300);
    text = fs.readFileSync(file, 'utf8');
    if (wanted(text)) {
      break;
    }
  }
  return text;
}

/** Waits until *condition* holds. */
export async function until(page, condition, what, seconds = 20) {
  const end = Date.now() + seconds * 1000;
  while (!(await condition())) {
    if (Date.now() > end) {
      throw new Error(`It never came to be: ${what}.`);
    }
    await page.waitForTimeout(200);
  }
}

export function focus(page) {
  return page.locator('.monaco-editor .view-lines').first().click();
}

async function openPalette(page) {
  for (let tries = 0; tries < 4; tries++) {
    await page.keyboard.press('F1');
    try {
      await inQuickInput(page, 3000);
      return;
    } catch {
      await page.keyboard.press('Escape');
    }
  }
  throw new Error('The command palette does not open.');
}

async function inQuickInput(page, timeout = 20000) {
  await page.waitForFunction(() => document.activeElement?.closest('.quick-input-widget'), undefined, { timeout });
  await page.waitForTimeout(100);
}

async function type(page, text) {
  await inQuickInput(page);
  await page.keyboard.type(text);
}

async function listed(page, text) {
  await page.waitForSelector(`.quick-input-list .monaco-list-row:has-text("${text}")`);
  await page.waitForTimeout(300);
}

async function press(page, key, times) {
  for (let time = 0; time < times; time++) {
    await page.keyboard.press(key);
  }
}

function rows(page) {
  return page.locator('.action-widget:visible .monaco-list-row');
}

function freePort() {
  return new Promise((resolve) => {
    const probe = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function answers(url) {
  for (let tries = 0; tries < 600; tries++) {
    try {
      await fetch(url);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error('The editor did not start.');
}
