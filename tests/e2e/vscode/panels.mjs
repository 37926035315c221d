// Choosing by a look, the picture beside the text, and what was drawn and what it cost.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import zlib from 'node:zlib';
import { choose, command, folderOf, inEditor, menu, open, panelOf, report, saved, select, shot, until } from './editor.mjs';

const NOTE = '# Trip\n\nWe saw a beach sunset.\n\nThen home.\n';
const WORDS = 'a beach sunset';

const folder = folderOf('folder', { 'note.md': NOTE });
const note = path.join(folder, 'note.md');

// An image service of this machine: as many pictures as are asked for, each of another colour.
let drawn = 0;
const service = http.createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) {
    body += chunk;
  }
  const many = JSON.parse(body || '{}').n ?? 1;
  const data = Array.from({ length: many }, () => ({ b64_json: scene(drawn++).toString('base64') }));
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ created: 1, data }));
});
await new Promise((resolve) => service.listen(0, '127.0.0.1', resolve));

const settings = {
  'limner.command': process.env.LIMNER_COMMAND,
  'limner.image.baseUrl': `http://127.0.0.1:${service.address().port}/v1`,
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
  await page.keyboard.press('m');
  await until(page, () => drawn === 8, 'four more are drawn', 30);
  await page.waitForTimeout(2500);
  await inner.locator('main button').nth(3).waitFor();
  await page.keyboard.press('2');
  await until(page, () => fs.existsSync(path.join(folder, 'a-beach-sunset.png')), 'the picture is saved');
  await page.locator('.tab', { hasText: 'a-beach-sunset.png' }).waitFor();
  await page.waitForTimeout(1500);
  await shot(page, 'beside');
  await page.locator('.tab', { hasText: 'note.md' }).click();
  const text = await saved(page, note, (now) => now.includes('](a-beach-sunset.png)'));
  report({ step: 'candidates', loaded, drawn, text });

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
service.close();
process.exit(0);

/** A sky, a sun and a sea in the colours of number *n*. */
function scene(n) {
  const [width, height] = [320, 213];
  const sky = [[250, 190, 120], [240, 140, 110], [120, 110, 180], [90, 160, 220], [250, 220, 160], [200, 90, 100], [60, 70, 120], [160, 210, 230]][n % 8];
  const rows = Array.from({ length: height }, (_, y) => {
    const row = Buffer.alloc(1 + width * 3);
    for (let x = 0; x < width; x++) {
      const sun = Math.hypot(x - 60 - 30 * (n % 7), y - 120) < 34;
      const sea = y > 132;
      const colour = sea ? [40, 80 + (y % 9) * 4, 120] : sun ? [255, 236, 170] : sky.map((value) => Math.max(0, value - (132 - y) / 2));
      row.set(colour, 1 + x * 3);
    }
    return row;
  });
  const chunk = (type, content) => {
    const all = Buffer.concat([Buffer.from(type), content]);
    const out = Buffer.alloc(all.length + 8);
    out.writeUInt32BE(content.length);
    all.copy(out, 4);
    out.writeUInt32BE(zlib.crc32(all), all.length + 4);
    return out;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width);
  head.writeUInt32BE(height, 4);
  head.set([8, 2], 8);
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk('IHDR', head), chunk('IDAT', zlib.deflateSync(Buffer.concat(rows))), chunk('IEND', Buffer.alloc(0))]);
}
