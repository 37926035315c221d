// With a chat service: a wrong key, words arriving under progress, cancelling in the middle, undo; and no Python at all.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { answer, choose, command, folderOf, inEditor, menu, open, pressButton, question, reply, report, saved, select, shot, toast, until, work } from './editor.mjs';

const NOTE = '# Trip\n\nWe saw a beach sunset.\n\nThen home.\n';
const WORDS = 'a beach sunset';
const KEY = 'sk-wrong-key-of-nobody';

const folder = folderOf('folder', { 'note.md': NOTE });
const note = path.join(folder, 'note.md');

// A service of this machine: it refuses the key, begins to answer and never ends, or fails after a while.
const seen = { keys: [], refuses: true, fails: false, left: 0 };
const service = http.createServer((request, response) => {
  seen.keys.push(request.headers.authorization);
  request.resume();
  if (seen.fails) {
    setTimeout(() => response.writeHead(500).end(), 3000);
    return;
  }
  if (seen.refuses) {
    response.writeHead(401, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error: { message: 'Incorrect API key provided.', type: 'invalid_request_error', code: 'invalid_api_key' } }));
    return;
  }
  response.on('close', () => seen.left++);
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const piece = (content) => response.write(`data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'painter', choices: [{ index: 0, delta: { role: 'assistant', content }, finish_reason: null }] })}\n\n`);
  piece('{"prompt": "A wide photograph of a beach sunset');
  const slowly = setInterval(() => piece(', waves and sand'), 400);
  response.on('close', () => clearInterval(slowly));
});
await new Promise((resolve) => service.listen(0, '127.0.0.1', resolve));

const settings = {
  'limner.command': process.env.LIMNER_COMMAND,
  'limner.chat.baseUrl': `http://127.0.0.1:${service.address().port}/v1`,
  'limner.chat.model': 'painter',
};
await inEditor({ folder, settings }, async (page) => {
  await open(page, 'note.md');
  const reselect = () => select(page, 2, 7, WORDS.length);
  await menu(page, 'Expand into an image prompt', reselect);
  await page.keyboard.press('Escape');

  await command(page, 'Limner: Set API Key…');
  await answer(page, 'A key for which host', '127.0.0.1');
  await page.waitForTimeout(500);
  await shot(page, 'set-key');
  await answer(page, 'Key for', KEY);
  const thanks = await toast(page, 'Limner now uses');
  await command(page, 'Notifications: Clear All Notifications');
  await page.waitForTimeout(1500);
  await menu(page, 'Expand into an image prompt', reselect);
  await choose(page, 'Expand into an image prompt');
  const refused = await question(page, 'does not accept the key');
  await page.waitForTimeout(500);
  await shot(page, 'wrong-key');
  await reply(page, 'does not accept the key', 'Set API Key…');
  await answer(page, 'A key for which host', '127.0.0.1');
  await answer(page, 'Key for', KEY);
  await toast(page, 'Limner now uses');
  await command(page, 'Notifications: Clear All Notifications');
  await page.waitForTimeout(1500);
  await menu(page, 'Expand into an image prompt', reselect);
  await choose(page, 'Expand into an image prompt');
  await reply(page, 'does not accept the key', 'Expand offline');
  const text = await saved(page, note, (now) => now.length > NOTE.length + 100);
  await page.keyboard.press('Control+Z');
  await saved(page, note, (now) => now === NOTE);
  report({ step: 'wrong-key', thanks, refused, sent: [...new Set(seen.keys)], text, leaked: leaks() });

  seen.refuses = false;
  await menu(page, 'Expand into an image prompt', reselect);
  await choose(page, 'Expand into an image prompt');
  const progress = page.locator('.statusbar-item', { hasText: 'Expanding' }).first();
  await progress.filter({ hasText: 'waves' }).waitFor();
  const words = (await progress.innerText()).trim();
  await shot(page, 'progress');
  await progress.click();
  await page.locator('.notifications-toasts .monaco-button, .notifications-center .monaco-button', { hasText: 'Cancel' }).first().click();
  await until(page, () => seen.left > 0, 'the connection is closed');
  await page.waitForTimeout(800);
  const after = await saved(page, note, () => true);
  report({ step: 'cancel', words, unchanged: after === NOTE });

  // The service fails, so Limner expands by itself; meanwhile the words are changed.
  await command(page, 'Notifications: Clear All Notifications');
  seen.fails = true;
  await menu(page, 'Expand into an image prompt', reselect);
  await choose(page, 'Expand into an image prompt');
  await progress.waitFor();
  await select(page, 2, 9, 0);
  await page.keyboard.type('wild ');
  await reply(page, 'You changed these words', 'Keep it for later');
  const kept = await toast(page, 'is kept');
  await page.waitForTimeout(500);
  await shot(page, 'kept');
  await pressButton(page, 'is kept', 'Insert');
  const inserted = await saved(page, note, (now) => now.includes('limner-prompt'));
  report({ step: 'kept', kept, text: inserted });

  await command(page, 'Notifications: Clear All Notifications');
  await command(page, 'Limner: Clear API Key');
  await toast(page, 'is removed');
  report({ step: 'cleared', offered: await command(page, 'Limner: Clear API Key') });
});

// The same editor where no Python can be found; a login shell would find one.
const node = path.join(work, 'node');
fs.mkdirSync(node);
fs.symlinkSync(process.execPath, path.join(node, 'node'));
await inEditor({ folder, variables: { PATH: node, SHELL: '/bin/true' } }, async (page) => {
  const message = await toast(page, 'needs Python');
  await shot(page, 'no-python');
  await open(page, 'note.md');
  await select(page, 2, 7, WORDS.length);
  await command(page, 'Limner: Expand into Image Prompt');
  report({ step: 'no-python', message, again: await toast(page, 'needs Python') });
});
service.close();
process.exit(0);

/** Files of the editor, and processes, that hold the key in the clear. */
function leaks() {
  const files = spawnSync('grep', ['-rl', KEY, path.join(work, 'data'), folder], { encoding: 'utf8' }).stdout;
  const processes = spawnSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).stdout.split('\n').filter((line) => line.includes(KEY));
  return [...files.split('\n').filter(Boolean), ...processes];
}
