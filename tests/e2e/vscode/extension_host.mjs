// The extension's own tests (client-vscode/test/exthost) in the editor's real extension host.
import fs from 'node:fs';
import path from 'node:path';
import { folderOf, inExtensionHost, report, work } from './editor.mjs';

const client = path.resolve(import.meta.dirname, '..', '..', '..', 'client-vscode');
const results = path.join(work, 'results.json');

const code = await inExtensionHost({
  settings: { 'limner.command': process.env.LIMNER_COMMAND },
  variables: { LIMNER_RESULTS: results },
  folder: folderOf('folder', { 'note.md': '# Trip\n' }),
  extension: client,
  models: true,
  tests: path.join(client, 'out', 'exthost', 'index.js'),
});
const { stats, failures } = fs.existsSync(results) ? JSON.parse(fs.readFileSync(results, 'utf8')) : { stats: {}, failures: [] };
report({ step: 'tests', code, passes: stats.passes, failures: failures.map(({ title, err }) => `${title}: ${err.message}`) });
process.exit(0);
