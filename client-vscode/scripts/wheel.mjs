// Builds Limner's wheel into `server/`, beside the pinned packages it needs: both are packed into the extension.
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
