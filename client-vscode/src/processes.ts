// Runs one program to its end, without a shell.
import { spawn } from 'node:child_process';

export class ProgramFailed extends Error {
  constructor(
    readonly program: string,
    readonly output: string,
  ) {
    super(lastWords(output) || `${program} could not be run.`);
  }
}

export interface Surroundings {
  cwd: string;
  env?: NodeJS.ProcessEnv;
  /** Ends the program when it is aborted. */
  signal?: AbortSignal;
  /** Gets each piece of output as it comes. */
  onOutput?: (text: string) => void;
  /** Exit codes that are no failure; 0 when left out. */
  fine?: number[];
}

/** Runs *program* and returns what it printed; throws `ProgramFailed` with that when it fails. */
export function run(
  program: string,
  args: string[],
  { cwd, env, signal, onOutput, fine = [0] }: Surroundings,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, signal, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        onOutput?.(text);
      });
    }
    child.on('error', () => reject(new ProgramFailed(program, output)));
    child.on('close', (code) =>
      code !== null && fine.includes(code) ? resolve(output) : reject(new ProgramFailed(program, output)),
    );
  });
}

/** The line that says what went wrong: the last one marked as an error, else the last one. */
function lastWords(output: string): string {
  const lines = output
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const error = lines.filter((line) => line.startsWith('ERROR:')).at(-1);
  return (error ?? lines.at(-1) ?? '').replace(/^ERROR:\s*/, '');
}
