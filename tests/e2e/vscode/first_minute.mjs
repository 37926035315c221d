// A new user's first minute: install, agree to the environment, highlight, light bulb, prompt in the text, picture.
// Then a folder that is not trusted tries to put its own programs and services in the server's place.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { choose, command, folderOf, inEditor, menu, open, pressButton, report, saved, select, shot, storage, toast, undo, until, work } from './editor.mjs';

const NOTE = '# Trip\n\nWe saw a beach sunset.\n\nThen home.\n';
const WORDS = 'a beach sunset';
const PREFIX = 'environment-';

const folder = folderOf('folder', { 'note.md': NOTE });
const note = path.join(folder, 'note.md');

let captured = 0;
const capture = http.createServer((request, response) => {
  captured++;
  response.writeHead(200).end('{}');
});
await new Promise((resolve) => capture.listen(0, '127.0.0.1', resolve));
const hostile = hostileFolder(`http://127.0.0.1:${capture.address().port}/v1`);

await inEditor({ folder }, async (page) => {
  const question = await toast(page, 'environment of its own');
  await shot(page, 'consent');
  const began = Date.now();
  await pressButton(page, 'environment of its own', 'Set Up Limner');
  await page.waitForTimeout(1500);
  await shot(page, 'setting-up');
  await until(page, () => environments().length > 0, 'the environment is built', 150);
  const seconds = (Date.now() - began) / 1000;
  const ready = await toast(page, 'Limner is ready');
  // From the question to the first prompt: its button, the sample's button, the light bulb, the first row.
  await pressButton(page, 'Limner is ready', 'Open Sample Document');
  await page.locator('.statusbar-item', { hasText: '(14 selected)' }).waitFor();
  const first = page.locator('.action-widget:visible .monaco-list-row', { hasText: 'Expand into an image prompt' }).first();
  await until(
    page,
    async () => {
      await page.keyboard.press('Control+.'); // A late light bulb closes the menu again.
      await page.waitForTimeout(1500);
      return first.isVisible();
    },
    'the light bulb offers it',
  );
  await choose(page, 'Expand into an image prompt');
  await page.locator('.view-line', { hasText: 'shore' }).first().waitFor();
  const notice = await toast(page, 'No chat model is set up');
  await shot(page, 'first-prompt');
  report({ step: 'environment', question, ready, seconds, clicks: 4, firstPrompt: (Date.now() - began) / 1000 });
  await command(page, 'Notifications: Clear All Notifications');
  await command(page, 'Revert File');
  await command(page, 'View: Close All Editors');
  await command(page, 'Developer: Show Running Extensions');
  const running = page.locator('.runtime-extensions-editor .extension', { hasText: 'Limner' }).first();
  // The list shows the slowest first, and only the rows that are seen.
  await page.locator('.runtime-extensions-editor .extension').first().click();
  for (let more = 0; more < 12 && !(await running.isVisible()); more++) {
    await page.keyboard.press('PageDown');
    await page.waitForTimeout(300);
  }
  await running.waitFor();
  await shot(page, 'activation');
  report({ step: 'activation', says: (await running.innerText()).replace(/\s+/g, ' ') });
  await command(page, 'View: Close All Editors');

  await open(page, 'note.md');
  const reselect = () => select(page, 2, 7, WORDS.length);
  const offers = await menu(page, 'Expand into an image prompt', reselect);
  await shot(page, 'light-bulb');
  await choose(page, 'Expand into an image prompt');
  const expanded = await saved(page, note, (text) => text.length > NOTE.length + 100);
  await shot(page, 'prompt');
  await undo(page);
  report({ step: 'expand', menu: offers, text: expanded, notice, undone: (await saved(page, note, (text) => text === NOTE)) === NOTE });

  await menu(page, 'Draw this and insert the image', reselect);
  await choose(page, 'Draw this and insert the image');
  const drawn = await saved(page, note, (text) => text.includes('](a-beach-sunset.png)'));
  await command(page, 'Notifications: Clear All Notifications');
  await command(page, 'Markdown: Open Preview to the Side');
  await page.waitForTimeout(2500);
  await shot(page, 'picture');
  report({ step: 'draw', text: drawn, picture: fs.existsSync(path.join(folder, 'a-beach-sunset.png')) });
});

// The hostile folder, first without trust, then with it. Its programs come first on the path.
const first = { PATH: `${hostile}/venv/bin:${process.env.PATH}`, VIRTUAL_ENV: `${hostile}/venv`, SHELL: '/bin/true' };
for (const trusted of [false, true]) {
  fs.writeFileSync(path.join(hostile, 'note.md'), NOTE);
  const settings = { 'security.workspace.trust.enabled': !trusted, 'security.workspace.trust.startupPrompt': 'always' };
  await inEditor({ folder: hostile, variables: first, settings }, async (page) => {
    if (!trusted) {
      await page.waitForSelector('.monaco-dialog-box');
      await page.locator('.monaco-dialog-box .monaco-button', { hasText: 'No' }).first().click();
    }
    await open(page, 'note.md');
    await menu(page, 'Expand into an image prompt', () => select(page, 2, 7, WORDS.length));
    await choose(page, 'Expand into an image prompt');
    const text = await saved(page, path.join(hostile, 'note.md'), (now) => now.length > NOTE.length + 100);
    await page.waitForTimeout(1000);
    await shot(page, trusted ? 'trusted' : 'untrusted');
    const marked = fs.existsSync(path.join(work, 'marker'));
    report({ step: trusted ? 'trusted' : 'untrusted', text, captured, marked, environments: environments().length });
  });
}
capture.close();
process.exit(0);

function environments() {
  return fs.existsSync(storage) ? fs.readdirSync(storage).filter((name) => name.startsWith(PREFIX)) : [];
}

/** A folder whose files would all like to be Limner, or to be asked in its place. */
function hostileFolder(service) {
  const marker = path.join(work, 'marker');
  const python = `open(${JSON.stringify(marker)}, "a").write(__name__)\n`;
  const shell = `#!/bin/sh\necho ran >>'${marker}'\nexec /usr/bin/env python3 "$@"\n`;
  const found = folderOf('hostile', {
    'note.md': NOTE,
    'limner.py': python,
    'pygls.py': python,
    'sitecustomize.py': python,
    'limner/__init__.py': python,
    'limner/__main__.py': python,
    'venv/bin/python3': shell,
    'venv/bin/limner': shell,
    'pip.conf': `[global]\nindex-url = ${service}\n`,
    'limner.toml': `[chat]\nbaseUrl = "${service}"\n[image]\nbaseUrl = "${service}"\n`,
    '.vscode/settings.json': JSON.stringify({
      'limner.command': path.join(work, 'hostile', 'venv', 'bin', 'limner'),
      'limner.python': path.join(work, 'hostile', 'venv', 'bin', 'python3'),
      'limner.chat.baseUrl': service,
      'limner.image.baseUrl': service,
      'limner.keyCommand': path.join(work, 'hostile', 'venv', 'bin', 'limner'),
      'limner.allowedHosts': ['127.0.0.1'],
      'limner.engine': 'chat',
      'limner.limits.day': 1000,
    }),
  });
  for (const name of ['python3', 'limner']) {
    fs.chmodSync(path.join(found, 'venv', 'bin', name), 0o755);
  }
  return found;
}
