// Makes what is packed beside the code: Limner's wheel, and the README without its pictures, which an editor would not
// show (it loads none from a package).
//   PYTHON   an interpreter with pip; else the repository's virtual environment, else python3
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..', '..');
const server = path.join(root, 'client-vscode', 'server');
const own = ['.venv/bin/python', '.venv/Scripts/python.exe']
  .map((name) => path.join(root, name))
  .find((file) => fs.existsSync(file));
const python = process.env.PYTHON ?? own ?? 'python3';

for (const name of fs.readdirSync(server).filter((name) => name.endsWith('.whl'))) {
  fs.rmSync(path.join(server, name));
}
execFileSync(python, ['-m', 'pip', 'wheel', '--quiet', '--no-deps', '--wheel-dir', server, root], { stdio: 'inherit' });

const readme = fs.readFileSync(path.join(root, 'client-vscode', 'README.md'), 'utf8');
fs.mkdirSync(path.join(root, 'client-vscode', 'out'), { recursive: true });
fs.writeFileSync(path.join(root, 'client-vscode', 'out', 'README.md'), readme.replace(/^!\[.*\n\n?/gm, ''));
