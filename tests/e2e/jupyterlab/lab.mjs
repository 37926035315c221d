// JupyterLab or Notebook 7 in headless Chromium, used as a person would use it.
// Env: STORY=offline|service  APP=lab|notebook  LIMNER_JUPYTER  LIMNER_PLAYWRIGHT  LIMNER_CHROMIUM  LIMNER_WORK
// Prints one line of JSON for each step; a step that throws prints {"failed": …}.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { createRequire } from 'node:module';

const { chromium } = createRequire(process.env.LIMNER_PLAYWRIGHT)('playwright-core');
const { STORY, APP, LIMNER_WORK: WORK, LIMNER_JUPYTER: BIN } = process.env;
const home = path.join(WORK, 'home'), folder = path.join(WORK, 'project'), shots = path.join(WORK, 'shots');
const token = 'a-token-of-the-test';
for (const each of [home, folder, shots]) fs.mkdirSync(each, { recursive: true });

const said = event => console.log(JSON.stringify(event));
const sleep = ms => new Promise(done => setTimeout(done, ms));
const until = async (look, what, ms = 30000) => {
  for (const began = Date.now(); Date.now() - began < ms; await sleep(50)) {
    const found = await look();
    if (found) return found;
  }
  throw new Error(`waited in vain for ${what}`);
};

const cells = [
  { id: 'md', cell_type: 'markdown', metadata: {}, source: ['# Trip\n', '\n', 'We saw a beach sunset there.\n', '\n', 'A red boat came in.'] },
  { id: 'code', cell_type: 'code', execution_count: null, metadata: {}, outputs: [], source: ['# a red fox in snow\n', 'x = 1'] },
  { id: 'missing', cell_type: 'markdown', metadata: {}, source: ['![A grey owl on a branch.](img/owl.png)'] },
  { id: 'other', cell_type: 'code', execution_count: null, metadata: { keep: [1, 2.50] }, outputs: [], source: ['y = 2'] }
];
fs.writeFileSync(path.join(folder, 'nb.ipynb'), JSON.stringify({
  cells, metadata: { kernelspec: { name: 'python3', display_name: 'Python 3', language: 'python' }, language_info: { name: 'python' } },
  nbformat: 4, nbformat_minor: 5
}, null, 1) + '\n');
fs.writeFileSync(path.join(folder, 'note.md'), '# Note\n\nA grey whale 🐋 at dawn.\n');
const settings = path.join(home, 'settings', '@jupyterlab', 'apputils-extension');
fs.mkdirSync(settings, { recursive: true });
fs.writeFileSync(path.join(settings, 'notification.jupyterlab-settings'), JSON.stringify({ fetchNews: 'false', checkForUpdates: false }));

const port = await new Promise(done => {
  const server = net.createServer().listen(0, '127.0.0.1', () => {
    const free = server.address().port;
    server.close(() => done(free));
  });
});
const base = `http://127.0.0.1:${port}`;
const server = spawn(path.join(BIN, 'jupyter'), [
  APP, '--no-browser', '--allow-root', '--ip=127.0.0.1', `--port=${port}`, `--IdentityProvider.token=${token}`,
  `--ServerApp.root_dir=${folder}`, '--LabServerApp.expose_app_in_browser=True', '--LabApp.expose_app_in_browser=True',
  '--JupyterNotebookApp.expose_app_in_browser=True'
], {
  env: {
    ...process.env, PATH: `${BIN}:${process.env.PATH}`, JUPYTER_CONFIG_DIR: `${home}/config`, JUPYTER_DATA_DIR: `${home}/data`,
    JUPYTER_RUNTIME_DIR: `${home}/run`, JUPYTERLAB_SETTINGS_DIR: `${home}/settings`, IPYTHONDIR: `${home}/ipython`
  },
  stdio: ['ignore', 'ignore', fs.openSync(path.join(WORK, 'server.log'), 'w')]
});

let browser, page;
const shot = name => page.screenshot({ path: path.join(shots, `${name}.png`) });
const notebook = APP === 'lab' ? '/lab/tree/nb.ipynb' : '/notebooks/nb.ipynb';
const file = APP === 'lab' ? '/lab/tree/note.md' : '/edit/note.md';
const open = async address => {
  await page.goto(`${base}${address}?token=${token}`);
  await page.waitForSelector('.jp-Notebook .jp-Cell, .jp-FileEditor .cm-content');
  await until(() => page.evaluate(() => window.jupyterapp?.commands.hasCommand('limner:draw')), 'the extension');
};
// The truth is the model: the page doubles line breaks, and leaves out what is scrolled away.
const text = n => page.evaluate(n => window.jupyterapp.shell.currentWidget.content.widgets[n].model.sharedModel.source, n);
const fileText = () => page.evaluate(() => window.jupyterapp.shell.currentWidget.content.model.sharedModel.source);
const changed = (n, before) => until(async () => { const now = await text(n); return now !== before && now; }, 'a change');
const cell = n => page.locator('.jp-Notebook .jp-Cell').nth(n);
const edit = async n => { await cell(n).dblclick(); await cell(n).locator('.cm-content').waitFor(); };
const select = async (editor, words) => {
  // Pressing the mouse inside of a selection would drag it away.
  await editor.press('Control+Home');
  await sleep(100);
  const box = await editor.evaluate((element, words) => {
    const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), parts = [];
    let node, all = '';
    while ((node = walk.nextNode())) { parts.push([all.length, node]); all += node.data; }
    const from = all.indexOf(words), range = document.createRange();
    const at = offset => { const [start, node] = parts.filter(part => part[0] <= offset).pop(); return [node, offset - start]; };
    range.setStart(...at(from));
    range.setEnd(...at(from + words.length));
    const { left, right, top, height } = range.getBoundingClientRect();
    return { left, right, y: top + height / 2 };
  }, words);
  await page.mouse.move(box.left + 1, box.y);
  await page.mouse.down();
  await page.mouse.move(box.right - 1, box.y, { steps: 4 });
  await page.mouse.up();
  return box;
};
const choose = async (command, box) => {
  await page.mouse.click((box.left + box.right) / 2, box.y, { button: 'right' });
  await page.locator(`.lm-Menu-item[data-command="limner:${command}"]`).click();
};
const palette = async words => {
  await page.keyboard.press('Control+Shift+c');
  await page.locator('.lm-CommandPalette-input:visible').fill(words);
  await page.keyboard.press('Enter');
};
const dialog = page => page.locator('.jp-Dialog');
const press = async label => { await dialog(page).locator('button', { hasText: label }).click(); await dialog(page).waitFor({ state: 'detached' }); };
const toasts = async () => (await page.locator('.Toastify__toast').allInnerTexts()).join(' | ').replace(/\s+/g, ' ');
const told = words => until(async () => { const all = await toasts(); return all.includes(words) && all; }, `“${words}”`);
const undo = async n => { await cell(n).locator('.cm-content').click(); await page.keyboard.press('Control+z'); await sleep(300); return text(n); };
const setting = async values => {
  await page.evaluate(async ([base, values]) => {
    const registry = `${base}/lab/api/settings/limner-jupyterlab:plugin`;
    const xsrf = document.cookie.match(/_xsrf=([^;]+)/)[1];
    const sent = await fetch(registry, { method: 'PUT', body: JSON.stringify({ raw: JSON.stringify(values) }), headers: { 'X-XSRFToken': xsrf } });
    if (!sent.ok) throw new Error(`settings: ${sent.status}`);
  }, [base, values]);
  await page.keyboard.press('Control+s');
  await sleep(1000);
  await open(notebook);
};

async function offline() {
  const none = await fetch(`${base}/limner/jobs`, { method: 'POST', body: '{}' });
  const cross = await page.evaluate(() => fetch('/limner/jobs', { method: 'POST', body: '{}' }).then(answer => answer.status));
  const bad = await fetch(`${base}/limner/jobs`, { method: 'POST', body: '{"command": "rm"}', headers: { Authorization: `token ${token}` } });
  said({ step: 'guarded', none: none.status, cross, bad: bad.status });

  const before = await until(() => text(0), 'the notebook');
  await edit(0);
  await choose('expand', await select(cell(0).locator('.cm-content'), 'a beach sunset'));
  const expanded = await changed(0, before);
  said({ step: 'expand', text: expanded, undone: (await undo(0)) === before });

  const box = await select(cell(0).locator('.cm-content'), 'a beach sunset');
  await page.mouse.click((box.left + box.right) / 2, box.y, { button: 'right' });
  await shot('menu');
  await page.locator('.lm-Menu-item[data-command="limner:draw"]').click();
  const drawn = await changed(0, before);
  await told('a sketch of your words');
  await page.keyboard.press('Shift+Enter');
  await until(() => cell(0).locator('.jp-RenderedMarkdown img').evaluateAll(all => all[0]?.naturalWidth > 0), 'the picture');
  await shot('drawn');
  said({ step: 'draw', text: drawn, alt: await cell(0).locator('.jp-RenderedMarkdown img').getAttribute('alt') });

  const code = await text(1);
  await cell(1).locator('.cm-content').click();
  await select(cell(1).locator('.cm-content'), 'a red fox in snow');
  await page.keyboard.press('Control+Alt+d');
  said({ step: 'code', text: await changed(1, code) });

  await palette('limner: draw missing');
  await dialog(page).waitFor();
  const question = await dialog(page).locator('.jp-Dialog-body').innerText();
  await press('Draw');
  await told('1 of 1 missing pictures drawn.');
  await until(() => cell(2).locator('img').evaluateAll(all => all[0]?.naturalWidth > 0), 'the missing picture');
  said({ step: 'missing', question, there: fs.existsSync(path.join(folder, 'img', 'owl.png')) });

  await setting({ candidates: 4, attachment: true });
  await edit(0);
  const was = await text(0);
  await choose('draw', await select(cell(0).locator('.cm-content'), 'A red boat'));
  await dialog(page).waitFor();
  const pictures = await until(async () => {
    const sizes = await dialog(page).locator('img').evaluateAll(all => all.map(each => each.naturalWidth));
    return sizes.length === 4 && sizes.every(Boolean) && sizes;
  }, 'four pictures');
  await dialog(page).locator('.jp-Limner-choices button').nth(2).click();
  await shot('candidates');
  await press('Insert');
  const attached = await changed(0, was);
  const names = await page.evaluate(() => Object.keys(window.jupyterapp.shell.currentWidget.content.widgets[0].model.sharedModel.attachments ?? {}));
  said({ step: 'candidates', pictures: pictures.length, text: attached, attached: names });
  await page.keyboard.press('Control+s');
  await until(() => { try { return JSON.parse(fs.readFileSync(path.join(folder, 'nb.ipynb'))).cells[0].attachments; } catch { return null; } }, 'the saved notebook');

  await open(file);
  const note = await until(async () => { const now = await fileText(); return typeof now === 'string' && now; }, 'the text');
  await choose('draw', await select(page.locator('.jp-FileEditor .cm-content'), 'A grey whale 🐋 at dawn'));
  await dialog(page).waitFor();
  await press('Insert');
  const linked = await until(async () => { const now = await fileText(); return now !== note && now; }, 'the link');
  said({ step: 'file', text: linked });
  await page.evaluate(() => {
    const shared = window.jupyterapp.shell.currentWidget.content.model.sharedModel;
    shared.setSource(shared.source.replace(/!\[[^\]]*\]/, '![]'));
  });
  const bare = await fileText();
  await page.locator('.jp-FileEditor .cm-line', { hasText: '![](' }).click();
  await palette('limner: write the alt');
  said({ step: 'alt', text: await until(async () => { const now = await fileText(); return now !== bare && now; }, 'the alt text') });
}

async function service() {
  const before = await until(() => text(0), 'the notebook');
  await edit(0);
  const draw = async () => choose('draw', await select(cell(0).locator('.cm-content'), 'a beach sunset'));
  await draw();
  await dialog(page).waitFor();
  const question = await dialog(page).locator('.jp-Dialog-body').innerText();
  await press('Cancel');
  await told('you did not agree');
  said({ step: 'no', question, same: (await text(0)) === before });

  await draw();
  await dialog(page).waitFor();
  await press('Draw, and do not ask again');
  await told('does not accept the key');
  said({ step: 'wrong-key', same: (await text(0)) === before, told: await toasts() });

  await draw();
  await until(async () => (await toasts()).includes('Drawing “a beach sunset”'), 'the progress');
  await until(() => fs.existsSync(path.join(WORK, 'stalled')), 'the request');
  await shot('progress');
  await page.locator('.Toastify__toast', { hasText: 'Drawing “a beach' }).last().locator('button', { hasText: 'Cancel' }).click();
  await told('Cancelled: Drawing');
  said({ step: 'cancel', same: (await text(0)) === before });

  const boat = 'A red boat';
  await choose('draw', await select(cell(0).locator('.cm-content'), boat));
  await until(() => fs.existsSync(path.join(WORK, 'halfway')), 'the second request');
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('Great ');
  await page.keyboard.press('Control+s');
  await sleep(1000);
  await open(notebook);
  await told('Finished meanwhile');
  await shot('reloaded');
  const reloaded = await text(0);
  await page.locator('.Toastify__toast', { hasText: 'Finished meanwhile' }).locator('button', { hasText: 'Insert' }).click();
  said({ step: 'reload', before: reloaded, text: await changed(0, reloaded) });

  await edit(0);
  const now = await text(0);
  await choose('draw', await select(cell(0).locator('.cm-content'), 'there'));
  await until(() => fs.existsSync(path.join(WORK, 'third')), 'the third request');
  await page.evaluate(() => {
    const shared = window.jupyterapp.shell.currentWidget.content.widgets[0].model.sharedModel;
    const at = shared.source.indexOf('there');
    shared.updateSource(at, at + 5, 'yesterday');
  });
  await told('Those words have changed meanwhile');
  said({ step: 'changed', text: await text(0), before: now });
}

try {
  await until(() => fetch(`${base}/api`).then(answer => answer.ok, () => false), 'the server');
  browser = await chromium.launch({ executablePath: process.env.LIMNER_CHROMIUM, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] });
  page = await browser.newPage({ viewport: { width: 1100, height: 700 } });
  page.setDefaultTimeout(60000);
  const lines = [];
  page.on('console', line => lines.push(line.text()));
  page.on('pageerror', error => lines.push(`pageerror ${error.stack}`));
  await open(notebook);
  await ({ offline, service })[STORY]();
  // Both applications throw things of their own; these are ours.
  said({ step: 'console', ours: lines.filter(line => /extensions\/limner-jupyterlab|yjs was already/i.test(line)) });
} catch (error) {
  said({ failed: error.stack, told: await toasts().catch(() => '') });
  await shot('failed').catch(() => {});
  process.exitCode = 1;
} finally {
  await browser?.close();
  server.kill('SIGTERM');
  await new Promise(done => server.on('exit', done));
}
