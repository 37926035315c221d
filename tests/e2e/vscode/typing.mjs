// What is offered while a person types: ghost text that is accepted, and words in a prompt.
import path from 'node:path';
import { command, focus, folderOf, inEditor, open, report, saved, select, shot, undo } from './editor.mjs';

const TRIGGERED = '# Trip\n\nThen home.\n\n';
const PROMPT = '```limner-prompt\nA fox, an oil\n```\n';
const folder = folderOf('folder', { 'note.md': TRIGGERED, 'link.md': TRIGGERED, 'prompt.md': PROMPT });
const settings = { 'limner.command': process.env.LIMNER_COMMAND, 'limner.inlineCompletion': true };
const ghost = (page) => page.locator('.suggest-preview-text', { hasText: 'limner-prompt' });
const file = (name) => path.join(folder, name);

await inEditor({ folder, settings }, async (page) => {
  await open(page, 'note.md');
  await focus(page);
  await page.keyboard.press('Control+End');
  await page.keyboard.type('/imagine a beach', { delay: 30 });
  await page.waitForTimeout(3000); // The server has to start.
  await page.keyboard.type(' sunset', { delay: 30 });
  await ghost(page).waitFor({ state: 'attached' });
  await shot(page, 'ghost-text');
  await page.keyboard.press('Tab');
  const triggered = await saved(page, file('note.md'), (text) => text.includes('limner-prompt') && !text.includes('/imagine'));
  await undo(page);
  await undo(page);
  report({ step: 'trigger', text: triggered, undone: (await saved(page, file('note.md'), (text) => !text.includes('limner-prompt'))) });

  await open(page, 'link.md');
  await focus(page);
  await page.keyboard.press('Control+End');
  await page.keyboard.type('![a beach sunset', { delay: 30 });
  await page.waitForTimeout(1500);
  const unasked = await ghost(page).count();
  await command(page, 'Trigger Inline Suggestion');
  await ghost(page).waitFor({ state: 'attached' });
  await shot(page, 'ghost-link');
  await page.keyboard.press('Tab');
  report({ step: 'link', unasked, text: await saved(page, file('link.md'), (text) => text.includes('limner-prompt')) });

  await open(page, 'prompt.md');
  await select(page, 1, 'A fox, an oil'.length, 0);
  await page.keyboard.type(' pain', { delay: 30 });
  await page.keyboard.press('Control+Space');
  await page.locator('.suggest-widget.visible .monaco-list-row').first().waitFor();
  await shot(page, 'words');
  await page.keyboard.press('Tab');
  report({ step: 'words', text: await saved(page, file('prompt.md'), (text) => text.includes('painting')) });
});
