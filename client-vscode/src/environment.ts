// The server's private Python environment: built whole in a folder of its own, or not at all.
//
// The packages come from the package index, each pinned by version and hash; Limner itself comes with the extension.
// An environment's folder is named after what it was built from: another version of the extension has another one.
import { createHash, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { run, type Surroundings } from './processes';
import type { Python } from './python';

/** What the extension brings along: the pinned packages, and Limner's own wheel. */
export interface Parts {
  requirements: string;
  wheel: string;
}

type Run = (program: string, args: string[], surroundings: Surroundings) => Promise<string>;

const PREFIX = 'environment-';
const UNFINISHED = 'building-';

/** Finds what the extension brings along in its folder *server*; throws when the package is damaged. */
export function partsIn(server: string): Parts {
  const wheel = fs.readdirSync(server).find((name) => name.endsWith('.whl'));
  if (!wheel) {
    throw new Error('The extension is damaged: install it again.');
  }
  return { requirements: path.join(server, 'requirements.txt'), wheel: path.join(server, wheel) };
}

/** The folder in *storage* for an environment from *parts* and the Python that the person has named, if any. */
export function folderOf(storage: string, parts: Parts, named: string): string {
  const hash = createHash('sha256').update(named);
  for (const part of [parts.requirements, parts.wheel]) {
    hash.update(createHash('sha256').update(fs.readFileSync(part)).digest());
  }
  return path.join(storage, PREFIX + hash.digest('hex').slice(0, 16));
}

/** The interpreter of the environment in *folder*. */
export function interpreter(folder: string, platform: NodeJS.Platform = process.platform): string {
  return platform === 'win32' ? path.join(folder, 'Scripts', 'python.exe') : path.join(folder, 'bin', 'python');
}

/** Says whether the environment in *folder* is there and works: the Python it stands on may have been replaced. */
export async function works(folder: string, start: Run = run): Promise<boolean> {
  if (!fs.existsSync(interpreter(folder))) {
    return false;
  }
  try {
    await start(interpreter(folder), ['-I', '-c', 'import limner'], { cwd: folder });
    return true;
  } catch {
    return false;
  }
}

/**
 * Builds the environment *folder* with *python* from *parts*.
 *
 * `tell` gets a sentence for each step. Throws `ProgramFailed` when a step fails or is aborted; nothing is left of it then.
 */
export async function build(
  folder: string,
  parts: Parts,
  python: Python,
  tell: (step: string) => void,
  surroundings: Surroundings,
  start: Run = run,
): Promise<void> {
  const storage = path.dirname(folder);
  const unfinished = path.join(storage, UNFINISHED + randomUUID());
  // What a person has set for pip in general (an index, a proxy) holds; what would install elsewhere does not.
  const env = {
    ...(surroundings.env ?? process.env),
    PIP_USER: '0',
    PIP_REQUIRE_VIRTUALENV: '0',
    PIP_NO_INPUT: '1',
    PIP_DISABLE_PIP_VERSION_CHECK: '1',
  };
  for (const name of ['PIP_TARGET', 'PIP_PREFIX', 'PIP_ROOT']) {
    delete (env as NodeJS.ProcessEnv)[name];
  }
  const inside = { ...surroundings, env, cwd: storage };
  fs.mkdirSync(storage, { recursive: true });
  try {
    tell('making a Python environment');
    await start(python.program, ['-I', '-m', 'venv', unfinished], inside);
    const install = ['-I', '-m', 'pip', 'install', '--no-deps'];
    tell('downloading packages, about 15 MB');
    await start(
      interpreter(unfinished),
      [...install, '--require-hashes', '--only-binary', ':all:', '-r', parts.requirements],
      inside,
    );
    tell('installing Limner');
    await start(interpreter(unfinished), [...install, '--no-index', parts.wheel], inside);
    fs.rmSync(folder, { recursive: true, force: true });
    fs.renameSync(unfinished, folder);
  } finally {
    fs.rmSync(unfinished, { recursive: true, force: true });
  }
  tidy(folder);
}

/** Removes all environments but *folder* and the newest other one, which another window may still use. */
function tidy(folder: string): void {
  const storage = path.dirname(folder);
  const others = fs
    .readdirSync(storage)
    .filter((name) => name.startsWith(PREFIX) && name !== path.basename(folder))
    .map((name) => path.join(storage, name))
    .sort((a, b) => fs.statSync(b).mtimeMs - fs.statSync(a).mtimeMs);
  for (const old of others.slice(1)) {
    fs.rmSync(old, { recursive: true, force: true });
  }
}
