// Every command of the palette and the menus, each where a person would use it.
import fs from 'node:fs';
import path from 'node:path';
import { answer, choose, command, focus, folderOf, inEditor, menu, offered, open, panelOf, question, reply, report, saved, select, settingsNow, shot, undo, until } from './editor.mjs';

const NOTE = '# Trip\n\nWe saw a beach sunset.\n\nThen home.\n';
const WORDS = 'a beach sunset';
const ALBUM = '# Album\n\n![A red fox in snow.](fox.png)\n\n## The old mill\n\n![](mill.png)\n';
const NOTEBOOK = {
  cells: [
    { cell_type: 'code', id: 'one', execution_count: null, metadata: {}, outputs: [], source: ['a beach sunset'] },
    { cell_type: 'markdown', id: 'two', metadata: {}, source: ['a quiet harbour'] },
  ],
  metadata: { language_info: { name: 'python' } },
  nbformat: 4,
  nbformat_minor: 5,
};

const folder = folderOf('folder', { 'note.md': NOTE, 'album.md': ALBUM, 'book.ipynb': JSON.stringify(NOTEBOOK, null, 1) });
const [note, album, book] = ['note.md', 'album.md', 'book.ipynb'].map((name) => path.join(folder, name));

await inEditor({ folder, settings: { 'limner.command': process.env.LIMNER_COMMAND } }, async (page) => {
  await open(page, 'note.md');
  const reselect = () => select(page, 2, 7, WORDS.length);
  for (const [step, title] of [['insert', 'Insert an image prompt below'], ['vary', 'Insert variations of this prompt']]) {
    await menu(page, title, reselect);
    await choose(page, title);
    const text = await saved(page, note, (now) => now.length > NOTE.length + 100);
    await undo(page);
    report({ step, text, undone: (await saved(page, note, (now) => now === NOTE)) === NOTE });
  }

  // Below the actions of the menu: the page about them, as it is meant to be read.
  await menu(page, 'Expand into an image prompt', reselect);
  await shot(page, 'documentation');
  await page.locator('.action-widget:visible').getByText('What these actions do').click();
  await page.locator('.tab.active', { hasText: 'Preview actions.md' }).waitFor();
  const heading = panelOf(page).locator('h1').first();
  await heading.waitFor();
  report({ step: 'documentation', heading: await heading.innerText() });
  await open(page, 'note.md');

  await select(page, 4, 0, 0);
  report({ step: 'nothing-selected', offered: await offered(page, 'Limner: ') });
  await reselect();
  report({ step: 'offered', selected: await offered(page, 'Limner: ') });
  await reselect();
  await page.locator('.view-line').filter({ hasText: 'sunset' }).first().click({ button: 'right', position: { x: 110, y: 8 } });
  await page.locator('.monaco-menu .action-item', { hasText: 'Limner' }).first().hover();
  await page.waitForTimeout(800);
  await shot(page, 'context-menu');
  report({ step: 'context', entries: (await page.locator('.monaco-menu .action-label').allInnerTexts()).filter((text) => /Image|Prompt/.test(text)) });
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');

  await fromPalette(page, 'Limner: Expand into Image Prompt', 'palette-expand', reselect, (text) => !text.includes('saw a beach sunset.'));
  await fromPalette(page, 'Limner: Prompt Variations…', 'palette-vary', reselect, (text) => text.includes('\n2. '), () => answer(page, 'How many variations', '2'));

  await command(page, 'Limner: Choose Image Generator…');
  await page.waitForTimeout(500);
  await shot(page, 'generators');
  await answer(page, 'Image generator', 'midjourney');
  await command(page, 'Limner: Choose Style…');
  await page.waitForTimeout(500);
  await shot(page, 'styles');
  await answer(page, 'Style of all pictures', 'origami');
  await until(page, () => settingsNow()['limner.style'] === 'origami', 'the style is set');
  report({ step: 'choices', dialect: settingsNow()['limner.dialect'], style: settingsNow()['limner.style'] });
  await fromPalette(page, 'Limner: Expand into Image Prompt', 'in-dialect', reselect, (text) => text.includes('ar 3:2'));

  await open(page, 'album.md');
  await page.waitForTimeout(1000);
  await command(page, 'Limner: Draw Missing Images in This Document');
  await question(page, 'missing pictures');
  await shot(page, 'bill');
  report({ step: 'bill', question: await reply(page, 'missing pictures', /^Draw \d/) });
  await until(page, () => fs.existsSync(path.join(folder, 'fox.png')), 'the fox is drawn', 30);
  await select(page, 6, 2, 0);
  await page.waitForTimeout(1500);
  await command(page, 'Limner: Write Alt Text');
  const text = await saved(page, album, (now) => !now.includes('![](mill.png)'));
  await shot(page, 'alt-text');
  await select(page, 2, 5, 0);
  await command(page, 'Limner: Edit Image…');
  await answer(page, 'Edit Image', 'make it night');
  const panel = panelOf(page);
  await panel.locator('button[data-choice="keep"]').waitFor();
  await page.waitForTimeout(500);
  await shot(page, 'edit-image');
  const edit = await panel.locator('h1').innerText();
  await panel.locator('button[data-choice="keep"]').click();
  await page.waitForTimeout(500);
  await select(page, 2, 5, 0);
  await command(page, 'Limner: Draw Again');
  await panel.locator('button[data-choice="0"]').waitFor();
  await page.waitForTimeout(500);
  await shot(page, 'draw-again');
  await page.keyboard.press('1');
  const again = await saved(page, album, (now) => now.includes('(fox-1.png)'));
  report({ step: 'again', text: again, edit });
  await command(page, 'View: Close Other Groups');
  report({ step: 'album', text, pictures: fs.readdirSync(folder).filter((name) => name.endsWith('.png')).sort() });

  await command(page, 'Limner: Check Setup');
  await page.locator('.view-line').filter({ hasText: /Limner.\d/ }).first().waitFor();
  await shot(page, 'check-setup');
  report({ step: 'doctor', text: (await page.locator('.view-lines').last().innerText()).replaceAll('\u00a0', ' ') });
  await command(page, 'View: Close All Editors');
  await command(page, 'Limner: Show Settings');
  await page.locator('.settings-editor .setting-item-title', { hasText: 'Limner' }).first().waitFor();
  await shot(page, 'settings');
  await command(page, 'View: Close All Editors');
  await command(page, 'Limner: Open Sample Document');
  await page.locator('.statusbar-item', { hasText: '(14 selected)' }).waitFor();
  await command(page, 'Limner: Restart Server');
  report({ step: 'sample', restarted: true });

  await open(page, 'book.ipynb');
  await page.waitForTimeout(1500);
  const cell = () => page.locator('.notebookOverlay .cell.code .monaco-editor .view-line').first();
  const inCell = async () => {
    await cell().click();
    await page.keyboard.press('Control+A');
  };
  await menu(page, 'Insert an image prompt below', inCell);
  await shot(page, 'notebook');
  await choose(page, 'Insert an image prompt below');
  const code = await saved(page, book, (now) => JSON.parse(now).cells[0].source.join('').length > 100);
  for (const key of ['Escape', 'ArrowDown', 'Enter']) {
    await page.keyboard.press(key);
    await page.waitForTimeout(500);
  }
  const inMarkdown = async () => {
    await page.locator('.notebookOverlay .monaco-editor .view-line').filter({ hasText: 'harbour' }).first().click();
    await page.keyboard.press('Control+A');
  };
  await menu(page, 'Expand into an image prompt', inMarkdown);
  await choose(page, 'Expand into an image prompt');
  const both = await saved(page, book, (now) => JSON.parse(now).cells[1].source.join('').length > 100);
  await shot(page, 'notebook-after');
  report({ step: 'notebook', code: JSON.parse(code).cells[0].source.join(''), markdown: JSON.parse(both).cells[1].source.join('') });
});
process.exit(0);

/** Runs a command of the palette on the words, and takes it back with one undo. */
async function fromPalette(page, title, step, reselect, wanted, more = () => {}) {
  await focus(page);
  await reselect();
  const found = await command(page, title);
  await more();
  const text = await saved(page, note, wanted);
  await undo(page);
  report({ step, found, text, undone: (await saved(page, note, (now) => now === NOTE)) === NOTE });
}
