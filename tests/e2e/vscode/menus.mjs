// The menus on a link and on a picture's file, the sample that can be drawn, and a document that must be saved first.
import fs from 'node:fs';
import path from 'node:path';
import { command, focus, folderOf, inEditor, open, panelOf, report, saved, select, shot, storage, toast, until } from './editor.mjs';

const ALBUM = '# Album\n\n![A red fox in snow.](fox.png)\n\nThe end.\n';
const folder = folderOf('folder', { 'album.md': ALBUM, 'note.md': '# Note\n\nA walk.\n' });
const note = path.join(folder, 'note.md');

await inEditor({ folder, settings: { 'limner.command': process.env.LIMNER_COMMAND } }, async (page) => {
  const entries = async () => (await page.locator('.monaco-menu .action-label').allInnerTexts()).map((text) => text.trim()).filter(Boolean);
  const inMenu = async (names) => {
    for (const name of names) {
      await page.locator('.monaco-menu .action-item', { hasText: name }).last().hover();
      await page.waitForTimeout(500);
    }
  };
  await open(page, 'album.md');
  await page.waitForTimeout(2000);
  await command(page, 'Limner: Draw Missing Images in This Document');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Draw 1' }).waitFor();
  await page.waitForTimeout(800);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Draw 1' }).click();
  await until(page, () => fs.existsSync(path.join(folder, 'fox.png')), 'the fox is drawn', 30);
  await page.waitForTimeout(1500);

  // Away from a link the palette's commands say so; on it, there is a menu.
  await select(page, 4, 1, 0);
  await command(page, 'Limner: Edit Image…');
  const away = await toast(page, 'Put the cursor on the link');
  await command(page, 'Notifications: Clear All Notifications');
  await select(page, 2, 5, 0);
  await page.waitForTimeout(1500);
  await page.keyboard.press('Shift+F10');
  await page.locator('.monaco-menu .action-item', { hasText: 'Limner' }).first().hover();
  await page.waitForTimeout(800);
  await shot(page, 'link-menu');
  const onLink = (await entries()).filter((text) => /Draw|Image|Alt/.test(text));
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  report({ step: 'link', away, onLink });

  await open(page, 'note.md');
  await select(page, 2, 3, 0);
  await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'fox.png' }).click({ button: 'right' });
  await inMenu(['Limner']);
  await shot(page, 'file-menu');
  const onFile = (await entries()).filter((text) => /Insert into|Image|Its/.test(text));
  await page.locator('.monaco-menu .action-item', { hasText: 'Insert into Document' }).last().click();
  // A click into the editor before the command has run would move the cursor that it goes by.
  await page.locator('.view-lines', { hasText: 'fox.png' }).first().waitFor({ timeout: 30000 });
  await focus(page);
  const inserted = await saved(page, note, (text) => text.includes('fox.png'));
  await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'fox.png' }).click({ button: 'right' });
  await inMenu(['Limner']);
  await page.locator('.monaco-menu .action-item', { hasText: 'Show Its Prompt' }).last().click();
  await page.waitForTimeout(1500);
  const prompt = (await page.locator('.view-lines').last().innerText()).replaceAll('\u00a0', ' ');
  report({ step: 'file', onFile, inserted, prompt });

  await command(page, 'Limner: Open Sample Document');
  await page.locator('.statusbar-item', { hasText: '(14 selected)' }).waitFor();
  await command(page, 'Limner: Draw and Insert Image');
  const sample = path.join(storage, 'sample');
  await until(page, () => fs.readdirSync(sample).includes('a-beach-sunset.png'), 'the sample is drawn', 30);
  report({ step: 'sample', files: fs.readdirSync(sample).sort() });

  await command(page, 'Notifications: Clear All Notifications');
  await command(page, 'New Untitled Text File');
  await page.waitForTimeout(800);
  await page.keyboard.type('a quiet harbour');
  await page.keyboard.press('Control+A');
  await command(page, 'Limner: Draw and Insert Image');
  const dialog = page.locator('.monaco-dialog-box');
  await dialog.waitFor();
  await shot(page, 'save-as');
  const refused = await dialog.innerText();
  await dialog.locator('.monaco-button', { hasText: 'Save As' }).click();
  await page.locator('.quick-input-widget:visible').waitFor();
  await page.waitForTimeout(800);
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(path.join(folder, 'harbour.md'));
  for (let tries = 0; tries < 8 && !fs.existsSync(path.join(folder, 'harbour.md')); tries++) {
    await page.waitForTimeout(1000); // The dialog looks at each folder first.
    await page.keyboard.press('Enter');
  }
  await until(page, () => fs.existsSync(path.join(folder, 'quiet-harbour.png')) || fs.existsSync(path.join(folder, 'a-quiet-harbour.png')), 'the harbour is drawn', 30);
  report({ step: 'save-as', refused, files: fs.readdirSync(folder).sort() });
});
process.exit(0);
