// Setting up with buttons: the editor's own models, found, listed, tried and written where settings of the machine
// belong (this editor is a remote window); then the check, with its links, and a model server of this machine.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { command, folderOf, inEditor, open, report, select, shot, toast, until, work } from './editor.mjs';

const NOTE = '# Trip\n\nWe saw a beach sunset.\n\nThen home.\n';
const PROMPT = 'A red fox stands in the snow at dusk between bare birches, fresh powder on its back and breath hanging in the cold air, low blue light from the side, long soft shadows.';
const folder = folderOf('folder', { 'note.md': NOTE });
const machine = () => JSON.parse(fs.readFileSync(path.join(work, 'data', 'Machine', 'settings.json'), 'utf8'));

// A chat service that wants a key.
const keys = [];
const service = http.createServer((request, response) => {
  keys.push(request.headers.authorization);
  request.resume();
  if (request.headers.authorization !== 'Bearer sk-right') {
    response.writeHead(401, { 'content-type': 'application/json' }).end('{"error": {"message": "no"}}');
  } else if (request.url.endsWith('/models')) {
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"data": [{"id": "writer-1", "object": "model"}]}');
  } else {
    const message = { role: 'assistant', content: JSON.stringify({ items: [{ prompt: PROMPT }] }) };
    const answer = { id: 'c', object: 'chat.completion', created: 1, model: 'writer-1', choices: [{ index: 0, message, finish_reason: 'stop' }] };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  }
});
await new Promise((resolve) => service.listen(0, '127.0.0.1', resolve));
const address = `http://127.0.0.1:${service.address().port}/v1`;

await inEditor({ folder, settings: { 'limner.command': process.env.LIMNER_COMMAND }, models: true }, async (page) => {
  const row = (text) => page.locator('.quick-input-list .monaco-list-row').filter({ hasText: text }).first();
  const dialog = page.locator('.monaco-dialog-box');
  await open(page, 'note.md');
  await page.waitForTimeout(3000);
  await command(page, 'Limner: Set Up…');
  await row('own models').waitFor();
  await page.waitForTimeout(500);
  await shot(page, 'set-up');
  const offered = (await page.locator('.quick-input-list .monaco-list-row .label-name').allInnerTexts()).map((text) => text.trim());
  await row('own models').click();
  await row('Test painter').waitFor();
  await page.waitForTimeout(500);
  await shot(page, 'own-models');
  await row('Test painter').click();
  await dialog.waitFor();
  await page.waitForTimeout(300);
  await shot(page, 'trial');
  const trial = await dialog.innerText();
  await dialog.locator('.monaco-button', { hasText: 'Use This Model' }).click();
  await toast(page, 'writes your prompts now');
  const kept = machine();
  report({ step: 'own-models', offered, trial, provider: kept['limner.chat.provider'], model: kept['limner.chat.model'], hosts: kept['limner.allowedHosts'] });

  await command(page, 'Notifications: Clear All Notifications');
  await page.waitForTimeout(2500);
  await command(page, 'Limner: Check Setup');
  await page.locator('.view-line').filter({ hasText: /Limner.\d/ }).first().waitFor();
  await page.waitForTimeout(1500);
  await shot(page, 'check-setup');
  const text = (await page.locator('.view-lines').last().innerText()).replaceAll('\u00a0', ' ');
  const buttons = (await page.locator('.codelens-decoration a').allInnerTexts()).map((title) => title.trim());
  await page.keyboard.down('Control');
  await page.locator('.view-line').filter({ hasText: 'limner.chat.provider = ' }).first().click({ position: { x: 60, y: 8 } });
  await page.keyboard.up('Control');
  await page.locator('.settings-editor .setting-item-label').first().waitFor();
  await page.waitForTimeout(800);
  await shot(page, 'setting');
  const found = await page.locator('.settings-editor .setting-item-label').allInnerTexts();
  report({ step: 'check', text, buttons, found });
  await page.keyboard.press('Escape');
  await command(page, 'View: Close All Editors');

  await command(page, 'Limner: Set Up…');
  await row('Another address').click();
  await answer('Address of the service', address);
  await row('With a key').click();
  await answer('Key for', 'sk-wrong');
  const refused = await toast(page, 'does not accept the key');
  await command(page, 'Notifications: Clear All Notifications');
  await command(page, 'Limner: Set Up…');
  await row('Another address').click();
  await answer('Address of the service', address);
  await row('With a key').click();
  await answer('Key for', 'sk-right');
  await row('writer-1').click();
  await dialog.locator('.monaco-button', { hasText: 'Use This Model' }).click();
  await toast(page, 'writes your prompts now');
  await until(page, () => machine()['limner.chat.model'] === 'writer-1', 'the model is kept');
  const now = machine();
  report({ step: 'address', refused, keys: [...new Set(keys)], url: now['limner.chat.baseUrl'] === address, provider: now['limner.chat.provider'] ?? null, hasKey: JSON.stringify(now).includes('sk-') });

  async function answer(title, text) {
    await page.locator('.quick-input-widget:visible', { hasText: title }).waitFor();
    await page.waitForTimeout(300);
    await page.keyboard.type(text);
    await page.waitForTimeout(300);
    await page.keyboard.press('Enter');
  }
});
service.close();
process.exit(0);
