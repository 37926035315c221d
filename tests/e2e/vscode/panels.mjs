// Choosing by a look, the picture beside the text, and what was drawn and what it cost.
import fs from 'node:fs';
import path from 'node:path';
import { choose, command, folderOf, inEditor, menu, open, panelOf, report, saved, select, shot, until } from './editor.mjs';
import { imageService } from './images.mjs';

const NOTE = '# Trip\n\nWe saw a beach sunset.\n\nThen home.\n';
const WORDS = 'a beach sunset';

const folder = folderOf('folder', { 'note.md': NOTE });
const note = path.join(folder, 'note.md');

const service = await imageService();
const settings = {
  'limner.command': process.env.LIMNER_COMMAND,
  'limner.image.baseUrl': service.url,
  'limner.image.model': 'painter',
  'limner.image.candidates': 4,
  'limner.draw.show': 'beside',
};
await inEditor({ folder, settings }, async (page) => {
  const inner = panelOf(page);
  await open(page, 'note.md');
  const reselect = () => select(page, 2, 7, WORDS.length);
  await menu(page, 'Draw this and insert the image', reselect);
  await choose(page, 'Draw this and insert the image');
  await inner.locator('main button').nth(3).waitFor({ timeout: 40000 });
  await page.waitForTimeout(800);
  const loaded = await inner.locator('main img').evaluateAll((all) => all.filter((img) => img.naturalWidth > 0).length);
  await shot(page, 'candidates');
  // Nobody looks for half a minute: the pictures still wait to be chosen from.
  await page.waitForTimeout(31_000);
  await inner.locator('main button').nth(3).waitFor();
  await page.keyboard.press('m');
  await until(page, () => service.pictures === 8, 'four more are drawn', 30);
  await page.waitForTimeout(2500);
  await inner.locator('main button').nth(3).waitFor();
  await page.keyboard.press('2');
  await until(page, () => fs.existsSync(path.join(folder, 'a-beach-sunset.png')), 'the picture is saved');
  await page.locator('.tab', { hasText: 'a-beach-sunset.png' }).waitFor();
  await page.waitForTimeout(1500);
  await shot(page, 'beside');
  await page.locator('.tab', { hasText: 'note.md' }).click();
  const text = await saved(page, note, (now) => now.includes('](a-beach-sunset.png)'));
  report({ step: 'candidates', loaded, drawn: service.pictures, text });

  await command(page, 'View: Close Other Groups');
  await command(page, 'Limner: Pictures and Costs');
  await inner.locator('article').first().waitFor();
  await inner.locator('button[data-act="show"]').last().click();
  await inner.locator('article').last().locator('.thumb').nth(3).waitFor();
  await page.waitForTimeout(1000);
  await shot(page, 'pictures');
  const rows = await inner.locator('article').allInnerTexts();
  const thumbs = await inner.locator('.thumb img').evaluateAll((all) => all.filter((img) => img.naturalWidth > 0).length);
  report({ step: 'pictures', rows, thumbs });
});
process.exit(0);
