// Questions of jobs in the window: left alone for thirty seconds, hidden, asked again, and over a reload.
import fs from 'node:fs';
import path from 'node:path';
import { choose, command, folderOf, inEditor, menu, open, question, reply, report, saved, select, shot, toast, until } from './editor.mjs';

const NOTE = '# Trip\n\nWe saw a beach sunset.\n\nThen home.\n';
const WORDS = 'a beach sunset';
const ASKED = 'would send the words you choose to vscode.lm';
const LEFT_ALONE = 31_000;

const folder = folderOf('folder', { 'note.md': NOTE, 'album.md': '# Album\n\n![A red fox.](fox.png)\n\n![A mill.](mill.png)\n' });
const note = path.join(folder, 'note.md');
const settings = { 'limner.command': process.env.LIMNER_COMMAND, 'limner.chat.provider': 'editor', 'limner.chat.model': 'test/painter' };

await inEditor({ folder, settings, models: true }, async (page) => {
  const item = page.locator('.statusbar-item', { hasText: 'Limner' });
  const asks = page.locator('.statusbar-item', { hasText: 'Limner asks' });
  const reselect = () => select(page, 2, 7, WORDS.length);
  await open(page, 'note.md');
  await menu(page, 'Expand into an image prompt', reselect);
  await choose(page, 'Expand into an image prompt');

  // Nobody looks for half a minute: the list is still there, and the progress says what is waited for.
  await question(page, ASKED);
  await page.waitForTimeout(LEFT_ALONE);
  const progress = await page.locator('.statusbar-item', { hasText: 'waits for your answer' }).count();
  await shot(page, 'question');
  report({ step: 'left-alone', there: await page.locator('.quick-input-widget:visible', { hasText: ASKED }).count(), progress });

  // Enter alone agrees to nothing; the palette hides the question, which is no answer.
  await page.keyboard.press('Enter');
  await page.waitForTimeout(500);
  const unmoved = fs.readFileSync(note, 'utf8') === NOTE && (await page.locator('.quick-input-widget:visible', { hasText: ASKED }).count());
  await page.keyboard.press('F1');
  await page.waitForTimeout(800);
  await page.keyboard.press('Escape');
  await asks.waitFor();
  await shot(page, 'question-hidden');
  await asks.click();
  await page.locator('.quick-input-list .monaco-list-row', { hasText: ASKED }).first().click();
  await reply(page, ASKED, 'Send to vscode.lm');
  const text = await saved(page, note, (now) => now.includes('wet sand'));
  report({ step: 'asked-again', unmoved, text, selected: await page.locator('.statusbar-item', { hasText: 'selected' }).innerText() });
  await page.keyboard.press('Control+Z');
  await saved(page, note, (now) => now === NOTE);

  // A question that is open when the window is reloaded: the job is offered again.
  await open(page, 'album.md');
  await page.waitForTimeout(1000);
  await command(page, 'Limner: Draw Missing Images in This Document');
  await question(page, 'missing pictures');
  await page.keyboard.press('Escape');
  await page.waitForTimeout(500);
  await page.reload();
  await page.waitForSelector('.monaco-workbench .part.editor');
  const offered = await toast(page, 'was not finished', 40000);
  await shot(page, 'unfinished');
  await page.locator('.notifications-toasts .notification-list-item').filter({ hasText: 'was not finished' }).locator('.monaco-button', { hasText: 'Do It Now' }).click();
  await reply(page, 'missing pictures', /^Draw 2/);
  await until(page, () => fs.existsSync(path.join(folder, 'mill.png')), 'both are drawn', 30);
  await item.first().hover();
  await page.waitForTimeout(1500);
  await shot(page, 'status');
  report({ step: 'reloaded', offered, pictures: fs.readdirSync(folder).filter((name) => name.endsWith('.png')).sort() });
});
process.exit(0);
