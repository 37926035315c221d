// A picture that costs, and a reload of the window: while its price is asked, while the service draws, and when pictures have come.
import fs from 'node:fs';
import path from 'node:path';
import { choose, folderOf, inEditor, menu, open, panelOf, pressButton, question, reply, report, saved, select, shot, toast, until } from './editor.mjs';
import { imageService } from './images.mjs';

const NOTE = '# Trip\n\nWe saw a beach sunset.\n\nThen home.\n';
const WORDS = 'a beach sunset';
const DRAW = 'Draw this and insert the image';
const INSERT = 'Insert the finished picture a-beach-sunset.png';

const folder = folderOf('folder', { 'note.md': NOTE });
const note = path.join(folder, 'note.md');

// A service of this machine that a key makes one that costs; at first it draws and draws.
const seen = { requests: 0, left: 0, answers: false };
const service = await imageService((response) => {
  seen.requests++;
  response.on('close', () => seen.left++);
  return seen.answers;
});

const settings = {
  'limner.command': process.env.LIMNER_COMMAND,
  'limner.image.baseUrl': service.url,
  'limner.image.model': 'painter',
  'limner.image.candidates': 2,
};
await inEditor({ folder, settings, variables: { LIMNER_IMAGE_KEY: 'sk-of-nobody' } }, async (page) => {
  const reload = async () => {
    await page.reload();
    await page.waitForSelector('.monaco-workbench .part.editor');
  };
  const requests = () => seen.requests;
  await open(page, 'note.md');
  const reselect = () => select(page, 2, 7, WORDS.length);
  await menu(page, DRAW, reselect);
  await choose(page, DRAW);

  await question(page, 'with painter');
  await reload();
  const unasked = await toast(page, 'was not finished', 60000);
  report({ step: 'asked', notice: unasked, requests: requests() });
  await pressButton(page, 'was not finished', 'Do It Now');
  await reply(page, 'with painter', /^Draw$/);
  await until(page, () => seen.requests === 1, 'the service draws', 30);

  await reload();
  const billed = await toast(page, 'was not finished', 60000);
  await until(page, () => seen.left === 1, 'nobody waits for the picture');
  await shot(page, 'reloaded');
  await pressButton(page, 'was not finished', 'Do It Now');
  await question(page, 'asked for a moment ago');
  report({ step: 'drawing', notice: billed, requests: requests() });
  seen.answers = true;
  await reply(page, 'asked for a moment ago', 'Draw another');
  await panelOf(page).locator('main button').nth(1).waitFor({ timeout: 60000 });

  await reload();
  const come = await toast(page, 'was drawn earlier', 60000);
  await pressButton(page, 'was drawn earlier', 'Open Document');
  await menu(page, INSERT, reselect);
  await shot(page, 'come');
  await choose(page, INSERT);
  const text = await saved(page, note, (now) => now.includes('](a-beach-sunset.png)'));
  const unfinished = await page.locator('.notification-list-item', { hasText: 'was not finished' }).count();
  report({ step: 'come', notice: come, text, unfinished, requests: requests() });
});
process.exit(0);
