// What a person sees in the first minute, frame by frame, for the recording in the documentation.
import path from 'node:path';
import { choose, command, folderOf, inEditor, menu, open, saved, select, shot, undo } from './editor.mjs';

const STORY = '# The Lighthouse Keeper\n\nEvery evening she watched a beach sunset.\n\nThen she lit the lamp.\n';
const WORDS = 'a beach sunset';

const folder = folderOf('story', { 'story.md': STORY });
const story = path.join(folder, 'story.md');
const settings = { 'limner.command': process.env.LIMNER_COMMAND, 'editor.wordWrap': 'on', 'editor.fontSize': 15 };

await inEditor({ folder, settings }, async (page) => {
  await open(page, 'story.md');
  const reselect = () => select(page, 2, 26, WORDS.length);
  await menu(page, 'Expand into an image prompt', reselect);
  await page.keyboard.press('Escape');
  await command(page, 'Notifications: Clear All Notifications');
  await reselect();
  await shot(page, '1-selected');
  await menu(page, 'Expand into an image prompt', reselect);
  await shot(page, '2-offered');
  await choose(page, 'Expand into an image prompt');
  await saved(page, story, (text) => text.length > STORY.length + 100);
  await command(page, 'Notifications: Clear All Notifications');
  await page.waitForTimeout(500);
  await shot(page, '3-prompt');
  await undo(page);
  await saved(page, story, (text) => text === STORY);
  await shot(page, '4-undone');
  await menu(page, 'Draw this and insert the image', reselect);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await shot(page, '5-draw');
  await choose(page, 'Draw this and insert the image');
  await saved(page, story, (text) => text.includes('](a-beach-sunset.png)'));
  await command(page, 'Notifications: Clear All Notifications');
  await command(page, 'Markdown: Open Preview to the Side');
  await page.waitForTimeout(2500);
  await shot(page, '6-picture');
});
process.exit(0);
