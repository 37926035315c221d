// Finds a Python to build the server's environment with: on the person's path, never in a folder that is open.
import fs from 'node:fs';
import path from 'node:path';

export interface Python {
  /** The interpreter's absolute path. */
  program: string;
  /** Its whole version, such as `3.12.4`. */
  version: string;
  /** Whether it can make virtual environments; Debian packs that apart. */
  complete: boolean;
}

/** The oldest minor version of Python 3 that the server runs on. */
export const OLDEST = 11;

const NAMES = ['python3', 'python', 'python3.14', 'python3.13', 'python3.12', 'python3.11'];

/** Where package managers of macOS put programs, which the path of a desktop lacks. */
const MORE_FOLDERS = ['/opt/homebrew/bin', '/usr/local/bin'];

/** What a candidate is asked. Isolated, so that no folder and no variable has a say in the answer. */
export const QUESTION = [
  '-I',
  '-c',
  'import importlib.util as u, sys; print(".".join(map(str, sys.version_info[:3])), bool(u.find_spec("ensurepip")), sys.executable, sep="|")',
];

/** The absolute paths of *names* on the path, without entries that are relative or inside a folder that is open. */
export function programsOnPath(
  names: string[],
  searchPath: string,
  folders: string[],
  platform: NodeJS.Platform = process.platform,
): string[] {
  const windows = platform === 'win32';
  const entries = searchPath.split(windows ? ';' : ':').concat(platform === 'darwin' ? MORE_FOLDERS : []);
  const closed = folders.map(real);
  const found = names.flatMap((name) =>
    entries
      .filter((entry) => path.isAbsolute(entry))
      .map((entry) => path.join(entry, windows && !path.extname(name) ? `${name}.exe` : name))
      .filter(
        (file) =>
          isProgram(file) &&
          ![path.dirname(file), real(path.dirname(file)), real(file)].some((place) =>
            closed.some((folder) => isInside(folder, place)),
          ),
      ),
  );
  return [...new Set(found)];
}

/** The interpreters worth asking, best first; *named* is the person's own choice and then the only one. */
export function candidates(
  named: string,
  searchPath: string,
  folders: string[],
  platform: NodeJS.Platform = process.platform,
): string[] {
  if (named) {
    return path.isAbsolute(named) ? [named] : programsOnPath([named], searchPath, folders, platform);
  }
  return programsOnPath(platform === 'win32' ? ['py', ...NAMES] : NAMES, searchPath, folders, platform);
}

/** Reads a candidate's answer to `QUESTION`; `undefined` when it is too old or no Python. */
export function readAnswer(answer: string): Python | undefined {
  const [version, complete, program] = answer.trim().split('|');
  const [major, minor] = (version ?? '').split('.').map(Number);
  if (!program || major !== 3 || minor === undefined || !(minor >= OLDEST)) {
    return undefined;
  }
  return { program, version: version as string, complete: complete === 'True' };
}

/** Says whether *file* is *folder* or below it. */
export function isInside(folder: string, file: string): boolean {
  const way = path.relative(folder, file);
  return way === '' || !(way === '..' || way.startsWith(`..${path.sep}`) || path.isAbsolute(way));
}

function isProgram(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

function real(file: string): string {
  try {
    return fs.realpathSync(file);
  } catch {
    return path.resolve(file);
  }
}
